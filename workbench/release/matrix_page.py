"""The indicator matrix as a page: each cell leads to the words and pictures that it stands on."""

from collections.abc import Iterator

from workbench import codebook
from workbench.figures import matrix as drawing
from workbench.figures import style
from workbench.findings.assessment import Cell
from workbench.findings.matrix import Column, Matrix, Row
from workbench.findings.said import when
from workbench.markup import escape
from workbench.release.entries import anchor, entries
from workbench.release.evidence import evidence
from workbench.release.page import Filled, Html, facts, figure, filled, grid, join, listed, page, section
from workbench.tables import Tables

STATES = {
    "supported": "something coded speaks for it, and nothing shown here against it for the same time",
    "alleged": "a claim about a group that rests on published reports of others only",
    "conflicting": "something speaks for it and something against, of the same time",
    "contradicted": "evidence of others speaks against it, and nothing shown here for it",
    "denied": "this person was asked or spoke of it, and said no",
    "unclear": "coded, but the words leave it open, or the coders of a passage differ",
    "not-assessed": "nothing was coded: this is no 'no'",
    "sealed": "there is something, and no key to read it with",
    "withheld": "there is something, and it is not part of this release",
}
ORIGINS = (
    "The number in a cell counts origins, not documents: whoever perceived the fact. Retellings count as the origin "
    "that they draw on; where nothing speaks for the indicator, the number counts those against it."
)
NOTHING_SHARED = "No two origins that are told of here are known to share an interpreter, a session or a retelling."
NO_ROW = Html('<p class="none">This matrix has no row.</p>')
SIDES = (
    ("for_", "For"), ("against", "Against"), ("unclear", "Unclear"),
    ("disputed", "Coders differ: counts for nothing until it is adjudicated"),
)  # fmt: skip


def as_html(matrix: Matrix, tables: Tables) -> bytes:
    """One page with the picture, the table, what it reaches, and the evidence behind every cell."""
    book = codebook.framework(matrix.framework)
    verified = (
        ""
        if book.verified
        else " The entries of the codebook have not been compared with the original instrument by a person yet."
    )
    lead = Html(
        f"<p>{escape(book.name)}, {escape(book.edition)} edition. {escape(_sentence(book.rule.explanation))}"
        f'</p><p class="small">Source: {escape(book.instrument)}.{escape(verified)}</p>'
    )
    as_of = f", as of {matrix.as_of}" if matrix.as_of else ""
    sections = [
        section("picture", "At a glance",
        figure(drawing.draw(matrix), "Each square leads to its evidence further down.")),
        section("matrix", "The matrix", _table(matrix), Html(f'<p class="small">{escape(ORIGINS)}</p>')),
        section("states", "How to read it", _legend(matrix)),
        section("coverage", "Who was heard, and who was not", listed(matrix.coverage)),
        section("dependencies", "What the origins share",
        _points(dependencies(matrix), NOTHING_SHARED)),
        section("differences", "Where coders differ", _differences(matrix, tables)),
        section("evidence", "The evidence, cell by cell",
        *[_row(matrix, row, tables) for row in matrix.rows] or [NO_ROW]),
    ]  # fmt: skip
    return page(tables, f"Indicator matrix by {matrix.by}{as_of}", lead, sections)


def _sentence(text: str) -> str:
    return text if text.endswith(".") else text + "."


def cell_anchor(row: Row, column: Column) -> str:
    """The place of a cell's evidence; the squares of the drawing name the same.

    Example:
        >>> cell_anchor(Row("W-01", "W-01"), Column("deception", "Deception", 2))
        'W-01.deception'
    """
    return escape(drawing.anchor(row.id, column.id))


def dependencies(matrix: Matrix) -> list[str]:
    """What the origins behind a cell have in common, cell by cell in words."""
    return [
        f"{row.label}, {column.label}: {line}"
        for row in matrix.rows
        for column in matrix.columns
        for line in matrix.cell(row.id, column.id).dependencies
    ]


def _points(lines: list[str], none: str) -> Html:
    return listed(lines) if lines else Html(f'<p class="none">{escape(none)}</p>')


def _legend(matrix: Matrix) -> Html:
    met = {cell.state for cell in matrix.cells.values()}
    shown = [state for state in STATES if state not in ("sealed", "withheld") or state in met]
    items = [
        Html(
            f'<b style="background:{_ground(state)[0]};color:{_ground(state)[1]}">'
            f"{escape(drawing.LOOKS[state].letter)}</b><strong>{escape(_word(state))}</strong>: {escape(STATES[state])}"
        )
        for state in shown
    ]
    return listed(items, "legend")


def _ground(state: str) -> tuple[str, str]:
    look = drawing.LOOKS[state]
    return look.ground, look.ink


def _word(state: str) -> str:
    return state.replace("-", " ")


