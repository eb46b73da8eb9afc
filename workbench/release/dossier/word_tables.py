"""The tables of a Word file: a caption above, a header that repeats on each page, widths, colours that words repeat."""

import re
from decimal import Decimal
from typing import Any, Protocol

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from workbench.figures.style import ink_on
from workbench.release.dossier.columns import columns
from workbench.release.dossier.document import Cell, Link, Table, Text, plain
from workbench.release.dossier.web import STATE
from workbench.release.sheets import shown

HEAD = "F1EFE9"
FEW, LAST = 6, 3  # so many rows at most stand on one page; so many at the end of a longer table
STRETCH = re.compile(r"(\d{4}-\d\d(?:-\d\d)?) (\w+ \d{4}-\d\d)")


class Page(Protocol):
    """What a table needs of the file that it stands in."""

    file: Any
    wide: bool

    def caption(self, what: str, words: str) -> None:
        """Writes a caption."""

    def words(self, line: Any, parts: Text) -> None:
        """Writes words and links."""

    def mark(self, line: Any, anchor: str) -> None:
        """Makes a place that links lead to."""


def fill_table(page: Page, table: Table, *, kept: bool = False) -> None:
    """Writes a table with its caption and its note, `kept` on one page with the line that follows it."""
    page.caption("table", table.caption)
    grid = page.file.add_table(rows=1, cols=len(table.headers), style="Table Grid")
    grid.autofit = False
    _margins(grid, above=0 if table.letters else 28)
    size = 7 if len(table.headers) > 6 else 8
    small = Pt(size)
    for cell, name in zip(grid.rows[0].cells, table.headers, strict=True):
        _write(page, cell, name, small, bold=True)
        cell.paragraphs[0].paragraph_format.keep_with_next = True  # no header stands alone at the foot of a page
        _fill(cell, HEAD)
    grid.rows[0]._tr.get_or_add_trPr().append(_flag("w:tblHeader"))
    for at, row in enumerate(table.rows):
        cells = grid.add_row()
        cells._tr.get_or_add_trPr().append(_flag("w:cantSplit"))
        if table.room:
            cells.height = Mm(table.room)
        for place, (cell, value) in enumerate(zip(cells.cells, row, strict=True)):
            _write(page, cell, value, small, nothing="" if table.room else "–", right=place > 0)
            if place == 0 and table.anchors:
                page.mark(cell.paragraphs[0], table.anchors[at])
            if colour := table.fills.get((at, place)):
                _fill(cell, colour.lstrip("#").upper())
                _ink(cell, ink_on(colour))
    _widths(grid, columns(table, wide=page.wide, size=size))
    note = page.file.add_paragraph(style="Body Text 3")
    page.words(note, (table.note,) if table.note else ())
    note.paragraph_format.space_before = Pt(2)  # or its letters would touch the rule
    note.paragraph_format.keep_with_next = kept or None
    for row in _kept(grid, table, kept):
        for line in (line for cell in row.cells for line in cell.paragraphs):
            line.paragraph_format.keep_with_next = True


def _kept(grid: Any, table: Table, kept: bool) -> list[Any]:
    """The rows that stay with what is below them: all of a table of a few rows or of one to write in, but for a last
    row below which nothing stands; of any other the first, or its header would stand with one alone at the foot of a
    page, and the last three, with the note or the line that is `kept` below them, or one or two would be overleaf."""
    rows = list(grid.rows)
    if (kept and table.room) or len(table.rows) <= FEW:
        return rows if kept or table.note else rows[:-1]
    return [rows[1], *(rows[-LAST:] if kept or table.note else rows[-LAST:-1])]


def _write(
    page: Page, cell: Any, value: Cell, size: Any, *, bold: bool = False, nothing: str = "–", right: bool = False
) -> None:
    """What a cell says, or `nothing`: where somebody is to write, no sign stands in the way."""
    line = cell.paragraphs[0]
    parts: Text = (
        value
        if isinstance(value, tuple)
        else (value,)
        if isinstance(value, Link)
        else (_lines(lettered(shown(plain(value)))) or nothing,)
    )
    page.words(line, parts)
    if right and isinstance(value, int | Decimal):
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    line.paragraph_format.space_after = Pt(0)
    for run in line.runs:
        run.font.size, run.font.bold = size, bold or run.font.bold
    for link in line._p.iter(qn("w:hyperlink")):
        for run in link.iter(qn("w:r")):
            run.get_or_add_rPr().get_or_add_sz().val = size


def lettered(words: str) -> str:
    """Words in which no letter or sign of a state is broken from it: a blank that does not break stands between them.

    Example:
        >>> lettered("± rival states"), lettered("two words")
        ('±\\xa0rival states', 'two words')
    """
    return words.replace(" ", "\N{NO-BREAK SPACE}", 1) if STATE.fullmatch(words) else words


def _lines(words: str) -> str:
    """A stretch of time with its end on a line of its own: Word would break the second date after a hyphen. A hyphen
    that never breaks would keep it whole, too, but whoever looks for the date would not find it."""
    return STRETCH.sub(r"\1\n\2", words)


def _margins(grid: Any, *, above: int) -> None:
    """A millimetre at each side of a cell, as in the PDF: with Word's own two, long words would be broken. Above and
    below half of that, or letters would touch the rule; a matrix in letters has to stand on one page."""
    made = OxmlElement("w:tblCellMar")
    for side, room in (("w:top", above), ("w:left", 57), ("w:bottom", above), ("w:right", 57)):
        edge = OxmlElement(side)
        edge.set(qn("w:w"), str(room))  # twentieths of a point
        edge.set(qn("w:type"), "dxa")
        made.append(edge)
    look = grid._tbl.tblPr.find(qn("w:tblLook"))
    look.addprevious(made)


def _flag(tag: str) -> Any:
    made = OxmlElement(tag)
    made.set(qn("w:val"), "true")
    return made


def _fill(cell: Any, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", colour)):
        shade.set(qn(name), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _ink(cell: Any, colour: str) -> None:
    for run in cell.paragraphs[0].runs:
        run.font.color.rgb = RGBColor.from_string(colour.lstrip("#").upper())


def _widths(grid: Any, widths: tuple[float, ...]) -> None:
    for place, millimetres in enumerate(widths):
        width = Mm(millimetres)
        grid.columns[place].width = width
        for cell in grid.columns[place].cells:
            cell.width = width
