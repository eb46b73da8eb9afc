"""A sheet to be answered: one line a duty, the last five columns empty, no word of the team's sources."""

import csv
import io

import pytest

from tests.findings.test_reminders import ACTS, tables
from workbench.errors import Unknown
from workbench.findings.responses import responses
from workbench.release.reply_sheet import ASKED, HEADERS, lines, sheet, texts, written

TOLD = tables(*ACTS)
FOUND = responses(TOLD, as_of="2024-06-25")


def test_one_line_a_duty_with_empty_columns() -> None:
    told = lines(FOUND, TOLD, "OMB")
    made = sheet(told)
    assert [row[0] for row in made.rows] == ["rs-information | OMB | request of W-01's family", "un-answer | OMB"]
    assert all(row[-len(ASKED) :] == ("",) * len(ASKED) for row in made.rows) and made.headers == HEADERS
    assert "NGO report" not in str(made.rows) and "A letter" not in str(made.rows)


def test_what_somebody_typed_is_given_to_be_searched() -> None:
    assert texts(lines(FOUND, TOLD)) == [("line 1", "request of W-01's family")]


def test_the_same_lines_give_the_same_bytes_in_every_form() -> None:
    told = lines(FOUND, TOLD)
    for suffix in (".csv", ".xlsx", ".docx"):
        assert written(told, suffix, "2024-06-25") == written(told, suffix, "2024-06-25")
    rows = list(csv.reader(io.StringIO(written(told, ".csv", "2024-06-25").decode("utf-8-sig"), newline="")))
    assert len(rows) == 3 and rows[0] == list(HEADERS)


def test_an_institution_without_a_duty_and_a_form_that_is_none() -> None:
    with pytest.raises(Unknown, match="OMB"):
        lines(FOUND, TOLD, "PB-OMB")
    with pytest.raises(Unknown):
        written(lines(FOUND, TOLD), ".pdf", "2024-06-25")
