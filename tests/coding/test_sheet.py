"""Rows of CSV as text: nothing guessed, and whatever is wrong is named with its line."""

import os
from pathlib import Path

import pytest

from workbench.coding.sheet import Row, check_columns, read_sheet, sign_between, text_of
from workbench.errors import BadValue, Missing, Refused, WorkbenchError

COLUMNS = ["key", "name", "note"]


def sheet(tmp_path: Path, data: str | bytes) -> Path:
    file = tmp_path / "r.csv"
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return file


def read(tmp_path: Path, data: str | bytes, problems: list[WorkbenchError] | None = None) -> list[Row]:
    return read_sheet(sheet(tmp_path, data), COLUMNS, required=["key"], problems=problems)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_rows_carry_the_line_on_which_they_begin(tmp_path: Path, end: str, mark: str) -> None:
    rows = read(tmp_path, mark + end.join(["key,note", "a,", '"b","two', 'lines"', "", "c,x"]))
    assert [(row.line, row.text("key"), row.text("note")) for row in rows] == [
        (2, "a", None),
        (3, "b", "two\nlines"),
        (6, "c", "x"),
    ]


@pytest.mark.parametrize("odd", ["\u2028", "\x0b", "\x0c", "\x85", "\x1c", "\x00", "😀", "Họ"])
def test_only_line_ends_end_a_row(tmp_path: Path, odd: str) -> None:
    (row,) = read(tmp_path, f"key,note\na,x{odd}y\n")
    assert row.text("note") == f"x{odd}y"


@pytest.mark.parametrize(
    ("data", "place", "found"),
    [
        ("", "line 1", "an empty file"),
        ("\n\n", "line 1", "an empty file"),
        ("key,key\n", "line 1", "key"),
        ("key,shoe\n", "line 1", "shoe"),
        ("name\n", "line 1", "name"),
        ("key;shoe\n", "line 1", "shoe"),
        ("shoe;hat\n", "line 1", "shoe;hat"),
        ("key,name;note\n", "line 1", "name;note"),
        ("key;name\na;b;c\n", "line 2", "3 cells"),
        (b"PK\x03\x04 and so on", "the whole file", "a workbook"),
        ("key,name\na\n", "line 2", "1 cells"),
        ("key,name\na,b\na,b,c\n", "line 3", "3 cells"),
        ('key,name\na,"b\nc,d\n', "line 2", "unexpected end of data"),
        ('key,name\na,"b"x\n', "line 2", "',' expected after '\"'"),
        (b"key\n\xff\n", "byte 4", "bytes that are no UTF-8"),
        ("key\n".encode("utf-16"), "byte 0", "bytes that are no UTF-8"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, data: str | bytes, place: str, found: str) -> None:
    with pytest.raises(BadValue) as raised:
        read(tmp_path, data)
    assert (raised.value.file, raised.value.place, raised.value.found) == ("r.csv", place, found)
    assert raised.value.remedy


def test_ragged_rows_are_listed_and_the_rest_goes_on(tmp_path: Path) -> None:
    problems: list[WorkbenchError] = []
    rows = read(tmp_path, "key,name\na,b\nc\nd,e,f\ng,h\n", problems)
    assert [row.text("key") for row in rows] == ["a", "g"]
    assert [problem.place for problem in problems] == ["line 3", "line 4"]


def test_a_path_that_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path, error in ((tmp_path / "gone", Missing), (tmp_path, Refused), (tmp_path / "pipe", Refused)):
        with pytest.raises(error):
            text_of(path)


def test_cells(tmp_path: Path) -> None:
    row = Row("r.csv", 3, {"many": " a ; b;;c ", "yes": "Yes", "no": "no", "n": " 12 ", "empty": " "})
    assert row.many("many") == ("a", "b", "c")
    assert (row.yes("yes"), row.yes("no"), row.yes("empty"), row.yes("absent")) == (True, False, False, False)
    assert row.number("n") == 12
    assert row.many("empty") == ()
    for look, column in ((row.need, "empty"), (row.yes, "many"), (row.number, "many"), (row.number, "absent")):
        with pytest.raises(BadValue) as raised:
            look(column)
        assert raised.value.place == f"line 3, column {column}"


@pytest.mark.parametrize("value", ["-1", "1.0", "1e3", "٣", "²", "1_0"])
def test_a_whole_number_is_written_in_digits(value: str) -> None:
    with pytest.raises(BadValue):
        Row("r.csv", 2, {"n": value}).number("n")


def test_a_sound_header_passes(tmp_path: Path) -> None:
    check_columns(tmp_path / "r.csv", "line 1", ["key", "note"], COLUMNS, ["key"])


@pytest.mark.parametrize("sign", [";", "\t"])
def test_what_excel_writes_where_the_comma_is_the_decimal_sign_is_read(tmp_path: Path, sign: str) -> None:
    text = sign.join(["key", "name", "note"]) + "\r\n" + sign.join(["a", '"x ; y"', "1,5"]) + "\r\n"
    (row,) = read(tmp_path, "\ufeff" + text)
    assert (row.line, row.text("key"), row.many("name"), row.text("note")) == (2, "a", ("x", "y"), "1,5")


def test_a_comma_stays_the_sign_where_it_parts_known_columns() -> None:
    assert sign_between("key,name\n", COLUMNS) == sign_between("key\n", COLUMNS) == sign_between("", COLUMNS) == ","
