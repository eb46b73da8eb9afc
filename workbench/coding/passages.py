"""Places in items: exact words with their position in code points, or a region of a picture in pixels."""

from workbench.casefile import Case, Live
from workbench.coding.keys import Keys, locate
from workbench.coding.sheet import Row
from workbench.errors import BadValue
from workbench.records import Passage


def passage_of(case: Case, keys: Keys, row: Row) -> Passage | None:
    """The passage that a row of a register names by `file` and `quote` (or `region`); None where it names no file.

    Raises:
        Unknown: no item has that name.
        QuoteNotFound: the words are not in the item's text.
        BadValue: the item has no text to quote, or the region is not four whole numbers.
    """
    if row.text("file") is None:
        return None
    item = keys.item(row)
    if row.text("region") and row.text("quote"):
        raise BadValue(row.file, row.place("region"), row.need("region"), "a quote or a region, not both")
    if row.text("region"):
        return Passage(item=item.id, region=_region(row))
    if row.text("quote") is None:
        return Passage(item=item.id)  # the item as a whole: a picture, a form, a page
    return _words(case, keys, item, row)


def _words(case: Case, keys: Keys, item: Live, row: Row) -> Passage:
    derivative = keys.text(item)
    if derivative is None:
        raise BadValue(
            row.file, row.place("quote"), row.need("quote"), f"a region, since {item.record.name} has no text"
        )
    text = case.objects.read(derivative.record.object).decode("utf-8")
    start, end = locate(text, row)
    return Passage(item=item.id, derivative=derivative.id, quote=text[start:end], start=start, end=end)


def _region(row: Row) -> tuple[int, ...]:
    parts = row.need("region").split(",")
    if len(parts) != 4 or not all(part.strip().isascii() and part.strip().isdigit() for part in parts):
        raise BadValue(row.file, row.place("region"), row.need("region"), "x,y,width,height in whole pixels")
    return tuple(int(part) for part in parts)
