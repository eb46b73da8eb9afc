"""The indicator matrix as a picture: colour and letter say the same, a number counts origins, nothing is blank."""

import dataclasses
import math
import re

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from workbench import codebook
from workbench.figures import style
from workbench.figures.retold import coded, indicator, own
from workbench.figures.words import told as spoken
from workbench.figures.words import word
from workbench.findings.matrix import Matrix

CELL_WIDTH, CELL_HEIGHT, LABELS, MARGIN = 0.56, 0.30, 1.75, 0.3
HEADER_SIZE = 8.0
UNTIED = re.compile(r"[^\w.-]+")  # what no anchor of a page may hold


@dataclasses.dataclass(frozen=True)
class Look:
    """How a state is drawn: letter, ground, ink and hatch."""

    letter: str
    ground: str
    ink: str
    hatch: str


LOOKS = {  # what each means stands in the messages: `look`, or `state` where one word is all
    "supported": Look("S", style.BLUE, style.PAPER, ""),
    "alleged": Look("A", style.SKY, style.INK, ""),
    "conflicting": Look("±", style.AMBER, style.INK, ""),
    "contradicted": Look("C", style.SAND, style.INK, "////"),
    "denied": Look("D", style.SAND, style.INK, ""),
    "unclear": Look("?", style.LILAC, style.INK, ""),
    "not-assessed": Look("·", style.PAPER, style.INK, ""),
    "sealed": Look("■", style.PALE, style.INK, ""),
    "withheld": Look("w", style.PALE, style.INK, "...."),
}


def draw(matrix: Matrix) -> bytes:
    """The matrix as SVG: one row a worker, source, employer or site; one column an indicator.

    Example:
        >>> draw(Matrix("ilo-11", "worker", None, "h", (), (), {}, ()))[:5]
        b'<?xml'
    """
    with style.fixed():
        return style.svg(_figure(matrix), describe(matrix))


def png(matrix: Matrix, dpi: int = 150) -> bytes:
    """The same picture as PNG.

    Example:
        >>> png(Matrix("ilo-11", "worker", None, "h", (), (), {}, ()))[1:4]
        b'PNG'
    """
    with style.fixed():
        return style.png(_figure(matrix), dpi)


def describe(matrix: Matrix) -> str:
    """What the picture shows, in words for those who do not see it.

    Example:
        >>> describe(Matrix("ilo-11", "worker", None, "h", (), (), {}, ()))
        'Indicator matrix ilo-11 by worker: 0 rows, 0 indicators.'
    """
    states = [matrix.cell(row.id, column.id).state for row in matrix.rows for column in matrix.columns]
    counted = ", ".join(f"{states.count(state)} {coded('state', state)}" for state in LOOKS if state in states)
    size = word("matrixfile.size", rows=len(matrix.rows), columns=len(matrix.columns))
    cells = word("matrixfile.cells", counted=counted) if counted else ""
    told = {"framework": matrix.framework, "by": word(f"by.{matrix.by}"), "as_of": _as_of(matrix)}
    return word("matrixfile.describe", size=size, cells=cells, **told)


def title(matrix: Matrix) -> str:
    """What a matrix is of, and as of which day.

    Example:
        >>> title(Matrix("ilo-11", "worker", "2024-05", "h", (), (), {}, ()))
        'Indicator matrix by worker, as of 2024-05'
    """
    return word("matrixfile.title", by=word(f"by.{matrix.by}")) + _as_of(matrix)


def named(matrix: Matrix) -> Matrix:
    """The matrix with its rows, indicators and notes in the language that is spoken here.

    Example:
        >>> named(Matrix("ilo-11", "worker", None, "h", (), (), {}, ("3 sources hold no coded passage",))).coverage
        ('3 sources hold no coded passage',)
    """
    book = codebook.framework(matrix.framework)
    columns = (dataclasses.replace(one, label=indicator(book.indicator(one.id).labels, one.label))
               for one in matrix.columns)  # fmt: skip
    rows = (dataclasses.replace(one, label=own(one.label)) for one in matrix.rows)
    coverage = tuple(own(line) for line in matrix.coverage)
    return dataclasses.replace(matrix, rows=tuple(rows), columns=tuple(columns), coverage=coverage)


def _as_of(matrix: Matrix) -> str:
    return word("matrixfile.as-of", day=own(matrix.as_of)) if matrix.as_of else ""


