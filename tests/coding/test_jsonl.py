"""JSON Lines: the same rows as CSV, one object a line."""

from pathlib import Path

import pytest

from workbench.coding.jsonl import read_lines
from workbench.errors import BadValue, WorkbenchError

COLUMNS = ["key", "name", "occurrence"]


def read(tmp_path: Path, data: bytes) -> tuple[list, list[WorkbenchError]]:
    file = tmp_path / "r.jsonl"
    file.write_bytes(data)
    problems: list[WorkbenchError] = []
    return read_lines(file, COLUMNS, required=["key"], problems=problems), problems


def test_text_numbers_and_nothing(tmp_path: Path) -> None:
    rows, problems = read(tmp_path, '{"key": "a\u2028b", "occurrence": 2}\r\n\r\n{"name": null, "key": "Họ"}'.encode())
    assert [(row.line, row.text("key"), row.text("occurrence"), row.text("name")) for row in rows] == [
        (1, "a\u2028b", "2", None),
        (3, "Họ", None, None),
    ]
    assert problems == []


@pytest.mark.parametrize(
    "line",
    [b"{", b"[]", b"[[]]", b"5", b'"x"', b'{"name": "x"}', b'{"key": "a", "shoe": 1}', b'{"key": "a", "key": "b"}',
     b'{"key": ["a"]}',      b'{"key": 1.5}', b'{"key": true}', b'{"key": {"key": "a"}}', b"[" * 100_000],
    ids=lambda line: line[:20].decode(),
)  # fmt: skip
def test_a_line_that_is_no_row_is_listed_and_the_rest_goes_on(tmp_path: Path, line: bytes) -> None:
    rows, problems = read(tmp_path, b'{"key": "a"}\n' + line + b'\n{"key": "b"}\n')
    assert [row.text("key") for row in rows] == ["a", "b"]
    ((problem),) = problems
    assert problem.place.startswith("line 2")
    assert problem.file == "r.jsonl"


def test_what_is_no_utf8_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadValue, match="UTF-8"):
        read(tmp_path, b"\xff\xfe{}")
