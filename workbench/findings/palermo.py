"""Act, means and purpose per actor, for an adult and for a child, and both where the age is not known."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from workbench.codebook.rules import Minima
from workbench.findings.bounds import VERDICTS, Bounds, Counts, bounds, tipping_alone, tipping_kinds
from workbench.findings.person import Known
from workbench.findings.states import Stated

ADULT_FROM = 18


def judged(person: Known) -> dict[str, Any]:
    """The answer for the readings that the age leaves open: adult, child, or both.

    A child needs no means (Palermo Protocol, article 3(c)). Where the age is not known, or where there is reason to
    believe that it is under 18 (Council of Europe Convention, article 10(3)), both readings are given, and the answer
    is the one that both give, else undetermined: then the age itself is among what decides.

    Example:
        >>> from workbench.codebook import framework
        >>> from workbench.findings.person import known
        >>> record = {"complete": True, "actors": [{"act": ["recruitment"], "purpose": ["servitude"]}]}
        >>> found = judged(known(framework("palermo"), record))
        >>> found["determination"], found["deciding"]
        ('undetermined', ('age',))
    """
    rule = person.framework.rule
    rules = {"adult": rule.positive, "child": rule.child}
    counts = {actor: _counts(person, stated) for actor, stated in person.parts.items()}
    found = {name: {actor: bounds(one, rules[name]) for actor, one in counts.items()} for name in _readings(person)}
    given = {name: _either(found[name]) for name in found}
    low, high = all(one.low for one in given.values()), any(one.high for one in given.values())
    deciding = {item for name in found for item in _deciding(person, counts, found[name], rules[name])}
    if len(found) > 1 and _age_decides(counts, found["child"], given["adult"]):
        deciding.add("age")
    shown = {
        name: {"determination": VERDICTS[given[name].value], "sets": {actor: one.value for actor, one in sets.items()}}
        for name, sets in found.items()
    }
    return {
        "determination": VERDICTS[Bounds(low, high).value],
        "sets": shown[next(iter(shown))]["sets"],
        "deciding": tuple(one for one in _order(person) if one in deciding),
        "readings": shown,
    }


def _readings(person: Known) -> list[str]:
    if person.age is not None and person.age < ADULT_FROM:
        return ["child"]
    return ["adult", "child"] if person.age is None or person.maybe_child else ["adult"]


def _counts(person: Known, stated: Stated) -> Counts:
    def number(ids: frozenset[str]) -> Counter[str]:
        return Counter(item.kind for item in person.items if item.id in ids)

    return Counts(shown=number(stated.supported), open=number(stated.open))


def _either(found: Mapping[str, Bounds]) -> Bounds:
    return Bounds(any(one.low for one in found.values()), any(one.high for one in found.values()))


def _deciding(person: Known, counts: Mapping[str, Counts], found: Mapping[str, Bounds], rule: Minima) -> list[str]:
    actors = tipping_alone(found)
    return [
        _address(actor, item.id)
        for actor, stated in person.parts.items()
        if actor in actors
        for item in person.items
        if item.id in stated.open and item.kind in tipping_kinds(counts[actor], rule)
    ]


def _age_decides(counts: Mapping[str, Counts], child: Mapping[str, Bounds], adult: Bounds) -> bool:
    """Whether some completion meets the child's rule and not the adult's: one where no means is found for an actor."""
    return not adult.low and any(child[actor].high and not one.shown.get("means") for actor, one in counts.items())


def _address(actor: str, item: str) -> str:
    return f"{actor}.{item}" if actor else item


def _order(person: Known) -> list[str]:
    return ["age", *(_address(actor, item.id) for actor in person.parts for item in person.items)]
