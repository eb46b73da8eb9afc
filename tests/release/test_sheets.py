import csv
import io
from decimal import Decimal

import pytest

from tests.release.hostile_case import FORMULAS
from workbench.release.sheets import Sheet, as_csv, inert, number, shown, silent, valued

TRIGGERS = "=+-@\t\r＝＋－＠"


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", [*FORMULAS, "\t=1+1", "\n=1+1", "-", "- a point of a list", "=1"])
def test_text_that_could_run_is_made_inert(text: str) -> None:
    cell = read(as_csv(Sheet("s", ("a",), ((text,),))))[1][0]
    for part in cell.replace("\t", ";").replace("\n", ";").replace("\r", ";").split(";"):
        assert not part.strip()[:1] or part.strip()[0] not in TRIGGERS, cell
    assert cell.replace("'", "") == text.replace("'", "")


@pytest.mark.parametrize("text", ["page 2", "2021-11-15", "a - b", "hộ chiếu = passport", "W-01", ""])
def test_harmless_text_is_left_as_it_is(text: str) -> None:
    assert inert(text) == text


def test_numbers_stay_numbers() -> None:
    values = (Decimal("-450.50"), -3, 2.5, number("-1"), number("2200"), number("about 500"), None)
    data = as_csv(Sheet("s", tuple("abcdefg"), (values,)))
    assert data.decode("utf-8-sig").splitlines()[1] == '-450.50,-3,2.5,-1,2200,"about 500",""'


def test_a_spreadsheet_program_is_told_that_it_is_utf8() -> None:
    assert as_csv(Sheet("s", ("hộ chiếu",), ())) == b"\xef\xbb\xbf" + '"hộ chiếu"\r\n'.encode()


def test_what_no_file_can_hold_is_shown() -> None:
    assert shown("a\x00b\x1b\r\ud800\uffff") == "a[U+0000]b[U+001B][U+000D][U+D800][U+FFFF]"
    assert shown("tab\tand\nline") == "tab\tand\nline"


def test_a_number_is_taken_only_for_what_is_one() -> None:
    assert [number(text) for text in ("1e9", "=1", "1,000", "0x10", "", None)] == [
        "1e9",
        "=1",
        "1,000",
        "0x10",
        "",
        None,
    ]


def test_columns_in_which_nothing_stands_are_left_out_and_named() -> None:
    made = Sheet("s", ("no.", "note", "answer", "sum"), ((1, None, "", 0), (2, "", "", None)), (5, 30, 40, 9),
                 links={(0, 3): ("t", 1)}, fills={(1, 3): "#ffffff", (0, 1): "#000000"}, freeze=2)  # fmt: skip
    assert silent(made, ("answer",)) == ["note"], "nought is a value, and what is to be written in stays"
    left = valued(made, ("answer",))
    assert left.headers == ("no.", "answer", "sum") and left.rows == ((1, "", 0), (2, "", None))
    assert (left.widths, left.freeze, left.links, left.fills) == (
        (5, 40, 9),
        1,
        {(0, 2): ("t", 1)},
        {(1, 2): "#ffffff"},
    )
    bare = Sheet("s", ("no.", "note"), ())
    assert valued(bare) == bare and silent(bare) == [], "of nothing it is not said that it lacks values"
