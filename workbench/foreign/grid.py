"""The rows of a table that was read as text: each with its number, its cells by column, and its code points."""

import dataclasses
import re
from typing import Any

CELL = re.compile(r"(?:(?P<sheet>.*)!)?(?P<column>[A-Z]+)(?P<row>[0-9]+)", re.DOTALL)


@dataclasses.dataclass(frozen=True)
class Line:
    """A row of a table: `cells` by the name in its header, `number` as its file counts rows; blank cells are left out.

    Example:
        >>> Line("", 2, {"name": "Firm"}, (0, 4)).where
        'row 2'
    """

    sheet: str
    number: int
    cells: dict[str, str]
    span: tuple[int, int]

    @property
    def where(self) -> str:
        """The row in words."""
        return f"sheet {self.sheet}, row {self.number}" if self.sheet else f"row {self.number}"


@dataclasses.dataclass(frozen=True)
class Grid:
    """One table: its header as written, its rows, and the name of its sheet (empty where the file has no sheets)."""

    sheet: str
    header: tuple[str, ...]
    lines: tuple[Line, ...]


def grids(text: str, layout: dict[str, Any]) -> list[Grid]:
    """The tables in a text whose layout names its cells (CSV, TSV, spreadsheets); the first row is the header.

    Example:
        >>> places = [{"label": label, "start": at, "end": at + 1} for at, label in ((0, "A1"), (2, "A2"))]
        >>> [grid.lines[0].cells for grid in grids("n\\na\\n", {"unit": "cell", "places": places})]
        [{'n': 'a'}]
    """
    if layout.get("unit") != "cell":
        return []
    sheets: dict[str, dict[int, dict[str, tuple[int, int]]]] = {}
    for place in layout["places"]:
        found = CELL.fullmatch(str(place["label"]))
        if found:
            rows = sheets.setdefault(found["sheet"] or "", {})
            rows.setdefault(int(found["row"]), {})[found["column"]] = (place["start"], place["end"])
    return [_grid(text, sheet, rows) for sheet, rows in sheets.items()]


def _grid(text: str, sheet: str, rows: dict[int, dict[str, tuple[int, int]]]) -> Grid:
    head = min(rows)
    names: dict[str, str] = {}
    for column, (start, end) in rows[head].items():
        name = text[start:end].strip().lstrip("\ufeff")
        # A name that stands twice is told apart by its column, so that no cell is lost.
        names[column] = f"{name} ({column})" if name in names.values() else name
    lines = []
    for number in sorted(rows):
        if number == head:
            continue
        cells = rows[number]
        values = {names.get(column, column): text[start:end].strip() for column, (start, end) in cells.items()}
        span = min(start for start, _ in cells.values()), max(end for _, end in cells.values())
        lines.append(Line(sheet, number, {name: value for name, value in values.items() if value}, span))
    return Grid(sheet, tuple(names.values()), tuple(lines))
