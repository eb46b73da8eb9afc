"""What differs between two tables, cell by cell: as published and as found, under the names of row and column."""

import csv
import io
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SHOWN, LONGEST = 40, 120
NOTHING = "(nothing)"


def cells_that_differ(published: Path, found: Path) -> tuple[str, ...]:
    """Each cell or value that differs between two files of one kind, in words; of other files the lines.

    A row is named by its first cell where those are all different, by its number otherwise; a value of JSON by the way
    to it. At most `SHOWN` are given, and behind them how many more there are.

    Example:
        >>> import tempfile
        >>> one, two = Path(tempfile.mkdtemp()) / "a.csv", Path(tempfile.mkdtemp()) / "a.csv"
        >>> _ = one.write_text("who,state\\nW-1,denied\\n"), two.write_text("who,state\\nW-1,supported\\n")
        >>> cells_that_differ(one, two)
        ('row W-1, column state: published denied, found supported',)
    """
    ways = {".csv": _of_csv, ".json": _of_json, ".geojson": _of_json}
    sides = [path.read_bytes().decode("utf-8-sig", "replace") if path.is_file() else "" for path in (published, found)]
    way = ways.get(found.suffix, _of_lines)
    try:
        told = list(way(*sides))
    except (ValueError, csv.Error, RecursionError):
        told = list(_of_lines(*sides))
    told = told or list(_of_lines(*sides)) or ["the same cells in other bytes"]
    more = [f"and {len(told) - SHOWN} more"] if len(told) > SHOWN else []
    return (*told[:SHOWN], *more)


def _of_csv(one: str, two: str) -> Iterator[str]:
    sides = [list(csv.reader(io.StringIO(text, newline=""))) for text in (one, two)]
    if not all(sides):
        raise ValueError("no table")
    heads, bodies = [side[0] for side in sides], [_named(side[1:]) for side in sides]
    names = dict.fromkeys([*heads[0], *heads[1]])
    for row in dict.fromkeys([*bodies[0], *bodies[1]]):
        old, new = (body.get(row) for body in bodies)
        if old is None or new is None:
            yield f"row {row}: " + ("was not published" if old is None else "was not found")
            continue
        for name in names:
            cells = [_cell(head, cells, name) for head, cells in zip(heads, (old, new), strict=True)]
            if cells[0] != cells[1]:
                yield f"row {row}, column {name}: published {_short(cells[0])}, found {_short(cells[1])}"


def _named(rows: list[list[str]]) -> dict[str, list[str]]:
    keys = [row[0] if row else "" for row in rows]
    if len(set(keys)) == len(keys):
        return dict(zip(keys, rows, strict=True))
    return {str(number): row for number, row in enumerate(rows, 1)}


def _cell(head: list[str], row: list[str], name: str) -> str:
    at = head.index(name) if name in head else len(row)
    return row[at] if at < len(row) else NOTHING


def _of_json(one: str, two: str) -> Iterator[str]:
    yield from _values(json.loads(one), json.loads(two), "")


def _values(old: Any, new: Any, way: str) -> Iterator[str]:
    if isinstance(old, dict) and isinstance(new, dict):
        for name in dict.fromkeys([*old, *new]):
            yield from _values(old.get(name, NOTHING), new.get(name, NOTHING), f"{way}/{name}")
    elif isinstance(old, list) and isinstance(new, list):
        for number, (left, right) in enumerate(itertools.zip_longest(old, new, fillvalue=NOTHING)):
            yield from _values(left, right, f"{way}/{number}")
    elif old != new or type(old) is not type(new):
        told = [_short(one if isinstance(one, str) else json.dumps(one, ensure_ascii=False)) for one in (old, new)]
        yield f"{way or '/'}: published {told[0]}, found {told[1]}"


def _of_lines(one: str, two: str) -> Iterator[str]:
    for number, (old, new) in enumerate(itertools.zip_longest(one.splitlines(), two.splitlines()), 1):
        if old != new:
            sides = [NOTHING if side is None else side for side in (old, new)]
            yield f"line {number}: published {_short(sides[0])}, found {_short(sides[1])}"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
