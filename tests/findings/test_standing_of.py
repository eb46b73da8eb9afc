"""Met, late, missed, open, unknown: and why."""

import datetime

import pytest

from tests.findings.owed import act, tables
from workbench.findings.responses import responses
from workbench.findings.standing_of import STATUSES

NOTICE = act("notice", "2022-01-21")  # due 2022-03-22


def status(*acts, as_of: str | None = None) -> tuple[str, str]:
    (row,) = responses(tables(*acts), as_of=as_of).rows
    assert row.status in STATUSES
    return row.status, row.why


@pytest.mark.parametrize(("more", "as_of", "expected"), [
    ([], "2022-03-22", "open"),
    ([], "2022-03-23", "unknown"),
    ([act("act", "2022-03-22")], None, "met"),
    ([act("act", "2022-03-23")], None, "met late"),
    ([act("act", "2022-03", "2022-03")], None, "unknown"),  # some day in March: in time or not
    ([act("act", None, "2022-06-10")], None, "unknown"),  # by June: in time or not
    ([act("check", "2022-06-10", finds="not-done")], None, "missed"),
    ([act("check", "2022-03-22", finds="not-done")], "2022-05-01", "unknown"),  # looked on the last day: too early
    ([act("check", "2022", "2022", finds="not-done")], "2023-01-01", "unknown"),  # some day of the year
    ([act("check", None, None, finds="not-done")], "2022-05-01", "unknown"),  # not dated
    ([act("check", "2022-06-10", finds="not-clear")], "2022-06-10", "unknown"),
    ([act("act", "2022-02-01", finds="partly")], "2022-02-02", "open"),
    ([act("act", "2022-02-01", finds="refused")], "2022-06-01", "unknown"),
    ([act("check", "2022-02-01", finds="not-done"), act("act", "2022-03-01")], None, "met"),
    ([act("check", "2022-06-10", finds="not-done"), act("act", "2022-03-01", source="T")], None, "unknown"),
    ([act("check", "2022-06-10", finds="not-done"), act("act", "2022-07-01")], None, "met late"),
    ([act("check", "2022-06-10", finds="done")], None, "met late"),
])  # fmt: skip
def test_a_letter_with_sixty_days(more, as_of, expected) -> None:
    assert status(NOTICE, *more, as_of=as_of)[0] == expected


def test_silence_is_unknown_and_the_sentence_says_so() -> None:
    assert status(NOTICE, as_of="2023-01-01") == ("unknown", "fell due on 2022-03-22; no dated check is on file")


def test_late_says_by_how_many_days_and_rivals_are_named() -> None:
    assert "1 days after 2022-03-22" in status(NOTICE, act("act", "2022-03-23"))[1]
    against = act("check", None, None, finds="not-done", stance="contradicts", source="T", title="all is well")
    found, why = status(NOTICE, act("check", "2022-06-10", finds="not-done"), against)
    assert found == "missed" and "Against it: all is well (The office's own page, not dated)" in why


def test_without_a_start_nothing_is_late() -> None:
    found, why = status(act("check", "2022-06-10", finds="not-done"))
    assert found == "unknown" and "when it was set off is not on record" in why
    assert status(act("act", "2022-06-10"))[0] == "met"


@pytest.mark.parametrize(("more", "expected"), [
    ([], "no deadline"),
    ([act("act", "2022-01-01", duty="ep-report")], "met"),
    ([act("check", "2023-01-01", duty="ep-report", finds="not-done")], "no deadline"),
    ([act("check", "2023-01-01", duty="ep-report", finds="partly")], "no deadline"),
])  # fmt: skip
def test_a_call_without_a_day_is_never_missed(more, expected) -> None:
    found, why = status(act("notice", "2021-12-16", duty="ep-report"), *more, as_of="2024-01-01")
    assert found == expected and why


def council(role: str, start: str, **more):
    return act(role, start, duty="rs-council", about="2021", **more)


@pytest.mark.parametrize(("acts", "as_of", "expected"), [
    ([council("act", "2021-03-01"), council("act", "2021-11-01")], None, "met"),
    ([council("act", "2021-03-01"), council("act", "2021-03-01")], "2022-02-01", "unknown"),  # one meeting, told twice
    ([council("act", "2021-03-01"), council("act", "2022-01-10")], "2022-02-01", "unknown"),
    ([council("act", "2021-03-01")], "2021-06-01", "open"),
    ([council("act", "2021-03-01"), council("check", "2023", finds="not-done")], None, "missed"),
    ([council("check", "2021-12-30", finds="not-done")], "2022-02-01", "unknown"),
    ([council("act", "2021-03-01"), council("act", "2021-11-01"), council("check", "2023", finds="not-done")], None,
     "unknown"),
])  # fmt: skip
def test_two_meetings_a_year(acts, as_of, expected) -> None:
    assert status(*acts, as_of=as_of)[0] == expected


def test_a_last_day_that_the_notice_sets_is_kept() -> None:
    notice = act("notice", "2024-06-20", duty="rs-committee-report", due="2024-07-20")
    assert status(notice)[0] == "open"
    assert status(notice, act("act", "2024-07-21", duty="rs-committee-report"))[0] == "met late"
    (row,) = responses(tables(notice)).rows
    assert row.due == datetime.date(2024, 7, 20)
