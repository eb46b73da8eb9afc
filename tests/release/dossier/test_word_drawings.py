"""Drawings of the Word file: two on a page, and no half page empty before a high one."""

import dataclasses

import pytest
from docx.shared import Mm

from workbench.release.dossier.document import Block, Figure, Paragraph, Table
from workbench.release.dossier.ground import Ground
from workbench.release.dossier.joined import site
from workbench.release.dossier.word_drawings import ABOUT, MANY, TWO, UPRIGHT, WIDE, fitted, flowing


def figure(high: int) -> Figure:
    """A drawing so high in millimetres, where it is as wide as a page."""
    return Figure(f'<svg viewBox="0 0 174 {high}"/>'.encode(), "drawing", "twin")


@pytest.mark.parametrize(("high", "made"), [(60, 60), (TWO, TWO), (112, TWO), (123, 123), (400, 209)])
def test_two_drawings_have_room_on_a_page_with_their_heading_where_they_can_be_read(high: int, made: int) -> None:
    wide, tall = fitted(figure(high))
    assert abs(tall.mm - made) < 1 and abs(wide / tall - 174 / high) < 0.01
    room = (UPRIGHT[1] - Mm(18) - Mm(24)) / Mm(1)
    assert room > 2 * (TWO + 15) + 28, "each with a caption of two lines; a heading and a lead of two"


def test_a_drawing_is_no_higher_than_its_page_allows() -> None:
    assert fitted(figure(400), wide=True)[1] == WIDE[1] - Mm(ABOUT)


def test_a_short_table_stands_before_the_high_drawing_that_it_says_in_words(ground: Ground) -> None:
    def kinds(*blocks: Block) -> str:
        return "".join(type(one).__name__[0] for one in flowing(blocks))

    lead, rows = Paragraph(("lead",)), tuple((number,) for number in range(MANY))
    short, long = Table("T", ("a",), rows), Table("T", ("a",), (*rows, ("more",)))
    assert kinds(lead, figure(166), short, lead) == "PTFP"
    assert kinds(lead, figure(166), long) == kinds(lead, figure(112), short) == "PFT"
    assert kinds(lead, figure(166)) == "PF" and kinds(figure(166), lead, short) == "FPT"
    lead, drawing, places = site(ground).blocks
    assert isinstance(places, Table) and len(places.rows) > MANY and kinds(lead, drawing, places) == "PFT"
    assert kinds(lead, drawing, dataclasses.replace(places, rows=places.rows[:MANY])) == "PTF"
