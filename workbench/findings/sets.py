"""Sets of items, such as the six of the Delphi list, three dimensions or two roles, and what they amount to."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from workbench.codebook import Framework, Indicator
from workbench.codebook.rules import first
from workbench.findings import notes
from workbench.findings.bounds import VERDICTS, Bounds, Counts, bounds, tipping_alone, tipping_kinds, tipping_sets
from workbench.findings.facts import counted
from workbench.findings.person import Known
from workbench.findings.states import Stated


def judged(person: Known) -> dict[str, Any]:
    """The bounds of every set, what they amount to, and the open items that could change it.

    Where the framework has a typology, `typology` gives the line that fits the lower and the upper bound, and
    `deciding_typology` the open items that could change the line.

    Example:
        >>> from workbench.codebook import framework
        >>> from workbench.findings.person import known
        >>> judged(known(framework("icls-2018"), {"complete": True}))["sets"]
        {'involuntariness': 'negative', 'penalty': 'negative'}
    """
    ranges, tipping = _sets(person, {})
    met = _met(person, ranges)
    deciding = _deciding(person, tipping, _tipping(person.framework, ranges, meets=True))
    otherwise = _met(person, _sets(person, {item.id: item.disputed for item in person.items if item.disputed})[0])
    found: dict[str, Any] = {
        "determination": VERDICTS[met.value],
        "sets": {name: found.value for name, found in ranges.items()},
        "deciding": deciding,
        "notes": notes.disputed(person, met, otherwise),
    }
    if person.framework.rule.typology:
        ends = [
            first(person.framework.rule.typology, [name for name, found in ranges.items() if getattr(found, end)])
            for end in ("low", "high")
        ]
        found["typology"] = {"lower": ends[0].result, "upper": ends[1].result}
        found["deciding_typology"] = _deciding(person, tipping, _tipping(person.framework, ranges, meets=False))
    return found


def _set_of(person: Known, item: Indicator) -> str:
    return (item.role if person.framework.rule.sets == "role" else item.group) or "all"


def _sets(person: Known, weights: Mapping[str, str]) -> tuple[dict[str, Bounds], dict[str, frozenset[str]]]:
    """The bounds of each set, and the kinds that tip it; `weights` replaces the kind of some items."""
    stated, positive = person.parts[""], person.framework.rule.positive
    names = list(dict.fromkeys(_set_of(person, item) for item in person.items if not item.outside))
    counts = {name: _counts(person, stated, name, weights) for name in names}
    return (
        {name: bounds(counts[name], positive) for name in names},
        {name: tipping_kinds(counts[name], positive) for name in names},
    )


def _counts(person: Known, stated: Stated, name: str, weights: Mapping[str, str]) -> Counts:
    own = {item.id: weights.get(item.id, item.kind) for item in person.items if _set_of(person, item) == name}
    shown = [(id, kind) for id, kind in own.items() if id in stated.supported]
    apart = set(counted(shown, person.facts)) if person.facts else stated.supported
    return Counts(
        shown=Counter(kind for id, kind in shown if id in apart),
        open=Counter(kind for id, kind in own.items() if id in stated.open),
    )


def _meets(book: Framework, positive: frozenset[str]) -> bool:
    if book.rule.typology:
        return first(book.rule.typology, positive).meets
    return set(book.rule.all_of) <= positive if book.rule.all_of else bool(positive)


def _met(person: Known, ranges: Mapping[str, Bounds]) -> Bounds:
    low, high = (frozenset(name for name, found in ranges.items() if getattr(found, end)) for end in ("low", "high"))
    return Bounds(_meets(person.framework, low), _meets(person.framework, high))


def _tipping(book: Framework, ranges: Mapping[str, Bounds], *, meets: bool) -> frozenset[str]:
    """The sets that could change whether criteria are met, or (not `meets`) which line of the typology fits."""
    if not book.rule.typology and not book.rule.all_of:
        return tipping_alone(ranges)
    if meets:
        return tipping_sets(ranges, lambda positive: _meets(book, positive))
    return tipping_sets(ranges, lambda positive: first(book.rule.typology, positive).result)


def _deciding(person: Known, kinds: Mapping[str, frozenset[str]], sets: frozenset[str]) -> tuple[str, ...]:
    left = [item for item in person.items if item.id in person.parts[""].open]
    within = [(item, _set_of(person, item)) for item in left]
    return tuple(item.id for item, name in within if name in sets and item.kind in kinds[name])
