"""Duties as data: each with its bearer, its force, its source, and whether anybody compared it with the original."""

import pytest

from workbench.codebook.obligations import duties, duty
from workbench.errors import Unknown


def test_every_duty_names_its_source_and_a_number_where_its_kind_needs_one() -> None:
    for one in duties().values():
        assert one.source and one.instrument and one.bearer and one.trigger
        assert (one.due_number is None) == (one.due_kind == "none"), one.id


def test_the_six_calls_of_the_parliament_are_political_and_have_no_day() -> None:
    calls = [one for one in duties().values() if one.id.startswith("ep-")]
    assert len(calls) == 6 and {(one.force, one.due_kind) for one in calls} == {("political", "none")}


@pytest.mark.parametrize(("name", "kind", "number", "force"), [
    ("rs-assess", "hours", 24, "practice"), ("rs-refer", "none", None, "recommended"),
    ("rs-council", "times-a-year", 2, "political"), ("rs-information", "days", 15, "binding"),
    ("rs-information-urgent", "hours", 48, "binding"), ("rs-inspection-record", "working-days", 8, "binding"),
    ("un-answer", "days", 60, "practice"), ("coe-reflection", "none", None, "binding"),
])  # fmt: skip
def test_what_each_sets(name: str, kind: str, number: int | None, force: str) -> None:
    one = duty(name)
    assert (one.due_kind, one.due_number, one.force) == (kind, number, force)


def test_nothing_is_called_verified_that_nobody_compared() -> None:
    assert not [one.id for one in duties().values() if one.verified]


def test_an_unknown_duty_names_those_near_it() -> None:
    with pytest.raises(Unknown, match="rs-council"):
        duty("rs-counsil")
