"""A case cut into pieces as long as a passage: what is indexed, where each stands, and what is known of it."""

import bisect
import dataclasses
import json
import re
from collections.abc import Iterator
from typing import Any

from workbench.errors import WorkbenchError
from workbench.records import Item, Passage
from workbench.records.period import first_day
from workbench.searching.facets import Dates, Facet
from workbench.tables import Tables
from workbench.texts import doubtful_in, place_in

LONGEST = 4000  # code points of a piece; a longer place is cut at a line end or a space
PARAGRAPH = 600  # lines are joined up to here, or up to an empty line: a phrase may run over the end of a line
NAMES = ("kind", "language", "source", "worker", "site", "indicator")
WRITTEN = re.compile(r"\b((?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2})(?![0-9])")
Place = tuple[str | None, int, int]
Doubted = tuple[int, int, int]


@dataclasses.dataclass(frozen=True)
class Document:
    """The text of an item, and its places in order; of a passage without a text, its words alone (`whole` is false).

    `doubtful` are the words that a machine read below the stated confidence: start, end, confidence. `layout` is kept
    where a machine read any word.
    """

    item: str
    name: str
    kind: str
    text: str
    places: tuple[Place, ...]
    language: str
    sources: tuple[str, ...]
    whole: bool = True
    layout: dict[str, Any] | None = None
    doubtful: tuple[Doubted, ...] = ()

    @property
    def source(self) -> str | None:
        """Who told it, as displayed: all who are known to have."""
        return "; ".join(self.sources) or None

    def place(self, start: int, end: int | None = None) -> str | None:
        """The label of the place (page, cell, message) that words stand in; of recognised ones how sure they are."""
        if self.layout is not None:
            return place_in(self.layout, start, end)
        found = [label for label, begin, end in self.places if begin <= start < max(end, begin + 1)]
        return found[-1] if found else None


@dataclasses.dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a document; `passage` is the id of a coded passage, `within` the piece of text that it stands in."""

    document: int
    start: int
    end: int
    passage: str | None = None
    within: int = -1


class Pieces:
    """Every piece of a case with its facets and dates; `unread` lists the items whose text could not be read.

    Example:
        >>> from workbench.tables import Tables
        >>> len(Pieces(Tables({}, "h", lambda name: b"")).all)
        0
    """

    def __init__(self, tables: Tables) -> None:
        self.documents: list[Document] = []
        self.all: list[Piece] = []
        self.facets = {name: Facet() for name in NAMES}
        self.dates = Dates()
        self.coded: dict[int, list[tuple[int, int, str]]] = {}
        self.unread: list[tuple[str, WorkbenchError]] = []
        self._tables = tables
        self._sources = dict(tables.rows.get("source", []))
        self._items = dict(tables.rows.get("item", []))
        self._of_item: dict[str, tuple[int, range]] = {}
        for identity, record in self._items.items():
            self._text(identity, record)
        self._passages()

    def words(self, piece: Piece) -> str:
        """The text of a piece as received."""
        return self.documents[piece.document].text[piece.start : piece.end]

    def _text(self, identity: str, record: Any) -> None:
        try:
            text = self._tables.text(identity)
            layout = layout_of(self._tables, identity)
        except WorkbenchError as error:
            self.unread.append((record.name, error))
            return
        if text is None:
            return
        self.documents.append(document(identity, record, text, layout, _told(self._tables, identity)))
        places, unit = self.documents[-1].places, layout.get("unit", "line")
        first, number = len(self.all), len(self.documents) - 1
        told = [one for key in self._tables.tellers.get(identity, ()) if (one := self._sources.get(key))]
        workers = {self._tables.label(one.worker) for one in told if one.worker}
        published = next((one.published for one in told), None)
        for place, start, end in cut(text, places, unit):
            written = WRITTEN.search(place) if place else None
            date = written[1] if written and first_day(written[1]) else published
            self.all.append(Piece(number, start, end))
            self.dates.add(date, date)
        self._known(first, len(self.all) - first, {"worker": workers})
        self._of_item[identity] = number, range(first, len(self.all))

    def _passages(self) -> None:
        told: dict[str, list[Any]] = {}
        for _, coding in self._tables.rows.get("coding", []):
            told.setdefault(coding.passage, []).append(coding)
        for identity, passage in self._tables.rows.get("passage", []):
            if identity in told and passage.quote:
                self._passage(identity, passage, told[identity])

    def _passage(self, identity: str, passage: Passage, codings: list[Any]) -> None:
        number, pieces = self._of_item.get(passage.item, (-1, range(0)))
        start, end = passage.start, passage.end
        if number < 0 or start is None or end is None or self.documents[number].text[start:end] != passage.quote:
            number = self._alone(passage)
            start, end, pieces = 0, len(passage.quote or ""), range(0)
        label = self._tables.label
        values = {
            "worker": {label(one.subject) for one in codings},
            "site": {label(one.site) for one in codings if one.site},
            "indicator": {one.indicator for one in codings},
        }
        self.coded.setdefault(number, []).extend((start, end, name) for name in sorted(values["indicator"]))
        # The pieces of a text stand one behind the other.
        at = bisect.bisect_right(pieces, start, key=lambda one: self.all[one].start) - 1
        within = pieces[at] if at >= 0 and start < self.all[pieces[at]].end else -1
        dated = [one.period for one in codings if one.period and (one.period.start or one.period.end)]
        self.all.append(Piece(number, start, end, identity, within))
        self.dates.add(*(dated[0].start, dated[0].end) if dated else (None, None))
        self._known(len(self.all) - 1, 1, values)

    def _alone(self, passage: Passage) -> int:
        """A document of the words alone, as a passage in a recording or in what a later reader wrote otherwise."""
        item = self._items.get(passage.item)
        start, layout = passage.start or 0, self._tables.texts.layout(passage.item, passage.derivative)
        doubts = doubtful_in(layout, start, passage.end) if passage.start is not None else []
        self.documents.append(
            Document(passage.item, item.name if item else "not in this case", item.kind if item else "unknown",
                     passage.quote or "", (), passage.language or "und", _told(self._tables, passage.item), whole=False,
                     doubtful=tuple((max(begin - start, 0), end - start, sure) for begin, end, sure in doubts))
        )  # fmt: skip
        return len(self.documents) - 1

    def _known(self, first: int, times: int, values: dict[str, set[str]]) -> None:
        """What is known of so many pieces of one document, from the first on."""
        if not times:
            return
        document = self.documents[self.all[first].document]
        told = set(document.sources) or {"not stated"}
        own = {"kind": {document.kind}, "language": {document.language}, "source": told}
        for name, found in (own | values).items():
            for value in sorted(found):
                self.facets[name].add(first, value, times)


def _told(tables: Tables, item: str) -> tuple[str, ...]:
    """Who told an item, as displayed."""
    return tuple(dict.fromkeys(tables.label(one) for one in tables.tellers.get(item, ())))


def layout_of(tables: Tables, item: str) -> dict[str, Any]:
    """The newest layout of an item's text: its places, what they are (line, page, cell, message), its language."""
    return {"places": []} | dict(json.loads(tables.derived(item, "layout") or b"{}"))


