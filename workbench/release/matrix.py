"""The indicator matrix as files: CSV, XLSX, JSON, HTML and SVG, each cell with the codings that it stands on."""

import dataclasses
import json
from collections.abc import Sequence
from typing import Any

from workbench import codebook
from workbench.codebook.messages import ENGLISH
from workbench.figures import matrix as drawing
from workbench.figures.retold import coded, head, own
from workbench.figures.words import told, word
from workbench.findings.assessment import Cell
from workbench.findings.matrix import Column, Matrix, Row
from workbench.findings.origins import Origins
from workbench.findings.said import when
from workbench.findings.versions import versions
from workbench.release import matrix_page
from workbench.release.evidence import Evidence, alike, dates, evidence, in_order
from workbench.release.evidence_notes import explained
from workbench.release.page import DIGEST, digested, means, notice, released
from workbench.release.sheets import Sheet, Value, as_csv
from workbench.release.spoken_sheet import called, noted, spoken
from workbench.release.xlsx import workbook
from workbench.tables import Tables

SIDES = ("for", "against", "unclear", "disputed")
# What a row must count as to carry a state; other states lead to none.
CARRIED = {
    "supported": ("for",), "alleged": ("for",), "conflicting": ("for", "against"), "contradicted": ("against",),
    "denied": ("against",), "unclear": ("unclear", "disputed"),
}  # fmt: skip
FIRST = 7  # columns of evidence, up to its file
EVIDENCE = (
    ("row", 12), ("indicator", 24), ("cell", 12), ("counts as", 11), ("stance", 12), ("quote", 70), ("file", 12),
    ("place", 18),
    ("start", 8), ("end", 8), ("region", 14), (DIGEST, 36), ("source", 30), ("source kind", 14),
    ("means", 14),
    ("period start", 12), ("period end", 12), ("period as written", 18), ("subject", 10), ("scope", 18), ("site", 16),
    ("actor", 20), ("asked", 30), ("how it came up", 12), ("coder", 8), ("coder's note", 30), ("coding", 20),
)  # fmt: skip


def codings(cell: Cell) -> dict[str, tuple[str, ...]]:
    """The ids of the codings of a cell, by what they count as.

    Example:
        >>> codings(Cell(state="denied", against=("c1",)))["against"]
        ('c1',)
    """
    return {"for": cell.for_, "against": cell.against, "unclear": cell.unclear, "disputed": cell.disputed}


def as_json(matrix: Matrix, tables: Tables) -> bytes:
    """Every cell, also those that nobody assessed, and every coding behind them, as one JSON document."""
    origins = Origins(tables.sources)
    cells = [_cell(matrix, tables, row.id, column.id) for row in matrix.rows for column in matrix.columns]
    for one in cells:
        cell = matrix.cell(one["row"], one["column"])
        one["versions"] = [told.values() for told in versions(tables, cell, origins)]
    ids = dict.fromkeys(identity for cell in cells for side in SIDES for identity in cell[side])
    document = {
        "framework": matrix.framework, "by": matrix.by, "as_of": matrix.as_of, "head": matrix.head,
        "notice": notice(tables.info), "rows": [row.id for row in matrix.rows],
        "row_labels": {row.id: row.label for row in matrix.rows}, "columns": [column.id for column in matrix.columns],
        "column_labels": {column.id: column.label for column in matrix.columns}, "cells": cells,
        "coverage": list(matrix.coverage), "denominators": matrix.denominators,
        "most_by_one_worker": matrix.most_by_one_worker,
        "codings": {one.id: one.values() for one in evidence(tables, ids)},
    }  # fmt: skip
    return document_bytes(document)


