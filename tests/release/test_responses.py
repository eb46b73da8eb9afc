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
from workbench.findings.responses import Responses, responses
from workbench.records import CaseInfo
from workbench.release.responses import FORMS, as_html, as_json, as_known, as_xlsx, sheet
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


def test_the_page_leads_from_each_step_to_its_words(found: Responses, record: Tables) -> None:
    seen = assert_whole(as_html(found, record))
    assert {f"duty-{row.number}" for row in found.rows} <= set(seen.ids)
    assert "Three months on, the state centre" in seen.text and "answer of the institution" in seen.text
    assert "a status says what is on record" in seen.text.lower()


def test_json_and_the_workbook_hold_every_step(found: Responses, record: Tables) -> None:
    document = json.loads(as_json(found, record))
    assert [one["number"] for one in document["responses"]] == [row.number for row in found.rows]
    steps = [step for one in document["responses"] for step in one["steps"]]
    assert len(steps) == sum(len(row.steps) for row in found.rows) and all(step["passage"] for step in steps)
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(found, record)))
    assert book.sheetnames == ["Responses", "Steps", "Rates", "Nothing on record", "Notes"]
    assert book["Steps"].max_row == len(steps) + 1


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


def test_a_copy_by_months_names_no_day_that_was_reckoned_and_no_days_that_passed(
    found: Responses, record: Tables
) -> None:
    known, exact = as_known(found, "month"), as_known(found, "day")
    assert exact is found and any(row.due for row in found.rows) and any(row.days for row in found.rows)
    reasons = [row.why for row in found.rows if re.search(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", row.why)]
    assert reasons and not [row for row in known.rows if re.search(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", row.why)]
    assert [row.status for row in known.rows] == [row.status for row in found.rows]
    assert not any(row.due or row.days is not None for row in known.rows) and len(known.as_of or "") == 7
    told = json.loads(as_json(known, record))
    assert {one["due"] for one in told["responses"]} == {None} and told["as_of"] == known.as_of
    assert (
        "Falls due within" in as_html(found, record).decode()
        and "Falls due within" not in as_html(known, record).decode()
    )
    assert all(make(known, record) for forms in FORMS.values() for _, make in forms)


def test_a_copy_has_no_empty_page_of_rates_and_calls_nothing_unrecorded_that_it_leaves_out(record: Tables) -> None:
    bare = leaving(record.with_rows(dict(record.rows) | {"count": []}))
    told = responses(bare)
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(told, bare)))
    assert book.sheetnames == ["Responses", "Steps", "Not in this copy", "Notes"]
    text = assert_whole(as_html(told, bare)).text
    assert "Duties of which this copy tells nothing" in text and "nothing is on record" not in text
    assert "No two counts" not in text and "last day, or how long there is" in text


def test_a_copy_in_months_gives_no_last_day_in_its_reasons_either() -> None:
    """Nor "falls due on" a month that was reckoned from a month; a day that a letter set stays, as a month."""
    told = [act("notice", "2024-05-24"), act("notice", "2024-05-24", bearer="C", due="2024-06-20")]
    known = as_known(responses(tables(*told), as_of="2024-05-30"), "month")
    assert [one.why for one in known.rows] == ["not due yet", "falls due on 2024-06"]
    late = [act("notice", "2024-05-24"), act("act", "2024-09-02")]
    (row,) = as_known(responses(tables(*late)), "month").rows
    assert (row.status, row.why) == ("met late", "2024-09: a act; after the last day")


def test_a_workbook_has_no_column_of_nothing_but_the_one_to_write_in(found: Responses, record: Tables) -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(found, record)))
    told = " ".join(str(row[0]) for row in book["Notes"].values)
    for name in ("Responses", "Steps"):
        rows = list(book[name].values)
        empty = {head for at, head in enumerate(rows[0]) if all(row[at] in (None, "") for row in rows[1:])}
        assert empty == ({"answer of the institution"} if name == "Responses" else set())
        every = {head.replace("_", " ") for head in found.df.columns} if name == "Responses" else set()
        assert all(head in told for head in every - set(rows[0]))
