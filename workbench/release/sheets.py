"""Tables for a spreadsheet program: text that stays text, numbers that stay numbers, and never a formula."""

import csv
import dataclasses
import io
import re
from collections.abc import Collection, Mapping
from decimal import Decimal

Value = str | int | float | Decimal | None
# What a spreadsheet takes for the start of a formula, with the full-width forms that some turn into it.
STARTS = "=+\\-@\t\r＝＋－＠"
AT_START = re.compile(rf"^(?=\s*[{STARTS}])")
# A program that splits at another separator than ours would see a new field behind it.
INSIDE = re.compile(rf"(?<=[;\t\r\n])(?=[^\S\r\n]*[{STARTS}])")
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclasses.dataclass(frozen=True)
class Sheet:
    """One table: `headers`, `rows` of typed values, and what a workbook adds to it.

    `widths` are in characters; `links` lead from a cell (row and column of `rows`) to a row of another sheet; `fills`
    give a cell its colour (#rrggbb); `freeze` is the number of columns that stay in view; `title` stands above
    nothing: it is the sheet's description for a reader of the file's notes.
    """

    name: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    widths: tuple[int, ...] = ()
    links: Mapping[tuple[int, int], tuple[str, int]] = dataclasses.field(default_factory=dict)
    fills: Mapping[tuple[int, int], str] = dataclasses.field(default_factory=dict)
    freeze: int = 1


def silent(sheet: Sheet, kept: Collection[str] = ()) -> list[str]:
    """The headers of columns in which no row has a value; of a sheet without rows none, and none of those in `kept`.

    Example:
        >>> silent(Sheet("s", ("a", "note"), (("x", None), ("y", ""))))
        ['note']
    """
    if not sheet.rows:
        return []
    empty = [name for at, name in enumerate(sheet.headers) if all(row[at] in (None, "") for row in sheet.rows)]
    return [name for name in empty if name not in kept]


def valued(sheet: Sheet, kept: Collection[str] = ()) -> Sheet:
    """The sheet without its silent columns; what is still to be written in stands in `kept`, and stays.

    Example:
        >>> made = valued(Sheet("s", ("a", "note", "b"), ((1, None, 2),), (5, 6, 7), {(0, 2): ("t", 0)}))
        >>> made.headers, made.rows, made.widths, dict(made.links)
        (('a', 'b'), ((1, 2),), (5, 7), {(0, 1): ('t', 0)})
    """
    left = silent(sheet, kept)
    places = [at for at, name in enumerate(sheet.headers) if name not in left]
    to = {at: new for new, at in enumerate(places)}
    return dataclasses.replace(
        sheet,
        headers=tuple(sheet.headers[at] for at in places),
        rows=tuple(tuple(row[at] for at in places) for row in sheet.rows),
        widths=tuple(sheet.widths[at] for at in places if at < len(sheet.widths)),
        links={(row, to[at]): there for (row, at), there in sheet.links.items() if at in to},
        fills={(row, to[at]): fill for (row, at), fill in sheet.fills.items() if at in to},
        freeze=sum(at < sheet.freeze for at in places),
    )


def as_csv(sheet: Sheet) -> bytes:
    """A sheet as CSV: UTF-8 with a byte order mark (without it a spreadsheet program garbles Vietnamese), commas,
    every text quoted.

    Text that a spreadsheet program could run as a formula gets a leading apostrophe; numbers stay as they are.

    Example:
        >>> as_csv(Sheet("s", ("who", "sum"), (("=1+1", Decimal("-450")),))).decode("utf-8-sig")
        '"who","sum"\\r\\n"\\'=1+1",-450\\r\\n'
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow([_cell(name) for name in sheet.headers])
    writer.writerows([[_cell(value) for value in row] for row in sheet.rows])
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Value) -> "str | int | float | _Number":
    if isinstance(value, Decimal):
        return _Number(value)
    if isinstance(value, int | float):
        return value
    return inert(shown(value or ""))


class _Number(float):
    """A decimal that is written with the digits it came with, and taken for a number by the writer."""

    def __new__(cls, value: Decimal) -> "_Number":
        number = super().__new__(cls, value)
        number._digits = str(value)
        return number

    _digits: str

    def __repr__(self) -> str:
        return self._digits

    __str__ = __repr__


def inert(text: str) -> str:
    """Text with an apostrophe wherever a spreadsheet program could begin to read a formula.

    Example:
        >>> inert("@SUM(A1)"), inert("page 2"), inert("a;=1+1")
        ("'@SUM(A1)", 'page 2', "a;'=1+1")
    """
    return AT_START.sub("'", INSIDE.sub("'", text))


def shown(text: str) -> str:
    """Text with control characters and half characters made visible, as no file for a spreadsheet can hold them.

    Example:
        >>> shown("a\\x00b")
        'a[U+0000]b'
    """
    return UNSEEN.sub(lambda match: f"[U+{ord(match.group()):04X}]", text)


def number(text: str | None) -> Value:
    """A decimal written as text, as a number; text that is none stays text.

    Example:
        >>> number("-450.50"), number("about 500")
        (Decimal('-450.50'), 'about 500')
    """
    return Decimal(text) if text is not None and re.fullmatch(r"-?\d+(\.\d+)?", text) else text
