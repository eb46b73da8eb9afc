"""Fields, languages and numberings, as Word reads them."""

import docx
from docx.oxml.ns import qn

from workbench.release.dossier.word_xml import bookmark, element, field, language, link, list_of_its_own, number


def test_a_field_holds_its_code_and_what_stands_in_it_until_word_counts() -> None:
    line = docx.Document().add_paragraph()
    field(line, "PAGE", "1")
    kinds = [one.get(qn("w:fldCharType")) for one in line._p.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"] and line.text == "1"
    assert [one.text for one in line._p.iter(qn("w:instrText"))] == [" PAGE "]


def test_two_lists_begin_at_one_each() -> None:
    file = docx.Document()
    first, second = list_of_its_own(file), list_of_its_own(file)
    line = file.add_paragraph(style="List Number")
    number(line, second)
    assert first != second and line._p.pPr.numPr.numId.val == second


def test_a_run_says_its_language_and_a_link_its_bookmark() -> None:
    line = docx.Document().add_paragraph()
    run = line.add_run("họ")
    language(run, "vi")
    language(run, "")
    link(line, bookmark("e-7"), "E7")
    assert run._r.rPr.find(qn("w:lang")).get(qn("w:val")) == "vi"
    assert line._p.find(qn("w:hyperlink")).get(qn("w:anchor")) == "b_e_7" and line.text == "họE7"
    assert element("w:b", {"w:val": "0"}).get(qn("w:val")) == "0"
