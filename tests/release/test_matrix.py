import copy
import csv
import dataclasses
import io
import json
import re

import openpyxl
import pytest

from tests.release.conftest import leaving
from tests.release.hostile_case import TEXTS
from workbench.findings.matrix import Matrix, matrix
from workbench.release import matrix_page
from workbench.release.evidence import alike, evidence
from workbench.release.matrix import (
    EVIDENCE,
    FORMS,
    as_json,
    as_xlsx,
    codings,
    evidence_sheet,
    matrix_sheet,
    notes_sheet,
)
from workbench.release.sheets import as_csv
from workbench.tables import Tables

CELL = [
    "row", "column", "state", "origins", "for", "against", "unclear", "disputed", "basis", "dependencies",
    "period", "note", "tally", "statements", "answers", "grades", "versions",
]  # fmt: skip


@pytest.fixture(scope="module")
def found(demo: Tables) -> Matrix:
    return matrix(demo)


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_json_has_every_cell_and_every_coding(demo: Tables, found: Matrix) -> None:
    document = json.loads(as_json(found, demo))
    assert {
        "framework",
        "by",
        "as_of",
        "head",
        "rows",
        "row_labels",
        "columns",
        "column_labels",
        "cells",
        "coverage",
    } <= set(document)
    assert document["rows"] == [row.id for row in found.rows] and document["head"] == demo.head
    assert len(document["cells"]) == len(found.rows) * 11
    assert all(list(cell) == CELL for cell in document["cells"])
    states = {(cell["row"], cell["column"]): cell["state"] for cell in document["cells"]}
    assert "not-assessed" in states.values()
    assert all(
        states[row.id, column.id] == found.cell(row.id, column.id).state
        for row in found.rows
        for column in found.columns
    )
    named = {identity for cell in document["cells"] for side in CELL[4:8] for identity in cell[side]}
    assert named == set(document["codings"]) == set(demo.codings.index)
    assert all(
        demo.text(one["item"])[one["start"] : one["end"]] == one["quote"]
        for one in document["codings"].values()
        if one["quote"]
    )  # type: ignore[index]


def test_csv_is_the_matrix_with_no_cell_left_blank(demo: Tables, found: Matrix) -> None:
    head, *rows = read(as_csv(matrix_sheet(found, demo)))
    assert head[:3] == ["worker", "label", "abuse-of-vulnerability"] and len(rows) == len(found.rows)
    for line, row in zip(rows, found.rows, strict=True):
        assert line[2:13] == [found.cell(row.id, column.id).state for column in found.columns]
        assert [int(value) for value in line[13:]] == [
            found.cell(row.id, column.id).origins for column in found.columns
        ]


def test_the_evidence_has_one_row_a_coding(demo: Tables, found: Matrix) -> None:
    head, *rows = read(as_csv(evidence_sheet(found, demo)))
    assert sorted(row[head.index("coding")] for row in rows) == sorted(demo.codings.index)
    digests = set(demo.items["sha256"])
    assert all(row[head.index("SHA-256 of the original")] in digests for row in rows)


def test_a_source_whose_key_is_its_label_is_named_once(demo: Tables, found: Matrix) -> None:
    at = [name for name, _ in EVIDENCE].index("source")
    assert {str(row[at]) for row in evidence_sheet(found, demo).rows} >= {
        f"{row['key']}: {row['label']}" for _, row in demo.sources[demo.sources["kind"] == "company"].iterrows()
    }
    released = copy.copy(demo)
    released.__dict__["sources"] = demo.sources.assign(label=demo.sources["key"])
    named = {str(row[at]) for row in evidence_sheet(found, released).rows}
    assert named and named <= {*released.sources["key"], "unknown"}


