"""The network for other programs, as GraphML with typed attributes; labels for people, never a name."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from typing import Any

from workbench.findings.chart import PRIVATE
from workbench.findings.network import Network
from workbench.findings.said import said
from workbench.release.evidence import Found
from workbench.release.exchange import edges, node_keys, passages_of
from workbench.release.page import notice
from workbench.release.sheets import shown
from workbench.tables import Tables

NODE = ("label", "schema", "tier", "role", "country", "scope")
EDGE = (
    ("number", "int"), ("schema", "string"), ("verb", "string"), ("status", "string"), ("stance", "string"),
    ("start", "string"),
    ("end", "string"), ("when", "string"), ("amount", "double"), ("currency", "string"), ("count", "string"),
    ("source", "string"),
    ("file", "string"), ("place", "string"), ("first", "int"), ("last", "int"), ("sha256", "string"),
)  # fmt: skip


def as_graphml(network: Network, tables: Tables) -> bytes:
    """The network as GraphML with typed attributes; node ids are keys, and each edge says where its words stand.

    `first` and `last` are code points in the text of `file`; the words themselves stay in the case, since they may name
    people. Kinship, household and membership stay there too. What speaks against a relation is an edge with the stance
    `contradicts`.

    Example:
        >>> from workbench.findings.network import network
        >>> from workbench.records import CaseInfo
        >>> from workbench.tables import tabulate
        >>> tables = tabulate([("c" * 64, CaseInfo(title="A"))], "h", bytes)
        >>> b'edgedefault="directed"' in as_graphml(network(tables), tables)
        True
    """
    keys, places = node_keys(network), passages_of(tables, network)
    root = ET.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    kinds = [("node", name, "string") for name in NODE] + [("edge", name, kind) for name, kind in EDGE]
    kinds += [("graph", "notice", "string"), ("graph", "head", "string")]
    for of, name, kind in kinds:
        ET.SubElement(root, "key", {"id": f"{of}.{name}", "for": of, "attr.name": name, "attr.type": kind})
    graph = ET.SubElement(root, "graph", id="network", edgedefault="directed")
    _data(graph, "graph", [("notice", notice(tables.info)), ("head", tables.head)])
    for node in sorted(network.graph, key=keys.__getitem__):
        values = network.graph.nodes[node]
        _data(ET.SubElement(graph, "node", id=_xml(keys[node])), "node", [(name, values[name]) for name in NODE])
    for edge in edges(network):
        if edge["schema"] not in PRIVATE:
            ends = {"source": _xml(keys[edge["from_id"]]), "target": _xml(keys[edge["to_id"]])}
            drawn = ET.SubElement(graph, "edge", {"id": f"{edge['number']}-{edge['relation'][:16]}", **ends})
            _data(drawn, "edge", _values(edge, places.get(edge["relation"])))
    ET.indent(root, " ")
    text: str = ET.tostring(root, encoding="unicode")
    return f"<?xml version='1.0' encoding='utf-8'?>\n{text}\n".encode()


def _values(edge: dict[str, Any], place: Found | None) -> Iterable[tuple[str, Any]]:
    names = ("file", "place", "first", "last", "sha256")
    where: dict[str, Any] = dict.fromkeys(names)
    if place:
        where = dict(zip(names, (place.file, place.place, place.start, place.end, place.item_sha256), strict=True))
    return [(name, {**edge, **where}[name]) for name, _ in EDGE]


def _data(parent: ET.Element, of: str, values: Iterable[tuple[str, Any]]) -> None:
    for name, value in values:
        if (text := said(value)) is not None:
            ET.SubElement(parent, "data", key=f"{of}.{name}").text = _xml(text)


def _xml(text: str) -> str:
    # XML has no place for control characters: they are shown as what they are.
    return shown(text).replace("\r", "[U+000D]")
