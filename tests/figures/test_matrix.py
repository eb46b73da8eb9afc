import itertools
import re

import pytest

from workbench import codebook
from workbench.codebook.messages import messages
from workbench.figures import matrix as figure
from workbench.figures import style
from workbench.figures.words import speaking
from workbench.findings.assessment import STATES, Cell
from workbench.findings.matrix import Column, Matrix, Row

ALL = [*STATES, "sealed", "withheld"]


def filled(rows: int = 3, as_of: str | None = None) -> Matrix:
    columns = tuple(
        Column(entry.id, entry.label("en"), entry.number) for entry in codebook.framework("ilo-11").indicators
    )
    lines = tuple(Row(f"W-{number:02}", f"W-{number:02}") for number in range(1, rows + 1))
    places = itertools.product(lines, columns)
    cells = {
        (row.id, column.id): Cell(state=state, origins=3)
        for (row, column), state in zip(places, itertools.cycle(ALL), strict=False)
    }
    return Matrix("ilo-11", "worker", as_of, "h", lines, columns, cells, ("3 workers heard, 5 known by key",))


def test_every_state_has_a_look_of_its_own_beyond_colour() -> None:
    assert set(ALL) <= set(figure.LOOKS)
    letters = [look.letter for look in figure.LOOKS.values()]
    assert len(set(letters)) == len(letters) and all(letters)


@pytest.mark.parametrize(("lang", "words", "page"), [
    ("en", "denied: asked or spoke of it, and said no", "asked or spoke of it"),
    ("sr-Latn", "poreknuto: pitano ili o tome govorilo, reklo ne", "pitano ili je o tome govorilo"),
])  # fmt: skip
def test_the_legend_says_of_nobody_who_spoke_unasked_that_somebody_asked(lang: str, words: str, page: str) -> None:
    say = messages(lang)
    with speaking(say):
        assert figure._says("denied") == words and page in say("means-state.denied")
        assert style.width(words, 7) < 2.75 - 0.33, "it ends before the next entry begins"


def test_same_matrix_same_bytes() -> None:
    assert figure.draw(filled()) == figure.draw(filled())


def test_a_changed_cell_changes_the_picture() -> None:
    other = filled()
    other.cells["W-01", "deception"] = Cell(state="supported", origins=1)
    assert figure.draw(filled()) != figure.draw(other)


def test_each_cell_links_to_its_place_in_the_table() -> None:
    found = figure.draw(filled())
    assert len(set(re.findall(rb'xlink:href="(#W-[^"]+)"', found))) == 33


def test_the_words_count_every_state() -> None:
    words = figure.describe(filled(as_of="2021-11"))
    assert "as of 2021-11" in words and "3 rows, 11 indicators" in words
    assert all(state.replace("-", " ") in words for state in ALL) and "not-assessed" not in words
    assert f"<title>{words}</title>".encode() in figure.draw(filled(as_of="2021-11"))


def test_a_cell_that_nobody_coded_is_drawn_as_not_assessed() -> None:
    bare = Matrix("ilo-11", "worker", None, "h", filled().rows, filled().columns, {}, ())
    assert "33 not assessed" in figure.describe(bare)
    assert figure.draw(bare) != figure.draw(filled())


def test_an_unknown_state_is_no_blank_cell() -> None:
    odd = filled()
    odd.cells["W-01", "deception"] = Cell(state="guilty")
    with pytest.raises(KeyError, match="guilty"):
        figure.draw(odd)


def test_png_is_a_picture_of_the_same_page() -> None:
    assert figure.png(filled(), dpi=40)[:8] == b"\x89PNG\r\n\x1a\n"
