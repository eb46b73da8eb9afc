"""The indicator matrix as a page: each cell leads to the words and pictures that it stands on."""

from collections.abc import Iterator

from workbench import codebook
from workbench.figures import matrix as drawing
from workbench.figures import style
from workbench.figures.labels import held_back
from workbench.figures.retold import coded, own
from workbench.figures.words import told, word
from workbench.findings.assessment import Cell
from workbench.findings.matrix import Column, Matrix, Row
from workbench.findings.said import when
from workbench.markup import escape
from workbench.release.entries import anchor, entries
from workbench.release.evidence import Found, alike, evidence
from workbench.release.page import (
    Filled,
    Html,
    facts,
    figure,
    filled,
    grid,
    join,
    listed,
    means,
    page,
    released,
    section,
)
from workbench.tables import Tables

SIDES = ("for_", "against", "unclear", "disputed")


def as_html(matrix: Matrix, tables: Tables) -> bytes:
    """One page with the picture, the table, what it reaches, and the evidence behind every cell."""
    book = codebook.framework(matrix.framework)
    matrix, say = drawing.named(matrix), "matrixfile."
    verified = "" if book.verified else f" {word(say + 'unverified')}"
    edition = word(say + "edition", name=own(book.name), edition=book.edition)
    lead = Html(
        f"<p>{escape(edition)} {escape(_sentence(own(book.rule.explanation)))}"
        f'</p><p class="small">{escape(word(say + "instrument", instrument=book.instrument))}{escape(verified)}</p>'
    )
    alone = "nothing-shared-copy" if released(tables.info) else "nothing-shared"
    shared = _points(dependencies(matrix), word(say + alone))
    sections = [
        section("picture", word("page.glance"), figure(drawing.draw(matrix), word(say + "squares"))),
        section("matrix", word(say + "matrix"), _table(matrix), _paragraph(word(say + "origins"), "small")),
        section("states", word(say + "how"), _legend(matrix, tables)),
        section("coverage", word(say + "coverage"), listed(matrix.coverage)),
        section("dependencies", word(say + "share"), shared),
        section("differences", word(say + "differ"), _differences(matrix, tables)),
        section("evidence", word(say + "evidence"), *[_row(matrix, row, tables) for row in matrix.rows]
                or [_paragraph(word(say + "no-row"), "none")]),
    ]  # fmt: skip
    return page(tables, drawing.title(matrix), lead, sections)


def _paragraph(words: str, style: str) -> Html:
    return Html(f'<p class="{style}">{escape(words)}</p>')


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
        f"{row.label}, {column.label}: {own(line)}"
        for row in matrix.rows
        for column in matrix.columns
        for line in matrix.cell(row.id, column.id).dependencies
    ]


def _points(lines: list[str], none: str) -> Html:
    return listed(lines) if lines else _paragraph(none, "none")


def _legend(matrix: Matrix, tables: Tables) -> Html:
    met = {cell.state for cell in matrix.cells.values()}
    shown = [state for state in drawing.LOOKS if state not in ("sealed", "withheld") or state in met]
    items = [
        Html(
            f'<b style="background:{_ground(state)[0]};color:{_ground(state)[1]}">'
            f"{escape(drawing.LOOKS[state].letter)}</b><strong>{escape(_word(state))}</strong>: "
            f"{escape(means(state, tables.info))}"
        )
        for state in shown
    ]
    return listed(items, "legend")


def _ground(state: str) -> tuple[str, str]:
    look = drawing.LOOKS[state]
    return look.ground, look.ink


def _word(state: str) -> str:
    return word(f"state.{state}")


def _table(matrix: Matrix) -> Html:
    by = word(f"by.{matrix.by}")
    headers = [Html(escape(by)), *(Html(escape(f"{column.number} {column.label}")) for column in matrix.columns)]
    rows = [[row.label, *(_square(matrix, row, column) for column in matrix.columns)] for row in matrix.rows]
    foot = [_foot(matrix), *(_assessed(matrix, column) for column in matrix.columns)]
    return grid(
        headers,
        rows,
        word("matrixfile.caption", by=by),
        style="matrix",
        foot=foot,
    )


def _foot(matrix: Matrix) -> str:
    """What the numbers of the last line are of."""
    if not matrix.denominators:
        return word("matrixfile.assessed")
    of = next(iter(matrix.denominators.values()))
    return word("matrixfile.shares", heard=of["interviewed"], known=of["known"])


def _assessed(matrix: Matrix, column: Column) -> str:
    if matrix.denominators:
        return "{said} / {asked}".format(**matrix.denominators[column.id])
    counted = len(matrix.rows) - matrix.total(column.id).get("not-assessed", 0)
    return word("matrixfile.of", n=counted, of=len(matrix.rows))


