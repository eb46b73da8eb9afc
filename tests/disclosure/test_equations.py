import random

import pytest

from tests.disclosure.attack import crowd, later, shapes, tables_of
from workbench.disclosure.counts import ALL, Counts, tally
from workbench.disclosure.equations import outside, system
from workbench.errors import BadValue


def test_every_equation_holds_for_the_true_numbers_and_none_is_below_zero() -> None:
    chance = random.Random(3)
    for _ in range(60):
        shape, wanted = shapes(chance)
        people = crowd(chance, 30, shape)
        states = [tables_of(people, wanted)]
        for _ in range(2):
            people = later(chance, people, shape)
            states.append(tables_of(people, wanted))
        made = system(states)
        assert min(made.values) >= 0
        for number, terms in enumerate(made.equations):
            assert sum(factor * made.values[unknown] for unknown, factor in terms) == 0
            assert all((number, factor) in made.within[unknown] for unknown, factor in terms)


def test_those_outside_overlapping_categories_are_counted_too() -> None:
    people = [{"says": ["debt"], "month": ["may"]}, {"says": [], "month": ["may"]}, {"says": [], "month": ["june"]}]
    table = tally("t", people, ("says", "month"), frozenset({"says", "month"}))
    made = system([[table]])
    neither = outside(outside(table.key(("debt", "may")), 0), 1)
    assert made.values[made.at[0, neither]] == 1
    assert made.values[made.at[0, outside(table.key(("debt", ALL)), 0)]] == 2


def test_two_tables_with_one_number_share_it_and_contradict_each_other_never() -> None:
    one = Counts("one", ("site",), {("a",): 2, (ALL,): 2})
    made = system([[one, Counts("two", ("month",), {(ALL,): 2})]])
    assert len(made.values) == 2
    with pytest.raises(BadValue, match="as another table"):
        system([[one, Counts("two", ("month",), {(ALL,): 3})]])


def test_what_changed_between_two_states_is_a_number_of_its_own() -> None:
    before, after = (Counts("t", ("site",), {("a",): 2, ("b",): b, (ALL,): 2 + b}) for b in (9, 12))
    made = system([[before], [after]])
    assert made.changes.keys() == {(0, 1, before.key(("b",))), (0, 1, before.key((ALL,)))}
    assert made.values[made.changes[0, 1, before.key(("b",))]] == 3
    same = [made.at[state, before.key(("a",))] for state in (1, 0)]
    assert [(same[0], 1), (same[1], -1)] in made.equations, "what stayed is known to have stayed"
