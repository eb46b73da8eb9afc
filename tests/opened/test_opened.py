"""Each kind of release, opened by programs of others: readers of PDF, CSV, workbooks, Word files, pages."""

import itertools
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import pypdfium2
import pytest

from tests.browser.axe import serious
from tests.opened import described_tables
from tests.opened.office import MISSING, office, turned
from tests.opened.pdf_ua import faults
from workbench.codebook import audiences
from workbench.release.described import METADATA

Released = Mapping[str, Path]
AUDIENCES = [one for one in audiences() if one != "reviewer"]
each_audience = pytest.mark.parametrize("audience", AUDIENCES)


def of(released: Released, form: str) -> dict[str, Path]:
    """The dossiers of one form, by audience."""
    return {to: folder / f"dossier.{form}" for to, folder in released.items() if (folder / f"dossier.{form}").exists()}


@each_audience
def test_a_screen_reader_can_read_each_pdf_and_an_archive_can_keep_it(released: Released, audience: str) -> None:
    assert faults(of(released, "pdf")[audience]) == []


def test_what_a_screen_reader_cannot_read_is_found(released: Released, tmp_path: Path) -> None:
    """Faults put into a good file, each found by its own words."""
    with pikepdf.open(of(released, "pdf")["ombudsman"]) as pdf:
        del pdf.Root.Lang
        pdf.Root.ViewerPreferences.DisplayDocTitle = False
        changed = set()
        for one in pdf.objects:
            kind = str(one.get("/S", "")) if isinstance(one, pikepdf.Dictionary) and "/P" in one else ""
            if kind == "/Figure" and "/Alt" in one:
                del one["/Alt"]
            elif kind == "/H3" and kind not in changed:
                one.S = pikepdf.Name("/H6")
            elif kind == "/TH" and kind not in changed:
                del one["/A"]
            else:
                continue
            changed.add(kind)
        held = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        font = next(one for one in held if {"/FontFile2", "/FontFile3"} & {str(key) for key in one})
        for key in ("/FontFile2", "/FontFile3"):
            if key in font:
                del font[key]
        pdf.pages[0].contents_add(b"0 0 9 9 re f")
        pdf.save(tmp_path / "bad.pdf")
    told = " | ".join(faults(tmp_path / "bad.pdf"))
    for words in ("no language", "title is not shown", "figure without words", "level 6 follows", "not embedded",
                  "does not say of what", "neither content nor artifact"):  # fmt: skip
        assert words in told, told


@each_audience
def test_a_reader_of_described_tables_finds_every_cell_as_it_is_described(released: Released, audience: str) -> None:
    """Every CSV file of every release, in four languages by turns: none without a description, none that it belies."""
    folder = released[audience]
    assert described_tables.files(folder) == {one.name for one in folder.glob("*.csv")} != set()
    assert described_tables.faults(folder) == []


def test_what_is_no_number_there_twice_unnamed_or_untold_is_found(released: Released, tmp_path: Path) -> None:
    table = "table-summary.csv"
    told = {b'1,"': b'one,"', b'2,"': b'1,"', b'"no."': b'"nr."', b"The number of the indicator.": b""}
    words = ("Invalid value", "duplicate primary key", "other headings", "nothing is said of no.")
    for at, (old, new) in enumerate(told.items()):
        folder = shutil.copytree(released["ombudsman"], tmp_path / str(at))
        file = folder / (table if at < 3 else METADATA)
        assert file.read_bytes().count(old)
        file.write_bytes(file.read_bytes().replace(old, new, 1))
        assert words[at] in " | ".join(described_tables.faults(folder)), words[at]


def cells(path: Path) -> dict[str, list[list[Any]]]:
    """Every cell of a workbook, by sheet; what is empty at the end of a row or a sheet left out."""
    book = openpyxl.load_workbook(path)
    made = {}
    for sheet in book.worksheets:
        rows = [["" if one is None else one for one in row] for row in sheet.iter_rows(values_only=True)]
        rows = [list(itertools.dropwhile(lambda one: one == "", reversed(row)))[::-1] for row in rows]
        made[sheet.title] = list(itertools.dropwhile(lambda row: not row, reversed(rows)))[::-1]
    return made


def test_workbooks_open_with_headers_that_stay_and_no_formula(released: Released) -> None:
    books = of(released, "xlsx")
    assert len(books) > 4
    for path in books.values():
        book = openpyxl.load_workbook(path)
        assert len(book.sheetnames) > 3
        for sheet in book.worksheets:
            assert sheet.freeze_panes and all(cell.value for cell in sheet[1]), (path, sheet.title)
            kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
            assert kinds <= {"s", "n"}, (path, sheet.title, kinds)


@pytest.mark.parametrize("most", [1, pytest.param(99, marks=pytest.mark.prove)])
def test_libreoffice_opens_workbooks_and_word_files_and_reads_the_same_cells(
    released: Released, tmp_path: Path, most: int
) -> None:
    """One of each form with rows of workers and pictures, and in the long run those of every audience."""
    if office() is None:
        pytest.skip(MISSING)
    named = []
    for form in ("xlsx", "docx"):
        for to, path in sorted(of(released, form).items(), key=lambda one: one[0] != "ombudsman")[:most]:
            named.append(tmp_path / f"{to}-{form}.{form}")
            shutil.copy(path, named[-1])
    printed = turned(named, "pdf", tmp_path / "printed")
    assert {one.stem for one in printed} == {one.stem for one in named}
    for path in printed:
        with pypdfium2.PdfDocument(path) as read:
            assert len(read) > 1 and len(read[0].get_textpage().get_text_bounded()) > 100, path
    books = [one for one in named if one.suffix == ".xlsx"]
    for again in turned(books, "xlsx:Calc MS Excel 2007 XML", tmp_path / "again"):
        assert cells(again) == cells(tmp_path / again.name), again.name


def test_each_page_can_be_read_by_anybody_and_asks_for_nothing(page: Any, released: Released) -> None:
    pages = of(released, "html")
    assert len(pages) == len(AUDIENCES)
    for path in pages.values():
        page.goto(path.as_uri())
        assert serious(page) == [], path.parent.name
    assert page.refused == []


def test_no_page_is_wider_than_a_telephone(page: Any, released: Released) -> None:
    page.set_viewport_size({"width": 375, "height": 800})
    for path in of(released, "html").values():
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 375, path.parent.name
