"""The workbook and the CSV files: typed cells, frozen headers, no formula, and a description that fits every column."""

import csv
import io
import json
import re
from decimal import Decimal

import openpyxl
import pytest

from workbench.codebook.messages import messages
from workbench.release.dossier.cells import CONTEXT, LONGEST_NAME, METADATA, as_xlsx, csv_files
from workbench.release.dossier.document import Document
from workbench.release.dossier.parts import dossier
from workbench.release.gathered import Gathered


@pytest.fixture(scope="module")
def book(document: Document) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(as_xlsx(document)))


def test_notes_come_first_and_every_table_has_its_sheet(book: openpyxl.Workbook, document: Document) -> None:
    assert book.sheetnames == ["Notes", *(messages("en")(f"sheet.{one.name}") for one in document.tables())]
    assert "matrix, employers" in book.sheetnames and not [name for name in book.sheetnames if "-" in name]
    assert book["Notes"]["B2"].value == document.notice
    noted = [
        (one.caption, one.note, row[1].value)
        for one, row in zip(document.tables(), book["Notes"].iter_rows(min_row=4), strict=True)
    ]
    assert any(note for _, note, _ in noted) and all(
        told == f"{caption}. {note}" for caption, note, told in noted if note
    )
    assert all(sheet.freeze_panes for sheet in book)


def test_sheets_are_called_in_the_language_of_the_dossier_and_links_follow(held: Gathered) -> None:
    document = dossier(held, "sr-Cyrl")
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(document)))
    say = messages("sr-Cyrl")
    assert book.sheetnames == ["Напомене", *(say(f"sheet.{one.name}") for one in document.tables())]
    assert book["преглед"]["E2"].hyperlink.location == "'јединице доказа'!A2"
    assert [row[0].value for row in book["Напомене"].iter_rows(min_row=4)] == book.sheetnames[1:]
    assert "table-units.csv" in csv_files(document), "a program finds the same files whatever the language"


@pytest.mark.parametrize("lang", ["en", "sr-Latn", "sr-Cyrl", "vi"])
def test_no_two_sheets_share_a_name_and_none_is_cut(lang: str) -> None:
    names = [words for key, words in messages(lang).words.items() if key.startswith("sheet.")]
    assert len({name.casefold() for name in names}) == len(names) > 20
    assert max(map(len, names)) <= LONGEST_NAME and not set("[]:*?/\\'") & set("".join(names))


def test_cells_are_typed_and_none_is_a_formula(book: openpyxl.Workbook) -> None:
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}
    assert isinstance(book["places"]["E2"].value, float) and isinstance(book["chronology"]["A2"].value, int)


def test_a_number_leads_to_its_evidence_unit(book: openpyxl.Workbook) -> None:
    cell = book["summary"]["E2"]
    assert cell.hyperlink.location == "'units'!A2" and book["units"]["A2"].value == "Ev1"


def test_the_description_fits_the_files_to_the_letter(document: Document) -> None:
    """Our own strict reading of CSVW: each file, each column, each type."""
    files = csv_files(document)
    told = json.loads(files[METADATA])
    assert told["@context"] == [CONTEXT, {"@language": "en"}] and told["dc:source"] == document.head
    assert {one["url"] for one in told["tables"]} == set(files) - {METADATA}
    for one in told["tables"]:
        rows = list(csv.reader(io.StringIO(files[one["url"]].decode("utf-8-sig"), newline="")))
        columns = one["tableSchema"]["columns"]
        assert [column["titles"] for column in columns] == rows[0], one["url"]
        assert len({column["name"] for column in columns}) == len(columns)
        for row in rows[1:]:
            assert len(row) == len(columns)
            for value, column in zip(row, columns, strict=True):
                if column["datatype"] != "string" and value != column["null"]:
                    assert Decimal(value).is_finite() and (
                        column["datatype"] == "decimal" or value.lstrip("-").isdigit()
                    )


def test_every_number_of_a_quote_leads_to_its_row(book: openpyxl.Workbook) -> None:
    """In whatever sheet "Ev" or "Qt" begins a cell, but in those whose rows they are."""
    told = 0
    for sheet in book:
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                if sheet.title not in ("units", "quotes") and re.match(r"(Ev|Qt)\d", str(cell.value)):
                    where, at = cell.hyperlink.location.split("!A")
                    led = book[where.strip("'")].cell(int(at), 1).value
                    assert str(cell.value).startswith(led), (sheet.title, cell.value, led)
                    told += led.startswith("Qt")
    assert told > 20


def test_a_matrix_has_the_name_of_each_indicator_beside_its_number(book: openpyxl.Workbook, document: Document) -> None:
    matrices = [one for one in document.tables() if one.letters]
    assert matrices and all(one.headers[1:] == tuple(map(str, range(1, 12))) for one in matrices), "on paper numbers"
    described = {one["url"]: one for one in json.loads(csv_files(document)[METADATA])["tables"]}
    for one in matrices:
        heads = [cell.value for cell in book[messages("en")(f"sheet.{one.name}")][1]]
        assert heads[0] == one.headers[0] and heads[2] == "2 Deception" and len(heads) == 12
        url = f"table-{one.name}.csv"
        row = next(csv.reader(io.StringIO(csv_files(document)[url].decode("utf-8-sig"))))
        assert row == heads == [column["titles"] for column in described[url]["tableSchema"]["columns"]]
