"""The export of the interview form (CSV and XLSX, one row an interview) and the gate's log."""

import io
import pathlib

import xlsxwriter

from make.documents import MOMENT, repacked


def make(data: pathlib.Path) -> dict[str, bytes]:
    """Raw paths and bytes of the form export and the gate's log, from the tables in the data folder."""
    form = (data / "interviews_form.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in form.splitlines()]
    gate = (data / "gate_log.csv").read_bytes()
    return {
        "forms/interviews_export.csv": _csv(rows),
        "forms/interviews_export.xlsx": _xlsx(rows, "Ravnica interviews"),
        "gate/gate_log_2024-05.csv": gate,
    }


def _csv(rows: list[list[str]]) -> bytes:
    """Semicolons and a byte order mark, as form servers export for offices in the Balkans; every cell in quotes."""
    lines = [";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    return b"\xef\xbb\xbf" + "\r\n".join([*lines, ""]).encode("utf-8")


def _xlsx(rows: list[list[str]], sheet: str) -> bytes:
    """Every cell is written as text: 007 stays 007 and a man called NA stays a man."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": sheet, "author": "Mreža Fenjer (fictional)", "created": MOMENT})
    page = book.add_worksheet(sheet)
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            page.write_string(at, column, cell)
    book.close()
    return repacked(out.getvalue())
