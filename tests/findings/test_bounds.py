"""Bounds and tipping kinds of arbitrary rules, against trying every completion item by item."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.findings.second_formulation import by_trying
from workbench.codebook.rules import reached
from workbench.findings.bounds import Bounds, Counts, bounds, tipping_alone, tipping_kinds, tipping_sets

KINDS = ("a", "b", "c")
NAMES = st.sampled_from(["a", "b", "c", "a|b", "b|c", "a|b|c"])


@st.composite
def rules(draw: st.DrawFn) -> tuple[tuple[tuple[str, int], ...], ...]:
    """Alternatives in which no kind counts twice, as `codebook.rules.sound` wants them."""
    made = []
    for alternative in draw(st.lists(st.dictionaries(NAMES, st.integers(1, 3), min_size=1), min_size=1, max_size=4)):
        used: set[str] = set()
        kept = []
        for name, least in alternative.items():
            if used.isdisjoint(name.split("|")):
                used |= set(name.split("|"))
                kept.append((name, least))
        made.append(tuple(kept))
    return tuple(made)


NUMBERS = st.dictionaries(st.sampled_from(KINDS), st.integers(0, 3))


@settings(max_examples=300, deadline=None)
@given(rule=rules(), shown=NUMBERS, left=NUMBERS)
def test_bounds_and_tipping_kinds_are_those_of_trying_all(
    rule: tuple[tuple[tuple[str, int], ...], ...], shown: dict[str, int], left: dict[str, int]
) -> None:
    counts = Counts(shown=shown, open=left)
    items = [f"{kind}{number}" for kind in left for number in range(left[kind])]

    def answer(present: object) -> bool:
        return reached(rule, Counter(shown) + Counter(str(item)[0] for item in present))  # type: ignore[attr-defined]

    answers, deciding = by_trying(answer, [], items)
    assert bounds(counts, rule) == Bounds(low=answers == {True}, high=True in answers)
    assert tipping_kinds(counts, rule) == {item[0] for item in deciding}


def test_many_actors_cost_no_more_than_their_number() -> None:
    many = {f"A{number}": Bounds(False, True) for number in range(5000)}
    assert len(tipping_alone(many)) == 5000
    assert tipping_alone({**many, "B": Bounds(True, True)}) == frozenset()


def test_a_set_tips_only_for_values_that_the_others_can_take() -> None:
    def both(positive: frozenset[str]) -> bool:
        return {"A", "B"} <= positive

    assert tipping_sets({"A": Bounds(False, True), "B": Bounds(True, True)}, both) == {"A"}
    assert tipping_sets({"A": Bounds(False, True), "B": Bounds(False, False)}, both) == frozenset()
