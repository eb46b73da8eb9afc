"""Every coded place of a REFI-QDA project, each in the columns of a register, or with the reason why it has none."""

import dataclasses
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from workbench.coding.refi.archive import Package
from workbench.coding.refi.guid import same
from workbench.coding.refi.words import begins, stretch, text_of
from workbench.coding.shelf import Shelf
from workbench.coding.span import plain, written
from workbench.extract.layout import newlines

NOT_HERE = "text that is in the file, or an item of this name whose text begins with the selection's name"


@dataclasses.dataclass(frozen=True)
class Place:
    """One place: the element that bears the codings, its source, and its columns (`file`, `quote`, ...) or a reason."""

    element: Any
    source: str
    columns: dict[str, str]
    reason: str = ""

    @property
    def guid(self) -> str:
        """The GUID of the selection, or of the source where all of it is meant."""
        return same(self.element.get("guid"))


def places(package: Package, shelf: Shelf) -> Iterator[Place]:
    """The places of a project in the order of its sources: whole sources, then their selections."""
    for sources in package.root.iter("Sources"):
        for source in sources:
            reader = _Source(package, shelf, source)
            yield Place(source, reader.guid, {"file": reader.file})
            yield from reader.selections()


class _Source:
    """One source of a project, as an item of the case."""

    def __init__(self, package: Package, shelf: Shelf, element: Any) -> None:
        self.package, self.shelf, self.element = package, shelf, element
        self.guid, self.name = same(element.get("guid")), element.get("name") or ""
        path = element.get("plainTextPath") or element.get("path")
        self.file = shelf.file(self.name, package.source(path))

    def selections(self) -> Iterator[Place]:
        for part in (self.element, *self.element.findall("Representation"), *self.element.findall("TextDescription")):
            text = self._text(part)
            for one in part.findall("PlainTextSelection"):
                yield self._words(one, text)
        for one in self.element.findall("PictureSelection"):
            yield self._place(one, *_region(one))
        for one in self.element.findall("PDFSelection"):
            yield self._rectangle(one)
        for kind in ("AudioSelection", "VideoSelection"):
            for one in self.element.findall(kind):
                yield self._place(one, *_span(one.get("begin"), one.get("end")))
        for transcript in self.element.findall("Transcript"):
            times = {same(point.get("guid")): point.get("timeStamp") for point in transcript.findall("SyncPoint")}
            for one in transcript.findall("TranscriptSelection"):
                ends = [times.get(same(one.get(name))) for name in ("fromSyncPoint", "toSyncPoint")]
                yield self._place(one, *_span(*ends))

    def _text(self, part: Any) -> str | None:
        data = self.package.source(part.get("plainTextPath"))
        return part.findtext("PlainTextContent") if data is None else text_of(data)

    def _words(self, one: Any, text: str | None) -> Place:
        start, end, name = _whole(one.get("startPosition")), _whole(one.get("endPosition")), one.get("name")
        if start is None or end is None:
            return self._place(one, {}, "startPosition and endPosition as whole numbers")
        if text is None:
            text = self.shelf.text(self.file)
            if text is None or not begins(text[start:end], name or ""):
                return self._place(one, {}, NOT_HERE)
        at = stretch(text, start, end, name)
        if at is None:
            return self._place(one, {}, f"positions within the {len(text)} letters of the text")
        return self._quoted(one, newlines(text), at)

    def _rectangle(self, one: Any) -> Place:
        """A rectangle on a page of a PDF: its words where the file gives them, otherwise no passage."""
        words = newlines(one.findtext("Representation/PlainTextContent") or "").strip()
        if not words:
            return self._place(one, {}, "words: a rectangle on a page of a PDF names none, code them as text")
        return self._quoted(one, words, (0, len(words)))

    def _quoted(self, one: Any, text: str, at: tuple[int, int]) -> Place:
        columns = self.shelf.where(self.file, text, *at)
        if columns is None:
            return self._place(one, {}, "words that stand as often in the item's text as in the text of this file")
        return self._place(one, columns, "" if columns["quote"] else "a selection of at least one letter")

    def _place(self, one: Any, columns: dict[str, str], reason: str) -> Place:
        return Place(one, self.guid, {"file": self.file, **columns}, reason)


def _region(one: Any) -> tuple[dict[str, str], str]:
    """The corners of a picture's selection (pixels, as one looks at it) as x, y, width and height."""
    corners = [_whole(one.get(name)) for name in ("firstX", "firstY", "secondX", "secondY")]
    x, y, right, below = (-1 if corner is None else corner for corner in corners)
    if min(x, y) < 0 or right < x or below < y:
        return {}, "firstX, firstY, secondX and secondY in whole pixels, the upper left corner first"
    return {"region": f"{x},{y},{right - x},{below - y}"}, ""


def _span(begin: str | None, end: str | None) -> tuple[dict[str, str], str]:
    times = [_whole(begin), _whole(end)]
    if times[0] is None or times[1] is None or not 0 <= times[0] <= times[1]:
        return {}, "a beginning and an end in milliseconds"
    first, last = (plain(Decimal(time or 0) / 1000) for time in times)
    return {"span": written(first, last)}, ""


def _whole(value: str | None) -> int | None:
    value = (value or "").strip()
    return int(value) if value.isascii() and value.removeprefix("-").isdigit() and len(value) < 16 else None
