"""The workbook is a form that a form server takes: converted by pyxform, read by our own reader."""

import io
from pathlib import Path

import openpyxl
import pytest
from pyxform.xls2xform import convert

from workbench.codebook.interview import LANGUAGES, interview, xlsform
from workbench.extract.forms import form_of
from workbench.release.xlsform import workbook_of


@pytest.mark.parametrize("language", LANGUAGES)
def test_pyxform_makes_a_form_of_it(language: str, tmp_path: Path) -> None:
    file = tmp_path / "interview.xlsx"
    file.write_bytes(workbook_of(xlsform(language)))
    made = convert(file)
    assert f'<translation lang="{LANGUAGES[language]}" default="true()"' in made.xform
    for ask in interview().asks():
        assert f"/{ask.path}" in made.xform, ask.name
    # pyxform knows no tags with a script; nothing else is remarked.
    assert all("machine-readable codes" in warning for warning in made.warnings), made.warnings


def test_the_reader_of_forms_reads_it_back() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook_of(xlsform())))
    read = form_of({page.title: [["" if cell is None else str(cell) for cell in row]
                                 for row in page.iter_rows(values_only=True)] for page in book})  # fmt: skip
    assert read is not None
    told = {question["name"]: question["path"] for question in read["questions"]}
    assert all(told[ask.name] == ask.path for ask in interview().asks())
    assert set(read["choices"]) == set(interview().choices)


def test_the_same_form_has_the_same_bytes_and_no_formula() -> None:
    assert workbook_of(xlsform()) == workbook_of(xlsform())
    book = openpyxl.load_workbook(io.BytesIO(workbook_of(xlsform())))
    assert {cell.data_type for page in book for row in page.iter_rows() for cell in row} <= {"s", "n"}
