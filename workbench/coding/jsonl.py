"""Rows of a register as JSON Lines: one object a line, the same columns as the CSV."""

import json
from pathlib import Path

from workbench.coding.sheet import Row, check_columns, text_of
from workbench.errors import BadValue, WorkbenchError


def read_lines(path: Path, columns: list[str], *, required: list[str], problems: list[WorkbenchError]) -> list[Row]:
    """The rows of a JSON Lines file in UTF-8; a line that is no row goes into `problems` and the rest goes on.

    Each line is an object from column to text; whole numbers may stand as numbers, and null or a missing column says
    nothing.

    Raises:
        Missing, Refused, Unreadable: there is nothing at the path, no regular file, or it may not be read.
        BadValue: it is not UTF-8.

    Example:
        >>> import tempfile
        >>> file = Path(tempfile.mkdtemp()) / "agents.jsonl"
        >>> _ = file.write_text('{"key": "AK"}')
        >>> read_lines(file, ["key", "name"], required=["key"], problems=[])[0].text("key")
        'AK'
    """
    rows: list[Row] = []
    for number, line in enumerate(text_of(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            rows.append(Row(path.name, number, _values(path, number, line, columns, required)))
        except WorkbenchError as error:
            problems.append(error)
    return rows


def _values(path: Path, number: int, line: str, columns: list[str], required: list[str]) -> dict[str, str]:
    place = f"line {number}"
    try:
        pairs = json.loads(line, object_pairs_hook=lambda found: found)
    except (ValueError, RecursionError) as error:
        raise BadValue(path.name, place, str(error), "one JSON object a line") from None
    if not isinstance(pairs, list) or not line.lstrip().startswith("{"):
        raise BadValue(path.name, place, line[:40], "one JSON object a line")
    check_columns(path, place, [name for name, _ in pairs], columns, required)
    return {name: _text(path, f"{place}, column {name}", value) for name, value in pairs if value is not None}


def _text(path: Path, place: str, value: object) -> str:
    if isinstance(value, str):
        return value
    if type(value) is int:
        return str(value)
    raise BadValue(path.name, place, value, "text")
