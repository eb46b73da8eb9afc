"""A calendar without personal content, in the form that calendars read; a table for the team."""

import json
import re

import pytest

from tests.findings.person_case import tables
from tests.findings.small_case import key
from tests.findings.test_reminders import ACTS
from workbench.findings.reminders import Reminders, reminders
from workbench.records import CaseInfo
from workbench.release.reminders import FORMS, as_ics, as_json, sheet

TOLD = tables((key("case"), CaseInfo(title="Site of the Linden Mill", nature="synthetic")), *ACTS)


@pytest.fixture(scope="module")
def found() -> Reminders:
    return reminders(TOLD, as_of="2024-06", days=90)


def test_the_calendar_is_of_the_form_of_rfc_5545(found: Reminders) -> None:
    data = as_ics(found)
    assert data.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") and data.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n")) and b"\n" not in data.replace(b"\r\n", b"")
    lines = re.sub(r"\r\n ", "", data.decode()).split("\r\n")
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == len(found.rows)
    assert "DTSTART;VALUE=DATE:20240703" in lines and "DTEND;VALUE=DATE:20240704" in lines
    assert len({line for line in lines if line.startswith("UID:")}) == len(found.rows)
    assert {line for line in lines if line.startswith("DTSTAMP")} == {"DTSTAMP:20240601T000000Z"}


def test_the_calendar_names_nobody_and_no_case(found: Reminders) -> None:
    said = as_ics(found).decode()
    for word in ("W-01", "Linden", "family", "Ombudsman", "Residence for 90 days", "reprisal"):
        assert word not in said, word


def test_the_same_reminders_give_the_same_bytes(found: Reminders) -> None:
    assert as_ics(found) == as_ics(reminders(TOLD, as_of="2024-06", days=90))


def test_the_team_reads_whose_and_what(found: Reminders) -> None:
    rows = json.loads(as_json(found, TOLD))["reminders"]
    assert {row["who"] for row in rows} == {"W-01", "Ombudsman"} and len(sheet(found).rows) == len(rows)
    assert sorted(FORMS) == [".csv", ".ics", ".json", ".xlsx"]
