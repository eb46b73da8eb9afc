"""The Word file: it opens, has real styles, captions and repeated headers, and the same bytes each time."""

import dataclasses
import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.shared import Mm

from workbench.release.dossier.document import Document, Facts, Figure, Paragraph, Points, Section, Table
from workbench.release.dossier.happened import HIGH
from workbench.release.dossier.parts import dossier
from workbench.release.dossier.word import as_docx
from workbench.release.dossier.word_drawings import ABOUT
from workbench.release.gathered import Gathered


@pytest.fixture(scope="module")
def data(brief: Document) -> bytes:
    return as_docx(brief)


def test_a_name_among_headings_of_another_language_stays_in_that_of_the_text(document: Document) -> None:
    sections = (Section("a", "Tóm tắt"), Section("b", "Labour Inspectorate", named=True))
    made = docx.Document(io.BytesIO(as_docx(dataclasses.replace(document, headings="vi", sections=sections))))
    spoken = {one.text: re.findall(r'w:lang w:val="([^"]+)"', one._p.xml) for one in made.paragraphs
              if one.style.name == "Heading 1"}  # fmt: skip
    assert spoken == {"Tóm tắt": ["vi"], "Labour Inspectorate": ["en"]}


def test_it_has_headings_captions_and_lists_in_real_styles(data: bytes, brief: Document) -> None:
    made = docx.Document(io.BytesIO(data))
    styles = [one.style.name for one in made.paragraphs]
    first = [one.text for one in made.paragraphs if one.style.name == "Heading 1"]
    assert first == [one.title for one in brief.sections]
    assert {"Title", "Caption", "Quote", "List Number", "List Bullet"} <= set(styles)
    assert styles.count("Caption") == len(made.tables) + len(made.inline_shapes)


def test_table_headers_repeat_and_pictures_have_words(data: bytes) -> None:
    made = docx.Document(io.BytesIO(data))
    assert all("w:tblHeader" in one.rows[0]._tr.xml for one in made.tables) and len(made.tables) > 5
    assert all(one._inline.docPr.get("descr") for one in made.inline_shapes)
    captions = sum(one.style.name == "Caption" for one in made.paragraphs)
    assert len(made.inline_shapes) == captions - len(made.tables) >= 1


def test_links_lead_to_bookmarks_of_the_file_and_nowhere_else(data: bytes) -> None:
    import re

    text = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    marks, links = (
        set(re.findall(r'w:bookmarkStart [^>]*w:name="([^"]+)"', text)),
        re.findall(r'w:anchor="([^"]+)"', text),
    )
    assert links and set(links) <= marks
    names = [name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if name.endswith(".rels")]
    assert all(b'TargetMode="External"' not in zipfile.ZipFile(io.BytesIO(data)).read(name) for name in names)


