"""The tree as plain values: nothing is lost, and drawings stay out unless they are asked for."""

import json
from decimal import Decimal

from workbench.release.dossier.data import as_json, values
from workbench.release.dossier.document import Document, Facts, Link, Points, Quote, Section, Strong, Table

TOLD = {"lang": "en", "headings": "en", "at": "2024-07-01", "head": "h", "notice": "n", "labels": {}}


def test_every_kind_of_block_has_its_values() -> None:
    blocks = (
        Points((("a", Link("b", "c")),), numbered=True), Facts((("x", 3),)), Quote("họ", "vi", (Strong("E1"),), "e-1"),
        Table("t", ("n",), ((Decimal("1.50"),), (Decimal("2"),), (None,)), name="t", fills={(0, 0): "#fff"}),
    )  # fmt: skip
    made = values(Document(title="A", case="B", sections=(Section("s", "S", blocks),), **TOLD))
    points, facts, quote, table = made["sections"][0]["blocks"]
    assert points["items"] == [["a", {"words": "b", "to": "c"}]] and points["numbered"]
    assert facts["pairs"] == [["x", 3]] and quote["under"] == [{"strong": "E1"}]
    assert table["rows"] == [[1.5], [2], [None]] and table["fills"] == {"0,0": "#fff"}


def test_drawings_are_left_out_of_the_file(document: Document) -> None:
    made = json.loads(as_json(document))
    figures = [block for section in made["sections"] for block in section["blocks"] if block["kind"] == "figure"]
    assert figures and all("svg" not in one and one["twin"] for one in figures)
    whole = values(document, drawings=True)
    drawn = [block for section in whole["sections"] for block in section["blocks"] if block["kind"] == "figure"]
    assert all(one["svg"].startswith("<?xml") and 0.2 < one["ratio"] < 5 for one in drawn)
