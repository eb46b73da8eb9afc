"""A copy by months tells of what institutions owed no day that was reckoned from a month."""

import csv
import io
import json
import re
from pathlib import Path

import openpyxl
import pytest

from tests.disclosure.shared_case import records
from tests.disclosure.test_preparing import prepared
from tests.findings.owed import act, tables
from workbench.findings.responses import Responses, responses
from workbench.records import Event, Period
from workbench.release.copies import Copy
from workbench.release.gathered import gathered
from workbench.release.known_days import as_known
from workbench.release.responses import FORMS, as_json
from workbench.release.responses_page import as_html
from workbench.release.write import write
from workbench.tables import Tables


@pytest.fixture(scope="module")
def found(record: Tables) -> Responses:
    return responses(record)


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


def test_a_copy_in_months_gives_no_last_day_in_its_reasons_either() -> None:
    """Nor "falls due on" a month that was reckoned from a month; a day that a letter set stays, as a month."""
    told = [act("notice", "2024-05-24"), act("notice", "2024-05-24", bearer="C", due="2024-06-20")]
    known = as_known(responses(tables(*told), as_of="2024-05-30"), "month")
    assert [one.why for one in known.rows] == ["not due yet", "falls due on 2024-06"]
    late = [act("notice", "2024-05-24"), act("act", "2024-09-02")]
    (row,) = as_known(responses(tables(*late)), "month").rows
    assert (row.status, row.why) == ("met late", "2024-09: a act; after the last day")


def test_a_copy_by_quarters_says_that_its_months_are_those_of_a_quarter(tmp_path: Path) -> None:
    """In each file: whoever read "month" took March for what is known to lie between January and March."""
    told = {}
    for to in ("respondent", "eu-flr"):
        seen = Event(track="work", title="The gate is closed", source="press", actors=("boss",),
                     period=Period(start="2024-03-04"))  # fmt: skip
        held = gathered(prepared(records(to=to, more=[("seen", seen)]), to), Copy.of(to, None, "0f" * 32, "2024-07-01"))
        assert held.chronology
        for suffix in (".csv", ".json", ".xlsx"):
            write(held.chronology, held.tables, tmp_path / f"{to}{suffix}")
        book, *_, notes = openpyxl.load_workbook(tmp_path / f"{to}.xlsx").worksheets
        (dates,) = [str(row[1]) for row in notes.values if row[0] == "dates"]
        assert ("stands as its first and its last month" in dates) == (to == "respondent")
        heads = [cell.value for cell in book[1]]
        rows = csv.DictReader(io.StringIO((tmp_path / f"{to}.csv").read_text("utf-8-sig"), newline=""))
        told[to] = [
            {one["precision"] for one in rows},
            {one["precision"] for one in json.loads((tmp_path / f"{to}.json").read_bytes())["events"]},
            {row[heads.index("precision")].value for row in book.iter_rows(min_row=2)},
        ]
    assert told == {"respondent": [{"quarter"}] * 3, "eu-flr": [{"month"}] * 3}