def _table(matrix: Matrix) -> Html:
    headers = [matrix.by, *(f"{column.number} {column.label}" for column in matrix.columns)]
    rows = [[row.label, *(_square(matrix, row, column) for column in matrix.columns)] for row in matrix.rows]
    foot = [_foot(matrix), *(_assessed(matrix, column) for column in matrix.columns)]
    return grid(
        headers,
        rows,
        f"Indicators by {matrix.by}; each cell that was assessed leads to its evidence",
        style="matrix",
        foot=foot,
    )


def _foot(matrix: Matrix) -> str:
    """What the numbers of the last line are of."""
    if not matrix.denominators:
        return "assessed, of all rows"
    of = next(iter(matrix.denominators.values()))
    return f"workers: said / asked; of {of['interviewed']} interviewed, {of['known']} known"


def _assessed(matrix: Matrix, column: Column) -> str:
    if matrix.denominators:
        return "{said} / {asked}".format(**matrix.denominators[column.id])
    return f"{len(matrix.rows) - matrix.total(column.id).get('not-assessed', 0)} of {len(matrix.rows)}"


def _square(matrix: Matrix, row: Row, column: Column) -> Filled:
    cell = matrix.cell(row.id, column.id)
    ground, ink = _ground(cell.state)
    origins = f"{cell.origins} origin{'s' * (cell.origins != 1)}" if cell.origins else ""
    inside = f"<b>{escape(drawing.LOOKS[cell.state].letter)}</b>{escape(_word(cell.state))}<small>{origins}</small>"
    if not _ids(cell):
        return filled(Html(f'<span id="{cell_anchor(row, column)}">{inside}</span>'), ground)
    colour = f' style="color:{ink}"' if ink != style.INK else ""
    return filled(Html(f'<a href="#{cell_anchor(row, column)}"{colour}>{inside}</a>'), ground)


def _ids(cell: Cell) -> tuple[str, ...]:
    return (*cell.for_, *cell.against, *cell.unclear, *cell.disputed)


def _differences(matrix: Matrix, tables: Tables) -> Html:
    rows = [
        [
            row.label,
            column.label,
            one.coder,
            one.stance,
            Html(f'<a href="#{anchor(one.id)}">{escape(one.found.quote or one.found.file)}</a>'),
        ]
        for row in matrix.rows
        for column in matrix.columns
        for one in evidence(tables, matrix.cell(row.id, column.id).disputed)
    ]
    if not rows:
        return Html('<p class="none">No passage behind a row of this matrix was read in two ways.</p>')
    return grid(
        [matrix.by, "indicator", "coder", "reads it as", "passage"], rows, "Passages that coders read in different ways"
    )


def _row(matrix: Matrix, row: Row, tables: Tables) -> Html:
    assessed = [column for column in matrix.columns if _ids(matrix.cell(row.id, column.id))]
    silent = "".join(f'<p class="small">{escape(line)}</p>' for line in _silent(matrix, row, assessed))
    cells = join(_cell(row, column, matrix.cell(row.id, column.id), tables) for column in assessed)
    return Html(f"<section><h3>{escape(row.label)}</h3>{silent}{cells}</section>")


def _silent(matrix: Matrix, row: Row, assessed: list[Column]) -> Iterator[str]:
    """What has no evidence below in this row: what nobody assessed, and what is assessed and cannot be listed."""
    others = [(one, matrix.cell(row.id, one.id).state) for one in matrix.columns if one not in assessed]
    if open_ := [one.label for one, state in others if state == "not-assessed"]:
        yield f"Not assessed: {', '.join(open_)}."
    if told := [f"{one.label} ({_word(state)})" for one, state in others if state != "not-assessed"]:
        yield f"Assessed, and none of the evidence can be listed here: {', '.join(told)}."


def _counted(cell: Cell) -> str | None:
    """ "15 statements, 3 origins", None where nothing tells."""
    numbers = ((cell.statements, "statement"), (cell.origins, "origin"))
    return ", ".join(f"{number} {word}{'s' * (number != 1)}" for number, word in numbers) if cell.origins else None


def _cell(row: Row, column: Column, cell: Cell, tables: Tables) -> Html:
    tally = ", ".join(f"{number} {_word(state)}" for state, number in cell.tally)
    about = facts(
        [
            ("origins", _counted(cell)), ("grades", ", ".join(f"{key} {grade}" for key, grade in cell.grades)),
            ("words of the employer or of an authority", len(cell.answers) or None), ("basis", ", ".join(cell.basis)),
            ("period", when(cell.period) if cell.period else None),
            ("origins share", "; ".join(cell.dependencies)), ("note", cell.note),
            ("persons and groups behind it", tally),
        ]
    )  # fmt: skip
    sides = join(
        Html(f"<h5>{escape(title)}</h5>{entries(tables, evidence(tables, ids))}")
        for side, title in SIDES
        if (ids := getattr(cell, side))
    )
    return Html(
        f'<section class="cell" id="{cell_anchor(row, column)}"><h4>{escape(row.label)}: {escape(column.label)}: '
        f'{escape(_word(cell.state))} <a class="back small" href="#matrix">back to the matrix</a></h4>'
        f"{about}{sides}</section>"
    )