def _figure(matrix: Matrix) -> Figure:
    matrix = named(matrix)
    labels = [style.wrap(row.label, LABELS - 0.1, 8) for row in matrix.rows]
    heights = [max(CELL_HEIGHT, style.height(label, 8) + 0.06) for label in labels]
    names = [style.wrap(f"{column.number}  {column.label}", 1.75, HEADER_SIZE) for column in matrix.columns]
    header = max((style.width(name, HEADER_SIZE) for name in names), default=0.0) * 0.87 + 0.2
    page = max(2 * MARGIN + LABELS + len(names) * CELL_WIDTH + 1.0, 7.2)
    lines = (word("matrixfile.small"), *matrix.coverage)
    notes = [style.wrap(line, page - 2 * MARGIN - 0.1, 7) for line in lines]
    footer = (
        0.45
        + 0.24 * -(-len(_shown(matrix)) // _per_line(page))
        + math.fsum(style.height(note, 7) + 0.04 for note in notes)
    )
    tall = 0.55 + header + math.fsum(heights) + CELL_HEIGHT + footer
    figure, axes = style.sheet(page, tall)
    style.write(axes, MARGIN, tall - 0.3, title(matrix), size=11, bold=True)
    top = tall - 0.5 - header
    _headers(axes, names, top)
    for row, label, high in zip(matrix.rows, labels, heights, strict=True):
        top -= high
        _row(axes, matrix, row.id, label, (top, high))
    _denominators(axes, matrix, top - CELL_HEIGHT)
    _legend(axes, matrix, top - CELL_HEIGHT - 0.35, page)
    _notes(axes, notes)
    return figure


def anchor(row: str, column: str) -> str:
    """The place of a cell on a page that holds this drawing, by the keys of its row and its column.

    Example:
        >>> anchor("W-01", "deception"), anchor("Barracks A (2)", "deception")
        ('W-01.deception', 'Barracks-A-2-.deception')
    """
    return f"{UNTIED.sub('-', row)}.{column}"


def _left(number: int) -> float:
    return MARGIN + LABELS + number * CELL_WIDTH


def _headers(axes: Axes, names: list[str], bottom: float) -> None:
    for number, name in enumerate(names):
        x = _left(number) + CELL_WIDTH / 2
        style.write(
            axes, x, bottom + 0.06, name, size=HEADER_SIZE, rotation=60, rotation_mode="anchor", ha="left", va="center"
        )


def _row(axes: Axes, matrix: Matrix, row: str, label: str, place: tuple[float, float]) -> None:
    bottom, high = place
    style.write(axes, MARGIN + LABELS - 0.1, bottom + high / 2, label, size=8, ha="right")
    for number, column in enumerate(matrix.columns):
        cell = matrix.cell(row, column.id)
        _cell(
            axes,
            LOOKS[cell.state],
            (_left(number), bottom, CELL_WIDTH, high),
            cell.origins,
            "#" + anchor(row, column.id),
        )


def _cell(axes: Axes, look: Look, box: tuple[float, float, float, float], origins: int, link: str) -> None:
    left, bottom, wide, high = box
    square = Rectangle((left, bottom), wide, high, facecolor=look.ground, edgecolor=style.SOFT, linewidth=0.5)
    square.set_url(link)
    axes.add_patch(square)
    if look.hatch:
        axes.add_patch(
            Rectangle((left, bottom), wide, high, fill=False, hatch=look.hatch, edgecolor="#b59a6a", linewidth=0)
        )
    middle = bottom + high / 2
    style.write(
        axes,
        left + wide * (0.42 if origins else 0.5),
        middle,
        look.letter,
        size=9,
        bold=True,
        color=look.ink,
        ha="center",
    )
    if origins:
        style.write(axes, left + wide - 0.06, bottom + 0.1, str(origins), size=6, color=look.ink, ha="right")


def _denominators(axes: Axes, matrix: Matrix, bottom: float) -> None:
    """Of how many: workers of whom it is said, workers asked about it; without those, rows in which it was assessed."""
    middle = bottom + CELL_HEIGHT / 2
    told = word("matrixfile.said-asked" if matrix.denominators else "matrixfile.assessed")
    style.write(axes, MARGIN + LABELS - 0.1, middle, told, size=7, ha="right", color=style.SOFT)
    for number, column in enumerate(matrix.columns):
        states = [matrix.cell(row.id, column.id).state for row in matrix.rows]
        of = matrix.denominators.get(column.id)
        count = f"{of['said']}/{of['asked']}" if of else f"{len(states) - states.count('not-assessed')}/{len(states)}"
        style.write(axes, _left(number) + CELL_WIDTH / 2, middle, count, size=7, ha="center", color=style.SOFT)


def _shown(matrix: Matrix) -> list[tuple[str, Look]]:
    states = {matrix.cell(row.id, column.id).state for row in matrix.rows for column in matrix.columns}
    always = ("supported", "alleged", "conflicting", "contradicted", "denied", "unclear", "not-assessed")
    return [(state, look) for state, look in LOOKS.items() if state in always or state in states]


def _says(state: str) -> str:
    return word(f"look.{state}" if spoken().has(f"look.{state}") else f"state.{state}")


def _per_line(page: float) -> int:
    return max(1, int((page - 2 * MARGIN) // 2.75))


def _legend(axes: Axes, matrix: Matrix, top: float, page: float) -> None:
    for number, (state, look) in enumerate(_shown(matrix)):
        x = MARGIN + (number % _per_line(page)) * 2.75
        y = top - (number // _per_line(page)) * 0.24
        _cell(axes, look, (x, y - 0.09, 0.26, 0.18), 0, "")
        style.write(axes, x + 0.33, y, _says(state), size=7)


def _notes(axes: Axes, notes: list[str]) -> None:
    bottom = 0.12
    for note in reversed(notes):
        bottom += style.height(note, 7) + 0.04
        style.write(axes, MARGIN, bottom - 0.04, note, size=7, va="top", color=style.SOFT)
