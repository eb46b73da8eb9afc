"""What somebody asks to be withheld, as a record: passages and words become stretches of text; no word is told."""

import dataclasses
from collections.abc import Iterable, Sequence

from workbench import codebook
from workbench.casefile import Case, Live
from workbench.errors import BadValue, QuoteNotFound, Refused, Unknown
from workbench.records import Redaction
from workbench.redaction.text import everywhere

SHORTEST = 6
PDF = "application/pdf"


@dataclasses.dataclass(frozen=True)
class Asked:
    """What is to be withheld: ids of passages (or their starts), exact words wherever they stand, regions (page, x, y,
    width, height), stretches of a recording (from and to, in seconds), or the whole; `spans` are words at one place
    alone, in code points of the newest text.

    Example:
        >>> Asked(words=("Tran",)).whole
        False
    """

    passages: Sequence[str] = ()
    words: Sequence[str] = ()
    regions: Sequence[tuple[int, int, int, int, int]] = ()
    stretches: Sequence[tuple[str, str]] = ()
    whole: bool = False
    spans: Sequence[tuple[int, int]] = ()

    def __bool__(self) -> bool:
        return bool(self.passages or self.words or self.regions or self.stretches or self.whole or self.spans)


def record_of(case: Case, item: Live, asked: Asked, *, reason: str, note: str | None = None) -> Redaction:
    """The record of what is asked for.

    Raises:
        Unknown: the item has no such passage.
        QuoteNotFound: the words do not stand in the item's text.
        BadValue: a region is empty, or a passage cannot be placed in the item's text as it is now.
        Refused: no place is named, or the item has no text in which words could be sought or marked.
    """
    if not asked:
        raise Refused(item.record.name, "no place is named", "Give --passage, --words, --region, --span or --whole")
    text = text_of(case, item.id)
    spans, regions, stretches, whole = set(asked.spans), list(asked.regions), list(asked.stretches), asked.whole
    if spans and text is None:
        raise Refused(item.record.name, "it has no text in which words could be marked", "Give a region, or all of it")
    for name in asked.passages:
        passage = _passage(case, item, name).record
        if passage.quote is not None:
            spans.add(_placed(case, item, passage, text))
        elif passage.region:
            regions.append(_region(item, passage.region, name))
        elif passage.from_s is not None:
            stretches.append((passage.from_s, passage.to_s))
        else:
            whole = True
    if asked.words:
        spans |= set(_found(case, item, text, asked.words))
    _sound(item, regions)
    return Redaction(
        item=item.id, reason=reason, derivative=text.id if text and spans else None, spans=tuple(sorted(spans)),
        regions=tuple(dict.fromkeys(regions)), stretches=tuple(dict.fromkeys(stretches)), whole=whole, note=note,
    )  # fmt: skip


def text_of(case: Case, item: str) -> Live | None:
    """The newest text that was made from an item (an id)."""
    made = [live for live in case.state().of("derivative") if live.record.item == item and live.record.kind == "text"]
    return made[-1] if made else None


def _passage(case: Case, item: Live, name: str) -> Live:
    known = [live for live in case.state().of("passage") if live.record.item == item.id]
    found = [live for live in known if live.id == name or (len(name) >= SHORTEST and live.id.startswith(name))]
    if len(found) != 1:
        near = codebook.near(name, [live.id[:12] for live in known])
        raise Unknown(item.record.name, "passage", name, near)
    return found[0]


def _placed(case: Case, item: Live, passage: Redaction, text: Live | None) -> tuple[int, int]:
    """Where a passage's words stand in the newest text: the same text, or the item was read anew since."""
    own = case.state().get(passage.derivative or "")
    if text is None or own is None or own.record.sha256 != text.record.sha256:
        raise BadValue(item.record.name, "passage", "a place in an earlier text of this item",
                       "the words themselves (--words), or a region")  # fmt: skip
    return passage.start, passage.end  # type: ignore[attr-defined]


def _region(item: Live, region: tuple[int, ...], name: str) -> tuple[int, int, int, int, int]:
    if item.record.media_type == PDF:
        raise BadValue(item.record.name, "passage", f"{name}, a region without a page", "--region and --page")
    x, y, width, height = region
    return 1, x, y, width, height


def _found(case: Case, item: Live, text: Live | None, words: Iterable[str]) -> list[tuple[int, int]]:
    if text is None:
        raise Refused(item.record.name, "it has no text in which words could be sought", "Give --region or --whole")
    content, found = case.objects.read(text.record.object).decode("utf-8"), []
    for one in words:
        places = everywhere(content, one)
        if not places:
            raise QuoteNotFound(item.record.name, "--words", one)
        found += places
    return found


def _sound(item: Live, regions: Iterable[tuple[int, int, int, int, int]]) -> None:
    for region in regions:
        page, _, _, width, height = region
        if page < 1 or width < 1 or height < 1:
            raise BadValue(item.record.name, "region", region, "a page from 1 on, and a width and a height above 0")
