"""A dossier as plain values: the tree that programs read, and that the printed form is set from."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from workbench.release.dossier.columns import columns
from workbench.release.dossier.document import (
    Block,
    Cell,
    Document,
    Facts,
    Figure,
    Link,
    Paragraph,
    Points,
    Quote,
    Section,
    Strong,
    Table,
    Text,
)
from workbench.release.dossier.spoken import Grouped


def values(document: Document, *, drawings: bool = False) -> dict[str, Any]:
    """The whole document as plain values; with `drawings`, for who sets pages, the SVG of each figure and the widths
    of columns in millimetres, else a figure's words alone and the shares of columns.

    Example:
        >>> told = {"lang": "en", "headings": "en", "at": "2024-07-01", "head": "h", "notice": "n", "labels": {}}
        >>> made = Document(title="A", case="B", **told)
        >>> values(made)["title"]
        'A'
    """
    sections = [_section(one, drawings, one.wide) for one in document.sections]
    if drawings:
        _number(sections)
    return {
        "title": document.title,
        "case": document.case,
        "lang": document.lang,
        "headings": document.headings,
        "day": document.at,
        "head": document.head,
        "notice": document.notice,
        "labels": document.labels,
        "sections": sections,
    }


def as_json(document: Document) -> bytes:
    """The document as JSON: UTF-8, indented, keys in the order of the model."""
    return (json.dumps(values(document), ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def _section(one: Section, drawings: bool, wide: bool) -> dict[str, Any]:
    """A section as values; on paper a page is turned for a whole chapter alone, so that no page before it is half
    empty, and what is within goes by the width of the chapter."""
    return {
        "anchor": one.anchor,
        "title": one.title,
        "named": one.named,
        "wide": one.wide,
        "blocks": [_block(block, drawings, wide) for block in one.blocks],
        "sections": [_section(part, drawings, wide) for part in one.sections],
    }


def _number(sections: list[dict[str, Any]]) -> None:
    """Gives each section and block a key by its place in the document, and the way in which it is set at first; and
    drawings their numbers: counted on the page, where drawings are moved, one drawing bore the number of another."""
    drawings = 0
    for at, thing in enumerate(things(sections)):
        thing |= {"key": str(at), "way": 0}
        if thing.get("kind") == "figure":
            drawings += 1
            thing["number"] = drawings


def things(sections: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every section and block of a document as values, in reading order.

    Example:
        >>> [one["a"] for one in things([{"a": 1, "blocks": [{"a": 2}], "sections": []}])]
        [1, 2]
    """
    for one in sections:
        yield one
        yield from one["blocks"]
        yield from things(one["sections"])


def _block(one: Block, drawings: bool, wide: bool) -> dict[str, Any]:
    if isinstance(one, Paragraph):
        return {"kind": "paragraph", "style": one.style, "text": _text(one.text)}
    if isinstance(one, Points):
        return {"kind": "points", "numbered": one.numbered, "items": [_text(item) for item in one.items]}
    if isinstance(one, Facts):
        return {"kind": "facts", "pairs": [[name, _cell(value)] for name, value in one.pairs]}
    if isinstance(one, Quote):
        return {"kind": "quote", "anchor": one.anchor, "lang": one.lang, "words": one.words, "under": _text(one.under)}
    if isinstance(one, Figure):
        svg = {"svg": one.svg.decode("utf-8")} | size(one.svg) if drawings else {}
        return {"kind": "figure", "caption": one.caption, "twin": one.twin, **svg}
    return _table(one) | ({"widths": [round(one, 2) for one in columns(one, wide=wide)]} if drawings else {})


def size(svg: bytes) -> dict[str, float]:
    """How many times as wide as high a drawing is, and how high it was drawn, in points.

    Example:
        >>> size(b'<svg viewBox="0 0 200 100"/>')
        {'ratio': 2.0, 'high': 100.0}
    """
    box = re.search(rb'viewBox="0 0 ([0-9.]+) ([0-9.]+)"', svg)
    wide, high = (float(box[1]), float(box[2])) if box else (600.0, 400.0)
    return {"ratio": wide / high, "high": high}


def _table(one: Table) -> dict[str, Any]:
    fills = {f"{row},{column}": colour for (row, column), colour in one.fills.items()}
    return {
        "kind": "table",
        "name": one.name,
        "caption": one.caption,
        "note": one.note,
        "letters": one.letters,
        "data_only": one.data_only,
        "room": one.room,
        "headers": list(one.headers),
        "widths": list(one.widths),
        "anchors": list(one.anchors),
        "fills": fills,
        "rows": [[_cell(value) for value in row] for row in one.rows],
    }


def _cell(value: Cell) -> Any:
    if isinstance(value, Grouped):
        return {"figures": str(value)}
    if isinstance(value, Decimal):
        return float(value) if value != value.to_integral_value() else int(value)
    if isinstance(value, Link):
        return _text((value,))
    return _text(value) if isinstance(value, tuple) else value


def _text(parts: Text) -> list[Any]:
    return [_piece(part) for part in parts]


def _piece(part: str | Link | Strong) -> Any:
    if isinstance(part, Link):
        return {"words": part.words, "to": part.to}
    return {"strong": part.words} if isinstance(part, Strong) else part
