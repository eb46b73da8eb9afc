"""Who recruited, employs, owns, buys, holds whose passport and owes whom: a graph, each edge with its source."""

import dataclasses
from typing import Any

import networkx as nx
import pandas as pd

from workbench import markup
from workbench.codebook import near, relation_schema
from workbench.errors import Unknown
from workbench.findings.chart import Chart, chart
from workbench.findings.joined import Joined, joined
from workbench.findings.said import UNDATED, period, records, said, timing, when
from workbench.findings.tiers import PEOPLE, tiers
from workbench.findings.way import Way, strength, way
from workbench.records.period import Period
from workbench.tables import Tables

COLUMNS = [
    "number", "from", "verb", "to", "status", "stance", "start", "end", "when", "timing", "amount", "currency", "count",
    "source", "passages", "note", "relation", "from_id", "to_id", "schema", "source_id",
]  # fmt: skip
SHOWN = ("number", "from", "verb", "to", "status", "when", "source")


@dataclasses.dataclass(frozen=True, repr=False)
class Network:
    """Entities and the relations claimed between them; `graph` is a networkx.MultiDiGraph, `df` its edges, numbered.

    Nodes are entity ids with label, schema, tier, role, country, names, told_us; edges are keyed by relation id, with
    what `df` has. Labels stand for people: no worker's name is among the columns. Entities that somebody says are one
    (`Sameness`) are one node whose label names them; `members` are their ids, `keys` their keys. What was said of each
    stays an edge of its own.
    """

    graph: "nx.MultiDiGraph[str]"
    df: pd.DataFrame
    as_of: str | None = None

    def chart(self) -> Chart:
        """The network with workers as counts, for drawing and for showing to others.

        Example:
            >>> from workbench.tables import tabulate
            >>> network(tabulate([], "h", bytes)).chart()
            Chart(0 nodes, 0 edges)
        """
        return chart(pd.DataFrame.from_dict(dict(self.graph.nodes(data=True)), orient="index"), self.df)

    def holders(self) -> pd.DataFrame:
        """Who holds or held whose documents, and when: every claim with its source, those against beside those for.

        Example:
            >>> from workbench.tables import tabulate
            >>> list(network(tabulate([], "h", bytes)).holders().columns)[:3]
            ['of', 'holder', 'when']
        """
        held = self.df[self.df["schema"] == "DocumentCustody"]
        table = held.rename(columns={"from": "holder", "to": "of"})
        columns = ["of", "holder", "when", "start", "end", "timing", "status", "stance", "source", "note", "passages"]
        return table.sort_values(["of", "start", "holder", "relation"], na_position="last")[[*columns, "relation"]]

    def owed(self) -> pd.DataFrame:
        """Who is owed what by whom: wages and debts, as claimed; amounts are decimal strings in the currency named.

        Example:
            >>> from workbench.tables import tabulate
            >>> list(network(tabulate([], "h", bytes)).owed().columns)[:5]
            ['creditor', 'debtor', 'what', 'amount', 'currency']
        """
        wages = self.df[self.df["schema"] == "WageOwed"].rename(columns={"from": "debtor", "to": "creditor"})
        debts = self.df[self.df["schema"] == "Debt"].rename(columns={"from": "debtor", "to": "creditor"})
        table = pd.concat([wages.assign(what="wages"), debts.assign(what="debt")])
        columns = ["creditor", "debtor", "what", "amount", "currency", "when", "status", "stance", "source", "passages"]
        return table.sort_values(["creditor", "what", "start", "relation"], na_position="last")[[*columns, "relation"]]

    def path(self, start: str, goal: str) -> Way:
        """Who stands between two entities, edge by edge with sources, in any direction; the weakest link is named.

        `start` and `goal` are ids, keys or labels. Ways through other workers, and links that every source denies, are
        taken only where there is no other.

        Raises:
            Unknown: no entity of this network has that id, key or label.

        Example:
            >>> from workbench.tables import tabulate
            >>> network(tabulate([], "h", bytes)).path("W-01", "Brand")
            Traceback (most recent call last):
            ...
            workbench.errors.Unknown: network, path: 'W-01' is not known here. Register it first, or mend the spelling.
        """
        one, other = self._node(start), self._node(goal)
        labels = [str(self.graph.nodes[node]["label"]) for node in (one, other)]
        return way(self._hops(one, other), self.df, *labels)

    def _hops(self, start: str, goal: str) -> list[str]:
        """The ids along the shortest way; of ways equally short the one whose links are stronger."""
        links = nx.Graph()
        for edge in records(self.df.sort_values(["from_id", "to_id", "relation"])):
            cost = self._cost(edge, {start, goal})
            ends = edge["from_id"], edge["to_id"]
            links.add_edge(*ends, cost=min(cost, links.edges[ends]["cost"] if links.has_edge(*ends) else cost))
        try:
            return [str(node) for node in nx.dijkstra_path(links, start, goal, weight="cost")]
        except (nx.NetworkXNoPath, nx.NodeNotFound):
            return []

    def _cost(self, edge: dict[str, Any], ends: set[str]) -> int:
        # So far apart that the lower never outweighs the higher: denied links, then strangers passed, then length.
        between = sum(
            self.graph.nodes[node]["schema"] in PEOPLE for node in (edge["from_id"], edge["to_id"]) if node not in ends
        )
        denied = int(edge["stance"] == "contradicts")
        return 10**12 * denied + 10**8 * between + 10**4 + 2 - strength(edge["status"])

    def _node(self, name: str) -> str:
        if name in self.graph:
            return name
        for attribute in ("keys", "members", "labels"):
            for node in sorted(self.graph):
                if name in (*self.graph.nodes[node][attribute], self.graph.nodes[node]["label"]):
                    return str(node)
        known = {str(self.graph.nodes[node]["label"]) for node in self.graph}
        keys = {key for node in self.graph for key in self.graph.nodes[node]["keys"]}
        raise Unknown("network", "path", name, near(name, known | keys))

    def __repr__(self) -> str:
        when_ = f", as of {self.as_of}" if self.as_of else ""
        return f"Network({self.graph.number_of_nodes()} entities, {self.graph.number_of_edges()} relations{when_})"

    def _repr_html_(self) -> str:
        rows = [[str(said(row[column]) or "") for column in SHOWN] for _, row in self.df.iterrows()]
        caption = f"{self!r}: who stands in which relation to whom, as each source has it"
        return markup.table(rows, ["no.", *SHOWN[1:]], caption)


