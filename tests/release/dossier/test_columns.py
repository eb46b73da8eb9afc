"""Columns of a printed table: no word runs over its neighbour, and the page is filled."""

import dataclasses
import io

import pypdfium2
import pytest

from workbench.figures.style import width
from workbench.release.dossier.columns import UPRIGHT_MM, WIDE_MM, columns, points, unbroken
from workbench.release.dossier.data import values
from workbench.release.dossier.document import Document, Section, Table, plain
from workbench.release.dossier.paper import as_pdf
from workbench.release.dossier.parts import dossier
from workbench.release.gathered import Gathered

DIGEST = "salted:" + "0123456789abcdef" * 4


@pytest.mark.parametrize("wide", [False, True])
def test_the_page_is_filled_and_no_column_is_narrower_than_its_longest_word(document: Document, wide: bool) -> None:
    for table in document.tables():
        if table.data_only:
            continue
        made = columns(table, wide=wide)
        assert sum(made) == pytest.approx(WIDE_MM if wide else UPRIGHT_MM), table.name
        if "recruitment" in {plain(value) for row in table.rows for value in row}:
            assert all(width > 10 for width in made[1:]), table.name


def test_a_column_of_words_that_fit_keeps_its_share() -> None:
    made = columns(Table("T", ("a", "b"), (("x", "y"),), widths=(30, 60)), wide=False)
    assert made == pytest.approx((58, 116))


@pytest.mark.parametrize("form", ["on (YYYY-MM-DD)", "dana (GGGG-MM-DD)", "дана (ГГГГ-ММ-ДД)", "From (YYYY, YYYY-MM)"])
def test_the_form_of_a_date_is_one_word_that_its_column_has_room_for(form: str) -> None:
    told = unbroken(form)
    assert "-" not in told and told.replace("\u2011", "-") == form
    made = columns(Table("T", ("a", told), (("x" * 9, ""),), widths=(150, 5)), wide=False)
    assert made[1] - 2.3 >= width(told.split()[-1], 7.4, bold=True) * 25.4
    assert unbroken("2024-05-21, rs-information, YYYYMMDD") == "2024-05-21, rs-information, YYYYMMDD"


def test_larger_letters_need_wider_columns() -> None:
    table = Table("T", ("no.", "recruitment"), ((1, "a"),), widths=(50, 5))
    assert columns(table, wide=False, size=8)[1] > columns(table, wide=False)[1]


def test_a_column_is_measured_in_the_letters_that_it_is_set_in() -> None:
    made = columns(Table("T", ("ЖШЩМWM", "x"), ((1, "a"),), widths=(5, 150)), wide=False)
    assert made[0] - 2.3 >= width("ЖШЩМWM", 7.4, bold=True) * 25.4, "what stands beside the words is 2.26 mm"
    assert columns(Table("T", ("iiiiii", "x"), ((1, "a"),), widths=(5, 150)), wide=False)[0] < made[0] / 2


def test_a_section_within_a_chapter_goes_by_the_width_of_the_page_that_it_stands_on(brief: Document) -> None:
    """The PDF turns a page for a whole chapter alone: a table made for a page across would be pressed into 174 mm."""
    table = Table("T", ("jedinice", "b"), ((1, "a"),), widths=(5, 150))
    inner = Section("b", "B", (table,), wide=True)
    nested = dataclasses.replace(brief, sections=(Section("a", "A", (), (inner,)),))
    own = dataclasses.replace(brief, sections=(inner,))
    block = values(nested, drawings=True)["sections"][0]["sections"][0]["blocks"][0]
    assert sum(block["widths"]) == pytest.approx(UPRIGHT_MM, abs=0.1)
    assert sum(values(own, drawings=True)["sections"][0]["blocks"][0]["widths"]) == pytest.approx(WIDE_MM, abs=0.1)


@pytest.mark.parametrize("lang", ["en", "sr-Latn", "sr-Cyrl", "vi"])
def test_no_heading_of_a_table_is_wider_than_its_column(held: Gathered, lang: str) -> None:
    for table in dossier(held, lang).tables():
        if table.data_only:
            continue
        for heading, room in zip(table.headers, columns(table, wide=False), strict=True):
            longest = max(width(word, points(table), bold=True) for word in heading.split()) * 25.4
            assert longest <= room - 2.26, (table.name, heading)


def test_words_longer_than_the_page_share_it() -> None:
    made = columns(Table("T", ("a" * 90, "b" * 90), ()), wide=False)
    assert made == pytest.approx((87, 87))


def test_a_digest_stays_in_its_column_and_is_copied_without_a_break(brief: Document) -> None:
    """The letters of a digest stand left of the next column, and none but digits stands between them."""
    table = Table("T", ("file", "digest", "next"), (("File 1", DIGEST, "Qqq"),), widths=(60, 5, 60))
    made = dataclasses.replace(brief, pages=0, sections=(Section("a", "A", (table,)),))
    with pypdfium2.PdfDocument(io.BytesIO(as_pdf(made))) as read:
        page = read[0].get_textpage()
        text = page.get_text_range()
        assert DIGEST in "".join(text.split())
        begins, ends = text.index("Qqq"), text.index("salted:") + 7
        left = page.get_charbox(begins)[0]
        assert page.get_charbox(ends)[2] < left
        in_digest = [at for at in range(ends, begins) if text[at] in "0123456789abcdef"]
        assert len(in_digest) >= 64 and all(page.get_charbox(at)[2] < left for at in in_digest[:64])
