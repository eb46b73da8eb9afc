"""Facts given out to items, against trying every way to give them out."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.findings.facts import STRENGTHS, counted

FACTS = st.lists(st.sampled_from("fghi"), max_size=3, unique=True)


def numbers(items: list[tuple[str, str]], kept: list[str]) -> list[int]:
    """How many of the kept are strong, strong or medium, any."""
    strengths = [strength for item, strength in items if item in kept]
    return [sum(one in STRENGTHS[:upto] for one in strengths) for upto in (1, 2, 3)]


def can_be_given(items: tuple[str, ...], facts: dict[str, list[str]]) -> bool:
    choices = [facts[item] or [f"own {item}"] for item in items]
    return any(len(set(chosen)) == len(chosen) for chosen in itertools.product(*choices))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(STRENGTHS), FACTS), max_size=6))
def test_no_way_to_give_out_the_facts_keeps_more(drawn: list[tuple[str, list[str]]]) -> None:
    items = [(f"i{number}", strength) for number, (strength, _) in enumerate(drawn)]
    facts = {f"i{number}": given for number, (_, given) in enumerate(drawn)}
    kept = counted(items, facts)
    assert can_be_given(tuple(kept), facts)
    ways = [way for size in range(len(items) + 1) for way in itertools.combinations(facts, size)]
    best = [numbers(items, list(way)) for way in ways if can_be_given(way, facts)]
    assert all(mine >= most for mine, most in zip(numbers(items, kept), map(max, zip(*best, strict=True)), strict=True))