def test_it_says_its_language_and_title_and_no_author_or_hour(data: bytes) -> None:
    made = docx.Document(io.BytesIO(data))
    told = made.core_properties
    assert told.title.startswith("Dosije: Skupština") and told.language == "sr-Latn" and not told.author
    assert str(told.created).startswith("2024-07-01 00:00:00")
    assert b'w:val="sr-Latn"' in zipfile.ZipFile(io.BytesIO(data)).read("word/styles.xml")
    assert {one.date_time for one in zipfile.ZipFile(io.BytesIO(data)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_contents_lead_to_each_heading_and_ask_for_its_page(brief: Document) -> None:
    """A table of contents that is one field stays without numbers until somebody updates it, and a line without a field
    never has one. A reference to a page is counted by LibreOffice as it opens the file."""
    whole = as_docx(dataclasses.replace(brief, pages=0))
    text = zipfile.ZipFile(io.BytesIO(whole)).read("word/document.xml").decode()
    assert "TOC \\o" not in text
    front = text[: text.index("Heading1")]
    links = re.findall(r'<w:hyperlink [^>]*w:anchor="([^"]+)"', front)
    assert len(links) == sum(depth <= 2 for depth, _ in brief.walk()) > 5
    assert re.findall(r" PAGEREF (\w+) \\h ", front) == links
    assert front.count('w:dirty="true"') == front.count('w:leader="dot"') == len(links)
    lines = [one for one in docx.Document(io.BytesIO(whole)).paragraphs if "PAGEREF" in one._p.xml]
    kept = [bool(one.paragraph_format.keep_with_next) for one in lines]
    assert kept == [*[False] * (len(links) - 2), True, False], "the last line is not alone overleaf"


def test_each_page_says_how_many_there_are(data: bytes) -> None:
    foot = docx.Document(io.BytesIO(data)).sections[0].footer.paragraphs[0]
    assert foot.text.endswith("1 / 1") and re.findall(r"> (PAGE|NUMPAGES) <", foot._p.xml) == ["PAGE", "NUMPAGES"]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_prints_the_numbers_of_pages_of_a_real_dossier(totals: Gathered, tmp_path: Path) -> None:
    made = dossier(totals)
    (tmp_path / "d.docx").write_bytes(as_docx(made))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "d.docx"],
                   check=True, capture_output=True, timeout=300)  # fmt: skip
    with pypdfium2.PdfDocument(tmp_path / "d.pdf") as read:
        words = [" ".join(page.get_textpage().get_text_bounded().split()) for page in read]
    assert all(f"{made.labels['page']} {number} / {len(words)}" in page for number, page in enumerate(words, 1))
    front = " ".join(words[:3])
    for title in (one.title for depth, one in made.walk() if depth <= 2):
        found = re.search(re.escape(title) + r" ?\.{3,} ?(\d+)", front)
        assert found and title in words[int(found[1]) - 1], title
        front = front[found.end() :]


def test_a_long_title_and_a_notice_with_a_long_recipient_are_kept_whole(brief: Document) -> None:
    long = dataclasses.replace(brief, title="Dosije " * 50, notice="An office, " * 50, sections=())
    told = docx.Document(io.BytesIO(as_docx(long))).core_properties
    assert told.comments == "An office, " * 50 and told.title.startswith("Dosije " * 50)


def test_no_part_has_a_prefix_that_reads_like_a_key_of_somebody(data: bytes) -> None:
    held = zipfile.ZipFile(io.BytesIO(data))
    parts = [held.read(name) for name in held.namelist() if name.endswith(".xml")]
    assert len(parts) > 8 and not any(b"w14" in part or b"w10" in part for part in parts)
    assert not any(re.search(rb'="(?=[0-9]*[A-F])[0-9A-F]{6}"', part) for part in parts), "F1EFE9 reads like F-1"


def test_a_drawing_stands_with_its_heading_its_lead_and_its_caption(brief: Document) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 40" width="10" height="40"></svg>'
    part = Section("a", "A", (Paragraph(("lead",)), Figure(svg, "caption", "twin"), Paragraph(("after",))))
    made = docx.Document(io.BytesIO(as_docx(dataclasses.replace(brief, sections=(part,), pages=1))))
    lines = {one.text or "drawing": one for one in made.paragraphs}
    assert [lines[name].paragraph_format.keep_with_next for name in ("lead", "drawing", "after")] == [True, True, None]
    assert made.inline_shapes[0].height <= made.sections[0].page_height - Mm(ABOUT)


def test_a_page_is_turned_for_a_whole_chapter_alone(brief: Document) -> None:
    """Or the page before each part of a chapter that asks for it would end after a few lines."""
    across = Section("b", "Wide", (Paragraph(("words",)),), wide=True)
    upright = Section("c", "Upright", (Paragraph(("words",)),))
    whole = dataclasses.replace(brief, sections=(upright, Section("a", "Annexes", (), (across, upright))), pages=1)
    assert len(docx.Document(io.BytesIO(as_docx(whole))).sections) == 1
    turned = docx.Document(io.BytesIO(as_docx(dataclasses.replace(whole, sections=(upright, across)))))
    assert [one.page_width > one.page_height for one in turned.sections] == [False, True]


def test_two_drawings_with_their_captions_have_room_on_a_page(brief: Document) -> None:
    page = docx.Document(io.BytesIO(as_docx(brief))).sections[0]
    room = (page.page_height - page.top_margin - page.bottom_margin) / Mm(1)
    assert room >= 2 * (HIGH * 25.4 + 15), "a caption of two lines takes fifteen millimetres"


