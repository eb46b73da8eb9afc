"""What two places of a protected copy may be told to be apart, held against the squares of its grid."""

import itertools
import math
import random
from typing import Any

import pytest
from pyproj import Geod
from shapely import Point, from_wkt

from workbench.disclosure.places import snapped
from workbench.findings.apart import apart, within

EARTH = Geod(ellps="WGS84")


@pytest.mark.parametrize("width", [250, 1000, 2000, 2500, 10_000])
@pytest.mark.parametrize("north", [0.2, 20.9, 45.38, 59.5, 69.4, 74.6, 78.2, 81.6])
def test_no_two_places_of_one_square_are_as_far_apart_as_is_said(width: int, north: float) -> None:
    chance, squares = random.Random(width), dict[str, list[tuple[float, float]]]()
    reach = 2.2 * width / 111_000
    for _ in range(2500):
        spot = (20.38 + chance.uniform(0, reach) / math.cos(math.radians(north)), north + chance.uniform(0, reach))
        squares.setdefault(snapped(f"POINT ({spot[0]} {spot[1]})", width), []).append(spot)
    far = 0.0
    for spots in squares.values():
        ends = [
            sign(spots, key=lambda one, tilt=tilt: one[0] + tilt * one[1]) for sign in (min, max) for tilt in (-2, 2)
        ]
        far = max(far, *(EARTH.inv(*one, *other)[2] for one, other in itertools.combinations(ends, 2)))
    told = within(width, north + 0.4)
    assert width < far < told, "and not said so widely that it says nothing"
    assert told <= max(2.3 * width, 1000 if north > 60 else 500)


def place(east: float, north: float, precision: float = 10_000.0) -> dict[str, Any]:
    return {"site": "A", "precision_m": precision, "source": "S", "place": "p", "geometry": Point(east, north)}


def told(*pair: dict[str, Any], metres: float, squares: bool = True, **more: float) -> tuple[float, float, float]:
    row = apart(*pair, metres, squares=squares, **more)
    return row["metres"], row["low_m"], row["high_m"]


def test_places_of_one_square_have_no_distance() -> None:
    one = {**place(20, 45), "geometry": from_wkt("POINT (20 45)")}
    metres, low, high = told(one, place(20, 45), metres=0.0)
    assert math.isnan(metres) and (low, high) == (0.0, 15_000.0)


def test_other_distances_are_no_finer_than_the_grid() -> None:
    assert told(place(20, 45), place(20.1, 45), metres=7_860.4) == (10_000, 0, 30_000)
    assert told(place(20, 45), place(20.5, 45), metres=39_301.2) == (40_000, 10_000, 60_000)
    assert told(place(20, 45), place(20, 45.06, 250.0), metres=6_670.0) == (10_000, 0, 20_000)


def test_the_place_of_a_fine_grid_near_the_middle_of_a_wide_square_is_in_that_square() -> None:
    metres, low, high = told(place(20, 45), place(20, 45.01, 250.0), metres=1_112.0)
    assert math.isnan(metres) and (low, high) == (0.0, 15_000.0)
    metres, _, high = told(place(20, 71), place(20, 71.01, 250.0), metres=1_116.0, latitude=71.01)
    assert math.isnan(metres) and high == within(10_000, 71.01) == 15_500


def test_the_team_sees_metres() -> None:
    assert told(place(20, 45, 5.0), place(20.1, 45, 7.0), metres=7_860.4, squares=False) == (7860, 7848, 7872)
    assert told(place(20, 45), place(20, 45), metres=0.0, squares=False) == (0, 0, 20_000)
    metres, low, high = told(place(20, 45, math.nan), place(20.1, 45), metres=12.2)
    assert metres == 12 and math.isnan(low) and math.isnan(high)
