"""The network as a list of pairs for a table, and as a drawing for Graphviz; labels for people, never a name."""

import re
from collections.abc import Iterator
from typing import Any

from workbench.findings.chart import PRIVATE
from workbench.findings.network import Network
from workbench.findings.said import records, said
from workbench.findings.tiers import AUTHORITY, TIERS
from workbench.release.evidence import Found, found
from workbench.release.exchange import node_keys
from workbench.release.page import notice
from workbench.release.sheets import Sheet, as_csv, number, shown
from workbench.tables import Tables

HEADERS = (
    "from key", "from", "from schema", "relation", "verb", "to key", "to", "to schema", "status", "stance", "start",
    "end", "amount", "currency", "count", "source label", "file", "place", "first", "last", "sha256", "record",
)  # fmt: skip
# Black ink alone: what a line rests on is said by its stroke, and by a word where a source speaks against it.
STROKES = {"documented": "solid", "alleged": "dashed", "contradicted": "dotted"}
SHAPES = {"workers": "box3d", "place": "house", AUTHORITY: "octagon"}


def as_pairs(network: Network, tables: Tables) -> bytes:
    """One row a claim: who, which relation, to whom, on what it rests and where its words stand, as CSV.

    The words themselves stay in the case, since they may name people. Kinship, household and membership stay there too.
    `workbench import` reads the file back.
    """
    keys, graph = node_keys(network), network.graph
    rows = []
    for edge, place in _edges(network, tables):
        ends = [(keys[edge[end]], graph.nodes[edge[end]]) for end in ("from_id", "to_id")]
        names = [(key, values["label"], values["schema"]) for key, values in ends]
        where = (place.file, place.place, place.start, place.end, place.item_sha256) if place else (None,) * 5
        plain = [said(edge[name]) for name in ("status", "stance", "start", "end")]
        sums = [number(said(edge["amount"])), said(edge["currency"]), said(edge["count"]), said(edge["source"])]
        rows.append((*names[0], edge["schema"], edge["verb"], *names[1], *plain, *sums, *where, edge["relation"]))
    return as_csv(Sheet("Pairs", HEADERS, tuple(rows)))


def as_dot(network: Network, tables: Tables) -> bytes:
    """The network for Graphviz: tiers as ranks from left to right, verbs on the lines, one stroke a status, no colour.

    Labels are plain text in quotation marks, never markup. A line that a source speaks against bears the word.
    """
    keys, graph = node_keys(network), network.graph
    edges = list(_edges(network, tables))
    drawn = {edge[end] for edge, _ in edges for end in ("from_id", "to_id")}
    lines = [f"// {' '.join(notice(tables.info).split())}", "digraph network {", "  rankdir=LR;",
             '  node [shape=box, fontname="sans-serif"];', '  edge [fontname="sans-serif"];']  # fmt: skip
    for tier in (*TIERS, AUTHORITY):
        here = sorted((node for node in drawn if graph.nodes[node]["tier"] == tier), key=keys.__getitem__)
        inside = [_node(keys[node], graph.nodes[node]) for node in here]
        lines += [f"  subgraph {_quoted(tier)} {{", "    rank=same;", *inside, "  }"] if inside else []
    for edge, _ in edges:
        words = f"{edge['number']} {edge['verb']}" + (" (contradicted)" if edge["status"] == "contradicted" else "")
        ends = " -> ".join(_quoted(keys[edge[end]]) for end in ("from_id", "to_id"))
        lines.append(f"  {ends} [label={_quoted(words)}, style={STROKES[edge['status']]}];")
    return ("\n".join([*lines, "}"]) + "\n").encode()


def _edges(network: Network, tables: Tables) -> Iterator[tuple[dict[str, Any], Found | None]]:
    kept = network.df[~network.df["schema"].isin(PRIVATE)]
    pairs = [(edge["relation"], edge["passages"][0]) for edge in records(kept) if edge["passages"]]
    places = found(tables, (passage for _, passage in pairs))
    at = {relation: places[passage] for relation, passage in pairs}
    for edge in records(kept):
        yield edge, at.get(edge["relation"])


def _node(key: str, values: dict[str, Any]) -> str:
    under = ", ".join(text for text in (said(values["role"]), said(values["country"])) if text)
    label = values["label"] + (f"\n{under}" if under else "")
    return f"    {_quoted(key)} [label={_quoted(label)}, shape={SHAPES.get(values['tier'], 'box')}];"


def _quoted(text: str) -> str:
    # A backslash would begin an escape of Graphviz (\N, \l, \r): it is doubled; a line end becomes that for centring.
    plain = shown(text.replace("\r\n", "\n").replace("\n", "\0")).replace("[U+0000]", "\n")
    return '"' + re.sub(r'(["\\])', r"\\\1", plain).replace("\n", "\\n") + '"'