def test_the_foot_of_a_page_is_small_and_has_room(data: bytes) -> None:
    made = docx.Document(io.BytesIO(data))
    page = made.sections[0]
    assert page.footer.paragraphs[0].style.name == "Body Text 3"
    assert page.bottom_margin - page.footer_distance >= Mm(15)


def test_annexes_of_a_brief_begin_on_a_page_of_their_own(brief: Document) -> None:
    def broken(document: Document) -> list[str]:
        made = docx.Document(io.BytesIO(as_docx(document)))
        return [one.text for one in made.paragraphs if one.paragraph_format.page_break_before]

    assert broken(brief) == ["Prilozi"] and broken(dataclasses.replace(brief, pages=0)) == []


def test_what_is_to_be_answered_stands_with_its_box(brief: Document) -> None:
    box = Table("box", ("answer",), (("",),), room=22)
    part = Section("a", "A", (Paragraph(("first",)), Paragraph(("second",)), box, Paragraph(("mark",))))
    made = docx.Document(io.BytesIO(as_docx(dataclasses.replace(brief, sections=(part,)))))
    lines = {one.text: one for one in made.paragraphs}
    assert [lines[name].paragraph_format.keep_with_next for name in ("first", "second", "mark")] == [True, True, None]


def test_words_that_lead_to_a_chapters_first_part_and_the_facts_of_a_copy_stay_together(brief: Document) -> None:
    inner = Section("b", "Inner", (Paragraph(("inner",)),))
    leads = Section("a", "A", (Paragraph(("first",)), Paragraph(("second",), "small")), (inner,))
    facts = Section("c", "C", (Paragraph(("notice",), "notice"), Facts((("one", "1"), ("two", "2")))))
    made = docx.Document(io.BytesIO(as_docx(dataclasses.replace(brief, sections=(leads, facts)))))
    kept = {one.text: one.paragraph_format.keep_with_next for one in made.paragraphs}
    assert [kept[name] for name in ("first", "second", "inner")] == [True, True, None]
    (told,) = [one for one in made.paragraphs if one.text == "one: 1\ntwo: 2"]
    assert told.paragraph_format.keep_together and kept["notice"] is None, "LibreOffice left the heading behind"


def test_the_sentence_after_the_last_table_of_a_part_stands_on_a_page_with_its_last_row(brief: Document) -> None:
    def kept(rows: int, *after: Paragraph) -> list[bool]:
        table = Table("long", ("a",), tuple((str(at),) for at in range(rows)))
        part = Section("a", "A", (table, *after))
        made = docx.Document(io.BytesIO(as_docx(dataclasses.replace(brief, sections=(part,)))))
        lines = [row.cells[0].paragraphs[0] for row in made.tables[0].rows]
        note = next(one for one in made.paragraphs if one._p.getprevious() is made.tables[0]._tbl)
        return [bool(one.paragraph_format.keep_with_next) for one in (*lines, note)]

    one = Paragraph(("a sentence",))
    assert kept(8, one) == [True, True, *[False] * 4, True, True, True, True]
    assert kept(8) == kept(8, one, one) == [True, True, *[False] * 4, True, True, False, False]
    assert kept(1, one) == [True, True, True] and kept(1) == [True, False, False]


def test_a_short_list_is_not_broken_and_the_line_that_ends_a_part_stands_with_the_one_before(brief: Document) -> None:
    def kept(count: int, *, numbered: bool = False) -> list[bool]:
        points = Points(tuple((f"point {number}",) for number in range(count)), numbered=numbered)
        part = Section("a", "A", (points, Paragraph(("not enough",)), Paragraph(("its source",), "small")))
        made = docx.Document(io.BytesIO(as_docx(dataclasses.replace(brief, sections=(part,)))))
        names = [*(f"point {number}" for number in range(count)), "not enough", "its source"]
        lines = {one.text: one.paragraph_format.keep_with_next for one in made.paragraphs}
        return [bool(lines[name]) for name in names]

    assert kept(3) == kept(3, numbered=True) == [True, True, False, True, False]
    assert kept(7) == kept(7, numbered=True) == [True, *[False] * 4, True, False, True, False]
    assert kept(1) == [False, True, False]
