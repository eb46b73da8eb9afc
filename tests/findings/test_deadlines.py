"""The last day in time, never earlier than our knowledge allows."""

import datetime

import pytest

from workbench.codebook import duty
from workbench.findings.deadlines import deadline, earliest, latest
from workbench.records import Period


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(("name", "start", "end", "last"), [
    ("rs-assess", "2024-06-03", "2024-06-03", "2024-06-04"),
    ("rs-information-urgent", "2024-06-03", "2024-06-03", "2024-06-05"),
    ("rs-information", "2024-06-03", "2024-06-03", "2024-06-18"),
    ("un-answer", None, "2022-01-21", "2022-03-22"),  # sent by then: the last day that it can have been sent
    ("rs-assess", "2021-11", "2021-11", "2021-12-01"),  # some day in November: the last of them
    ("rs-inspection-record", "2024-06-06", "2024-06-06", "2024-06-18"),  # a Thursday, and eight weekdays
])  # fmt: skip
def test_days_are_counted_from_the_last_day_that_the_start_allows(name, start, end, last) -> None:
    assert deadline(duty(name), Period(start=start, end=end)) == day(last)


def test_what_a_notice_sets_goes_before_the_rule() -> None:
    assert deadline(duty("rs-committee-report"), None, told="2024-07-20") == day("2024-07-20")
    assert deadline(duty("rs-committee-report"), Period(start="2024-06-20")) is None


def test_a_year_ends_with_its_last_day_and_without_a_year_there_is_none() -> None:
    assert deadline(duty("rs-council"), None, "2022") == day("2022-12-31")
    assert deadline(duty("rs-council"), None, "last year") is None and deadline(duty("rs-council"), None) is None


def test_what_is_not_dated_has_no_last_day() -> None:
    assert deadline(duty("un-answer"), None) is None
    assert latest(Period(as_written="after the harvest")) is None and earliest(None) is None
    assert latest(Period(start="2021-11")) == day("2021-11-30")
