import csv
import dataclasses
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.release.hostile_case import SCRIPT
from tests.release.look import Look, assert_whole
from workbench.findings.chronology import Chronology, chronology
from workbench.markup import escape
from workbench.release.chronology import FORMS, as_html, as_json, as_xlsx, sheet
from workbench.release.entries import anchor
from workbench.release.sheets import as_csv
from workbench.tables import Tables


@pytest.fixture(scope="module")
def found(demo: Tables) -> Chronology:
    return chronology(demo)


@pytest.fixture(scope="module")
def seen(demo: Tables, found: Chronology) -> Look:
    return assert_whole(as_html(found, demo))


def test_every_form_of_the_contract_is_there() -> None:
    assert sorted(FORMS) == [".csv", ".html", ".json", ".svg", ".xlsx"]


def test_json_has_every_event_with_dates_as_precise_as_they_are_known(demo: Tables, found: Chronology) -> None:
    document = json.loads(as_json(found, demo))
    assert [event["number"] for event in document["events"]] == list(found.df["number"])
    assert {event["precision"] for event in document["events"]} <= {"day", "month", "year", "none"}
    for event, passages in zip(document["events"], found.df["passages"], strict=True):
        assert (event["evidence"] is not None) == bool(passages)
        if passages:
            assert event["evidence"]["quote"] == demo.passages.at[passages[0], "quote"]


def test_the_table_has_a_row_an_event(demo: Tables, found: Chronology) -> None:
    head, *rows = csv.reader(io.StringIO(as_csv(sheet(found, demo)).decode("utf-8-sig"), newline=""))
    assert [int(row[0]) for row in rows] == list(found.df["number"])
    assert [row[head.index("start")] for row in rows] == [start or "" for start in found.df["start"]]


def test_disputed_events_lead_to_each_other(hostile: Tables) -> None:
    found = chronology(hostile)
    rivals = [rival for rivals in found.df["rivals"] for rival in rivals]
    seen = assert_whole(as_html(found, hostile))
    assert rivals and all(f"#event-{rival}" in seen.links for rival in rivals)
    assert {f"event-{number}" for number in found.df["number"]} <= set(seen.ids)


def test_every_event_with_a_passage_leads_to_its_words(seen: Look, found: Chronology) -> None:
    worded = found.df[found.df["passages"].map(len) > 0]
    assert len(worded) and {anchor(event) for event in worded["event"]} <= set(seen.ids)


def test_a_mark_of_the_timeline_says_what_it_is(seen: Look, found: Chronology) -> None:
    for row in found.df.itertuples():
        told = f'href="#event-{row.number}"><title>{row.number}. {escape(row.when)}: {escape(row.title)}</title>'
        assert told in seen.page


def test_a_disputed_event_without_a_rival_says_so(seen: Look, found: Chronology) -> None:
    alone = found.df[(found.df["status"] == "disputed") & (found.df["rivals"].map(len) == 0)]
    assert len(alone) and seen.text.count("no other of its strand and time in this file") == len(alone)


def test_a_click_on_a_mark_of_the_timeline_goes_to_its_row(
    demo: Tables, found: Chronology, tmp_path: Path, page: Any
) -> None:
    (tmp_path / "chronology.html").write_bytes(as_html(found, demo))
    page.goto((tmp_path / "chronology.html").as_uri())
    row = page.locator("tr#event-38")
    before = row.bounding_box()["y"]
    page.locator('figure.drawing a[*|href="#event-38"]:has(> use)').first.click()
    assert page.url.endswith("#event-38") and len(page.context.pages) == 1
    assert before > 900 and -1 < row.bounding_box()["y"] < 900 and not page.refused


def test_no_text_of_a_case_runs_anywhere(hostile: Tables) -> None:
    found = chronology(hostile)
    assert f"Paid {SCRIPT}" in assert_whole(as_html(found, hostile)).text
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(found, hostile)))
    assert {cell.data_type for page in book for row in page.iter_rows() for cell in row} <= {"s", "n"}
    assert book["Chronology"]["E3"].value == "=as written"
    assert '"\'=as written"' in as_csv(sheet(found, hostile)).decode("utf-8-sig")


def test_the_team_reads_what_does_not_fit_and_a_release_does_not(demo: Tables) -> None:
    lone = [(key, record) for key, record in demo.rows["event"] if record.status == "agreed"][:1]
    alone = demo.with_rows(demo.rows | {"event": lone})
    found = chronology(alone)
    assert found.differences == [(1, "recorded as agreed; one origin is on record")]
    assert "recorded as agreed; one origin is on record" in assert_whole(as_html(found, alone)).text
    assert "Does not fit" in openpyxl.load_workbook(io.BytesIO(as_xlsx(found, alone))).sheetnames
    assert not chronology(alone, compare=False).differences


def test_rivals_that_a_filter_leaves_out_are_named_and_not_linked(hostile: Tables) -> None:
    whole = chronology(hostile)
    number = next(int(row["number"]) for row in whole.df.to_dict("records") if row["rivals"])
    part = Chronology(whole.df[whole.df["number"] == number])
    assert_whole(as_html(part, hostile))


def test_a_workbook_has_no_column_of_nothing_and_says_which_were_left_out(demo: Tables) -> None:
    bare = [(key, dataclasses.replace(record, note=None, status="disputed")) for key, record in demo.rows["event"]][:1]
    alone = demo.with_rows(demo.rows | {"event": bare})
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(chronology(alone), alone)))
    headers, line = list(book["Chronology"].values)[:2]
    assert all(value not in (None, "") for value in line)
    (told,) = [str(row[1]) for row in book["Notes"].values if row[0] == "left out"]
    assert "note" in told and "note" not in headers and "title" not in told
    assert line[headers.index("disputed beside")] == "no other of its strand and time in this file", "a finding stays"


def test_the_drawing_and_the_table_have_one_word_for_one_origin(demo: Tables) -> None:
    found = chronology(demo)
    alone = list(found.df["status"]).count("single-origin")
    page = assert_whole(as_html(found, demo)).page
    assert alone > 1 and "single-origin" not in page
    assert page.count("[one origin") == page.count("<td>one origin</td>") == alone


def test_what_is_on_record_is_said_by_the_head_and_not_by_the_day_on_which_somebody_reads_it(demo: Tables) -> None:
    every, then = chronology(demo), chronology(demo, known_by="2024-07-01T00:00:00Z")
    told = []
    for one in (every, then):
        book = openpyxl.load_workbook(io.BytesIO(as_xlsx(one, demo)))
        told.append(next(str(row[1]) for row in book["Notes"].values if row[0] == "as recorded by"))
    assert told == ["all that is in the ledger up to that head", then.known_by]
