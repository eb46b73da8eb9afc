"""A sheet to be answered: one line a duty, the last five columns empty, no word of the team's sources."""

import csv
import io
from typing import Any

import docx
import openpyxl
import pytest

from tests.findings.test_reminders import ACTS, tables
from workbench.codebook.messages import messages
from workbench.errors import Unknown
from workbench.findings.responses import responses
from workbench.release import protected
from workbench.release.copies import Copy
from workbench.release.dossier.ground import Ground
from workbench.release.gathered import gathered
from workbench.release.reply_sheet import ASKED, OWED, alleged, heads, lines, sheet, texts, written

HEADERS = heads(messages("en"), OWED, ASKED)
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


def test_the_sheet_in_serbian_has_its_headings_and_duties_in_either_script() -> None:
    told = lines(FOUND, TOLD)
    latin, cyrillic = sheet(told, "sr-Latn"), sheet(told, "sr-Cyrl")
    assert latin.headers[5:7] == ("odgovor", "šta je učinjeno") and cyrillic.headers[5] == "одговор"
    assert "Odgovoriti na pismo posebnih procedura UN" in str(latin.rows) and "Одговорити" in str(cyrillic.rows)
    assert [row[0] for row in latin.rows] == [row[0] for row in sheet(told).rows]  # references are of no language
    assert "ГГГГ-ММ-ДД" in str(cyrillic.headers)


def test_allegations_stand_one_a_row_with_empty_columns(public_case: Any) -> None:
    copy = Copy.of("respondent", "A builder", "0f" * 32, "2024-07-01")
    held = gathered(protected.preflight(public_case, "respondent").prepared, copy)
    rows = list(csv.reader(io.StringIO(alleged(Ground(held, messages("en")), ".csv").decode("utf-8-sig"), newline="")))
    assert len(rows) > 10 and rows[0][-4].startswith("answer: admitted") and rows[1][0].startswith("ilo-11 | ")
    assert all(row[-4:] == [""] * 4 for row in rows[1:])
    vietnamese = Ground(held, messages("vi"))
    assert alleged(vietnamese, ".xlsx")[:2] == alleged(vietnamese, ".docx")[:2] == b"PK"


def test_the_sheet_of_allegations_can_be_written_on_and_says_of_which_copy_it_is(demo_case: Any) -> None:
    copy = Copy.of("respondent", "A builder", "0f" * 32, "2024-07-01")
    ground = Ground(gathered(protected.preflight(demo_case, "respondent").prepared, copy), messages("sr-Latn"))
    made = docx.Document(io.BytesIO(alleged(ground, ".docx")))
    (page,), (table,) = made.sections, made.tables
    assert page.page_width > page.page_height and copy.id in page.footer.paragraphs[0].text
    assert all(row.height for row in table.rows[1:]) and not any(cell.text for cell in table.rows[1].cells[-4:])
    words = " ".join(row.cells[2].text for row in table.rows)
    assert "Lice " in words and "Person " not in words and "2024-0" not in words
    assert table.rows[0].cells[-1].text == "odgovoreno dana (GGGG\u2011MM\u2011DD)", "the form of a date is not broken"
    printed = openpyxl.load_workbook(io.BytesIO(alleged(ground, ".xlsx")))
    assert copy.id in str(printed.worksheets[0].oddHeader.left.text) and printed.worksheets[1]["A1"].value
    assert "(od 2. tromesečja 2024)" in words and "(2. tromesečje 2024)" in words


def test_whoever_answers_is_told_quarters_and_what_the_words_for_how_it_stands_mean(demo_case: Any) -> None:
    """A quarter stood as "2024-01 to 2024-03", of which workers who came in March make an untruth; "alleged" had two
    senses in one paragraph, and no word of them was explained."""
    copy = Copy.of("respondent", "A builder", "0f" * 32, "2024-07-01")
    ground = Ground(gathered(protected.preflight(demo_case, "respondent").prepared, copy), messages("en"))
    book = openpyxl.load_workbook(io.BytesIO(alleged(ground, ".xlsx")))
    told = " ".join(str(row[2]) for row in book["Lines"].values)
    assert "(quarter 2 of 2024)" in told and "(from quarter 2 of 2024)" in told and "2024-0" not in told
    how = [str(row[0]) for row in book["How to answer"].values]
    (states,) = [line for line in how if line.startswith("On the record: ")]
    say = messages("en")
    meant = ("means-in-copy.supported", "means-state.alleged", "means-state.conflicting")
    assert all(f"{one.partition('.')[2]}: {say(one)}" in states for one in meant), "as the notes of the matrix have it"
    assert any(line.startswith("“It is alleged” says only") for line in how)
    assert any("somebody whom this copy does not name" in line for line in how)
    paper = "\n".join(one.text for one in docx.Document(io.BytesIO(alleged(ground, ".docx"))).paragraphs)
    assert "On the record: supported: " in paper
    duties = openpyxl.load_workbook(io.BytesIO(written(lines(FOUND, TOLD), ".xlsx", "2024-06-25")))["How to answer"]
    assert "On the record" not in str([*duties.values])
