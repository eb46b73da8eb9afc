"""A sheet that an institution answers line by line: what it owes on the left, empty columns on the right."""

from collections.abc import Sequence

from workbench.codebook.messages import messages
from workbench.errors import Unknown
from workbench.findings.responses import Response, Responses
from workbench.release.dossier.document import Document, Paragraph, Section, Table
from workbench.release.dossier.word import as_docx
from workbench.release.sheets import Sheet, as_csv
from workbench.release.xlsx import workbook
from workbench.tables import Tables

ASKED = ("answer", "what was done", "on (YYYY-MM-DD)", "document or number", "answered on (YYYY-MM-DD)")
HEADERS = ("reference (please leave as it is)", "what is owed", "by", "about", "last day", *ASKED)
WIDTHS = (34, 40, 36, 20, 26, 16, 50, 16, 26, 16)
HOW = (
    "One line is one thing that is owed. Please write in the last five columns alone.",
    "Answer: done, partly, refused, not done, or not clear.",
    "What was done: in your own words, in any language. On: the day on which it was done.",
    "What you write is kept as you wrote it, and stands beside the line as your answer.",
)


def lines(found: Responses, tables: Tables, bearer: str | None = None) -> list[tuple[Response, str]]:
    """The duties to be answered, each with its reference; of one institution (a key) or of all.

    Raises:
        Unknown: no duty on record is borne by an institution of that key.
    """
    keys = {identity: one.key for identity, one in tables.rows.get("entity", [])}
    told = [(row, reference(row.duty.id, keys[row.bearer_id], row.about)) for row in found.rows
            if bearer in (None, keys[row.bearer_id])]  # fmt: skip
    if not told:
        raise Unknown("reply sheet", "institution with a duty on record", bearer or "any",
                      sorted({keys[row.bearer_id] for row in found.rows}))  # fmt: skip
    return told


def reference(duty: str, bearer: str, about: str | None) -> str:
    """What tells one line from another, and is read back.

    Example:
        >>> reference("rs-information", "PB-LAB", None)
        'rs-information | PB-LAB'
    """
    return " | ".join(filter(None, (duty, bearer, about)))


def sheet(told: Sequence[tuple[Response, str]]) -> Sheet:
    """One row a line, the last five columns empty. Neither sources nor steps of the team are in it."""
    rows = tuple(
        (mark, row.duty.title, f"{row.duty.instrument} ({row.duty.force})", row.about or "",
         str(row.due) if row.due else row.duty.due, *("" for _ in ASKED))
        for row, mark in told
    )  # fmt: skip
    return Sheet("Lines", HEADERS, rows, WIDTHS, freeze=2)


def texts(told: Sequence[tuple[Response, str]]) -> list[tuple[str, str]]:
    """Every text of the sheet that somebody typed, with where it stands: to be searched before it is handed over."""
    return [(f"line {number}", row.about) for number, (row, _) in enumerate(told, 1) if row.about]


def written(told: Sequence[tuple[Response, str]], suffix: str, day: str) -> bytes:
    """The sheet as `.xlsx`, `.csv` or `.docx`.

    Raises:
        Unknown: there is no such form.
    """
    if suffix == ".csv":
        return as_csv(sheet(told))
    if suffix == ".xlsx":
        how = Sheet("How to answer", ("",), tuple((line,) for line in HOW), (120,))
        return workbook([sheet(told), how], title="Lines to be answered")
    if suffix == ".docx":
        return as_docx(_document(told, day))
    raise Unknown("reply sheet", "form", suffix, [".csv", ".docx", ".xlsx"])


def _document(told: Sequence[tuple[Response, str]], day: str) -> Document:
    made = sheet(told)
    cells = tuple(tuple(str(value) for value in row) for row in made.rows)
    table = Table("Lines to be answered", made.headers, cells, widths=made.widths)
    words = messages("en")
    labels = {key.partition(".")[2]: text for key, text in words.words.items() if key.startswith("label.")}
    how = [Paragraph((line,)) for line in HOW]
    section = Section("lines", "Line by line", (*how, table), wide=True)
    return Document(
        title="Lines to be answered", case="", lang="en", headings="en", at=day, head="", notice="", labels=labels,
        sections=(section,),
    )  # fmt: skip
