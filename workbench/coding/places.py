"""Labelled places of an item, such as a table's cell or a form's answer, and the words within one of them."""

from collections.abc import Iterable
from typing import Any

from workbench import codebook
from workbench.coding.keys import locate
from workbench.coding.sheet import Row
from workbench.errors import BadValue, QuoteNotFound, Unknown


def within(text: str, layout: dict[str, Any], row: Row) -> tuple[int, int]:
    """Where the words of a row stand inside the place that its column `place` names, in code points of the whole text.

    Without a quote it is the whole place. `occurrence` counts inside the place. Labels are those that `workbench show`
    and the layout derivative have (`Sheet1!B4`, `row 3`, `page 2`), whatever their capital letters.

    Raises:
        Unknown: the item has no such place; the nearest labels are named.
        QuoteNotFound: the words are not in that place.
        BadValue: several places bear the label and the words stand in more than one of them.

    Example:
        >>> layout = {"places": [{"label": "A1", "start": 0, "end": 6}, {"label": "B1", "start": 7, "end": 13}]}
        >>> within("no pay,no pass", layout, Row("c.csv", 2, {"quote": "no", "place": "B1"}))
        (7, 9)
    """
    label = row.need("place")
    stretches = _named(layout["places"], label)
    if not stretches:
        raise Unknown(row.file, row.place("place"), label, _near(label, layout["places"]))
    found = [at for start, end in stretches if (at := _inside(text, start, end, row)) is not None]
    if not found:
        raise QuoteNotFound(row.file, row.place("quote"), row.need("quote"), f"of the place {label}")
    if len(found) > 1:
        raise BadValue(row.file, row.place("place"), label, "a place that only one part of the file bears")
    return found[0]


def _named(places: Iterable[dict[str, Any]], label: str) -> list[tuple[int, int]]:
    same = [place for place in places if str(place["label"]).casefold() == label.casefold()]
    exact = [place for place in same if place["label"] == label]
    return [(int(place["start"]), int(place["end"])) for place in exact or same]


def _inside(text: str, start: int, end: int, row: Row) -> tuple[int, int] | None:
    if row.text("quote") is None:
        return start, end
    try:
        first, last = locate(text[start:end], row)
    except QuoteNotFound:
        return None
    return start + first, start + last


def _near(label: str, places: Iterable[dict[str, Any]]) -> list[str]:
    known = list(dict.fromkeys(str(place["label"]) for place in places))
    return codebook.near(label, known) or known[:3]
