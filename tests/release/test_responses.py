"""What institutions owed and did as files: each line can be answered, each step leads to its words."""

import csv
import io
import json
import re

import openpyxl
import pytest

from tests.findings.owed import act, tables
from tests.release.conftest import leaving
from tests.release.hostile_case import SCRIPT
from tests.release.look import assert_whole
from tests.release.test_write import live
from workbench.codebook.messages import messages
from workbench.figures.words import speaking
from workbench.findings.responses import Responses, responses
from workbench.records import CaseInfo
from workbench.release.responses import FORMS, as_json, as_xlsx, sheet
from workbench.release.responses_page import as_html
from workbench.release.sheets import as_csv
from workbench.tables import Tables


@pytest.fixture(scope="module")
def found(record: Tables) -> Responses:
    return responses(record)


def test_the_public_record_stands_row_by_row_as_the_sources_have_it(found: Responses) -> None:
    told = {(row.duty.id, row.bearer, row.about): row.status for row in found.rows}
    assert [status for (duty, _, _), status in told.items() if duty.startswith("ep-")] == ["no deadline"] * 6
    assert told["un-answer", "Government of Serbia", None] == "missed"
    assert told["un-answer", "Government of China", None] == "unknown"
    assert told["un-answer", "eight companies (UN experts)", None] == "unknown"
    assert told["rs-assess", "Centre for Protection of Trafficking Victims (Serbia)", None] == "missed"
    council = "Council for Combating Trafficking in Human Beings (Serbia)"
    assert told["rs-council", council, "2021"] == told["rs-council", council, "2022"] == "missed"
    assert {"coe-reflection", "coe-no-removal"} <= {one.id for one in found.untouched}


def test_missed_is_said_of_nothing_without_a_dated_check(found: Responses) -> None:
    for row in found.rows:
        if row.status == "missed":
            assert [one for one in row.of("check") if one.finds == "not-done" and one.stretch.start]
    centre = next(row for row in found.rows if row.duty.id == "rs-assess")
    assert "Against it: Ombudsman: no irregularities in the acts of the Centre" in centre.why
    assert centre.duty.force == "practice"


def test_every_line_has_room_for_an_answer(found: Responses) -> None:
    head, *rows = csv.reader(io.StringIO(as_csv(sheet(found)).decode("utf-8-sig"), newline=""))
    answer = head.index("answer of the institution")
    assert len(rows) == len(found.rows) and all(row[answer] == "" for row in rows)
    assert {row[head.index("compared with the original")] for row in rows} == {"no"}


def test_json_and_the_workbook_hold_every_step(found: Responses, record: Tables) -> None:
    document = json.loads(as_json(found, record))
    assert [one["number"] for one in document["responses"]] == [row.number for row in found.rows]
    steps = [step for one in document["responses"] for step in one["steps"]]
    assert len(steps) == sum(len(row.steps) for row in found.rows) and all(step["passage"] for step in steps)
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(found, record)))
    assert book.sheetnames == ["Responses", "Steps", "Rates", "Nothing on record", "Notes"]
    notes = [str(row[0]) for row in book["Notes"].values]
    assert any(one.startswith("Nothing on record: ") and "nothing was done" in one for one in notes)
    assert book["Steps"].max_row == len(steps) + 1
    told = {cell for row in book["Steps"].values for cell in row}
    assert {"not done", "speaks for it"} <= told and not {"not-done", "supports"} & told


def test_the_figures_of_2022_stand_with_both_their_numbers(found: Responses, record: Tables) -> None:
    told = {one["rate"]: one for one in json.loads(as_json(found, record))["rates"]}
    five = told["formally identified, of those present"]
    assert (five["numerator"], five["denominator"], five["low"]) == ("5", "116,000", "0.004")
    assert told["needs met by civil society"]["low"] == "70.000" and len(five["sources"]) == 2
    assert "formally identified, of those present" in assert_whole(as_html(found, record)).text


