"""One person's file says what is on record, what is open, and of what nothing is on record; it never sums up."""

import dataclasses

import pytest

from tests.findings.person_case import day, step, tables
from workbench.errors import BadValue, Unknown
from workbench.findings.personal import KINDS, PersonFile, person_file


@pytest.fixture(scope="module")
def found() -> PersonFile:
    return person_file(tables(), "W-01", as_of="2024-08-01")


def test_steps_stand_in_the_order_of_their_dates_and_nobody_elses_among_them(found: PersonFile) -> None:
    assert [one.kind for one in found.steps] == [
        "claim-due", "referral", "ask", "need", "need", "reflection", "asylum", "residence", "proceeding",
        "identification",
    ]  # fmt: skip
    assert "Somebody else's shelter" not in str(found.df)


def test_a_refusal_without_a_reason_is_said(found: PersonFile) -> None:
    assert "10. 2024-07-01: Not identified: refused, and no reason is on record" in found.open
    reasoned = person_file(tables(step("r", "identification", "Again", day("2024-07-02"), outcome="refused",
                                       reason="no indicator seen", told="2024-07-02")), "W-01")  # fmt: skip
    assert not [line for line in reasoned.open if "Again" in line]


def test_what_is_pending_and_whom_nobody_told_is_open(found: PersonFile) -> None:
    assert "3. 2024-05-20: Wants the wages of March: pending" in found.open
    assert "3. 2024-05-20: Wants the wages of March: nothing on record says that the person was told" in found.open
    assert "10. 2024-07-01: Not identified: nothing on record says that the person was told" in found.open


def test_silence_is_said_as_silence(found: PersonFile) -> None:
    assert "compensation: nothing on record" in found.gaps and "shelter: nothing on record" in found.gaps
    kinds = {one.kind for one in found.steps}
    assert len(found.gaps) == len(KINDS) - len(kinds)


def test_needs_say_who_met_them(found: PersonFile) -> None:
    assert found.met == (
        ("Winter clothes", "met by Unconnected Ltd (civil society)"),
        ("Dentist", "not met by the state"),
    )


def test_as_of_a_day_what_came_later_is_not_known() -> None:
    early = person_file(tables(), "W-01", as_of="2024-05-31")
    assert {one.kind for one in early.steps} == {"claim-due", "referral", "ask"}
    assert "identification, or its refusal: nothing on record" in early.gaps


def test_without_a_day_the_last_that_a_step_names_counts() -> None:
    assert person_file(tables(), "W-01").as_of == "2024-07-01"


def test_danger_comes_with_it(found: PersonFile) -> None:
    assert found.dangers is not None and found.dangers.flags == ("reprisal",)


def test_it_gives_no_score(found: PersonFile) -> None:
    names = {field.name for field in dataclasses.fields(found)} | set(found.df.columns)
    assert not names & {"score", "total", "level", "risk"}


def test_who_is_no_worker_and_what_is_no_day() -> None:
    with pytest.raises(Unknown, match="W-01"):
        person_file(tables(), "W-1")
    with pytest.raises(Unknown):
        person_file(tables(), "EMP")
    with pytest.raises(BadValue):
        person_file(tables(), "W-01", as_of="soon")


def test_a_worker_without_steps_has_gaps_alone() -> None:
    empty = person_file(tables(), "W-03")
    assert (empty.steps, empty.open, empty.times, empty.as_of) == ((), (), (), None)
    assert len(empty.gaps) == len(KINDS) and empty.dangers is None
