"""Which decisions make a group: for the network those that nobody denies, for protection any."""

from workbench.findings.sameness import decided_same, ever_same, groups, of_records
from workbench.records import Entity, Sameness


def said(a: str, b: str, decision: str, agent: str = "x") -> Sameness:
    return Sameness(entity_a=a, entity_b=b, decision=decision, agent=agent)


def test_who_is_denied_stands_apart_but_stays_protected() -> None:
    both = [said("a", "b", "same"), said("b", "a", "different", "y"), said("c", "d", "unsure")]
    assert decided_same(both) == [] and ever_same(both) == [("a", "b")]
    assert decided_same([said("b", "a", "same"), said("c", "d", "same")]) == [("a", "b"), ("c", "d")]


def test_the_same_as_the_same_is_the_same_in_whatever_order_it_was_said() -> None:
    pairs = [("a", "b"), ("c", "d"), ("e", "f"), ("b", "c")]
    for order in (pairs, pairs[::-1]):
        found = groups(order)
        assert found["a"] == found["d"] == {"a", "b", "c", "d"} and found["e"] == {"e", "f"}


def test_other_records_say_nothing() -> None:
    assert of_records([("e", Entity(key="e", schema="Person", label="e")), ("s", said("e", "f", "different"))]) == {}
