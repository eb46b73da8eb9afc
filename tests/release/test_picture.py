import io
import json

import pytest
from PIL import Image

from tests.release.hostile_case import PHOTO
from workbench.release.evidence import evidence
from workbench.release.picture import inline, picture, shown
from workbench.tables import Tables


class Stub:
    """The two derivatives that a picture is drawn from."""

    def __init__(self, thumbnail: bytes | None, facts: dict[str, object] | None, redacted: bytes | None = None) -> None:
        facts_of = json.dumps(facts).encode() if facts else None
        self.kinds = {"thumbnail": thumbnail, "exif": facts_of, "redacted": redacted}

    def derived(self, item: str, kind: str) -> bytes | None:
        return self.kinds[kind]


def small(size: tuple[int, int]) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#88aa88").save(out, "JPEG", quality=95)
    return out.getvalue()


def yellow(data: bytes | None) -> tuple[int, int, int, int]:
    """The box around what is yellow, in pixels."""
    assert data is not None
    image = Image.open(io.BytesIO(data)).convert("RGB")
    points = [(x, y) for x in range(image.width) for y in range(image.height) if _is_yellow(image.getpixel((x, y)))]
    return min(x for x, _ in points), min(y for _, y in points), max(x for x, _ in points), max(y for _, y in points)


def _is_yellow(pixel: object) -> bool:
    red, green, blue = pixel  # type: ignore[misc]
    return red > 200 and green > 160 and blue < 110


def test_the_region_is_drawn_where_it_is() -> None:
    tables = Stub(small((320, 240)), {"pixels": [3200, 2400], "orientation": 1})
    left, top, right, bottom = yellow(picture(tables, "i", (1600, 1200, 800, 600)))  # type: ignore[arg-type]
    assert abs(left - 160) <= 2 and abs(top - 120) <= 2 and abs(right - 240) <= 2 and abs(bottom - 180) <= 2


def test_a_turned_picture_is_measured_upright() -> None:
    tables = Stub(small((240, 320)), {"pixels": [3200, 2400], "orientation": 6})
    left, top, right, bottom = yellow(picture(tables, "i", (1200, 1600, 600, 800)))  # type: ignore[arg-type]
    assert abs(left - 120) <= 2 and abs(top - 160) <= 2 and abs(right - 180) <= 2 and abs(bottom - 240) <= 2


def test_of_what_is_withheld_in_part_the_redacted_copy_is_shown_small() -> None:
    whole = Image.new("RGB", (3200, 2400), "white")
    whole.paste("black", (0, 0, 1600, 2400))
    out = io.BytesIO()
    whole.save(out, "PNG")
    tables = Stub(small((320, 240)), {"pixels": [3200, 2400], "orientation": 1}, out.getvalue())
    with Image.open(io.BytesIO(picture(tables, "i") or b"")) as shown_small:  # type: ignore[arg-type]
        assert shown_small.size == (320, 240)
        assert max(shown_small.convert("L").crop((0, 0, 150, 240)).get_flattened_data()) < 20
    noted = Stub(small((320, 240)), None, b"A file is withheld here.\n")
    assert picture(noted, "i") is None  # type: ignore[arg-type]


def test_without_a_readable_small_copy_the_words_stand_for_it() -> None:
    assert picture(Stub(None, None), "i") is None  # type: ignore[arg-type]
    assert picture(Stub(b"no picture", None), "i") is None  # type: ignore[arg-type]
    assert "&lt;b&gt;" in inline(None, "<b>")


def test_the_copy_carries_nothing_but_pixels(hostile: Tables) -> None:
    place = next(one.found for one in evidence(hostile, hostile.codings.index) if one.found.file == PHOTO)
    data = picture(hostile, place.item, place.region)
    assert data is not None and data == picture(hostile, place.item, place.region)
    image = Image.open(io.BytesIO(data))
    assert not image.getexif() and "comment" not in image.info and "icc_profile" not in image.info
    assert 'src="data:image/jpeg;base64,' in shown(hostile, place) and "&lt;b&gt;" in shown(hostile, place)


@pytest.mark.parametrize("region", [(0, 0, 0, 0), (10, 10, 99_999, 99_999), (99_999, 0, 1, 1)])
def test_a_region_at_the_edge_or_beyond_does_not_fail(region: tuple[int, ...]) -> None:
    assert picture(Stub(small((32, 24)), {"pixels": [320, 240], "orientation": 1}), "i", region)  # type: ignore[arg-type]