def document_bytes(document: Any) -> bytes:
    """A document as JSON for people and programs: UTF-8, indented, keys in the order given, a line end at the end.

    Example:
        >>> document_bytes({"a": "ễ"}).decode()
        '{\\n "a": "ễ"\\n}\\n'
    """
    return (json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode(
        "utf-8", "backslashreplace"
    )


def _number(number: int, tables: Tables) -> int | None:
    """A count as a file says it: in a copy that leaves nought is what nobody is told, and nothing is written."""
    return number or (None if released(tables.info) else 0)


def _cell(matrix: Matrix, tables: Tables, row: str, column: str) -> dict[str, Any]:
    cell = matrix.cell(row, column)
    return {
        "row": row, "column": column, "state": cell.state, "origins": _number(cell.origins, tables),
        **{side: list(ids) for side, ids in codings(cell).items()}, "basis": list(cell.basis),
        "dependencies": list(cell.dependencies), "period": dates(cell.period), "note": cell.note,
        "tally": dict(cell.tally), "statements": _number(cell.statements, tables), "answers": list(cell.answers),
        "grades": dict(cell.grades),
    }  # fmt: skip


def evidence_sheet(matrix: Matrix, tables: Tables) -> Sheet:
    """One row a coding, in the order of the matrix; in a released copy what coders read alike is one row, and a column
    in which nothing stands is left out. Where no row stands at all the first columns say what would."""
    rows, every = [_line(*one) for one in _listed(matrix, tables)], not released(tables.info)
    kept = [at for at in range(len(EVIDENCE)) if every or any(row[at] not in (None, "") for row in rows)]
    kept = kept or [*range(FIRST)]
    heads = [digested(tables.info) if name == DIGEST else name for name, _ in EVIDENCE]
    return Sheet(
        "Evidence", tuple(heads[at] for at in kept), tuple(tuple(row[at] for at in kept) for row in rows),
        tuple(EVIDENCE[at][1] for at in kept), freeze=3,
    )  # fmt: skip


def _listed(matrix: Matrix, tables: Tables) -> list[tuple[Row, Column, Cell, str, list[Evidence]]]:
    """Row, column, cell, what it counts as, and the codings of each line of the sheet."""
    found = []
    for row in matrix.rows:
        for column in matrix.columns:
            cell = matrix.cell(row.id, column.id)
            for side, ids in codings(cell).items():
                every = evidence(tables, ids)
                lines = alike(every) if released(tables.info) else [[one] for one in every]
                found += [(row, column, cell, side, many) for many in lines]
    return found


def _line(row: Row, column: Column, cell: Cell, side: str, many: list[Evidence]) -> tuple[Value, ...]:
    one = many[0]
    at, span = one.found, one.period
    told = sorted(many, key=lambda each: in_order(each.coder))
    coders = dict.fromkeys(each.coder for each in told if each.coder)
    memos = dict.fromkeys(each.memo for each in told if each.memo)
    region = ",".join(str(part) for part in at.region)
    source = at.source if at.source_key == at.source else f"{at.source_key}: {at.source}"
    return (
        row.label, column.label, cell.state, side, one.stance, at.quote or "(a picture)", at.file, at.place,
        at.start, at.end, region,
        at.item_sha256, source, at.source_kind, one.means, span.start, span.end,
        span.as_written,
        one.subject, one.scope, one.site, one.actor, one.question, one.elicited,
        "; ".join(coders), "; ".join(memos) or None, one.id,
    )  # fmt: skip


def matrix_sheet(matrix: Matrix, tables: Tables, *, read: bool = False) -> Sheet:
    """One row a worker, source, employer or site: the states, then the origins behind each, as numbers.

    Programs find indicators by their codes; a sheet that people `read` has their names."""
    names = [column.label if read else column.id for column in matrix.columns]
    headers = (matrix.by, "label", *names, *(f"{name}: origins" for name in names))
    cells = [[matrix.cell(row.id, column.id) for column in matrix.columns] for row in matrix.rows]
    leaves = released(tables.info)
    rows: tuple[tuple[Value, ...], ...] = tuple(
        # What the case calls somebody in its registers stays with the team.
        (row.label if leaves else row.id, row.label, *(cell.state for cell in line),
         *(_number(cell.origins, tables) for cell in line))
        for row, line in zip(matrix.rows, cells, strict=True)
    )
    fills = {
        (at, number + 2): drawing.LOOKS[cell.state].ground for at, line in enumerate(cells) for number,
        cell in enumerate(line)
        if cell.state != "not-assessed"
    }  # fmt: skip
    widths = (12, 24, *(15 for _ in matrix.columns), *(9 for _ in matrix.columns))
    return Sheet("Matrix", headers, rows, widths, _links(matrix, tables), fills, freeze=2)


def _links(matrix: Matrix, tables: Tables) -> dict[tuple[int, int], tuple[str, int]]:
    """From each cell to the first row among the evidence that carries its state; a copy may show none."""
    rows = {row.id: at for at, row in enumerate(matrix.rows)}
    columns = {column.id: at for at, column in enumerate(matrix.columns)}
    links: dict[tuple[int, int], tuple[str, int]] = {}
    for line, (row, column, cell, side, _) in enumerate(_listed(matrix, tables)):
        if side in CARRIED.get(cell.state, ()):
            links.setdefault((rows[row.id], columns[column.id] + 2), ("Evidence", line))
    return links


def notes_sheet(matrix: Matrix, tables: Tables, heads: Sequence[str] = ()) -> Sheet:
    """How to read the workbook, with the `heads` of its evidence, how far it reaches, and what it was built from."""
    book, matrix = codebook.framework(matrix.framework), drawing.named(matrix)
    rows = [
        ("what this is", notice(tables.info)), ("case", tables.info.title), ("head of the ledger", matrix.head),
        ("as of", matrix.as_of or word("note.all")), ("framework", own(book.name)),
        ("source of the framework", book.instrument),
        ("verified", word("note.yes" if book.verified else "note.unverified")),
        ("rule", f"{own(book.rule.text)}. {own(book.rule.explanation)}"),
        *((f"state: {state}", means(state, tables.info)) for state in drawing.LOOKS
          if state != "sealed" or not released(tables.info)),
        *(("coverage", line) for line in matrix.coverage),
        *(("dependency", line) for line in matrix_page.dependencies(matrix)),
        ("origins", word("matrixfile.origins")), ("links", word("note.leads", sheet=called("Evidence"))),
        *((("links", word("note.leads-nowhere")),) if released(tables.info) else ()), *explained(heads),
    ]  # fmt: skip
    return noted(rows, (26, 110))


def as_xlsx(matrix: Matrix, tables: Tables) -> bytes:
    """A workbook: the matrix, the evidence row by row, and notes on how to read it."""
    named = drawing.named(matrix)
    read, evidence_ = matrix_sheet(named, tables, read=True), evidence_sheet(named, tables)
    sheets = [_once(_worded(named, read)), spoken(evidence_), notes_sheet(matrix, tables, evidence_.headers)]
    title = f"{word('matrixfile.title', by=word(f'by.{matrix.by}'))}, {matrix.framework}"
    return workbook(sheets, title=title, notice=notice(tables.info))


def _once(sheet: Sheet) -> Sheet:
    """Without its second column where that repeats the first: a copy has labels alone, the team has keys."""
    if any(row[0] != row[1] for row in sheet.rows):
        return sheet
    return dataclasses.replace(
        sheet, headers=(sheet.headers[0], *sheet.headers[2:]), rows=tuple((row[0], *row[2:]) for row in sheet.rows),
        widths=sheet.widths[1:], fills={(at, column - 1): fill for (at, column), fill in sheet.fills.items()},
        links={(at, column - 1): link for (at, column), link in sheet.links.items()}, freeze=1,
    )  # fmt: skip


def _worded(matrix: Matrix, sheet: Sheet) -> Sheet:
    """The sheet of states in the language of the copy: the names of its indicators are in it already."""
    rows = tuple((*row[:2], *(coded("state", cell) if isinstance(cell, str) else cell for cell in row[2:]))
                 for row in sheet.rows)  # fmt: skip
    if told().text_lang == ENGLISH:
        return dataclasses.replace(sheet, rows=rows)
    labels = [column.label for column in matrix.columns]
    heads = (word(f"by.{matrix.by}"), head("label"), *labels, *(f"{one}: {head('origins')}" for one in labels))
    links = {at: (called(name), row) for at, (name, row) in sheet.links.items()}
    return dataclasses.replace(sheet, name=called(sheet.name), headers=heads, rows=rows, links=links)


def period_words(cell: Cell) -> str:
    """The period of a cell in words, empty where none is known.

    Example:
        >>> period_words(Cell(state="denied"))
        ''
    """
    return when(cell.period) if cell.period else ""


FORMS = {
    ".csv": [
        ("", lambda matrix, tables: as_csv(matrix_sheet(matrix, tables))),
        ("-evidence", lambda matrix, tables: as_csv(evidence_sheet(matrix, tables))),
    ],
    ".xlsx": [("", as_xlsx)],
    ".json": [("", as_json)],
    ".html": [("", matrix_page.as_html)],
    ".svg": [("", lambda matrix, tables: drawing.draw(matrix))],
}
