"""Tables of the Word file: header, widths, colours, places."""

import docx
from docx.oxml.ns import qn

from workbench.release.dossier.document import Document, Link, Table
from workbench.release.dossier.word import Writer
from workbench.release.dossier.word_tables import fill_table


def test_a_table_has_its_header_links_colours_and_places(brief: Document) -> None:
    writer = Writer(brief)
    table = Table("T", ("a", "b"), ((Link("1", "e-1"), None), (2, ("x ", Link("3", "e-3")))), anchors=("r-1", "r-2"),
                  fills={(0, 1): "#f6e3c5"}, widths=(10, 30), note="N")  # fmt: skip
    fill_table(writer, table)
    (made,) = writer.file.tables
    assert [[cell.text for cell in row.cells] for row in made.rows] == [["a", "b"], ["1", "–"], ["2", "x 3"]]
    xml = made._tbl.xml
    assert 'w:fill="F6E3C5"' in xml and 'w:name="b_r_1"' in xml and 'w:anchor="b_e_3"' in xml
    assert made.columns[1].width > 2 * made.columns[0].width
    assert isinstance(writer.file, type(docx.Document()))


def test_a_row_to_write_in_is_high_enough_and_margins_are_narrow(brief: Document) -> None:
    writer = Writer(brief)
    fill_table(writer, Table("T", ("answer", "words"), (("", ""),), room=22))
    (grid,) = writer.file.tables
    assert grid.rows[0].height is None and round(grid.rows[1].height.mm) == 22
    assert [one.get(qn("w:w")) for one in grid._tbl.tblPr.find(qn("w:tblCellMar"))] == ["57", "57"]
