"""Tables of the Word file: header, widths, colours, places."""

import dataclasses
import io
from decimal import Decimal

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from workbench.release.dossier.document import Document, Link, Paragraph, Section, Table
from workbench.release.dossier.word import Writer, as_docx
from workbench.release.dossier.word_tables import FEW, LAST, fill_table


def test_a_table_has_its_header_links_colours_and_places(brief: Document) -> None:
    writer = Writer(brief)
    table = Table("T", ("a", "b"), ((Link("1", "e-1"), None), (2, ("x ", Link("3", "e-3")))), anchors=("r-1", "r-2"),
                  fills={(0, 1): "#f6e3c5"}, widths=(10, 30), note="N")  # fmt: skip
    fill_table(writer, table)
    (made,) = writer.file.tables
    assert [[cell.text for cell in row.cells] for row in made.rows] == [["a", "b"], ["1", "–"], ["2", "x 3"]]
    xml = made._tbl.xml
    assert all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in made.rows[0].cells)
    assert 'w:fill="F6E3C5"' in xml and 'w:name="b_r_1"' in xml and 'w:anchor="b_e_3"' in xml
    assert made.columns[1].width > 2 * made.columns[0].width
    assert isinstance(writer.file, type(docx.Document()))


def test_a_row_to_write_in_is_high_enough_and_margins_are_narrow(brief: Document) -> None:
    writer = Writer(brief)
    fill_table(writer, Table("T", ("answer", "words"), (("", ""),), room=22))
    (grid,) = writer.file.tables
    assert grid.rows[0].height is None and round(grid.rows[1].height.mm) == 22
    assert [one.get(qn("w:w")) for one in grid._tbl.tblPr.find(qn("w:tblCellMar"))] == ["28", "57", "28", "57"]


def test_a_number_stands_at_the_right_and_nothing_in_the_way_of_who_writes(brief: Document) -> None:
    counted = Table("C", ("no.", "sum"), ((1, Decimal("2.5")), (2, None)))
    answer = Table("A", ("yours", "day"), ((None, None),), room=20)
    part = Section("a", "A", (counted, answer))
    made = docx.Document(io.BytesIO(as_docx(dataclasses.replace(brief, sections=(part,), pages=1))))
    first, second = made.tables
    assert first.cell(1, 1).paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.RIGHT
    assert first.cell(1, 0).paragraphs[0].alignment is None and first.cell(2, 1).text == "–"
    assert [cell.text for cell in second.rows[1].cells] == ["", ""]


def test_the_letter_or_sign_of_a_state_is_not_broken_from_its_word(brief: Document) -> None:
    writer = Writer(brief)
    fill_table(writer, Table("T", ("state",), (("± супротстављено",), ("N nije ocenjeno",), ("two words",))))
    (grid,) = writer.file.tables
    told = [row.cells[0].text for row in grid.rows]
    assert told == ["state", "±\N{NO-BREAK SPACE}супротстављено", "N\N{NO-BREAK SPACE}nije ocenjeno", "two words"]


def test_a_stretch_of_time_is_broken_between_its_dates_alone(brief: Document) -> None:
    writer = Writer(brief)
    fill_table(
        writer, Table("T", ("when",), (("2024-05-01 to 2024-05-31",), ("from 2024-05",), ("2024-05 do 2024-06; x",)))
    )
    (grid,) = writer.file.tables
    assert [row.cells[0].text for row in grid.rows][1:] == [
        "2024-05-01\nto 2024-05-31", "from 2024-05", "2024-05\ndo 2024-06; x"
    ]  # fmt: skip
    assert "noBreakHyphen" not in grid._tbl.xml, "whoever looks for a date finds it"


def test_a_box_to_write_in_stays_with_its_reference(brief: Document) -> None:
    box, reference = Table("T", ("yours",), (("",),), room=20), Paragraph(("Reference: 7",), "small")
    for blocks, kept in (
        ((box, reference), True),
        ((box,), False),
        ((dataclasses.replace(box, room=0), reference), True),
        ((dataclasses.replace(box, room=0), reference, reference), None),
    ):
        writer = Writer(dataclasses.replace(brief, sections=()))
        writer.section(Section("a", "A", blocks), 2)
        (grid,) = writer.file.tables
        below = next(line for line in writer.file.paragraphs if line._p.getprevious() is grid._tbl)
        lines = [line for row in grid.rows[1:] for cell in row.cells for line in cell.paragraphs] + [below]
        assert {bool(line.paragraph_format.keep_with_next) for line in lines} == {bool(kept)}


def test_a_table_of_a_few_rows_and_a_note_stand_on_one_page(brief: Document) -> None:
    def kept(rows: int, note: str = "") -> list[bool]:
        writer = Writer(brief)
        fill_table(writer, Table("T", ("a",), tuple((f"row {number}",) for number in range(rows)), note=note))
        (grid,) = writer.file.tables
        assert writer.file.paragraphs[-1].paragraph_format.space_before == Pt(2), "a note does not touch the table"
        return [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in grid.rows]

    assert kept(2) == [True, True, False] and kept(2, "note") == [True, True, True]
    middle = [False] * (FEW - LAST)
    assert kept(FEW + 1) == [True, True, *middle, True, True, False], "no row alone at the foot of a page, nor overleaf"
    assert kept(FEW + 1, "note") == [True, True, *middle, True, True, True]
