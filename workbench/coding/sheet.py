"""Rows of a CSV register as text, each with the line it stands on; nothing is guessed about types."""

import csv
import dataclasses
import io
from pathlib import Path

from workbench.casefile.disk import whole_bytes
from workbench.coding.inert import alive
from workbench.errors import BadValue, WorkbenchError

SEPARATOR = ";"
BETWEEN = (",", ";", "\t")
ZIPPED = b"PK\x03\x04"
LONGEST = 65536  # characters of a header; the csv module refuses a cell of twice as many


@dataclasses.dataclass(frozen=True)
class Row:
    """One line of a register: its values by column, and where it stands."""

    file: str
    line: int
    values: dict[str, str]

    def place(self, column: str) -> str:
        """Where a value stands, for a message.

        Example:
            >>> Row("s.csv", 3, {}).place("kind")
            'line 3, column kind'
        """
        return f"line {self.line}, column {column}"

    @property
    def whole(self) -> str:
        """The row itself, for a message.

        Example:
            >>> Row("s.csv", 3, {}).whole
            's.csv, line 3'
        """
        return f"{self.file}, line {self.line}"

    def text(self, column: str) -> str | None:
        """The value of a column, or None where nothing is said."""
        return self.values.get(column, "").strip() or None

    def need(self, column: str) -> str:
        """The value of a column that may not be empty.

        Raises:
            BadValue: the cell is empty.
        """
        value = self.text(column)
        if value is None:
            raise BadValue(self.file, self.place(column), "", "a value here: this column may not be empty")
        return value

    def many(self, column: str) -> tuple[str, ...]:
        """The values of a cell that holds several, separated by semicolons.

        Example:
            >>> Row("s.csv", 2, {"names": "Linglong ; 玲珑"}).many("names")
            ('Linglong', '玲珑')
        """
        return tuple(part.strip() for part in self.values.get(column, "").split(SEPARATOR) if part.strip())

    def yes(self, column: str) -> bool:
        """True for yes, False for no and for nothing said.

        Raises:
            BadValue: the cell holds something else.
        """
        value = (self.text(column) or "no").lower()
        if value not in ("yes", "no"):
            raise BadValue(self.file, self.place(column), value, "yes or no")
        return value == "yes"

    def number(self, column: str) -> int:
        """A whole number.

        Raises:
            BadValue: the cell holds something else.
        """
        value = self.need(column)
        if not value.isascii() or not value.isdigit():
            raise BadValue(self.file, self.place(column), value, "a whole number in digits")
        return int(value)


def read_sheet(
    path: Path, columns: list[str], *, required: list[str], problems: list[WorkbenchError] | None = None
) -> list[Row]:
    """The rows of a CSV file in UTF-8 with a header line; what `inert` put before a text is taken away again.

    Between cells stands a comma, or the semicolon or tab that parts known columns in the header.

    A row with more or fewer cells than the header goes into `problems` where that is given, and the rest goes on.

    Raises:
        Missing, Refused, Unreadable: there is nothing at the path, no regular file, or it may not be read.
        BadValue: it is not UTF-8, a column is missing, unknown or there twice, or (without `problems`) a row is ragged.

    Example:
        >>> import tempfile
        >>> file = Path(tempfile.mkdtemp()) / "agents.csv"
        >>> _ = file.write_text("key,name\\nAK,A. K.\\n")
        >>> read_sheet(file, ["key", "name"], required=["key"])[0].text("name")
        'A. K.'
    """
    text = text_of(path)
    lines = _lines(path, text, sign_between(text, columns))
    if not lines:
        raise BadValue(path.name, "line 1", "an empty file", "a header line with the columns " + ", ".join(columns))
    header = [name.strip() for name in lines[0][1]]
    check_columns(path, "line 1", header, columns, required)
    rows = []
    for line, cells in lines[1:]:
        if len(cells) == len(header):
            rows.append(Row(path.name, line, dict(zip(header, map(alive, cells), strict=True))))
            continue
        ragged = BadValue(path.name, f"line {line}", f"{len(cells)} cells", f"{len(header)} cells, as in the header")
        if problems is None:
            raise ragged
        problems.append(ragged)
    return rows


def text_of(path: Path) -> str:
    """The text of a file in UTF-8, with or without the mark at its start, line ends as \\n.

    Raises:
        Missing, Refused, Unreadable: there is nothing at the path, no regular file, or it may not be read.
        BadValue: it is a workbook, or not UTF-8.
    """
    # A link is followed here: a register is the user's own file, not evidence.
    data = whole_bytes(path.resolve())
    if data.startswith(ZIPPED):
        expected = "its sheet as a file of its own, in Excel by 'Save as', 'CSV UTF-8', and give that file"
        raise BadValue(path.name, "the whole file", "a workbook", expected)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadValue(
            path.name, f"byte {error.start}", "bytes that are no UTF-8", "the file again, as 'CSV UTF-8'"
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def sign_between(text: str, columns: list[str]) -> str:
    """The sign between the cells of a text: a comma, unless only a semicolon or only a tab parts known columns.

    Example:
        >>> sign_between("key;name\\n", ["key", "name"]), sign_between("key,name\\n", ["key", "name"])
        (';', ',')
    """
    header = next((line for line in text.split("\n") if line), "")[:LONGEST]
    # Not strict: a header with a lone quote is told when the rows are read.
    known = [sign for sign in BETWEEN if not set(columns).isdisjoint(_names(header, sign))]
    return known[0] if len(known) == 1 else ","


def _names(header: str, sign: str) -> list[str]:
    return [name.strip() for name in next(csv.reader([header], delimiter=sign), [])]


def check_columns(path: Path, place: str, header: list[str], columns: list[str], required: list[str]) -> None:
    """Refuses a header that lacks a column, has one twice, or one that is not known.

    Raises:
        BadValue: with the place and the columns that there are.

    Example:
        >>> check_columns(Path("a.csv"), "line 1", ["key", "key"], ["key"], [])
        Traceback (most recent call last):
            ...
        workbench.errors.BadValue: a.csv, line 1: found 'key'. Write each column once.
    """
    for at, name in enumerate(header):
        if name not in columns:
            raise BadValue(path.name, place, name, "only the columns " + ", ".join(columns))
        if name in header[:at]:
            raise BadValue(path.name, place, name, "each column once")
    for name in required:
        if name not in header:
            raise BadValue(path.name, place, ", ".join(header), f"the column {name} as well")


def _lines(path: Path, text: str, sign: str) -> list[tuple[int, list[str]]]:
    """The cells of each row that is not empty, with the line on which the row begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    lines, begun = [], 1
    try:
        for cells in reader:
            if cells:
                lines.append((begun, cells))
            begun = reader.line_num + 1
    except csv.Error as error:
        raise BadValue(path.name, f"line {begun}", str(error), "each quoted cell with both its quotes") from None
    return lines
