"""A plan on known points: what is missed is said in metres, and points that cannot carry a plan are refused."""

import math

import pytest
from pyproj import Geod, Transformer

from workbench.errors import BadValue
from workbench.extract.placement import Control, fit, made, read

TO_PLANE = Transformer.from_crs("EPSG:4326", "EPSG:32634", always_xy=True)
TO_DEGREES = Transformer.from_crs("EPSG:32634", "EPSG:4326", always_xy=True)
EAST, NORTH = TO_PLANE.transform(20.38, 45.38)


CORNERS = [(0.0, 0.0), (800.0, 0.0), (0.0, 600.0), (800.0, 600.0), (400.0, 100.0)]


def seen(x: float, y: float, turn: float = 25, scale: float = 0.5, off: tuple[float, float] = (0, 0)) -> Control:
    """Where a pixel really lies: the plan turned by `turn` degrees, `scale` metres a pixel, the point off by metres."""
    angle = math.radians(turn)
    east = EAST + scale * (x * math.cos(angle) + y * math.sin(angle)) + off[0]
    north = NORTH + scale * (x * math.sin(angle) - y * math.cos(angle)) + off[1]
    longitude, latitude = TO_DEGREES.transform(east, north)
    return Control(x, y, latitude, longitude, f"{x},{y}")


@pytest.mark.parametrize("turn", [0, 25, 90, 180, 300])
@pytest.mark.parametrize("corners", [CORNERS[:3], CORNERS])
def test_exact_points_give_back_the_plan(turn: float, corners: list[tuple[float, float]]) -> None:
    placed = fit([seen(*corner, turn=turn) for corner in corners])
    assert placed.rms_m < 0.01 and placed.kind == ("helmert" if len(corners) == 3 else "affine")
    (found,), true = placed.ground([(300, 200)]), seen(300, 200, turn=turn)
    assert Geod(ellps="WGS84").inv(*found, true.longitude, true.latitude)[2] < 0.05


def test_what_is_missed_is_said_in_metres_and_names_the_worst() -> None:
    points = [seen(0, 0), seen(800, 0), seen(0, 600), seen(800, 600), seen(400, 300), seen(790, 590, off=(40, 0))]
    placed = fit(points)
    assert (5 < placed.rms_m < 20 and max(placed.misses_m) == placed.misses_m[5]) or placed.misses_m[3]
    assert f"{placed.rms_m:.1f} m on the whole" in placed.words() and "6 known points (affine)" in placed.words()
    three = fit([seen(0, 0), seen(800, 0), seen(0, 600, off=(30, 0))])
    assert three.rms_m > 3, "three points leave one number over, so that a wrong one shows"


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ([seen(0, 0), seen(800, 0)], "three known points"),
        ([seen(0, 0), seen(400, 0), seen(800, 0)], "one line on the plan"),
        ([seen(0, 0), seen(400, 1), seen(800, 0)], "one line on the plan"),
        ([seen(5, 5)] * 4, "one line on the plan"),
        ([Control(0, 0, 45.38, 20.38), Control(9, 0, 45.38, 20.39), Control(0, 9, 45.38, 20.40)], "line on the ground"),
    ],
)
def test_points_that_cannot_carry_a_plan_are_refused(points: list[Control], words: str) -> None:
    with pytest.raises(BadValue, match=words):
        fit(points, "plan.png")


def test_a_mirrored_plan_is_refused() -> None:
    turned = [Control(one.x, 600 - one.y, one.latitude, one.longitude) for one in
              (seen(0, 0), seen(800, 0), seen(0, 600), seen(800, 600))]  # fmt: skip
    with pytest.raises(BadValue, match="mirror"):
        fit(turned)


def test_a_placement_goes_out_and_comes_back() -> None:
    placed = fit([seen(0, 0), seen(800, 0), seen(0, 600), seen(800, 600)])
    assert read(made(placed).data) == placed and b'"rms_m"' in made(placed).data
