"""Which passages say or show something that is withheld: no release may quote them."""

from collections.abc import Iterable
from decimal import Decimal

from workbench.casefile import Live
from workbench.records import Passage, Redaction


def touched(passages: Iterable[Live], redactions: Iterable[Live]) -> dict[str, frozenset[str]]:
    """The ids of passages that a redaction touches, each with the reasons; both as the state of a case gives them.

    A passage is touched where it shares a letter, a pixel or a moment with what is withheld, or its item is withheld
    whole. Where a redaction counts in another text of the item than the passage does, the two cannot be compared: it
    is taken as touched. A passage that is the whole of an item is not: its redacted copy can be shown.

    Example:
        >>> touched([], [])
        {}
    """
    by_item: dict[str, list[Redaction]] = {}
    for live in redactions:
        by_item.setdefault(live.record.item, []).append(live.record)
    found = {}
    for live in passages:
        reasons = {one.reason for one in by_item.get(live.record.item, ()) if _touches(one, live.record)}
        if reasons:
            found[live.id] = frozenset(reasons)
    return found


def _touches(one: Redaction, passage: Passage) -> bool:
    if one.whole:
        return True
    if passage.start is not None and passage.end is not None and one.spans:
        same = one.derivative == passage.derivative
        return not same or any(start < passage.end and passage.start < end for start, end in one.spans)
    if passage.region:
        return any(_overlap(passage.region, region) for _, *region in one.regions)
    if passage.from_s is not None and passage.to_s is not None:
        # A copy of a recording is a note: nothing of it is shown once a moment of it is withheld.
        return bool(one.stretches) and any(_meet(passage.from_s, passage.to_s, *pair) for pair in one.stretches)
    return False


def _overlap(one: tuple[int, ...], two: list[int]) -> bool:
    (x, y, width, height), (left, top, across, down) = one, two
    return x < left + across and left < x + width and y < top + down and top < y + height


def _meet(begin: str, end: str, from_s: str, to_s: str) -> bool:
    return Decimal(begin) <= Decimal(to_s) and Decimal(from_s) <= Decimal(end)