def test_the_same_record_gives_the_same_bytes(found: Responses, record: Tables) -> None:
    again = responses(record)
    for suffix in (".csv", ".xlsx", ".json", ".html"):
        for _, form in FORMS[suffix]:
            assert form(found, record) == form(again, record)


def test_words_that_try_to_run_stay_words() -> None:
    told = tables(act("notice", "2022-01-21", title=f"=1+1{SCRIPT}", note="=2"))
    told = told.with_rows({**told.rows, "case": [("c", CaseInfo(title="A", nature="synthetic"))]})
    seen = assert_whole(as_html(responses(told), told))
    assert "script" not in seen.tags and "broken into" in seen.text
    cells = [
        cell for row in csv.reader(io.StringIO(as_csv(sheet(responses(told))).decode("utf-8-sig"))) for cell in row
    ]
    assert not [cell for cell in cells if live(cell)]


def test_a_copy_has_no_empty_page_of_rates_and_calls_nothing_unrecorded_that_it_leaves_out(record: Tables) -> None:
    bare = leaving(record.with_rows(dict(record.rows) | {"count": []}))
    told = responses(bare)
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(told, bare)))
    assert book.sheetnames == ["Responses", "Steps", "Not in this copy", "Notes"]
    notes = [str(row[0]) for row in book["Notes"].values]
    assert any("“number” is the number of its duty on the sheet Responses" in one for one in notes)
    assert any(one.startswith("Not in this copy: ") and "does not say that there is none" in one for one in notes)
    with speaking(messages("sr-Latn")):
        serbian = openpyxl.load_workbook(io.BytesIO(as_xlsx(told, bare)))
    *_, last = serbian.worksheets
    assert any(str(row[0]).startswith(f"{serbian.sheetnames[2]}: ostale obaveze") for row in last.values)
    text = assert_whole(as_html(told, bare)).text
    assert "Duties of which this copy tells nothing" in text and "nothing is on record" not in text
    assert "No two counts" not in text and "last day, or how long there is" in text


def test_a_workbook_has_no_column_of_nothing_but_the_one_to_write_in(found: Responses, record: Tables) -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(found, record)))
    told = " ".join(str(row[0]) for row in book["Notes"].values)
    for name in ("Responses", "Steps"):
        rows = list(book[name].values)
        empty = {head for at, head in enumerate(rows[0]) if all(row[at] in (None, "") for row in rows[1:])}
        assert empty == ({"answer of the institution"} if name == "Responses" else set())
        every = {head.replace("_", " ") for head in found.df.columns} if name == "Responses" else set()
        assert all(head in told for head in every - {"days"} - set(rows[0])), "it is `days since` there"


def test_steps_and_force_are_told_in_the_words_of_the_dossier(found: Responses, record: Tables) -> None:
    page = as_html(found, record).decode()
    steps = page.split('<section id="steps">')[1].split("</section>")[0]
    assert "<td>told</td>" in steps and not re.search("<td>(notice|act|trigger)</td>", steps)
    assert "<td>law</td>" in page and "(law): " in page
    assert "<td>binding</td>" not in page and "(binding)" not in page
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(found, record)))
    assert {row[2] for row in book["Steps"].values} <= {"step", "set off", "told", "done", "check"}
    assert "binding" not in {cell for name in book.sheetnames[:2] for row in book[name].values for cell in row}


def test_the_workbook_says_since_when_days_are_counted_and_the_csv_keeps_its_names(
    found: Responses, record: Tables
) -> None:
    assert "days" in sheet(found).headers and "days since" not in sheet(found).headers
    for lang, heading in (("en", "days since"), ("sr-Latn", "dana od toga")):
        with speaking(messages(lang)):
            page = openpyxl.load_workbook(io.BytesIO(as_xlsx(found, record))).worksheets[0]
        assert heading in [cell.value for cell in page[1]]
