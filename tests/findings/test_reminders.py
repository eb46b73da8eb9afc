"""What falls due, by date, of institutions and in files of persons; a calendar is told neither whose nor what."""

import pytest

from tests.findings.person_case import day, tables
from tests.findings.small_case import key
from workbench.errors import BadValue
from workbench.findings.reminders import Reminders, reminders
from workbench.records import Act

ACTS = [
    (key("a1"), Act(duty="rs-information", bearer=key("OMB"), role="notice", title="A request", source=key("N-01"),
                    about="request of W-01's family", period=day("2024-06-20"))),
    (key("a2"), Act(duty="un-answer", bearer=key("OMB"), role="notice", title="A letter", source=key("N-01"),
                    period=day("2024-01-10"))),
]  # fmt: skip


@pytest.fixture(scope="module")
def found() -> Reminders:
    return reminders(tables(*ACTS), as_of="2024-06-25", days=90)


def test_they_stand_in_the_order_of_their_days(found: Reminders) -> None:
    assert [(str(one.day), one.what, one.who) for one in found.rows] == [
        ("2024-03-10", "look", "Ombudsman"), ("2024-07-03", "time", "W-01"), ("2024-07-05", "duty", "Ombudsman"),
        ("2024-09-13", "time", "W-01"),
    ]  # fmt: skip


def test_what_is_further_off_is_not_said_yet() -> None:
    soon = reminders(tables(*ACTS), as_of="2024-06-25", days=9)
    assert [str(one.day) for one in soon.rows] == ["2024-03-10", "2024-07-03"]


def test_the_plain_words_hold_no_person_and_no_run_of_a_duty(found: Reminders) -> None:
    plain = " ".join(one.plain for one in found.rows)
    assert "W-01" not in plain and "family" not in plain and "Residence" not in plain
    assert len({one.mark for one in found.rows}) == len(found.rows)


def test_a_day_has_to_be_named() -> None:
    with pytest.raises(BadValue):
        reminders(tables(), as_of="next week")
