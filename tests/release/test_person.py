"""One person's file as files for the team: danger first, every gap said, no formula, no score."""

import csv
import io
import json

import openpyxl
import pytest

from tests.findings.person_case import step, tables
from tests.findings.small_case import key
from tests.release.look import assert_whole
from workbench.findings.personal import PersonFile, person_file
from workbench.records import CaseInfo
from workbench.release.person import FORMS, as_html, as_json, as_xlsx, sheet
from workbench.release.sheets import as_csv
from workbench.tables import Tables

INFO = (key("case"), CaseInfo(title="Site A", nature="synthetic"))


@pytest.fixture(scope="module")
def told() -> Tables:
    bad = step("b", "need", "=1+1 <script>alert(1)</script>", None, outcome="pending")
    return tables(INFO, bad)


@pytest.fixture(scope="module")
def found(told: Tables) -> PersonFile:
    return person_file(told, "W-01", as_of="2024-08-01")


def test_the_page_says_danger_first_and_what_is_not_on_record(told: Tables, found: PersonFile) -> None:
    look = assert_whole(as_html(found, told))
    assert look.text.index("reprisal (asked 2024-05-18)") < look.text.index("refused, and no reason is on record")
    assert "compensation: nothing on record" in look.text and "refused, and no reason is on record" in look.text
    assert "part of no release" in look.text and "Somebody else's shelter" not in look.text


def test_json_has_every_step_time_and_gap(told: Tables, found: PersonFile) -> None:
    document = json.loads(as_json(found, told))
    assert [one["number"] for one in document["steps"]] == list(range(1, len(found.steps) + 1))
    assert {one["clock"] for one in document["times"]} >= {"rs-wage-claims", "coe-reflection", None}
    assert all(one["verified"] is False for one in document["times"] if one["clock"])
    assert document["gaps"] == list(found.gaps) and "score" not in document["steps"][0]


def test_a_table_and_a_workbook_without_formulas(told: Tables, found: PersonFile) -> None:
    rows = list(csv.reader(io.StringIO(as_csv(sheet(found)).decode("utf-8-sig"), newline="")))
    assert len(rows) == len(found.steps) + 1 and rows[-1][3].startswith("'=1+1")
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(found, told)))
    assert book.sheetnames == ["Steps", "Open"]
    assert {cell.data_type for page in book for row in page.iter_rows() for cell in row} <= {"s", "n"}


def test_every_form_is_there() -> None:
    assert sorted(FORMS) == [".csv", ".html", ".json", ".xlsx"]


def test_a_worker_of_whom_nothing_is_on_record(told: Tables) -> None:
    empty = person_file(told, "W-03")
    look = assert_whole(as_html(empty, told))
    assert "Nobody has recorded whether this person is in danger." in look.text and "No step is on record." in look.text
