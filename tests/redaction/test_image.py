"""A picture is painted, not covered, and made anew from its pixels: the same pixels give the same bytes."""

import io

import pytest
from PIL import Image

from workbench.errors import BadValue
from workbench.redaction.image import encoded, painted

WHITE = bytes([255]) * 40 * 30 * 3


def test_what_is_painted_is_black_and_the_rest_is_as_it_was() -> None:
    made = painted((40, 30), WHITE, [(5, 5, 10, 12), (38, 28, 60, 60)])
    black = sum(made.getpixel((x, y)) == (0, 0, 0) for x in range(40) for y in range(30))
    assert black == 5 * 7 + 2 * 2 and made.getpixel((4, 5)) == (255, 255, 255) == made.getpixel((10, 11))


@pytest.mark.parametrize("box", [(40, 0, 50, 5), (0, 30, 5, 40), (5, 5, 5, 9)])
def test_a_box_that_covers_nothing_is_refused(box: tuple[int, int, int, int]) -> None:
    with pytest.raises(BadValue, match="inside 40 by 30"):
        painted((40, 30), WHITE, [box])


def test_pixels_of_another_number_are_refused() -> None:
    with pytest.raises(BadValue):
        painted((40, 31), WHITE, [])


@pytest.mark.parametrize(("before", "after"), [("image/png", "PNG"), ("image/heic", "JPEG"), ("image/jpeg", "JPEG")])
def test_the_same_pixels_are_the_same_bytes_and_carry_nothing_else(before: str, after: str) -> None:
    image = painted((40, 30), WHITE, [(1, 1, 9, 9)])
    image.info.update(exif=b"Exif\0\0CANARY", comment=b"CANARY", icc_profile=b"CANARY")
    (data, media_type), again = encoded(image, before), encoded(image.copy(), before)
    assert (data, media_type) == again and b"CANARY" not in data
    with Image.open(io.BytesIO(data)) as opened:
        assert opened.format == after and not opened.getexif() and opened.size == (40, 30)
        assert set(opened.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
