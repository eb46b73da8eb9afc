"""Squares, bands and frames; the ellipsoid of pyproj, which the module does not use, measures them."""

import itertools
import math
import random
import re

import pytest
from pyproj import Geod

from workbench.disclosure.places import (
    band,
    distance_findings,
    extent_findings,
    place_findings,
    snapped,
    width_of,
)
from workbench.errors import BadValue

EARTH = Geod(ellps="WGS84")
WIDTHS = (250, 1000, 2000, 5000, 10_000)


def at(text: str) -> tuple[float, float]:
    east, north = re.findall(r"-?[0-9.]+", text)
    return float(east), float(north)


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    return float(EARTH.inv(*one, *other)[2])


@pytest.mark.parametrize("width", WIDTHS)
def test_a_place_is_within_its_square_and_its_middle_stays_where_it_is(width: int) -> None:
    chance = random.Random(width)
    for _ in range(400):
        point = (chance.uniform(-180, 180), chance.uniform(-75, 75))
        middle = snapped(f"POINT ({point[0]} {point[1]})", width)
        assert snapped(middle, width) == middle
        assert metres(point, at(middle)) <= 1.6 * width + (1500 if width > 1000 else 0) * 0.8


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("north", [-44.0, 0.3, 16.1, 45.38, 69.0])
def test_no_square_is_narrower_than_promised_on_the_ellipsoid(width: int, north: float) -> None:
    """Neighbouring middles, found by walking, are at least a width apart."""
    step = width / 111_000 / 20
    eastward = {snapped(f"POINT ({20.38 + n * step} {north})", width) for n in range(200)}
    northward = {snapped(f"POINT (20.38 {north + n * step})", width) for n in range(120)}
    rows = sorted({at(text)[1] for text in northward})
    for south, above in itertools.pairwise(rows):
        assert width <= metres((20.38, south), (20.38, above)) + 3 <= (1.02 * width + 3 if width <= 1000 else 2 * width)
    for row in {at(text)[1] for text in eastward}:
        line = sorted(at(text)[0] for text in eastward if at(text)[1] == row)
        gaps = [metres((one, row), (other, row)) for one, other in itertools.pairwise(line)]
        assert gaps and min(gaps) >= width - 3


def test_many_places_in_one_square_become_one() -> None:
    chance = random.Random(2)
    middle = at(snapped("POINT (20.38 45.38)", 1000))
    around = [(chance.uniform(-0.006, 0.006), chance.uniform(-0.0045, 0.0045)) for _ in range(200)]
    seen = {snapped(f"POINT ({middle[0] + east} {middle[1] + north})", 1000) for east, north in around}
    assert seen == {snapped("POINT (20.38 45.38)", 1000)}


def test_the_mean_of_many_releases_is_no_nearer_than_one() -> None:
    assert len({snapped("POINT (20.3811 45.3822)", 1000) for _ in range(50)}) == 1


def test_a_coarse_square_says_nothing_beside_a_fine_one() -> None:
    """Whatever shares its fine square shares its coarse one, so both together are the fine square."""
    chance = random.Random(3)
    coarse: dict[str, set[str]] = {}
    for _ in range(3000):
        text = f"POINT ({chance.uniform(20, 20.6)} {chance.uniform(45, 45.4)})"
        coarse.setdefault(snapped(text, 1000), set()).add(snapped(text, 10_000))
    assert len(coarse) > 500 and all(len(squares) == 1 for squares in coarse.values())


def test_an_area_becomes_the_middle_of_its_square_and_what_is_no_place_is_refused() -> None:
    area = "POLYGON ((20.44 45.36, 20.45 45.36, 20.45 45.37, 20.44 45.37, 20.44 45.36))"
    assert snapped(area, 1000) == snapped("POINT (20.445 45.365)", 1000)
    for wrong in ("POINT EMPTY", "POINT (20.4 95.0)", "at the gate"):
        with pytest.raises(BadValue, match="WKT with longitude"):
            snapped(wrong, 1000)
    with pytest.raises(BadValue, match="metres above zero"):
        snapped("POINT (20 45)", 0)


def test_lodging_is_never_finer_than_a_kilometre() -> None:
    fine = snapped("POINT (20.38 45.38)", 250)
    found = place_findings([("DW-A", "Dwelling", fine), ("SITE", "Site", fine)], 250, "map")
    assert [(one.code, one.subject, one.remedy.verb, one.remedy.to) for one in found] == [
        ("place-too-exact", "DW-A", "snap-place", ("1000",))
    ]
    mended = snapped(fine, width_of("Dwelling", 250))
    assert place_findings([("DW-A", "Dwelling", mended)], 250) == []


def test_bands_hold_the_distance_and_follow_each_other() -> None:
    for distance in (0, 0.5, 999.9, 1000, 1340.2, 19_999, 99_999):
        low, high = band(distance)
        assert high is not None and low <= distance < high
    assert band(2_000_000) == (100_000, None)


SAFE, GATES = (20.4533, 45.3671), [(20.44, 45.36), (20.47, 45.362), (20.45, 45.38), (20.43, 45.375)]


def test_three_distances_meet_in_a_point_and_their_bands_do_not() -> None:
    exact = [(gate, metres(gate, SAFE) - 5, metres(gate, SAFE) + 5) for gate in GATES]
    for many in (1, 2, 3):
        (found,) = distance_findings("DW-A", exact[:many], 1000)
        assert found.code == "distance-locates" and found.remedy.verb == "band-distance"
        assert found.path[0].startswith(f"{many} distances leave 0.")
    for many in (1, 2):
        banded = [(gate, *band(metres(gate, SAFE))) for gate in GATES[:many]]
        assert distance_findings("DW-A", [(gate, low, high or math.inf) for gate, low, high in banded], 1000) == []


def test_many_bands_together_may_still_say_where_it_is() -> None:
    around = [(20.4533 + 0.02 * math.sin(n), 45.3671 + 0.014 * math.cos(n)) for n in range(0, 12)]
    banded = [(gate, *band(metres(gate, SAFE))) for gate in around]
    (found,) = distance_findings("DW-A", [(gate, low, high or math.inf) for gate, low, high in banded], 1000)
    assert found.code == "distance-locates"
    assert distance_findings("DW-A", [(around[0], 100_000.0, math.inf)], 1000) == []
    assert distance_findings("DW-A", [], 1000) == []


def test_a_frame_is_a_fixed_region_or_a_finding() -> None:
    regions = {"serbia": (18.8, 42.2, 23.0, 46.2), "vojvodina": (18.8, 44.6, 21.6, 46.2)}
    assert extent_findings(regions["vojvodina"], regions) == []
    (found,) = extent_findings((20.31, 45.29, 20.52, 45.41), regions, "map of sites")
    assert (found.code, found.remedy.to) == ("extent-follows-data", ("vojvodina",))
    (abroad,) = extent_findings((105.0, 20.0, 106.0, 21.5), regions)
    assert abroad.remedy.to == ("",)
