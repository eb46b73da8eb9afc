"""One item and what is withheld of it -> a copy, made anew from what may be seen, and the entries of its log."""

import base64
import dataclasses
import json
import math
from collections.abc import Callable, Iterator, Sequence

from PIL import Image

from workbench.casefile import Case, Live
from workbench.errors import BadValue, Refused
from workbench.extract import pixels
from workbench.extract.door import MOST_BYTES
from workbench.extract.outcome import version_of
from workbench.extract.reader import Reader
from workbench.records import Redaction
from workbench.redaction import audio, image, pdf, recognised
from workbench.redaction.log import Entry
from workbench.redaction.places import PDF, text_of
from workbench.redaction.text import Stretch, Withheld, everywhere, withhold

PLAIN = "text/plain; charset=utf-8"
SECONDS = 60.0
SHORTEST_WORDS = 3


@dataclasses.dataclass(frozen=True)
class Standing:
    """A redaction that counts: its id, the key of the agent who recorded it, the record.

    Example:
        >>> Standing("a" * 64, "MJ", Redaction(item="b" * 64, reason="child", whole=True)).by
        'MJ'
    """

    id: str
    by: str
    record: Redaction

    def entry(self, kind: str, place: str) -> Entry:
        """The entry of the log for one of its places."""
        return Entry(kind, place, self.record.reason, self.by, self.id, self.record.note)


@dataclasses.dataclass(frozen=True)
class Rebuilt:
    """A copy: its bytes, media type, the tool that made it and its version, the log's entries, and how often words that
    were withheld still stand in it elsewhere.
    """

    data: bytes
    media_type: str
    tool: str
    version: str
    entries: tuple[Entry, ...]
    remaining: int = 0


def rebuild(case: Case, item: Live, standing: Sequence[Standing], *, as_text: bool = False) -> Rebuilt:
    """A copy of an item without what is withheld: a picture, pages as pictures, or text; `as_text`, of pages the text.

    The original is read in a limited child process alone; a copy holds nothing of its structure.

    Raises:
        Refused: this kind of item can only be withheld whole, or has nothing but text.
        Unreadable: it cannot be drawn; the reason is said.
        BadValue: a place does not lie in it, or counts in another text than the item has now.
    """
    media_type = item.record.media_type
    whole = [one for one in standing if one.record.whole or one.record.stretches]
    if whole or media_type.startswith(("audio/", "video/")):
        return _note(media_type, whole)
    if media_type in pixels.FORMATS:
        return _picture(case, item, standing)
    if media_type == PDF and not as_text:
        return _pages(case, item, standing)
    text = text_of(case, item.id)
    if text is None:
        raise Refused(
            item.record.name, "of this kind of file no part can be shown alone", "Withhold all of it: --whole"
        )
    return _words(case, item, text, standing)


def _made(room: str, data: bytes, media_type: str, entries: list[Entry], *packages: str, remaining: int = 0) -> Rebuilt:
    tool = f"workbench.redaction.{room}"
    return Rebuilt(data, media_type, tool, version_of(*packages), tuple(entries), remaining)


def _note(media_type: str, whole: Sequence[Standing]) -> Rebuilt:
    entries = [one.entry("recording" if one.record.stretches else "whole", "") for one in whole]
    return _made("audio", audio.note(media_type), PLAIN, entries)


def _picture(case: Case, item: Live, standing: Sequence[Standing]) -> Rebuilt:
    for one in standing:
        if any(page != 1 for page, *_ in one.record.regions):
            raise BadValue(item.record.name, "page", one.record.regions, "page 1, or none: it is one picture")
    with Reader(timeout_s=SECONDS) as reader, case.objects.lent(item.record.object, whole_up_to=MOST_BYTES) as path:
        drawn = reader.draw(path, item.record.name, draw="picture", media_type=item.record.media_type)
    lines, entries, remaining = _recognised(case, item, standing)
    boxes = [(left, top, right, bottom) for _, left, top, right, bottom, _ in lines]
    boxes += [(x, y, x + width, y + height) for one in standing for _, x, y, width, height in one.record.regions]
    made = image.painted((drawn["width"], drawn["height"]), base64.b64decode(drawn["pixels"]), boxes)
    entries += [one.entry("region", f"at {x}, {y}") for one in standing for _, x, y, *_ in one.record.regions]
    return _made("image", *image.encoded(made, item.record.media_type), entries, "pillow", remaining=remaining)


def _recognised(case: Case, item: Live, standing: Sequence[Standing]) -> tuple[list[list[int]], list[Entry], int]:
    """The lines of recognised words that are withheld, their entries, and how often such words stand elsewhere."""
    spans = [(*span, mark) for mark, one in enumerate(standing) for span in one.record.spans]
    if not spans:
        return [], [], 0
    text = text_of(case, item.id)
    _of_this_text(item, text, standing)
    layout = recognised.layout_of(case, item, text)
    if text is None or layout is None:
        raise BadValue(item.record.name, "text", "another text than was extracted before", "regions instead")
    content = case.objects.read(text.record.object).decode("utf-8")
    lines = recognised.lines(item.record.name, content, layout, spans)
    entries = [standing[mark].entry("line", f"page {page}, recognised") for page, *_, mark in lines]
    return lines, entries, _remaining(case, text, standing, lines=True)


