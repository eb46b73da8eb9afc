"""Before and after side by side: one scale, the same words in the text twin, and nothing where nobody moved."""

import dataclasses
import re
from io import BytesIO

import pytest
from PIL import Image

from tests.findings.small_case import key
from tests.findings.test_movement import case, lodged
from workbench.figures.relocation import NONE, UNVERIFIED, describe, draw, png
from workbench.findings.conditions import conditions
from workbench.findings.movement import movement
from workbench.findings.sites import sites
from workbench.records import Measure
from workbench.tables import Tables


@pytest.fixture(scope="module")
def moved() -> Tables:
    room = {"entity": key("DW-A"), "source": key("T"), "part": "room 4"}
    persons = Measure(measure="persons", value="24", **room)  # type: ignore[arg-type]
    area = Measure(measure="floor-area", value="40", unit="m2", **room)  # type: ignore[arg-type]
    stays = (lodged("DW-A", "2024-03-04", "2024-05-23"), lodged("DW-M", "2024-05-24"))
    return case(*stays, (key("m1"), persons), (key("m2"), area))


def made(tables: Tables) -> tuple[object, ...]:
    return sites(tables), movement(tables), conditions(tables)


def test_both_lodgings_stand_on_one_scale_with_what_was_told(moved: Tables) -> None:
    words = re.sub(rb"<[^>]+>", b" ", draw(*made(moved)))  # type: ignore[arg-type]
    for word in (b"Before: DW-A", b"After: DW-M", b"room 4, persons: 24", b"not met", b"SITE:", b"1 person is told"):
        assert word in words
    assert "nobody has compared these numbers" in UNVERIFIED


def test_the_text_twin_says_what_the_picture_shows(moved: Tables) -> None:
    twin = describe(*made(moved))  # type: ignore[arg-type]
    assert "Before: DW-A" in twin and "After: DW-M" in twin and "room 4, persons: 24 (Testimony T)" in twin


def test_it_is_the_same_twice_and_readable_in_grey(moved: Tables) -> None:
    assert draw(*made(moved)) == draw(*made(moved))  # type: ignore[arg-type]
    grey = Image.open(BytesIO(png(*made(moved), 60))).convert("L")  # type: ignore[arg-type]
    assert grey.getextrema()[0] < 60 and grey.getextrema()[1] > 240


def test_where_nobody_moved_it_says_so() -> None:
    none = case(lodged("DW-A", "2024-03-04"))
    assert describe(*made(none)) == NONE and b"No relocation" in draw(*made(none))  # type: ignore[arg-type]


def test_in_a_protected_copy_no_length_is_finer_than_its_grid(moved: Tables) -> None:
    found, *rest = made(moved)
    assert "about" not in describe(found, *rest)  # type: ignore[arg-type]
    frame = found.frame.assign(precision_m=1000.0)  # type: ignore[attr-defined]
    one = frame[frame["schema"] != "Dwelling"]["geometry"].iloc[0]
    near = frame.assign(geometry=[one if row == "DW-A" else own
                                  for row, own in zip(frame["site"], frame["geometry"], strict=True)])  # fmt: skip
    twin = describe(dataclasses.replace(found, frame=near, squares=True), *rest)  # type: ignore[type-var, arg-type]
    assert "less than 1.5 km away, in the same square of the grid" in twin and "nan" not in twin
    assert re.search(r"about \d+ km \(\d+ k?m to \d+ km\) in a straight line", twin)
