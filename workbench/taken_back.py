"""Where the words of workers who withdrew their use stand in texts that stay, and such texts without them.

A worker's own testimony goes as a whole. In an item of somebody else only the passages about that worker go, and the
text stays, for what else stands in it. Whoever prints a part of it around other words leaves these out.
"""

from collections.abc import Iterable
from typing import Any, Protocol

WORD = "[withdrawn]"
ACTS = ("stop-using", "destroy")
NAMING = ("passage", "passage_a", "passage_b")  # the fields in which a record names a passage


class Standing(Protocol):
    """The state of a case, as far as it says what was withdrawn."""

    @property
    def all(self) -> tuple[Any, ...]:
        """Every record that can be read."""
        ...

    @property
    def destroyed(self) -> tuple[Any, ...]:
        """The events whose keys are gone on purpose."""
        ...

    def recorded(self, kind: str) -> list[Any]:
        """The records of a kind, whether they count or not."""
        ...

    def withdrawals(self, *acts: str) -> dict[str, list[Any]]:
        """The withdrawals of these acts that count."""
        ...

    def withdrawn(self, identity: str) -> bool:
        """Whether a record speaks of a worker who withdrew its use."""
        ...

    def set_aside(self, identity: str) -> bool:
        """Whether a correction speaks of a record."""
        ...


class TakenBack:
    """The passages that count no longer because somebody withdrew, by the item that they stand in.

    Example:
        >>> from workbench.records import Passage
        >>> gone = TakenBack([Passage(item="i", derivative="d", quote="his pass", start=6, end=14)])
        >>> gone.without("i", "d", "I saw his pass taken.", 0, 21)
        'I saw [withdrawn] taken.'
        >>> gone.touches("i", "other", "And I saw his pass taken.", 12, 15)
        True
    """

    def __init__(self, passages: Iterable[Any] = ()) -> None:
        self.passages = tuple(passages)
        self._of: dict[str, list[Any]] = {}
        for one in self.passages:
            if one.quote and one.start is not None and one.end is not None:
                self._of.setdefault(one.item, []).append(one)

    def stretches(self, item: str, derivative: str | None, text: str) -> list[tuple[int, int]]:
        """Where they stand in a text of an item, in order, those that touch as one.

        In another text of the item than the one that a passage was marked in, wherever the same words stand.
        """
        found: list[tuple[int, int]] = []
        for one in self._of.get(item, ()):
            there = one.derivative == derivative
            found += [(one.start, one.end)] if there else _everywhere(one.quote, text)
        joined: list[tuple[int, int]] = []
        for start, end in sorted(found):
            if joined and start <= joined[-1][1]:
                joined[-1] = joined[-1][0], max(end, joined[-1][1])
            else:
                joined.append((start, end))
        return joined

    def without(self, item: str, derivative: str | None, text: str, start: int, end: int) -> str:
        """A part of a text with `[withdrawn]` in the place of each of them."""
        made, at = "", start
        for begin, stop in self.stretches(item, derivative, text):
            if begin < end and stop > at:
                made += text[at : max(at, begin)] + WORD
                at = min(stop, end)
        return made + text[at:end]

    def touches(self, item: str, derivative: str | None, text: str, start: int, end: int) -> bool:
        """Whether one of them holds any of the words of a part of a text."""
        return any(begin < end and stop > start for begin, stop in self.stretches(item, derivative, text))


def taken_back(state: Standing) -> TakenBack:
    """The passages of a case that count no longer because somebody withdrew; where nobody did, no record is read.

    Of what was destroyed nothing says any more what it stood on: a passage on which nothing rests in such a case may be
    what is left of it.

    Example:
        >>> from workbench.casefile.state import State
        >>> taken_back(State((), {})).passages
        ()
    """
    if not state.destroyed and not state.withdrawals(*ACTS):
        return TakenBack()
    every = state.recorded("passage")
    gone = {live.id for live in every if state.withdrawn(live.id) and not state.set_aside(live.id)}
    if state.destroyed:
        named = {getattr(live.record, field, None) for live in state.all for field in NAMING}
        gone |= {live.id for live in every if live.id not in named}  # set aside or not: a destruction may do so
    return TakenBack(live.record for live in every if live.id in gone)


def _everywhere(words: str, text: str) -> Iterable[tuple[int, int]]:
    at = text.find(words)
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + len(words))
