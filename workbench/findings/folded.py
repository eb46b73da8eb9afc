"""A network with many entities folded into few nodes: counted, never dropped, each line leading to its claims."""

import dataclasses
from typing import Any

import numpy as np
import pandas as pd

from workbench import markup
from workbench.codebook import relation_schema
from workbench.findings.chart import Chart
from workbench.findings.way import STRENGTH

NODES = ["id", "label", "schema", "tier", "role", "country", "count", "links", "folded"]
LINES = [
    "number", "from", "verb", "to", "status", "claims", "pairs", "documented", "alleged", "contradicted", "sources",
    "first", "last", "from_id", "to_id", "schema",
]  # fmt: skip


@dataclasses.dataclass(frozen=True, repr=False)
class Folded:
    """A network seen from far enough to be read: `nodes` that stand for many entities, numbered `edges` with counts.

    A line counts its `claims` and the `pairs` of entities that they are about; `documented`, `alleged`, `contradicted`
    are numbers of pairs. `hidden` says in words what is not shown as itself. `entities` has a row an entity with the
    node in which it stands, `df` a row a claim with the number of its line.
    """

    nodes: pd.DataFrame
    edges: pd.DataFrame
    hidden: str
    entities: pd.DataFrame
    df: pd.DataFrame

    def members(self, node: str) -> pd.DataFrame:
        """The entities that a node stands for, those with the most claims first.

        Example:
            >>> empty = pd.DataFrame({"node": [], "links": [], "label": []})
            >>> len(Folded(empty, empty, "", empty, empty).members("tier:agency"))
            0
        """
        inside = self.entities[self.entities["node"] == node]
        return inside.sort_values(["links", "label"], ascending=[False, True]).drop(columns="node")

    def claims(self, number: int) -> pd.DataFrame:
        """The claims behind one numbered line.

        Example:
            >>> empty = pd.DataFrame({"line": []})
            >>> len(Folded(empty, empty, "", empty, empty).claims(1))
            0
        """
        return self.df[self.df["line"] == number].drop(columns="line")

    def chart(self) -> Chart:
        """The same as a chart to draw: a line says of how many pairs it holds, a box how many entities it stands for.

        Example:
            >>> nodes, edges = pd.DataFrame(columns=NODES), pd.DataFrame(columns=LINES)
            >>> Folded(nodes, edges, "", pd.DataFrame(columns=["node", "id"]), edges).chart()
            Chart(0 nodes, 0 edges)
        """
        some = self.edges["pairs"].gt(1) | self.edges["claims"].gt(1)
        words = [_words(*row) for row in self.edges[["pairs", *reversed(STRENGTH)]].itertuples(index=False)]
        counts = pd.Series(words, index=self.edges.index, dtype=object).where(some, None)
        behind = self.df.groupby("line", sort=True)["relation"].agg(tuple) if len(self.df) else pd.Series(dtype=object)
        when = self.edges["first"].fillna("") + " to " + self.edges["last"].fillna("")
        edges = self.edges.assign(workers=counts, when=when, source=self.edges["sources"].astype(str) + " sources")
        edges["relations"] = edges["number"].map(behind)
        members = self.entities.groupby("node", sort=False)["id"].agg(tuple)
        count = self.nodes["count"].where(self.nodes["folded"], None)
        return Chart(self.nodes.assign(members=self.nodes["id"].map(members), count=count), edges, self.hidden)

    def __repr__(self) -> str:
        return f"Folded({len(self.nodes)} nodes, {len(self.edges)} lines; {self.hidden})"

    def _repr_html_(self) -> str:
        columns = ["number", "from", "verb", "to", "claims", "pairs", *reversed(STRENGTH), "sources"]
        rows = [[str(value) for value in row] for row in self.edges[columns].itertuples(index=False)]
        return markup.table(rows, ["no.", *columns[1:]], f"{len(self.nodes)} nodes: {self.hidden}")


def _words(pairs: int, documented: int, alleged: int, contradicted: int) -> str:
    counted = zip((documented, alleged, contradicted), reversed(STRENGTH), strict=True)
    kinds = [f"{number:,} {status}" for number, status in counted if number]
    return f"{pairs:,} pair{'s' * (pairs > 1)}" + (f" ({', '.join(kinds)})" if len(kinds) > 1 else "")


