"""The workbook and the CSV files: typed cells, frozen headers, no formula."""

import csv
import io
import re

import openpyxl
import pytest

from workbench.codebook.messages import messages
from workbench.release.dossier.cells import LONGEST_NAME, as_xlsx, captions, csv_files
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


def test_what_stands_above_and_below_a_table_is_told_of_its_file(document: Document) -> None:
    told = captions(document)
    assert set(told) == set(csv_files(document))
    assert told["table-matrix-site.csv"][0].startswith("Indicators by site") and told["table-matrix-site.csv"][1]


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
    for one in matrices:
        heads = [cell.value for cell in book[messages("en")(f"sheet.{one.name}")][1]]
        assert heads[0] == one.headers[0] and heads[2] == "2 Deception" and len(heads) == 12
        row = next(csv.reader(io.StringIO(csv_files(document)[f"table-{one.name}.csv"].decode("utf-8-sig"))))
        assert row == heads
