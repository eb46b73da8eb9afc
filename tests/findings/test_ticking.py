"""Times run from the first day that the record allows; what may have stopped one is said, and decided by nobody."""

import datetime

import pytest

from tests.findings.person_case import day, step, tables
from tests.findings.small_case import span
from workbench.findings.personal import PersonFile, person_file
from workbench.findings.ticking import Running


@pytest.fixture(scope="module")
def found() -> PersonFile:
    return person_file(tables(), "W-01", as_of="2024-08-01")


def of(found: PersonFile, name: str) -> Running:
    (one,) = [one for one in found.times if (one.clock.id if one.clock else one.title) == name]
    return one


def test_a_wage_claim_runs_three_years_from_the_first_day_of_a_month(found: PersonFile) -> None:
    claim = of(found, "rs-wage-claims")
    assert (claim.earliest, claim.latest) == (datetime.date(2027, 4, 1), datetime.date(2027, 4, 30))
    assert claim.state == "running" and not claim.clock.verified
    assert claim.may_stop == ("2024-06-20: Complaint to the labour inspection",)
    assert "not compared with the original" in claim.words()


def test_a_complaint_from_before_the_claim_stops_nothing() -> None:
    later = person_file(tables(step("c2", "claim-due", "Wages of June", day("2024-07-15"))), "W-01")
    assert [one.may_stop for one in later.times if one.clock and one.clock.id == "rs-wage-claims"][1] == ()


def test_reflection_lasts_at_least_thirty_days(found: PersonFile) -> None:
    assert of(found, "coe-reflection").earliest == datetime.date(2024, 7, 3)
    assert of(found, "coe-reflection").state == "over"
    refused = person_file(tables(step("r", "reflection", "Refused", day("2024-06-04"), outcome="refused"),
                                 without="reflection"), "W-01")  # fmt: skip
    assert not [one for one in refused.times if one.clock and one.clock.id == "coe-reflection"]


def test_the_wait_for_a_work_permit_is_nine_months_and_ends_with_one(found: PersonFile) -> None:
    wait = of(found, "rs-work-permit-wait")
    assert (wait.earliest, wait.then, wait.state) == (datetime.date(2025, 3, 10), "opens", "running")
    granted = tables(step("g", "work-permit", "Permit", day("2025-02-01"), outcome="granted"))
    assert of(person_file(granted, "W-01"), "rs-work-permit-wait").state == "ended"
    refused = tables(step("g", "work-permit", "Permit", day("2025-02-01"), outcome="refused"))
    assert of(person_file(refused, "W-01"), "rs-work-permit-wait").state == "running"


def test_a_permit_runs_out_on_its_own_last_day(found: PersonFile) -> None:
    residence = of(found, "Residence for 90 days")
    assert (residence.clock, residence.earliest, residence.state) == (None, datetime.date(2024, 9, 13), "running")
    assert of(person_file(tables(), "W-01", as_of="2024-09-14"), "Residence for 90 days").state == "over"


def test_a_step_may_name_its_clock_and_one_without_a_date_says_so() -> None:
    told = tables(step("f", "proceeding", "Final decision", None, clock="echr-application"))
    clock = of(person_file(told, "W-01"), "echr-application")
    assert clock.state == "undated" and "is not on record" in clock.words()


def test_the_next_to_run_out_stands_first(found: PersonFile) -> None:
    days = [str(one.earliest) for one in found.times]
    assert days == sorted(days)


def test_an_open_month_is_never_counted_to_its_end() -> None:
    told = tables(step("c", "claim-due", "Wages", span("2024", "2024")), without="claim-due")
    claim = of(person_file(told, "W-01"), "rs-wage-claims")
    assert claim.words().startswith("Claims from employment, wages among them: lapses on 2027-01-01 at the earliest")