def test_a_state_in_the_workbook_leads_to_its_own_evidence(demo: Tables, found: Matrix) -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(found, demo)))
    assert book.sheetnames == ["Matrix", "Evidence", "Notes"]
    names = [column.label for column in found.columns]
    assert [cell.value for cell in book["Matrix"][1]][2:] == [*names, *(f"{name}: origins" for name in names)]
    linked = 0
    for line, row in enumerate(found.rows, 2):
        for at, column in enumerate(found.columns, 3):
            cell = book["Matrix"].cell(line, at)
            assert cell.value == found.cell(row.id, column.id).state.replace("-", " ")
            if any(codings(found.cell(row.id, column.id)).values()):
                target = int(cell.hyperlink.location.removeprefix("'Evidence'!A"))
                there = [book["Evidence"].cell(target, number).value for number in (1, 2, 3)]
                assert there == [row.label, column.label, cell.value]
                linked += 1
    assert linked > 50


def test_the_notes_say_how_to_read_it(demo: Tables, found: Matrix) -> None:
    page = openpyxl.load_workbook(io.BytesIO(as_xlsx(found, demo)))["Notes"]
    notes = {str(row[0]): str(row[1]) for row in page.iter_rows(values_only=True)}
    assert notes["head of the ledger"] == demo.head
    assert notes["verified"].startswith("no") and "WCMS_203832" in notes["source of the framework"]
    assert "no “no”" in notes["state: not assessed"] and "coverage" in notes and "dependency" in notes


def test_no_text_of_a_case_becomes_a_formula(hostile: Tables) -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(matrix(hostile), hostile)))
    kinds = {cell.data_type for page in book for row in page.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}
    quotes = {row[5] for row in book["Evidence"].iter_rows(min_row=2, values_only=True)}
    assert {text.strip() for text in TEXTS} <= quotes
    starts = "=+-@＝＋－＠"
    for row in read(as_csv(evidence_sheet(matrix(hostile), hostile))):
        assert not [cell for cell in row if cell.strip() and cell.strip()[0] in starts]


def test_every_form_of_the_contract_is_there() -> None:
    assert sorted(FORMS) == [".csv", ".html", ".json", ".svg", ".xlsx"]


def test_what_two_coders_read_alike_is_one_row_of_a_copy_with_both(demo: Tables, found: Matrix) -> None:
    """And a column in which nothing stands is left out of it."""
    own, copy = evidence_sheet(found, demo), evidence_sheet(found, leaving(demo))
    assert (
        len(copy.rows)
        < len(own.rows)
        == sum(
            len(ids)
            for row in found.rows
            for one in found.columns
            for ids in codings(found.cell(row.id, one.id)).values()
        )
    )
    at = {name: number for number, name in enumerate(copy.headers)}
    assert copy.widths[at["file"]] < 20 and copy.widths[at["quote"]] == 70, "a file is called File 32 there"
    several = [str(row[at["coder"]]).split("; ") for row in copy.rows if "; " in str(row[at["coder"]])]
    assert several and all(names == sorted(names) for names in several), "one order on every page"
    seen = [tuple(row[at[name]] for name in at if name not in ("coder", "coder's note", "coding")) for row in copy.rows]
    assert len(set(seen)) == len(seen)
    assert all(any(row[number] not in (None, "") for row in copy.rows) for number in at.values())


def test_a_workbook_of_a_copy_names_each_row_once(demo: Tables, found: Matrix) -> None:
    own, copy = (
        openpyxl.load_workbook(io.BytesIO(as_xlsx(found, tables)))["Matrix"] for tables in (demo, leaving(demo))
    )
    assert [own.cell(1, column).value for column in (1, 2)] == ["worker", "label"] and own.freeze_panes == "C2"
    assert copy.max_column == own.max_column - 1 and copy.freeze_panes == "B2"
    for row, one in enumerate(found.rows, 2):
        assert copy.cell(row, 1).value == one.label
        for column, cell in enumerate((found.cell(one.id, each.id) for each in found.columns), 2):
            mine, theirs = copy.cell(row, column), own.cell(row, column + 1)
            assert (
                mine.value == theirs.value == cell.state.replace("-", " ")
                and mine.fill.fgColor.rgb == theirs.fill.fgColor.rgb
            )
            assert bool(mine.hyperlink) == bool(theirs.hyperlink)