def document(
    identity: str, record: Item, text: str, layout: dict[str, Any], sources: tuple[str, ...] = ()
) -> Document:  # fmt: skip
    """The text of an item as a document, with what its layout says of it and who told it."""
    places = tuple((one["label"], one["start"], one["end"]) for one in layout["places"])
    return Document(identity, record.name, record.kind, text, places, layout.get("language", "und"),
                    sources, layout=layout if "recognised" in layout else None,
                    doubtful=tuple(doubtful_in(layout)))  # fmt: skip


def cut(text: str, places: tuple[Place, ...], unit: str) -> Iterator[Place]:
    """The pieces of a text by its layout: every letter stands in one, whatever the places leave out.

    Lines are joined to paragraphs; pages, cells and messages stay as they are; what is too long is cut at a space.

    Example:
        >>> list(cut("one\\ntwo\\n\\nthree", (("line 1", 0, 3), ("line 2", 4, 7), ("line 4", 9, 14)), "line"))
        [('line 1', 0, 7), ('line 4', 9, 14)]
    """
    for label, start, end in _joined(text, _covering(text, places)) if unit == "line" else _covering(text, places):
        begin = start
        while end - begin > LONGEST:
            half = begin + LONGEST // 2
            at = max(text.rfind("\n", half, begin + LONGEST), text.rfind(" ", half, begin + LONGEST))
            yield label, begin, at if at > 0 else begin + LONGEST
            begin = at if at > 0 else begin + LONGEST
        yield label, begin, end


def _covering(text: str, places: tuple[Place, ...]) -> Iterator[Place]:
    """The places in order, without overlap, and between them what no place holds."""
    after = 0
    for label, start, end in sorted(places, key=lambda place: (place[1], place[2])):
        if text[after:start].strip():
            yield None, after, start
        if max(start, after) < end:
            yield label, max(start, after), end
        after = max(after, end)
    if text[after:].strip():
        yield None, after, len(text)


def _joined(text: str, lines: Iterator[Place]) -> Iterator[Place]:
    """Lines that follow each other without an empty one between, up to the length of a paragraph."""
    label, start, end = None, -1, -1
    for name, begin, stop in lines:
        if start >= 0 and stop - start <= PARAGRAPH and text.count("\n", end, begin) < 2:
            end = stop
            continue
        if start >= 0:
            yield label, start, end
        label, start, end = name, begin, stop
    if start >= 0:
        yield label, start, end
