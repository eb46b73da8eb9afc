"""A place in a text opened: the words there, and those around them."""

import dataclasses
import re
from typing import Any

from workbench.casefile import Case, Live
from workbench.errors import BadValue, Refused
from workbench.searching.pieces import document, layout_of
from workbench.texts import doubtful_in

AROUND = 300
SPAN = re.compile(r"([0-9]{1,12})(?:-([0-9]{1,12}))?")


@dataclasses.dataclass(frozen=True)
class Opened:
    """A stretch of an item's text in Unicode code points, its label there, and up to 300 code points on either side.

    `doubtful` are the words of all three that a machine read below the stated confidence: text, start, end, confidence.

    Example:
        >>> Opened("t.txt", "line 1", 5, 7, "They ", "do", " it").words
        'do'
    """

    file: str
    place: str | None
    start: int
    end: int
    before: str
    words: str
    after: str
    doubtful: tuple[dict[str, Any], ...] = ()


def opened(case: Case, item: Live, span: str) -> Opened:
    """The words of an item between two code points, as `search` gives them: `120-131`, or `120` for where it begins.

    Raises:
        BadValue: the span is none, or lies outside of the text.
        Refused: the item has no text.
    """
    tables = case.tables()
    text = tables.text(item.id)
    if text is None:
        raise Refused(item.record.name, "no words were read from this item", "Open the file itself")
    given = SPAN.fullmatch(span.strip())
    start = int(given[1]) if given else -1
    end = int(given[2]) if given and given[2] else start
    if not 0 <= start <= end <= len(text):
        raise BadValue(item.record.name, "at", span, f"two code points of the text, such as 0-{len(text)}")
    layout = layout_of(tables, item.id)
    place = document(item.id, item.record, text, layout).place(start, end)
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    doubts = tuple({"text": text[begin:stop], "start": begin, "end": stop, "confidence": sure}
                   for begin, stop, sure in doubtful_in(layout, start - len(before), end + len(after)))  # fmt: skip
    return Opened(item.record.name, place, start, end, before, text[start:end], after, doubts)
