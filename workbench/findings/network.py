"""Who recruited, employs, owns, buys, holds whose passport and owes whom: a graph, each edge with its source."""

import dataclasses
import functools
import gc
import itertools

import networkx as nx
import numpy as np
import pandas as pd

from workbench import markup
from workbench.codebook import near
from workbench.errors import Unknown
from workbench.findings.chart import Chart, chart
from workbench.findings.control import Control, control
from workbench.findings.documented import Documented, documented
from workbench.findings.edges import edges
from workbench.findings.joined import joined
from workbench.findings.nearest import Links
from workbench.findings.nodes import nodes
from workbench.findings.owners import Holding, Owners, holdings, owners
from workbench.findings.row import Columns
from workbench.findings.said import said
from workbench.findings.shared import Shared, shared
from workbench.findings.stated import COLUMNS as STATED
from workbench.findings.stated import stated
from workbench.findings.tiers import PEOPLE
from workbench.findings.way import Way, way
from workbench.tables import Tables

SHOWN = ("number", "from", "verb", "to", "status", "when", "source")


@dataclasses.dataclass(frozen=True, repr=False)
class Network:
    """Entities and the relations claimed between them; `graph` is a networkx.MultiDiGraph, `df` its edges, numbered.

    Nodes are entity ids with label, schema, tier, role, country, names, told_us; edges are keyed by relation id, with
    what `df` has. Labels stand for people: no worker's name is among the columns. Entities that somebody says are one
    (`Sameness`) are one node whose label names them; `members` are their ids, `keys` their keys. What was said of each
    stays an edge of its own. `stated` has a row each value that a source gives for a property of a body or a place.
    No number here says how important a person is, and none will.
    """

    graph: "nx.MultiDiGraph[str]"
    df: pd.DataFrame
    as_of: str | None = None
    stated: pd.DataFrame = dataclasses.field(default_factory=lambda: pd.DataFrame(columns=STATED))

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
        hops = self.links.hops(one, other)
        rows = [self.df.iloc[self.links.rows(*pair)] for pair in itertools.pairwise(hops)]
        return way(rows, *labels, columns=list(self.df.columns))

    def control(self) -> Control:
        """Who has documents, lodging, wages or debts of how many workers in hand, with sources and ranges.

        Example:
            >>> from workbench.tables import tabulate
            >>> network(tabulate([], "h", bytes)).control()
            Control(0 rows, 0 bodies or persons)
        """
        return control(self)

    def shared(self) -> Shared:
        """What companies, agencies and sub-agents share: addresses, telephones, directors, accounts.

        Example:
            >>> from workbench.tables import tabulate
            >>> network(tabulate([], "h", bytes)).shared()
            Shared(0 things, 0 bodies)
        """
        return shared(self)

    def owners(self, of: str) -> Owners:
        """Who owns how much of a company, directly and through others; `of` is an id, a key or a label.

        Raises:
            Unknown: no entity of this network has that id, key or label.
            BadValue: more owners stand behind it than the system of equations can hold.

        Example:
            >>> from workbench.records import Entity
            >>> from workbench.tables import tabulate
            >>> network(tabulate([("f", Entity(key="F", schema="Company", label="Firm"))], "h", bytes)).owners("F")
            Owners of Firm: 0 on record, 0 at the end of a chain
        """
        return owners(self, self._node(of))

    def documented(self) -> Documented:
        """What is documented, what alleged, what contradicted, by kind of relation.

        Example:
            >>> from workbench.tables import tabulate
            >>> network(tabulate([], "h", bytes)).documented()
            Documented(0 relations of two: 0 documented, 0 alleged, 0 contradicted)
        """
        return documented(self)

    @functools.cached_property
    def holdings(self) -> dict[str, list[Holding]]:
        """By company who is said to own how much of it; read when first asked for."""
        return holdings(self.df)

    @functools.cached_property
    def links(self) -> Links:
        """Who is linked with whom, for finding ways; built when first asked for."""
        people = [schema in PEOPLE for _, schema in self.graph.nodes(data="schema")]
        return Links(pd.Index(list(self.graph), dtype="object"), np.array(people, dtype=bool), self.df)

    @functools.cached_property
    def _named(self) -> dict[str, str]:
        """The node for each id, key and label: an id goes before a key, a key before a label."""
        nodes = {node: self.graph.nodes[node] for node in sorted(self.graph)}
        found = {node: node for node in nodes}
        for attribute in ("keys", "members", "labels", "label"):
            for node, values in nodes.items():
                for name in [values[attribute]] if attribute == "label" else values[attribute]:
                    found.setdefault(name, node)
        return found

    def _node(self, name: str) -> str:
        if name in self._named:
            return self._named[name]
        known = {str(label) for _, label in self.graph.nodes(data="label")}
        keys = {key for _, keys in self.graph.nodes(data="keys") for key in keys}
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
    table = edges(tables, as_of, one)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(nodes(tables, one))
    _link(graph, table)
    return Network(graph, table, as_of, stated(tables, as_of, one))


def _link(graph: "nx.MultiDiGraph[str]", table: pd.DataFrame) -> None:
    """Adds the edges at once, each as a view of its row.

    As `add_edges_from` does, without copying each row; the collector, which would look at every edge again and again
    while none can be garbage, waits.
    """
    after, before, collecting = graph._succ, graph._pred, gc.isenabled()
    gc.disable()
    try:
        ends = (table[name].tolist() for name in ("from_id", "to_id", "relation"))
        for start, goal, key, row in zip(*ends, Columns(table).rows(), strict=True):
            held = after[start].get(goal)
            if held is None:
                after[start][goal] = before[goal][start] = {key: row}
            else:
                held[key] = row
    finally:
        if collecting:
            gc.enable()
