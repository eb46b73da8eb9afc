"""Workbooks of old Excel (XLS, [MS-XLS]): every cell that holds something, as text; hidden sheets; forms."""

import io
from collections.abc import Iterator
from typing import Any

from workbench.extract import spreadsheet
from workbench.extract.layout import Layout
from workbench.extract.outcome import Reading, Reason, Unread, reason
from workbench.extract.padded import shown
from workbench.extract.spreadsheet import MOST_CELLS, Cell


def read(data: bytes) -> Reading:
    """Reads all sheets in their order, as `spreadsheet` does; of a formula its last value alone.

    Raises:
        Unread: encrypted or damaged.
    """
    import xlrd

    try:
        return _read(xlrd, data, formats=True)
    except Unread as error:
        if error.reason.code == "encrypted":
            raise
    # What is broken may be the formats alone: then the cells are given as they are stored, and that is said.
    return _read(xlrd, data, formats=False)


def _read(xlrd: Any, data: bytes, *, formats: bool) -> Reading:
    layout, sheets, reasons = Layout("cell"), dict[str, list[list[str]]](), list[Reason]()
    hidden, left = [], MOST_CELLS
    try:
        how = {"logfile": io.StringIO(), "on_demand": True, "ragged_rows": True, "formatting_info": formats}
        with xlrd.open_workbook(file_contents=data, **how) as book:
            for number in range(book.nsheets):
                sheet = book.sheet_by_index(number)
                if sheet.visibility:
                    hidden.append(sheet.name)
                cells = list(_cells(xlrd, book, sheet, left))
                if len(cells) > left:
                    cells.pop()
                    reasons.append(reason("too-many-cells", f"sheet {sheet.name}"))
                left -= len(cells)
                sheets[sheet.name] = spreadsheet.rows(cells)
                spreadsheet.lay(layout, sheet.name, cells, {})
                book.unload_sheet(number)
    except Exception as error:
        # The library fails in many ways on a broken workbook; it is damaged, whichever it was.
        locked = isinstance(error, xlrd.XLRDError) and "encrypted" in str(error)
        raise Unread("encrypted" if locked else "damaged", f"{type(error).__name__}: {str(error)[:100]}") from error
    if hidden:
        reasons.append(reason("hidden-sheet", ", ".join(hidden)))
    if not formats:
        reasons.append(reason("part-unreadable", "formats of cells: numbers are given as they are stored"))
    return spreadsheet.table(layout, sheets, reasons, "oldtables", "xlrd")


def _cells(xlrd: Any, book: Any, sheet: Any, most: int) -> Iterator[Cell]:
    """The cells that hold something, in the order of the rows, and one more than `most` of them."""
    given = 0
    for row in range(sheet.nrows):
        values = sheet.row_values(row)
        for at, kind in enumerate(sheet.row_types(row)):
            if kind not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK) and values[at] != "":
                value = _value(xlrd, book, kind, values[at])
                code = _format(book, sheet, row, at) if kind == xlrd.XL_CELL_NUMBER else None
                yield row + 1, at + 1, shown(value, code)
                given += 1
                if given > most:
                    return


def _format(book: Any, sheet: Any, row: int, at: int) -> str | None:
    """The format of a number, where formats were read and the cell names one that is there."""
    number = sheet.cell_xf_index(row, at) if book.formatting_info else len(book.xf_list)
    found = book.format_map.get(book.xf_list[number].format_key) if number < len(book.xf_list) else None
    return found.format_str if found else None


def _value(xlrd: Any, book: Any, kind: int, value: Any) -> Any:
    if kind == xlrd.XL_CELL_DATE:
        try:
            return xlrd.xldate_as_datetime(value, book.datemode)
        except (ValueError, OverflowError):
            return value  # a number that only looks like a date
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(value, f"error {value}")
    return value
