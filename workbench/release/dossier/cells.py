"""The tables of a dossier as a workbook and as CSV files."""

from decimal import Decimal

from workbench.release.dossier.document import Cell, Document, Link, Table, plain
from workbench.release.sheets import Sheet, Value, as_csv
from workbench.release.xlsx import workbook

LONGEST_NAME = 31
# Tables for programs whose rows are what readers find as quotes: where links to those lead.
LED_TO = {"units": "unit-", "quotes": "words-"}


def as_xlsx(document: Document) -> bytes:
    """A workbook: notes first, then a sheet for each table; a number that leads to an evidence unit leads to its row.

    Example:
        >>> made = Document(title="A", case="B", lang="en", headings="en", at="2024-07-01", head="h", notice="n",
        ...                 labels={"notes": "N", "note-head": "a", "note-what": "b", "made": "m"})
        >>> as_xlsx(made)[:2]
        b'PK'
    """
    tables = list(document.tables())
    names = {table.name: document.labels.get(f"sheet-{table.name}", table.name)[:LONGEST_NAME] for table in tables}
    places = {anchor: (names[table.name], at) for table in tables for at, anchor in enumerate(_anchors(table))}
    sheets = [_notes(document, tables, names), *(_sheet(table, names[table.name], places) for table in tables)]
    return workbook(sheets, title=f"{document.title} - {document.case}", notice=document.notice)


def _anchors(table: Table) -> tuple[str, ...]:
    if table.anchors or table.name not in LED_TO:
        return table.anchors
    return tuple(LED_TO[table.name] + plain(row[0])[2:] for row in table.rows)


def _notes(document: Document, tables: list[Table], names: dict[str, str]) -> Sheet:
    told = document.labels
    rows = [(document.title, document.notice), (told["made"], document.head)]
    rows += [(names[table.name], ". ".join(part for part in (table.caption, table.note) if part)) for table in tables]
    return Sheet(told["notes"], (told["note-head"], told["note-what"]), tuple(rows), (30, 110))


def _sheet(table: Table, sheet: str, places: dict[str, tuple[str, int]]) -> Sheet:
    rows = tuple(tuple(_value(value) for value in row) for row in table.rows)
    links = {}
    for at, row in enumerate(table.rows):
        for place, value in enumerate(row):
            first = _first(value)
            if first is not None and first.to in places and places[first.to] != (sheet, at):
                links[at, place] = places[first.to]
    return Sheet(sheet, _heads(table), rows, table.widths, links, table.fills)


def _heads(table: Table) -> tuple[str, ...]:
    """What stands above the columns: on paper a matrix has no room for more than numbers, here each has its name."""
    return (table.headers[0], *table.named) if table.named else table.headers


def _first(value: Cell) -> Link | None:
    if isinstance(value, tuple):
        return next((part for part in value if isinstance(part, Link)), None)
    return value if isinstance(value, Link) else None


def _value(value: Cell) -> Value:
    return value if isinstance(value, int | Decimal) else plain(value) or None


def csv_files(document: Document) -> dict[str, bytes]:
    """Every table as a CSV file, by name."""
    return {_file(table): as_csv(_sheet(table, table.name, {})) for table in document.tables()}


def captions(document: Document) -> dict[str, tuple[str, str]]:
    """By the name of its CSV file what stands above each table and below it."""
    return {_file(table): (table.caption, table.note) for table in document.tables()}


def _file(table: Table) -> str:
    return f"table-{table.name}.csv"