def _pages(case: Case, item: Live, standing: Sequence[Standing]) -> Rebuilt:
    spans = [[*span, mark] for mark, one in enumerate(standing) for span in one.record.spans]
    read = recognised.layout_of(case, item, text_of(case, item.id)) is not None
    with Reader(timeout_s=SECONDS) as reader, case.objects.lent(item.record.object, whole_up_to=MOST_BYTES) as path:

        def ask(**asked: object) -> dict[str, object]:
            return reader.draw(path, item.record.name, **asked)

        found = ask(draw="measure", spans=[] if read else spans)
        pages, lines, digest = int(found["pages"]), found["boxes"], found["text"]  # type: ignore[call-overload]
        text = text_of(case, item.id)
        _of_this_text(item, text, standing)
        if read:
            lines = _recognised(case, item, standing)[0]
        elif spans and (text is None or text.record.sha256 != digest):
            raise BadValue(item.record.name, "text", "another text than was extracted before", "regions instead")
        where = [(page, (box, mark)) for page, *box, mark in lines]  # type: ignore[attr-defined]
        boxes: list[tuple[int, list[int]]] = [(page, box) for page, (box, _) in where]
        for one in standing:
            boxes += [(page, [x, y, x + width, y + height]) for page, x, y, width, height in one.record.regions]
        wrong = sorted({page for page, _ in boxes if page > pages})
        if wrong:
            raise BadValue(item.record.name, "page", wrong[0], f"a page from 1 to {pages}")
        data = pdf.built(_drawn(ask, pages, boxes))
    entries = [(page, standing[mark].entry("line", f"page {page}")) for page, (_, mark) in where]
    for one in standing:
        entries += [(page, one.entry("region", f"page {page}, at {x}, {y}")) for page, x, y, *_ in one.record.regions]
    entries.sort(key=lambda entry: entry[0])
    remaining = _remaining(case, text, standing, lines=True) if text and spans else 0
    told = [entry for _, entry in entries]
    return _made("pdf", data, PDF, told, "pypdfium2", "pillow", remaining=remaining)


def _drawn(
    ask: Callable[..., dict[str, object]], pages: int, boxes: list[tuple[int, list[int]]]
) -> Iterator[tuple[Image.Image, float]]:
    """Each page as a picture, with its boxes painted: from points to pixels, outwards."""
    for number in range(1, pages + 1):
        drawn = ask(draw="page", page=number)
        scale, size = float(drawn["scale"]), (int(drawn["width"]), int(drawn["height"]))  # type: ignore
        here = [(math.floor(left * scale), math.floor(top * scale), math.ceil(right * scale), math.ceil(bottom * scale))
                for page, (left, top, right, bottom) in boxes if page == number]  # fmt: skip
        yield image.painted(size, base64.b64decode(str(drawn["pixels"])), here), scale


def _of_this_text(item: Live, text: Live | None, standing: Sequence[Standing]) -> None:
    for one in standing:
        if one.record.spans and (text is None or one.record.derivative != text.id):
            raise BadValue(item.record.name, f"redaction {one.id[:12]}", "places in an earlier text of this item",
                           "it anew, and undo that one: workbench undo")  # fmt: skip


def _words(case: Case, item: Live, text: Live, standing: Sequence[Standing]) -> Rebuilt:
    if any(one.record.regions for one in standing):
        raise BadValue(item.record.name, "region", "a region of what is no picture", "words, or --whole")
    _of_this_text(item, text, standing)
    content, made = _withheld(case, text, standing)
    label = _labels(case, item)
    entries = []
    for number, (start, end, _, _) in enumerate(made.blocks, 1):
        for one in standing:
            if any(begin < end and stop > start for begin, stop in one.record.spans):
                entries.append(one.entry("text", ", ".join(filter(None, (f"block {number}", label(start))))))
    remaining = _counted(content, made.text, standing)
    return _made("text", made.text.encode("utf-8"), PLAIN, entries, remaining=remaining)


def _withheld(case: Case, text: Live, standing: Sequence[Standing], *, lines: bool = False) -> tuple[str, Withheld]:
    content = case.objects.read(text.record.object).decode("utf-8")
    stretches = [Stretch(*span, one.record.reason) for one in standing for span in one.record.spans]
    if lines:
        stretches = [Stretch(*_line(content, one), one.reason) for one in stretches]
    return content, withhold(content, stretches)


def _line(text: str, one: Stretch) -> tuple[int, int]:
    end = text.find("\n", one.end)
    return text.rfind("\n", 0, one.start) + 1, len(text) if end < 0 else end


def _remaining(case: Case, text: Live, standing: Sequence[Standing], *, lines: bool) -> int:
    content, made = _withheld(case, text, standing, lines=lines)
    return _counted(content, made.text, standing)


def _counted(before: str, after: str, standing: Sequence[Standing]) -> int:
    words = {before[start:end].strip() for one in standing for start, end in one.record.spans}
    return sum(len(everywhere(after, one, any_case=True)) for one in words if len(one) >= SHORTEST_WORDS)


def _labels(case: Case, item: Live) -> Callable[[int], str]:
    """What the item's layout calls the place of a code point: a page, a line, a cell."""
    made = [live.record for live in case.state().of("derivative")
            if live.record.item == item.id and live.record.kind == "layout"]  # fmt: skip
    places = json.loads(case.objects.read(made[-1].object))["places"] if made else []

    def label(start: int) -> str:
        found = [place["label"] for place in places if place["start"] <= start < place["end"]]
        return str(found[-1]) if found else ""

    return label