def test_a_state_of_a_copy_leads_to_its_own_row(demo: Tables, found: Matrix) -> None:
    bare = leaving(demo)
    links, sheet = matrix_sheet(found, bare).links, evidence_sheet(found, bare)
    assert links and all(
        sheet.rows[line][:2] == (found.rows[at].label, found.columns[column - 2].label)
        for (at, column), (_, line) in links.items()
    )


def test_a_copy_without_a_row_of_evidence_says_what_would_stand_there(demo: Tables, found: Matrix) -> None:
    """Its sheet was blank, and its CSV file empty."""
    bare = dataclasses.replace(found, rows=())
    empty = evidence_sheet(bare, leaving(demo))
    assert empty.rows == () and empty.headers == ("row", "indicator", "cell", "counts as", "stance", "quote", "file")
    assert len(evidence_sheet(bare, demo).headers) == len(EVIDENCE), "the team's own has all of them"
    page = openpyxl.load_workbook(io.BytesIO(as_xlsx(bare, leaving(demo))))["Evidence"]
    assert [cell.value for cell in page[1]][:2] == ["row", "indicator"]


def test_a_count_that_a_copy_does_not_tell_is_no_nought(demo: Tables, found: Matrix) -> None:
    """A state stood beside "0 origins" where their number is kept back: read as a state that rests on nothing."""
    at, column = next((row.id, column.id) for row in found.rows for column in found.columns
                      if found.cell(row.id, column.id).origins)  # fmt: skip
    kept = dataclasses.replace(found.cell(at, column), origins=0, statements=0)
    untold = dataclasses.replace(found, cells={**found.cells, (at, column): kept})
    number = 2 + len(found.columns) + [one.id for one in found.columns].index(column)
    line = [one.id for one in found.rows].index(at)
    for tables, value in ((leaving(demo), None), (demo, 0)):
        assert matrix_sheet(untold, tables).rows[line][number] == value
        cells = json.loads(as_json(untold, tables))["cells"]
        cell = next(one for one in cells if (one["row"], one["column"]) == (at, column))
        assert (cell["origins"], cell["statements"]) == (value, value) and cell["state"] == kept.state
        assert any(one["origins"] for one in cells)


def test_words_of_an_authority_that_two_coders_read_alike_count_once(demo: Tables) -> None:
    by_site = matrix(demo, by="site")
    cells = [by_site.cell(row.id, column.id) for row in by_site.rows for column in by_site.columns]
    once = [len(alike(evidence(demo, cell.answers))) for cell in cells]
    assert any(number < len(cell.answers) for number, cell in zip(once, cells, strict=True))
    page = matrix_page.as_html(by_site, demo).decode()
    told = re.findall(r"words of the employer or of an authority</dt>\s*<dd>(\d+)", page)
    assert told == [str(number) for number in once if number]


def test_a_state_leads_only_to_a_row_that_carries_it(demo: Tables, found: Matrix) -> None:
    """In a copy without the accounts "supported" led to a row that counts against; notes say why it leads nowhere."""
    key = next(at for at, cell in found.cells.items() if cell.state == "denied" and cell.against)
    at = [one.id for one in found.rows].index(key[0]), [one.id for one in found.columns].index(key[1]) + 2
    for state, leads in (("denied", True), ("contradicted", True), ("supported", False), ("alleged", False)):
        cell = dataclasses.replace(found.cell(*key), state=state, for_=())
        links = matrix_sheet(dataclasses.replace(found, cells={**found.cells, key: cell}), demo).links
        assert (at in links) == leads, state
    sheet, links = evidence_sheet(found, demo), matrix_sheet(found, demo).links
    assert {sheet.rows[line][3] for _, line in links.values()} == {"for", "against", "unclear", "disputed"}
    notes = [[row for row in notes_sheet(found, tables).rows if row[0] == "links"] for tables in (demo, leaving(demo))]
    assert [len(one) for one in notes] == [1, 2] and "consents to it and nobody" in str(notes[1][1][1])
