"""Lower and upper bound of a rule over open items, and which open items could change the answer.

All rules here are monotone: more support never takes a positive answer away (`codebook.rules.sound` refuses others).
So the lower bound is the answer with every open item absent, the upper bound that with every open item present, and
every completion of the record lies between.

An open item decides if some completion exists in which it alone changes the answer. Trying all completions would take
2**67 steps; two facts make it exact and quick. Items of one kind are interchangeable within a set, so completions of a
set are counts by kind, and counts beyond the largest minimum of the rule change nothing. And sets share no item, so an
item decides exactly where its kind tips its set for some counts, and its set tips the answer for some values of the
other sets that they can take.
"""

import dataclasses
import itertools
from collections.abc import Callable, Hashable, Mapping

from workbench.codebook.rules import Minima, combinations, reached

# What is said of a record whose criteria are met at its lower bound, not even at its upper one, or between the two.
VERDICTS = {
    "positive": "criteria_met", "negative": "criteria_not_met_on_this_record", "undetermined": "undetermined",
}  # fmt: skip


@dataclasses.dataclass(frozen=True, kw_only=True)
class Counts:
    """One set: how many items of each kind are shown, and how many are open."""

    shown: Mapping[str, int]
    open: Mapping[str, int]


@dataclasses.dataclass(frozen=True)
class Bounds:
    """Whether something holds at least (`low`) and at most (`high`) on what may still be found."""

    low: bool
    high: bool

    @property
    def value(self) -> str:
        """positive, negative or undetermined.

        Example:
            >>> Bounds(False, True).value
            'undetermined'
        """
        return "positive" if self.low else "undetermined" if self.high else "negative"


def bounds(counts: Counts, positive: Minima) -> Bounds:
    """The bounds of one set.

    Example:
        >>> bounds(Counts(shown={"strong": 1}, open={"strong": 1}), ((("strong", 2),),))
        Bounds(low=False, high=True)
    """
    kinds = {*counts.shown, *counts.open}
    most = {kind: counts.shown.get(kind, 0) + counts.open.get(kind, 0) for kind in kinds}
    return Bounds(reached(positive, counts.shown), reached(positive, most))


def tipping_kinds(counts: Counts, positive: Minima) -> frozenset[str]:
    """The kinds of which one more item makes the set positive for some completion of its other open items.

    Example:
        >>> counts = Counts(shown={"strong": 1}, open={"strong": 1, "weak": 1})
        >>> sorted(tipping_kinds(counts, ((("strong", 2),),)))
        ['strong']
    """
    enough = max((least for alternative in positive for _, least in alternative), default=0)
    kinds = sorted(kind for kind, count in counts.open.items() if count)
    spans = [range(min(counts.open[kind], enough) + 1) for kind in kinds]
    tipping: set[str] = set()
    for numbers in itertools.product(*spans):
        found = {**counts.shown}
        for kind, number in zip(kinds, numbers, strict=True):
            found[kind] = counts.shown.get(kind, 0) + number
        if reached(positive, found):
            continue
        room = (kind for kind, number in zip(kinds, numbers, strict=True) if number < counts.open[kind])
        tipping |= {kind for kind in room if reached(positive, {**found, kind: found[kind] + 1})}
    return frozenset(tipping)


def tipping_sets(sets: Mapping[str, Bounds], answer: Callable[[frozenset[str]], Hashable]) -> frozenset[str]:
    """The open sets that change the answer for some values that the other open sets can take.

    `answer` goes from the positive sets to what they amount to. At most 12 sets (`frameworks/schema.json`).

    Example:
        >>> sets = {"A": Bounds(False, True), "B": Bounds(False, False), "C": Bounds(False, True)}
        >>> sorted(tipping_sets(sets, lambda positive: {"A", "B"} <= positive))
        []
        >>> sorted(tipping_sets(sets, lambda positive: {"A", "C"} <= positive))
        ['A', 'C']
    """
    shown = frozenset(name for name, found in sets.items() if found.low)
    open = {name for name, found in sets.items() if found.high and not found.low}
    tipping: set[str] = set()
    for chosen in combinations(sorted(open)):
        now = answer(shown | chosen)
        tipping |= {name for name in open - chosen - tipping if answer(shown | chosen | {name}) != now}
    return frozenset(tipping)


def tipping_alone(sets: Mapping[str, Bounds]) -> frozenset[str]:
    """The open sets that change the answer where any one positive set is enough; however many sets there are.

    Example:
        >>> sorted(tipping_alone({"A": Bounds(False, True), "B": Bounds(False, False)}))
        ['A']
    """
    if any(found.low for found in sets.values()):
        return frozenset()
    return frozenset(name for name, found in sets.items() if found.high)
