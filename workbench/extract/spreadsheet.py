"""Spreadsheets (XLSX): every cell that holds something, as text; formulas with their last value; hidden sheets."""

import contextlib
import datetime
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

from workbench.extract import forms, office
from workbench.extract.delimited import column
from workbench.extract.layout import Layout
from workbench.extract.outcome import File, Reading, Reason, Unread, reason
from workbench.extract.padded import Shown, shown

MOST_CELLS = 100_000
Cell = tuple[int, int, Any]  # row and column counted from 1, and the value


def read(file: File) -> Reading:
    """Reads all sheets in their order; in the text, cells are parted by tabs, rows by line ends, sheets by their name.

    Raises:
        Unread: damaged, encrypted, archive-bomb or xml-entities.
    """
    parts = office.look(file.path)
    layout = Layout("cell")
    with warnings.catch_warnings():
        # What the library warns of (styles, extensions it drops) concerns no cell.
        warnings.simplefilter("ignore")
        sheets: dict[str, list[list[str]]] = {}
        reasons = [*parts.reasons, *_sheets(file, layout, sheets)]
    return table(layout, sheets, reasons, "spreadsheet", "openpyxl")


def table(
    layout: Layout, sheets: dict[str, list[list[str]]], reasons: list[Reason], reader: str, package: str
) -> Reading:
    """What came of all sheets, and the form or the submissions of a form that they are.

    Example:
        >>> laid = Layout("cell")
        >>> lay(laid, "Sheet1", [(1, 1, "site")], {})
        >>> table(laid, {"Sheet1": [["site"]]}, [], "spreadsheet", "openpyxl").kind
        'table'
    """
    remarks, made = layout.made(reader, package)
    form = forms.form_of(sheets)
    filled = None if form else forms.of_tables(sheets)
    made = (*made, forms.made("form", form)) if form else made
    if filled:
        made = (*made, forms.made("submissions", filled))
        reasons.append(reason("reader-untried", "Kobo, ODK"))
    return Reading("table", (*reasons, *remarks), made)


@contextlib.contextmanager
def _opened(file: File, *, values: bool) -> Iterator[Any]:
    import openpyxl

    # As a stream: the library judges a path by its ending, and a preserved copy has none.
    with file.path.open("rb") as stream:
        try:
            book = openpyxl.load_workbook(stream, read_only=True, data_only=values, keep_links=False)
        except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, SyntaxError, OSError) as error:
            raise Unread("damaged", f"{type(error).__name__}: {error}") from error
        try:
            yield book
        finally:
            book.close()


def _sheets(file: File, layout: Layout, found: dict[str, list[list[str]]]) -> list[Reason]:
    reasons: list[Reason] = []
    hidden, formulas, left = [], 0, MOST_CELLS
    with _opened(file, values=False) as book:
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                hidden.append(sheet.title)
            cells, fault = _collect(sheet, left)
            left -= len(cells)
            if fault:
                reasons.append(fault)
            computed = _computed(file, sheet.title, cells)
            formulas += len(computed)
            found[sheet.title] = rows(cells)
            lay(layout, sheet.title, cells, computed)
    if hidden:
        reasons.append(reason("hidden-sheet", ", ".join(hidden)))
    if formulas:
        reasons.append(reason("formulas", f"{formulas} of them"))
    return reasons


def _collect(sheet: Any, most: int) -> tuple[list[Cell], Reason | None]:
    cells: list[Cell] = []
    try:
        for cell in _filled(sheet):
            if len(cells) >= most:
                return cells, reason(
                    "too-many-cells", f"sheet {sheet.title}, read up to row {cells[-1][0] if cells else 0}"
                )
            cells.append(cell)
    except (SyntaxError, ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError) as error:
        return cells, reason("part-unreadable", f"sheet {sheet.title}: {type(error).__name__}")
    return cells, None


def rows(cells: list[Cell]) -> list[list[str]]:
    """The cells as rows of words, for those who look for a form; a sheet that is wide and nearly empty has none.

    Example:
        >>> rows([(1, 1, "site"), (2, 2, 7.0)])
        [['site', ''], ['', '7']]
    """
    width = max((at for _, at, _ in cells), default=0)
    numbers = list(dict.fromkeys(row for row, _, _ in cells))
    if width * len(numbers) > 4 * MOST_CELLS:
        return []
    found = {row: [""] * width for row in numbers}
    for row, at, value in cells:
        found[row][at - 1] = _words(value)
    return list(found.values())


def _filled(sheet: Any) -> Iterator[Cell]:
    # A sheet may claim any size: without its claim only the rows that are there are walked.
    sheet.reset_dimensions()
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                yield cell.row, cell.column, shown(cell.value, _format(cell))


def _format(cell: Any) -> str | None:
    """The format of a number; none where the cell names one that the workbook has not."""
    if not isinstance(cell.value, int | float):
        return None
    try:
        return str(cell.number_format)
    except (IndexError, KeyError, AttributeError, TypeError):
        return None


def _computed(file: File, title: str, cells: list[Cell]) -> dict[tuple[int, int], Any]:
    """The cached value of each formula of a sheet, by row and column."""
    wanted = {(row, at) for row, at, value in cells if _is_formula(value)}
    if not wanted:
        return {}
    with _opened(file, values=True) as book:
        found, _ = _collect(book[title], MOST_CELLS)
    values = {(row, at): value for row, at, value in found if (row, at) in wanted}
    return {place: values.get(place) for place in wanted}


def _is_formula(value: Any) -> bool:
    return hasattr(value, "ref") or (isinstance(value, str) and value.startswith("=") and len(value) > 1)


def lay(layout: Layout, title: str, cells: list[Cell], computed: dict[tuple[int, int], Any]) -> None:
    """Adds the cells of a sheet to the text, each a place; of formulas, what they last gave, by row and column.

    Of a number that the sheet shows in other words, the fact `stored` keeps the number by its place.

    Example:
        >>> lay(laid := Layout("cell"), "Pay", [(1, 1, "site"), (1, 2, 7.0)], {})
        >>> laid.text, laid.places
        ('Pay\\nsite\\t7\\n', [('Pay!A1', 4, 8), ('Pay!B1', 9, 10)])
    """
    layout.add(f"{title}\n")
    last = None
    stored: dict[str, str] = layout.facts.get("stored", {})
    for row, at, value in cells:
        if last is not None:
            layout.add("\t" if row == last else "\n")
        words = _words(value)
        if (row, at) in computed:
            cached = computed[row, at]
            words += f" [last computed: {'nothing' if cached is None else _words(cached)}]"
            value = cached
        place = f"{title}!{column(at)}{row}"
        if isinstance(value, Shown):
            stored[place] = value.raw
        layout.add(words, place)
        last = row
    layout.add("\n")
    if stored:
        layout.facts["stored"] = stored


def _words(value: Any) -> str:
    if isinstance(value, Shown):
        return value.words
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if hasattr(value, "ref"):  # array formulas and data tables carry their words inside
        return str(getattr(value, "text", None) or f"={value.ref}")
    return str(value)
