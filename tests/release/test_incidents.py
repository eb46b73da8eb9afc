"""The register of leaks and reprisals as files."""

import io
import json

import openpyxl

from tests.findings.person_case import tables
from tests.findings.small_case import key
from workbench.findings.incidents import incidents
from workbench.records import CaseInfo
from workbench.release.incidents import FORMS, as_json, sheet

TOLD = tables((key("case"), CaseInfo(title="Site A", nature="synthetic")))


def test_open_ones_first_in_every_form() -> None:
    found = incidents(TOLD)
    document = json.loads(as_json(found, TOLD))
    assert document["open"] == 1 and [one["state"] for one in document["incidents"]] == ["open", "closed"]
    assert document["incidents"][0]["done"] is None
    assert [row[4] for row in sheet(found).rows] == ["Shifts taken away", "Names in a newspaper"]


def test_a_workbook_and_a_table() -> None:
    ((_, book),) = FORMS[".xlsx"]
    page = openpyxl.load_workbook(io.BytesIO(book(incidents(TOLD), TOLD)))["Incidents"]
    assert page["E2"].value == "Shifts taken away" and page.max_row == 3
    ((_, table),) = FORMS[".csv"]
    assert table(incidents(TOLD), TOLD).decode("utf-8-sig").count("\r\n") == 3
