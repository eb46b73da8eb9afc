"""An XLSForm as a workbook: text in every cell, as form servers read it."""

from collections.abc import Mapping, Sequence

from workbench.release.sheets import Sheet
from workbench.release.xlsx import workbook


def workbook_of(tables: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    """The bytes of a workbook of these sheets, the first row of each its header; the same tables give the same bytes.

    Example:
        >>> workbook_of({"survey": [("type", "name"), ("text", "site")]})[:2]
        b'PK'
    """
    sheets = [
        Sheet(name, tuple(head), tuple(tuple(row) for row in rows), widths=tuple(_width(text) for text in head))
        for name, (head, *rows) in tables.items()
    ]
    return workbook(sheets, title="XLSForm")


def _width(head: str) -> int:
    return 48 if head.startswith("label") else 18