def folded(entities: pd.DataFrame, claims: pd.DataFrame, labels: dict[str, str], hidden: str) -> Folded:
    """Claims between entities as lines between the nodes in which these stand.

    `entities` has a row an entity with its `id`, label, schema, tier, role, country and `node`; `labels` names the
    nodes that stand for several. Claims whose two ends stand in one node become a loop that is counted beside the node.

    Example:
        >>> firms = pd.DataFrame({"id": ["a", "b"], "label": ["A", "B"], "schema": "Company", "tier": "agency",
        ...                       "role": None, "country": None, "node": ["a", "x"]})
        >>> owns = pd.DataFrame({"from_id": ["a"], "to_id": ["b"], "schema": ["Ownership"], "status": ["alleged"],
        ...                      "source_id": ["s"], "start": [None], "end": [None], "relation": ["r"]})
        >>> folded(firms, owns, {"x": "1 company"}, "1 company counted").edges[["from", "verb", "to"]].values.tolist()
        [['A', 'owns', '1 company']]
    """
    entities = entities.assign(links=entities["id"].map(_degrees(claims)).fillna(0).astype(int))
    where = pd.Series(entities["node"].to_numpy(), index=entities["id"].to_numpy())
    drawn = claims.assign(a=claims["from_id"].map(where), b=claims["to_id"].map(where))
    line, ends = _code(drawn, ["a", "b", "schema"])
    lines = pd.concat([ends.set_axis(["from_id", "to_id", "schema"], axis=1), _counts(drawn, line, len(ends))], axis=1)
    nodes = _nodes(entities, labels)
    names = dict(zip(nodes["id"], nodes["label"], strict=True))
    lines["from"], lines["to"] = lines["from_id"].map(names), lines["to_id"].map(names)
    lines["verb"] = lines["schema"].map({name: relation_schema(name).verb for name in lines["schema"].unique()})
    lines = lines.sort_values(["from", "schema", "to", "from_id", "to_id"])
    lines["number"] = np.arange(1, len(lines) + 1)
    numbers = lines["number"].sort_index().to_numpy()[line]
    return Folded(nodes, lines[LINES].reset_index(drop=True), hidden, entities, claims.assign(line=numbers))


def _degrees(claims: pd.DataFrame) -> "pd.Series[int]":
    other = claims.loc[claims["from_id"] != claims["to_id"], "to_id"]
    counts: pd.Series[int] = pd.concat([claims["from_id"], other]).value_counts()
    return counts


def _nodes(entities: pd.DataFrame, labels: dict[str, str]) -> pd.DataFrame:
    """One row a node: its own values where it is one entity, what all have in common where it stands for several."""
    grouped = entities.groupby("node", sort=False)
    nodes = grouped[["label", "schema", "tier", "role", "country"]].first()
    nodes["count"], nodes["links"] = grouped.size(), grouped["links"].sum()
    nodes["folded"] = nodes.index.isin(list(labels))
    for column in ("schema", "tier", "role", "country"):
        several = nodes["folded"] & (grouped[column].nunique(dropna=False).reindex(nodes.index) > 1)
        nodes[column] = nodes[column].astype(object).where(~several, None)
    nodes["label"] = [labels.get(str(node), label) for node, label in zip(nodes.index, nodes["label"], strict=True)]
    return nodes.rename_axis("id").reset_index().sort_values(["tier", "label", "id"], ignore_index=True)[NODES]


def _code(table: pd.DataFrame, columns: list[str]) -> tuple["np.ndarray[Any, Any]", pd.DataFrame]:
    """A number for each row, alike where these columns are, and the values that each number stands for."""
    code = np.zeros(len(table), dtype=np.int64)
    for column in columns:
        own, values = pd.factorize(table[column])
        code, _ = pd.factorize(code * (len(values) + 1) + own)
    first = np.unique(code, return_index=True)[1]
    return code, table[columns].iloc[first].reset_index(drop=True)


def _counts(drawn: pd.DataFrame, line: "np.ndarray[Any, Any]", size: int) -> pd.DataFrame:
    """What is counted on each line; a pair of entities is contradicted where one claim about it is."""
    lines = pd.DataFrame({"claims": np.bincount(line, minlength=size)})
    numbered = drawn.assign(line=line)
    rank = drawn["status"].map({status: number for number, status in enumerate(STRENGTH)}).to_numpy(dtype=int)
    pair, of = _code(numbered, ["line", "from_id", "to_id"])
    # Highest first, but a contradiction above all: one number a pair, without a look at each group.
    stands = np.zeros(len(of), dtype=int)
    np.maximum.at(stands, pair, np.where(rank == 0, len(STRENGTH), rank))
    stands[stands == len(STRENGTH)] = 0
    line_of = of["line"].to_numpy(dtype=int)
    for number, status in enumerate(STRENGTH):
        lines[status] = np.bincount(line_of[stands == number], minlength=size)
    lines["pairs"] = np.bincount(line_of, minlength=size)
    lines["status"] = np.select([lines[name] == lines["pairs"] for name in STRENGTH], list(STRENGTH), "alleged")
    _, told = _code(numbered, ["line", "source_id"])
    lines["sources"] = np.bincount(told["line"].to_numpy(dtype=int), minlength=size)
    starts, ends = drawn["start"].fillna(drawn["end"]), drawn["end"].fillna(drawn["start"])
    lines["first"] = _extreme(starts, line, size, np.minimum)
    lines["last"] = _extreme(ends, line, size, np.maximum)
    return lines


def _extreme(
    dates: "pd.Series[Any]", line: "np.ndarray[Any, Any]", size: int, better: "np.ufunc"
) -> "np.ndarray[Any, Any]":
    """The earliest or latest date of each line; dates are text as precise as they are known."""
    # A year ends after each of its months, and a month after each of its days.
    code, values = pd.factorize(dates if better is np.minimum else dates + "~", sort=True)
    none = len(values) if better is np.minimum else -1
    best = np.full(size, none)
    better.at(best, line[code >= 0], code[code >= 0])
    return np.array([None if found == none else str(values[found]).rstrip("~") for found in best], dtype=object)
