"""Tables as text (CSV, TSV): every cell as it is written, never a number, a date or a missing value in its place."""

import csv
import io

from workbench.extract import forms, viber
from workbench.extract.conversation import told
from workbench.extract.encoding import decode
from workbench.extract.layout import Layout, newlines
from workbench.extract.outcome import File, Reading, Reason, Unread, reason

DELIMITERS = (",", ";", "\t", "|")
NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
MOST_CELLS, LONGEST_CELL, SAMPLE_LINES = 300_000, 10_000_000, 200


def read(file: File) -> Reading:
    """Reads a delimited table: in the text, tabs part the cells and line ends the rows; each cell is a place.

    Example:
        >>> import pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "a.csv"
        >>> _ = path.write_text('name,fee')
        >>> read(File(path, "a.csv", "text/csv")).made[0].data
        b'name\\tfee\\n'
    """
    text, encoding, doubts = decode(file.data())
    text = newlines(text)
    if not text.strip():
        raise Unread("no-text")
    delimiter = "\t" if file.media_type == "text/tab-separated-values" else detect(text)
    if said := viber.messages(text, delimiter):
        layout = told(said, "Viber", viber.ZONE)
        layout.facts["encoding"] = encoding
        remarks, made = layout.made("conversation", "charset-normalizer")
        return Reading("chat", (*doubts, reason("reader-untried", "Viber"), *remarks), made)
    layout = Layout("cell")
    layout.facts.update(encoding=encoding, delimiter=NAMES[delimiter], cells_parted_by="tab")
    reasons = [*doubts, *_cells(text, delimiter, layout)]
    remarks, made = layout.made("delimited", "charset-normalizer")
    if forms.is_submissions(next(iter(_rows(text.split("\n", 1)[:1], delimiter)), [])):
        filled = forms.of_tables({"table": _rows(text.splitlines(keepends=True), delimiter)})
        if filled:
            made = (*made, forms.made("submissions", filled))
            reasons.append(reason("reader-untried", "Kobo, ODK"))
    return Reading("table", (*reasons, *remarks), made)


def _cells(text: str, delimiter: str, layout: Layout) -> list[Reason]:
    csv.field_size_limit(LONGEST_CELL)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    cells = number = 0
    try:
        for number, row in enumerate(rows, 1):
            cells += len(row)
            if cells > MOST_CELLS:
                return [reason("too-many-cells", f"read up to row {number - 1}")]
            for at, cell in enumerate(row):
                if at:
                    layout.add("\t")
                layout.add(cell, f"{column(at + 1)}{number}")
            layout.add("\n")
    except csv.Error as error:
        return [reason("table-broken", f"row {number + 1}: {error}")]
    if text.count('"') % 2:
        return [
            reason("table-broken", "a quotation mark is never closed, or stands alone; rows after it may be one cell")
        ]
    return []


def detect(text: str) -> str:
    """The delimiter that parts the first rows most evenly into most columns; a comma when none does.

    Example:
        >>> detect("name;fee\\nLinh;1,500\\nMinh;2,000")
        ';'
    """
    head = text.split("\n")[:SAMPLE_LINES]

    def evenness(delimiter: str) -> tuple[int, int]:
        widths = [len(row) for row in _rows(head, delimiter) if row]
        usual = max(set(widths), key=lambda width: (widths.count(width), width)) if widths else 1
        return (widths.count(usual) if usual > 1 else 0, usual)

    return max(DELIMITERS, key=lambda delimiter: (*evenness(delimiter), -DELIMITERS.index(delimiter)))


def _rows(lines: list[str], delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for row in csv.reader(lines, delimiter=delimiter):
            rows.append(row)
    except csv.Error:
        pass  # the rows before the fault are enough to choose a delimiter
    return rows


def column(number: int) -> str:
    """The letters of a column as spreadsheets write them.

    Example:
        >>> column(1), column(28)
        ('A', 'AB')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