def network(tables: Tables, *, as_of: str | None = None) -> Network:
    """The relations of a case as a graph, edge by edge with status, period and source.

    `as_of` (YYYY, YYYY-MM or YYYY-MM-DD) keeps what had begun and was not over; what has no known date stays, and its
    `timing` says so. `status` is `documented` or `alleged` as recorded, `contradicted` where a source speaks against
    the same relation at an overlapping time, or denies it.

    Raises:
        BadValue: `as_of` is no date.

    Example:
        >>> from workbench.records import Entity, Relation, Source
        >>> from workbench.tables import tabulate
        >>> firm = Entity(key="F", schema="Company", label="Firm")
        >>> crew = Entity(key="G", schema="Group", label="the crew")
        >>> told = Relation(schema="Employment", source_entity="f", target_entity="g", source="s")
        >>> report = Source(key="S", label="Report", kind="press")
        >>> found = network(tabulate([("f", firm), ("g", crew), ("s", report), ("r", told)], "h", bytes))
        >>> found.df[["from", "verb", "to", "status", "source"]].values.tolist()
        [['Firm', 'employs', 'the crew', 'alleged', 'Report']]
    """
    one = joined(tables)
    edges = _edges(tables, as_of, one)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    places = tiers(one.entities, one.relations(tables.relations))
    told = {one.of(worker) for worker in tables.sources["worker"].dropna()}
    for key, entity in one.entities.sort_values("key").iterrows():
        members = one.members.get(str(key), (str(key),))
        rows = tables.entities.loc[list(members)]
        shown = rows[rows["schema"].isin(PEOPLE)] if rows["schema"].isin(PEOPLE).any() else rows
        keys, labels = tuple(rows["key"]), tuple(shown["label"])
        more = {"tier": places[str(key)], "told_us": key in told, "members": members, "keys": keys, "labels": labels}
        graph.add_node(key, **_attributes(entity), **more)
    for edge in records(edges):
        graph.add_edge(edge["from_id"], edge["to_id"], key=edge["relation"], **edge)
    return Network(graph, edges, as_of)


def _attributes(entity: "pd.Series[Any]") -> dict[str, Any]:
    plain = {name: said(entity[name]) for name in ("key", "schema", "label", "role", "country", "scope")}
    # A worker's names stay in the sealed record: what is drawn, exported or printed carries the label.
    names = () if entity["schema"] in PEOPLE | {"Person"} else tuple(entity["names"])
    return {**plain, "names": names}


def _edges(tables: Tables, as_of: str | None, one: Joined) -> pd.DataFrame:
    rows = []
    for key, relation in tables.relations.iterrows():
        stretch = period(relation)
        standing = timing(stretch, as_of) if as_of else (UNDATED if not (stretch.start or stretch.end) else "")
        if standing is not None:
            rows.append(_edge(tables, str(key), relation, stretch, one) | {"timing": standing})
    table = pd.DataFrame(rows, columns=COLUMNS)
    order = table.sort_values(["from", "schema", "to", "start", "relation"], na_position="last").reset_index(drop=True)
    order["status"] = _statuses(order)
    order["number"] = range(1, len(order) + 1)
    return order


def _edge(tables: Tables, key: str, relation: "pd.Series[Any]", stretch: Period, one: Joined) -> dict[str, Any]:
    ends = [one.of(relation[name]) for name in ("source_entity", "target_entity")]
    names = [one.labels.get(end) or tables.label(end) for end in ends]
    passage = said(relation["passage"])
    return {
        "from": names[0], "verb": relation_schema(relation["schema"]).verb, "to": names[1],
        "status": said(relation["status"]), "stance": said(relation["stance"]), "start": stretch.start, "end":
        stretch.end, "when": when(stretch), "amount": said(relation["amount"]), "currency":
        said(relation["currency"]), "count": said(relation["count"]), "source": tables.label(relation["source"]),
        "passages": (passage,) if passage else (), "note": said(relation["note"]), "relation": key, "from_id": ends[0],
        "to_id": ends[1], "schema": relation["schema"], "source_id": relation["source"],
    }  # fmt: skip


def _statuses(edges: pd.DataFrame) -> list[str]:
    against = edges[edges["stance"] == "contradicts"]
    return [_status(row, against) for _, row in edges.iterrows()]


def _status(row: "pd.Series[Any]", against: pd.DataFrame) -> str:
    if row["stance"] == "contradicts":
        return "contradicted"
    same = against[(against["from_id"] == row["from_id"]) & (against["to_id"] == row["to_id"])]
    same = same[same["schema"] == row["schema"]]
    own = Period(start=said(row["start"]), end=said(row["end"]))
    rivals = [Period(start=said(other["start"]), end=said(other["end"])) for _, other in same.iterrows()]
    if any(own.overlaps(rival) for rival in rivals):
        return "contradicted"
    return "documented" if row["status"] == "documented" and row["stance"] == "supports" else "alleged"
