"""Which entities people say are one: groups of them, computed anew from the decisions that stand."""

from collections.abc import Iterable
from typing import Any

from workbench.records import Sameness


def decided_same(said: Iterable[Sameness]) -> list[tuple[str, str]]:
    """The pairs of which somebody says that they are one, and nobody that they are not; sorted.

    Example:
        >>> one = Sameness(entity_a="b", entity_b="a", decision="same", agent="x")
        >>> other = Sameness(entity_a="a", entity_b="b", decision="different", agent="y")
        >>> decided_same([one]), decided_same([one, other])
        ([('a', 'b')], [])
    """
    same, different = set(), set()
    for one in said:
        pair = min(one.entity_a, one.entity_b), max(one.entity_a, one.entity_b)
        if one.decision == "same":
            same.add(pair)
        elif one.decision == "different":
            different.add(pair)
    return sorted(same - different)


def ever_same(said: Iterable[Sameness]) -> list[tuple[str, str]]:
    """The pairs of which anybody says that they are one, whatever others say: what protection goes by.

    Example:
        >>> ever_same([Sameness(entity_a="b", entity_b="a", decision="same", agent="x")])
        [('a', 'b')]
    """
    return sorted({(min(x.entity_a, x.entity_b), max(x.entity_a, x.entity_b)) for x in said if x.decision == "same"})


def groups(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """For each that is one with others all who are, itself included: the same as the same is the same.

    Example:
        >>> sorted(groups([("a", "b"), ("b", "c")])["a"])
        ['a', 'b', 'c']
    """
    held: dict[str, set[str]] = {}
    for a, b in pairs:
        both = held.get(a, {a}) | held.get(b, {b})
        for one in both:
            held[one] = both
    return {key: frozenset(both) for key, both in held.items()}


def of_records(records: Iterable[tuple[str, Any]]) -> dict[str, frozenset[str]]:
    """The groups that protection goes by, of records given as (id, record).

    Example:
        >>> said = Sameness(entity_a="b", entity_b="a", decision="same", agent="x")
        >>> sorted(of_records([("s", said)])["b"])
        ['a', 'b']
    """
    return groups(ever_same(record for _, record in records if isinstance(record, Sameness)))
