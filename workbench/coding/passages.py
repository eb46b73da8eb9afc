"""Places in items: exact words with their code points, a region of a picture in pixels, a stretch of a recording."""

import json

from workbench.casefile import Case, Live
from workbench.coding.keys import Keys, locate
from workbench.coding.places import within
from workbench.coding.sheet import Row
from workbench.coding.span import span
from workbench.errors import BadValue
from workbench.records import Passage

PDF = "application/pdf"


def passage_of(case: Case, keys: Keys, row: Row) -> Passage | None:
    """The passage that a row of a register names by `file` and `quote`, `place`, `region` or `span`; None without file.

    `place` is a label of the item's layout, such as a cell or an answer: the quote is sought inside it, and without a
    quote the whole of it is the passage.

    Raises:
        Unknown: no item has that name, or the item has no such place.
        QuoteNotFound: the words are not in the item's text, or not in that place.
        BadValue: the item has no text to quote, or the region or the stretch of time is not of its form; or the region
            lies outside the picture.
    """
    if row.text("file") is None:
        return None
    item = keys.item(row)
    given = [name for name in ("quote", "region", "span") if row.text(name)]
    if len(given) > 1:
        raise BadValue(row.file, row.place(given[1]), row.need(given[1]), f"a {given[0]} or a {given[1]}, not both")
    if row.text("region"):
        return Passage(item=item.id, region=_region(case, keys, item, row))
    if row.text("span"):
        return _span(item, row)
    if row.text("quote") is None and row.text("place") is None:
        return Passage(item=item.id)  # the item as a whole: a picture, a form, a page
    return _words(case, keys, item, row)


def _span(item: Live, row: Row) -> Passage:
    begin, end = span(row.need("span"), row.file, row.place("span"))
    if item.record.media_type.partition("/")[0] not in ("audio", "video"):
        kind = item.record.media_type
        raise BadValue(row.file, row.place("span"), row.need("span"), f"a quote: {item.record.name} is {kind}")
    return Passage(item=item.id, from_s=begin, to_s=end)


def _words(case: Case, keys: Keys, item: Live, row: Row) -> Passage:
    derivative = keys.text(item)
    if derivative is None:
        column = "quote" if row.text("quote") else "place"
        raise BadValue(
            row.file, row.place(column), row.need(column), f"a region or a span, since {item.record.name} has no text"
        )
    text = case.objects.read(derivative.record.object).decode("utf-8")
    if row.text("place"):
        layout = keys.layout(item)
        places = json.loads(case.objects.read(layout.record.object)) if layout else {"places": []}
        start, end = within(text, places, row)
    else:
        start, end = locate(text, row)
    return Passage(item=item.id, derivative=derivative.id, quote=text[start:end], start=start, end=end)


def _region(case: Case, keys: Keys, item: Live, row: Row) -> tuple[int, ...]:
    """Left, top, width and height inside the picture as one looks at it, as far as it is known how large that is."""
    text, refused = row.need("region"), (row.file, row.place("region"), row.need("region"))
    parts = text.split(",")
    if len(parts) != 4 or not all(part.strip().isascii() and part.strip().isdigit() for part in parts):
        raise BadValue(*refused, "x,y,width,height in whole pixels")
    left, top, width, height = (int(part) for part in parts)
    pictured = item.record.media_type.partition("/")[0] == "image" or item.record.media_type == PDF
    if keys.text(item) and not pictured:
        raise BadValue(*refused, f"a quote: {item.record.name} is {item.record.media_type}")
    size = _size(case, keys.derived(item, "exif"))
    # A picture that is turned when it is shown has its sides exchanged; then either way is taken.
    if not width or not height or (size and not any(left + width <= w and top + height <= h for w, h in size)):
        within = f" inside {' or '.join(f'{w} by {h}' for w, h in size)}" if size else ""
        raise BadValue(*refused, f"a region of one pixel or more{within}")
    return left, top, width, height


def _size(case: Case, table: Live | None) -> list[tuple[int, int]]:
    """Width and height that a picture may be shown in; none where nobody measured it."""
    told = json.loads(case.objects.read(table.record.object)) if table else {}
    if not isinstance(told, dict) or not told.get("pixels"):
        return []
    width, height = told["pixels"]
    return [(width, height), (height, width)] if (told.get("orientation") or 1) > 4 else [(width, height)]