def _square(matrix: Matrix, row: Row, column: Column) -> Filled:
    cell = matrix.cell(row.id, column.id)
    ground, ink = _ground(cell.state)
    origins = _many("origins", cell.origins) if cell.origins else ""
    inside = f"<b>{escape(drawing.LOOKS[cell.state].letter)}</b>{escape(_word(cell.state))}<small>{origins}</small>"
    colour = f' style="color:{ink}"' if ink != style.INK else ""
    if not _ids(cell):
        return filled(Html(f'<span id="{cell_anchor(row, column)}"{colour}>{inside}</span>'), ground)
    return filled(Html(f'<a href="#{cell_anchor(row, column)}"{colour}>{inside}</a>'), ground)


def _ids(cell: Cell) -> tuple[str, ...]:
    return (*cell.for_, *cell.against, *cell.unclear, *cell.disputed)


def _differences(matrix: Matrix, tables: Tables) -> Html:
    rows = [
        [
            row.label,
            column.label,
            one.coder,
            coded("stance", one.stance),
            Html(f'<a href="#{anchor(one.id)}">{escape(_passage(one.found))}</a>'),
        ]
        for row in matrix.rows
        for column in matrix.columns
        for one in evidence(tables, matrix.cell(row.id, column.id).disputed)
    ]
    if not rows:
        return _paragraph(word("matrixfile.agreed"), "none")
    return grid(
        [Html(escape(word(f"by.{matrix.by}"))), "indicator", "coder", "reads it as", "passage"],
        rows,
        word("matrixfile.ways"),
    )


def _passage(place: Found) -> str:
    return held_back(place.quote, told()) if place.quote else own(place.file)


def _row(matrix: Matrix, row: Row, tables: Tables) -> Html:
    assessed = [column for column in matrix.columns if _ids(matrix.cell(row.id, column.id))]
    silent = "".join(f'<p class="small">{escape(line)}</p>' for line in _silent(matrix, row, assessed))
    cells = join(_cell(row, column, matrix.cell(row.id, column.id), tables) for column in assessed)
    return Html(f"<section><h3>{escape(row.label)}</h3>{silent}{cells}</section>")


def _silent(matrix: Matrix, row: Row, assessed: list[Column]) -> Iterator[str]:
    """What has no evidence below in this row: what nobody assessed, and what is assessed and cannot be listed."""
    others = [(one, matrix.cell(row.id, one.id).state) for one in matrix.columns if one not in assessed]
    if open_ := [one.label for one, state in others if state == "not-assessed"]:
        yield word("matrixfile.not-assessed", which=", ".join(open_))
    if listed_ := [f"{one.label} ({_word(state)})" for one, state in others if state != "not-assessed"]:
        yield word("matrixfile.unlisted", which=", ".join(listed_))


def _counted(cell: Cell) -> str | None:
    """ "15 statements, 3 origins", None where nothing tells."""
    if not cell.origins:
        return None
    return f"{_many('statements', cell.statements)}, {_many('origins', cell.origins)}"


def _many(what: str, number: int) -> str:
    return word(f"matrixfile.{what}-{'one' if number == 1 else 'many'}", n=number)


def _side(side: str) -> str:
    return _word(side).capitalize() if side == "unclear" else word(f"matrixfile.side-{side}")


def _cell(row: Row, column: Column, cell: Cell, tables: Tables) -> Html:
    tally = ", ".join(f"{number} {_word(state)}" for state, number in cell.tally)
    about = facts(
        [
            ("origins", _counted(cell)), ("grades", ", ".join(f"{key} {grade}" for key, grade in cell.grades)),
            ("words of the employer or of an authority", len(alike(evidence(tables, cell.answers))) or None),
            ("basis", ", ".join(told()(f"means.{one}") for one in cell.basis)),
            ("period", when(cell.period) if cell.period else None),
            ("origins share", "; ".join(map(own, cell.dependencies))), ("note", cell.note),
            ("persons and groups behind it", tally),
        ]
    )  # fmt: skip
    sides = join(
        Html(f"<h5>{escape(_side(side))}</h5>{entries(tables, evidence(tables, ids))}")
        for side in SIDES
        if (ids := getattr(cell, side))
    )
    return Html(
        f'<section class="cell" id="{cell_anchor(row, column)}"><h4>{escape(row.label)}: {escape(column.label)}: '
        f'{escape(_word(cell.state))} <a class="back small" href="#matrix">{escape(word("matrixfile.back"))}</a></h4>'
        f"{about}{sides}</section>"
    )
