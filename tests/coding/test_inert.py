"""No cell of a sheet that goes to a person runs in a spreadsheet program, and what comes back is what went out."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.release.hostile_case import FORMULAS
from workbench.coding.decisions import sheet as disputes
from workbench.coding.differences import COLUMNS
from workbench.coding.differences import sheet as versions
from workbench.coding.export import csv_of
from workbench.coding.inert import alive, as_csv, inert
from workbench.coding.sheet import read_sheet

TRIGGERS = "=+-@\t\r＝＋－＠"
TEXTS = [*FORMULAS, "\t=1+1", "\r=1", "\n=1", " '=1", "''=1", "a\n\t@b", "'tis", "-"]


def begins(cell: str) -> list[str]:
    """How each part begins that some program could take for a cell."""
    parts = cell.replace("\t", ";").replace("\n", ";").replace("\r", ";").split(";")
    return [part.strip()[:1] for part in parts]


@given(st.text(alphabet=" '=+-@＝;\t\n\rab1.", max_size=12))
@example("' =1")
def test_what_goes_out_comes_back(text: str) -> None:
    assert alive(inert(text)) == text


@pytest.mark.parametrize("text", TEXTS)
def test_nothing_begins_as_a_formula(text: str) -> None:
    assert not set(begins(inert(text))) & set(TRIGGERS)


@pytest.mark.parametrize("text", ["-450.50", "-3", "2200"])
def test_a_number_stays_a_number(text: str) -> None:
    assert inert(text) == text


def test_every_sheet_that_is_filled_in_is_written_so(tmp_path) -> None:
    row = dict.fromkeys(COLUMNS, "") | {"file": "=1.txt", "quote": "=cmd|' /C calc'!A0", "note": "＝1"}
    versions(tmp_path / "v.csv", [row])
    disputes(tmp_path / "d.csv", [{"file": "+1", "quote": "@SUM(A1)"}])
    written = [(tmp_path / name).read_text() for name in ("v.csv", "d.csv")]
    written.append(csv_of([{"memo": "\t=1", "quote": "-1+1"}]))
    for text in written:
        cells = [cell for line in csv.reader(io.StringIO(text, newline="")) for cell in line]
        assert not {first for cell in cells for first in begins(cell)} & set(TRIGGERS)
    (again,) = read_sheet(tmp_path / "v.csv", [*COLUMNS], required=[])
    assert again.values == row


def test_what_the_header_does_not_name_is_left_out() -> None:
    assert as_csv(["a", "c"], [{"a": 1, "b": 2}]) == b"a,c\n1,\n"
