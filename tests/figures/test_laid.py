"""A map of one's own under a panel: its colours where they belong, its lines, its credit under the map."""

import dataclasses
from io import BytesIO

import numpy as np
from PIL import Image

from tests.findings.small_case import tables
from workbench.figures import style
from workbench.figures.laid import laid
from workbench.figures.panel import Panel
from workbench.figures.sites import describe, draw, png
from workbench.figures.survey import survey
from workbench.findings.sites import sites
from workbench.underlay import Underlay


def east_is_green(longitudes: np.ndarray, latitudes: np.ndarray) -> np.ndarray:
    """Green east of the middle of what is asked for, red west of it."""
    colours = np.zeros((*longitudes.shape, 4), dtype=np.uint8)
    colours[..., 3] = 255
    middle = longitudes.mean()
    colours[longitudes > middle, 1] = 200
    colours[longitudes <= middle, 0] = 200
    return colours


def test_colours_lie_in_the_half_that_they_belong_to() -> None:
    found = dataclasses.replace(sites(tables()), under=Underlay("own.tif", "survey, CC0", colours=east_is_green))
    with style.fixed():
        figure, axes = style.sheet(4, 4)
        seen = survey(found)
        spot = seen.site["geometry"].centroid
        laid(Panel(axes, (0.5, 0.5, 3, 3), (spot.x, spot.y), 500), seen)
        assert axes.get_xlim() == (0, 4) and axes.get_ylim() == (0, 4), "the page keeps its inches"
        pixels = np.asarray(Image.open(BytesIO(style.png(figure, 50))).convert("RGB")).astype(int)
    west, east = pixels[100, 50], pixels[100, 150]
    assert west[0] > west[1] + 50 and east[1] > east[0] + 50


def test_lines_are_drawn_and_the_credit_stands_under_the_map() -> None:
    asked: list[tuple[float, ...]] = []

    def lines(box: tuple[float, float, float, float]) -> list[list[tuple[float, float]]]:
        asked.append(box)
        return [[(box[0], box[1]), (box[2], box[3])]]

    plain = sites(tables())
    found = dataclasses.replace(
        plain, under=Underlay("roads.gpkg", "the municipality, 2024-05-11, CC BY 4.0", lines=lines)
    )
    drawn = draw(found)
    assert b"the municipality, 2024-05-11, CC BY 4.0" in drawn and b"No imagery" not in drawn
    assert b"No imagery" in draw(plain) and asked and all(box[0] < box[2] and box[1] < box[3] for box in asked)
    assert png(found, 40) != png(plain, 40) and describe(found) == describe(plain)
