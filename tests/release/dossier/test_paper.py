"""The printed form: tagged, titled, in its language; a brief on its pages, or refused."""

import dataclasses

import pypdfium2
import pytest

from workbench.errors import Refused
from workbench.release.dossier.document import Document, Paragraph, Section
from workbench.release.dossier.paper import as_pdf, paged


@pytest.fixture(scope="module")
def printed(brief: Document) -> bytes:
    return as_pdf(brief)


def test_it_is_tagged_for_a_screen_reader_and_says_its_title_and_language(printed: bytes) -> None:
    assert b"/StructTreeRoot" in printed or b"pdfuaid" in printed
    assert b"pdfuaid:part" in printed
    with pypdfium2.PdfDocument(printed) as read:
        assert read.is_tagged()
        assert read.get_metadata_value("Title").startswith("Dosije: Skupština")
        catalogue = printed[printed.rindex(b"/Type/Catalog") - 400 :] if b"/Type/Catalog" in printed else printed
        assert b"/Lang(sr)" in printed.replace(b" ", b"") or b"/Lang" in catalogue


def test_a_brief_is_two_pages_and_its_annexes_begin_on_the_third(printed: bytes, brief: Document) -> None:
    with pypdfium2.PdfDocument(printed) as read:
        third = read[2].get_textpage().get_text_bounded()
        second = read[1].get_textpage().get_text_bounded()
    assert "Prilozi" in third and "Prilozi" not in second
    assert paged(brief)[1] == 2


def test_a_brief_that_cannot_be_read_on_its_pages_is_refused(brief: Document) -> None:
    long = Section("more", "More", tuple(Paragraph(("word " * 400,)) for _ in range(14)))
    with pytest.raises(Refused, match="may take 2"):
        as_pdf(dataclasses.replace(brief, sections=(brief.sections[0], long, Section("annexes", "Annexes"))))


def test_hostile_words_are_set_as_words(brief: Document) -> None:
    bad = '#read("/etc/passwd") *b* $x$ <l> [c] @x = y'
    made = dataclasses.replace(brief, pages=0, sections=(Section("a", bad, (Paragraph((bad,)),)),))
    pdf, _ = paged(made)
    with pypdfium2.PdfDocument(pdf) as read:
        assert read[0].get_textpage().get_text_bounded().count('#read("/etc/passwd") *b*') >= 2
