"""What workers said of their own quotes: words that were refused or changed are not quoted, in whatever passage."""

from collections.abc import Iterable

from workbench.records import Approval, Passage, Record

Stretch = tuple[str, int, int]  # an item, and two code points of its text; of a picture or a recording the whole


class Approvals:
    """What holds for one audience: of several answers about the same words, the one of the latest day.

    An answer for this audience and one for all count alike, and where two are of one day, the one recorded last.

    Example:
        >>> said = Approval(worker="w", passage="p", decision="refused", day="2024-06-02", how="read in vi")
        >>> held = Approvals([("p", Passage(item="i", quote="They shouted.", start=0, end=13)), ("a", said)], "public")
        >>> held.refused("p"), held.approved("p")
        (True, False)
    """

    def __init__(self, records: Iterable[tuple[str, Record]], audience: str) -> None:
        told = list(records)
        self._where = {key: _stretch(one) for key, one in told if isinstance(one, Passage)}
        said = [one for _, one in told if isinstance(one, Approval) and one.audience in (None, audience)]
        self._latest = {one.passage: one.decision for one in sorted(said, key=lambda one: one.day)}

    def refused(self, passage: str) -> bool:
        """True where any of the words of a passage was refused, or wanted otherwise."""
        return any(
            decision != "approved" and _touch(self._where.get(passage), self._where.get(other))
            for other, decision in self._latest.items()
        )

    @property
    def against(self) -> frozenset[str]:
        """The passages of which the latest answer refuses the words, or wants them otherwise."""
        return frozenset(passage for passage, decision in self._latest.items() if decision != "approved")

    def approved(self, passage: str) -> bool:
        """True where all the words of a passage were approved together, and none of them was refused."""
        return not self.refused(passage) and any(
            decision == "approved" and _within(self._where.get(passage), self._where.get(other))
            for other, decision in self._latest.items()
        )


def _stretch(one: Passage) -> Stretch:
    if one.start is None or one.end is None:
        return one.item, 0, 1 << 62
    return one.item, one.start, one.end


def _touch(one: Stretch | None, other: Stretch | None) -> bool:
    return bool(one and other and one[0] == other[0] and one[1] < other[2] and other[1] < one[2])


def _within(one: Stretch | None, other: Stretch | None) -> bool:
    return bool(one and other and one[0] == other[0] and other[1] <= one[1] and one[2] <= other[2])
