"""The network explorer: grouped and counted at first, opened from one entity on, the sources on every line."""

from typing import Any

import pandas as pd

from workbench.casefile import Case
from workbench.drawn import picture
from workbench.findings.folded import Folded
from workbench.findings.network import Network as Graph
from workbench.findings.network import network
from workbench.findings.overview import GROUPINGS, neighbourhood, overview
from workbench.findings.said import records, said
from workbench.findings.way import STRENGTH
from workbench.panels.finding import Finding
from workbench.panels.layered import layered
from workbench.panels.panel import act

SOME, DRAWN = 40, 5000
CLAIMED = ("from", "verb", "to", "status", "when", "amount", "currency", "source", "note")
NODES = ("id", "label", "schema", "tier", "count", "links", "folded")
LINES = ("number", "from", "verb", "to", "status", "claims", "sources", "first", "last", "from_id", "to_id")
MEMBERS = ("label", "schema", "role", "country", "links")


class Network(Finding):
    """Who stands in which relation to whom: grouped `by` tier, country or schema, or `around` one entity.

    Workers are counts unless `people`.

    Example:
        >>> Network.page, Network.around.of_a_page
        ('networkpanel', True)
    """

    page = "networkpanel"
    groups = ("networkpanel", "finding", "status")

    def __init__(self, case: Case, *, by: str = "tier", around: str | None = None, hops: int = 1, limit: int = 30,
                 people: bool = False, **options: Any) -> None:  # fmt: skip
        self.by, self.start, self.hops, self.limit, self.people = by, around, hops, limit, people
        self.status: str | None = None
        self.hits: list[list[str]] = []
        self._graph: tuple[str, Graph] | None = None
        self._folded: tuple[Any, Folded] | None = None
        self._placed: tuple[Folded, dict[str, Any]] | None = None
        super().__init__(case, **options)

    def graph(self) -> Graph:
        """The network of the case at its head."""
        tables = self.tables()
        if self._graph is None or self._graph[0] != tables.head:
            self._graph = tables.head, network(tables)
        return self._graph[1]

    def folded(self) -> Folded:
        """What is drawn: the overview, or what stands near the entity that was asked about."""
        chosen: dict[str, Any] = {"status": self.status or None, "as_of": self.as_of}
        key = (self.tables().head, self.by, self.start, self.hops, self.limit, self.people, self.status, self.as_of)
        if self._folded is None or self._folded[0] != key:
            self._folded = key, self._fold(chosen)
        return self._folded[1]

    def _fold(self, chosen: dict[str, Any]) -> Folded:
        if self.start is None:
            return overview(self.graph(), self.by, **chosen)
        room: dict[str, Any] = {"limit": self.limit, "people": self.people}
        return neighbourhood(self.graph(), self.start, self.hops, **room, **chosen)

    def shown(self) -> dict[str, Any]:
        """The nodes with their places, the lines with what they rest on, and what is open."""
        if self.start is not None:
            self.start = self._id(self.start)
        found = self.folded()
        if self._placed is None or self._placed[0] is not found:
            self._placed = found, _placed(found)
        node_of = self.graph().graph.nodes
        return {
            "graph": self._placed[1],
            "choices": {"by": self.by, "bys": list(GROUPINGS), "status": self.status or "", "statuses": list(STRENGTH),
                        "start": self.start, "label": node_of[self.start]["label"] if self.start in node_of else None,
                        "hops": self.hops, "people": self.people, "limit": self.limit,
                        "limits": [30, 200, 1000, DRAWN], "hits": self.hits},
            "time": {"as_of": self.as_of, "months": self.months(self.graph().df["start"])},
            "trail": self.trail(),
        }  # fmt: skip

    @act
    def arrange(self, by: str) -> str:
        """Shows everything, grouped by tier, country or schema.

        Raises:
            Unknown: there is no such grouping.
        """
        overview(self.graph(), by)
        self.by, self.start, self._trail = by, None, None
        return self.t("networkpanel.arranged", by=self.t(f"networkpanel.by-{by}"))

    @act
    def around(self, node: str, hops: int = 1, limit: int = 30, people: bool = False) -> str:
        """Shows what stands near an entity (an id, a key or a label).

        Raises:
            Unknown: the network has no such entity.
        """
        found = self.graph().path(node, node)  # refuses a name that nobody bears, with the nearest
        hops, limit = max(1, min(int(hops), 6)), max(1, min(int(limit), DRAWN))
        self.start, self.hops, self.limit, self.people = self._id(node), hops, limit, bool(people)
        self._trail = None
        return self.t("networkpanel.around", node=found.start)

    @act
    def only(self, status: str = "") -> str:
        """Keeps the claims of one status, or of all.

        Raises:
            Unknown: there is no such status.
        """
        overview(self.graph(), self.by, status=status or None)
        self.status = status or None
        return self.t("networkpanel.only", status=self.t(f"status.{status}") if status else self.t("networkpanel.any"))

    @act
    def find(self, words: str) -> str:
        """Looks for entities whose label or key has these words."""
        sought = words.casefold().strip()
        nodes = self.graph().graph.nodes(data=True)
        hits = [[str(key), f"{one['label']} ({one['schema']})"] for key, one in nodes
                if sought and any(sought in str(name).casefold() for name in (one["label"], *one["keys"]))]  # fmt: skip
        self.hits = sorted(hits, key=lambda one: one[1])[:SOME]
        return self.t("networkpanel.found", count=len(hits), shown=len(self.hits))

    @act
    def line(self, number: int) -> str:
        """Opens the claims of one line, each with its source, and the words that they rest on."""
        found = self.folded()
        claims = found.claims(int(number))
        head = found.edges[found.edges["number"] == int(number)].iloc[0]
        title = f"{number}. {head['from']} {head['verb']} {head['to']}"
        self._claims(title, claims)
        return self.t("finding.opened", title=title)

    @act
    def members(self, node: str) -> str:
        """Opens whom a node stands for."""
        found = self.folded()
        inside = found.members(node)
        title = str(found.nodes.set_index("id")["label"].get(node, node))
        cells = [[str(said(row[name]) or "") for name in MEMBERS] for row in records(inside.head(SOME * 5))]
        heads = [self.t(f"networkpanel.{name}") for name in MEMBERS]
        self.leads(title, (), rows={"headers": heads, "cells": cells})
        return self.t("finding.opened", title=title)

    @act
    def path(self, start: str, goal: str) -> str:
        """Opens who stands between two entities, link by link with the sources of each.

        Raises:
            Unknown: the network has no such entity.
        """
        way = self.graph().path(start, goal)
        self._claims(str(way), way.df)
        return self.t("finding.opened", title=str(way))

    def _claims(self, title: str, claims: Any) -> None:
        cells = [[str(said(row[name]) or "") for name in CLAIMED] for row in records(claims.head(SOME * 5))]
        passages = [one for row in claims["passages"] for one in row]
        heads = [self.t(f"networkpanel.{name}") for name in CLAIMED]
        self.leads(title, passages, rows={"headers": heads, "cells": cells})

    def _id(self, name: str) -> str:
        nodes = self.graph().graph.nodes
        if name in nodes:
            return name
        named = (str(key) for key, one in nodes(data=True) if name in (one["label"], *one["keys"], *one["members"]))
        return next(named, name)

    def twin(self) -> str:
        """The network as its picture with workers as counts, and its lines as a table."""
        found = self.folded()
        drawn = found.nodes["tier"].notna().all()  # the picture has a column a tier
        return (picture(found.chart())._repr_html_() if drawn else "") + found._repr_html_()


def _placed(found: Folded) -> dict[str, Any]:
    """The nodes with their places, and the lines."""
    nodes, lines = _plain(found.nodes, NODES), _plain(found.edges, LINES)
    places = layered(nodes, lines)
    for node in nodes:
        node["x"], node["y"] = places[node["id"]]
    return {"nodes": nodes, "lines": lines, "hidden": found.hidden}


def _plain(frame: pd.DataFrame, names: tuple[str, ...]) -> list[dict[str, Any]]:
    """Rows as plain JSON values: what is not said is None, numbers are Python's."""
    columns = {name: frame[name].astype(object).where(frame[name].notna(), None).tolist() for name in names}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
