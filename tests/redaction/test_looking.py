"""An item as whoever redacts it looks at it: pixels alone, upright, measured in what regions are given in."""

import io

import pytest
from PIL import Image

from tests.redaction.planted import NAME, jpeg, pdf
from workbench.errors import BadValue, Refused, Unreadable
from workbench.redaction.looking import drawn


def test_a_photograph_is_upright_and_holds_nothing_of_its_file(case, taken) -> None:
    made = drawn(case, taken(case, "a.jpg", jpeg(6)))
    assert (made.width, made.height, made.pages) == (90, 160, 1)
    image = Image.open(io.BytesIO(made.data))
    assert image.size == (90, 160) and not image.getexif() and NAME.encode() not in made.data


def test_a_large_picture_is_drawn_smaller_and_measured_whole(case, taken) -> None:
    out = io.BytesIO()
    Image.new("L", (3000, 600), 200).save(out, "PNG")
    made = drawn(case, taken(case, "wide.png", out.getvalue()))
    assert (made.width, made.height) == (3000, 600) and Image.open(io.BytesIO(made.data)).size == (2000, 400)


def test_a_page_is_measured_in_points(case, taken) -> None:
    item = taken(case, "a.pdf", pdf())
    made = drawn(case, item)
    assert (made.width, made.height, made.pages) == (300, 200, 1)
    with pytest.raises(BadValue, match="from 1 to 1"):
        drawn(case, item, 2)


def test_what_is_no_picture_or_cannot_be_drawn_is_refused(case, taken) -> None:
    with pytest.raises(Refused, match="no picture"):
        drawn(case, taken(case, "t.txt", b"words"))
    with pytest.raises(Unreadable):
        drawn(case, taken(case, "b.jpg", jpeg()[:400]))
