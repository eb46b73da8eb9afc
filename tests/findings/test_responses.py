"""What institutions owed and did, row by row."""

import pytest

from tests.findings.owed import act, tables
from workbench.errors import BadValue
from workbench.findings.responses import responses


def test_a_row_for_each_duty_institution_and_run() -> None:
    found = responses(tables(
        act("notice", "2024-01-01", duty="rs-information", about="1"),
        act("notice", "2024-02-01", duty="rs-information", about="2"),
        act("notice", "2024-02-01", duty="rs-information", about="2", bearer="C"),
        act("notice", "2021-12-16", duty="ep-report"),
    ))  # fmt: skip
    assert [(row.duty.id, row.bearer, row.about) for row in found.rows] == [
        ("ep-report", "The office", None), ("rs-information", "The office", "1"), ("rs-information", "The office", "2"),
        ("rs-information", "The other office", "2"),
    ]  # fmt: skip
    assert {one.id for one in found.untouched} >= {"coe-reflection", "rs-assess"}


def test_days_are_counted_from_the_first_notice_to_the_day_as_of_which_we_look() -> None:
    acts = [act("notice", "2022-01-21"), act("notice", "2022-02-21")]
    (row,) = responses(tables(*acts), as_of="2022-03-01").rows
    assert row.days == 39 and str(row.due) == "2022-03-22"


def test_without_a_day_the_last_one_on_record_counts() -> None:
    found = responses(tables(act("notice", "2022-01-21"), act("check", "2022-06-10", finds="not-done")))
    assert found.as_of == "2022-06-10"
    assert responses(tables()).as_of is None and responses(tables()).reminders() == []


def test_as_of_a_day_what_came_later_is_not_known_yet() -> None:
    acts = [act("notice", "2022-01-21"), act("check", "2022-06-10", finds="not-done")]
    (row,) = responses(tables(*acts), as_of="2022-03-01").rows
    assert (row.status, len(row.steps)) == ("open", 1)
    with pytest.raises(BadValue):
        responses(tables(*acts), as_of="soon")


def test_reminders_name_what_falls_due_the_next_first() -> None:
    acts = [act("notice", "2024-06-20", duty="rs-information", about="b"),
            act("notice", "2024-06-10", duty="rs-information", about="a"),
            act("notice", "2024-06-20", duty="un-answer"),
            act("notice", "2024-01-01", duty="rs-information", about="c")]  # fmt: skip
    found = responses(tables(*acts), as_of="2024-06-21")
    assert [(row.about, str(row.due)) for row in found.reminders()] == [("a", "2024-06-25"), ("b", "2024-07-05")]
    assert [row.duty.id for row in found.reminders(90)][-1] == "un-answer"


def test_the_table_says_who_did_what_when_as_which_source_has_it() -> None:
    found = responses(tables(act("notice", "2022-01-21", title="Letter"), act("act", "2022-02-01", source="T")))
    line = found.df.iloc[0]
    assert (line["told"], line["done"], line["status"]) == ("2022-01-21: Letter", "2022-02-01: a act", "met")
    assert line["sources"] == "The report; The office's own page"
    assert repr(found).startswith("Responses(1 duties as of 2022-02-01: 1 met")
    assert "The office" in found._repr_html_()
