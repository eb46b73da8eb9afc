"""Times as data: each with its rule, its source, and whether anybody compared it with the original."""

import pytest

from workbench.codebook.clocks import clock, clocks
from workbench.codebook.ground import json_of
from workbench.errors import Unknown


def test_every_clock_names_its_source_and_none_is_called_verified() -> None:
    for one in clocks().values():
        assert one.source and one.instrument and one.words and not one.verified, one.id


def test_what_starts_and_stops_one_are_kinds_and_outcomes_that_a_step_can_have() -> None:
    fields = json_of("records", "step.json")["properties"]
    for one in clocks().values():
        for kinds, outcomes in (one.starts, one.stops):
            assert set(kinds) <= set(fields["kind"]["enum"]), one.id
            assert set(outcomes) <= set(fields["outcome"]["enum"]), one.id


@pytest.mark.parametrize(("name", "number", "unit", "then"), [
    ("rs-wage-claims", 3, "years", "lapses"), ("coe-reflection", 30, "days", "protected-until"),
    ("rs-work-permit-wait", 9, "months", "opens"), ("echr-application", 4, "months", "lapses"),
])  # fmt: skip
def test_what_each_sets(name: str, number: int, unit: str, then: str) -> None:
    assert (clock(name).number, clock(name).unit, clock(name).then) == (number, unit, then)


def test_an_unknown_clock_names_those_near_it() -> None:
    with pytest.raises(Unknown, match="coe-reflection"):
        clock("coe-reflexion")
