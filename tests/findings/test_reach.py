"""What was told of a distance is a range: held against positions, never turned into one."""

import math

import pytest
from pyproj import Geod

from tests.findings.small_case import key
from workbench.findings.reach import AGAINST, FITS, OPEN, TOWN_M, band, reach, words
from workbench.findings.sites import sites
from workbench.records import Entity, Measure, Place, Source
from workbench.tables import Tables, tabulate

ZRENJANIN = (20.38194, 45.38361)


def case(*measures: Measure, places: tuple[tuple[str, str, str | None], ...] = ()) -> Tables:
    """A site, a shop and a police station; places are given as entity, WKT and precision."""
    records: list[tuple[str, object]] = [(key("S"), Source(key="S", label="Testimony S", kind="worker")),
                                         (key("M"), Source(key="M", label="Survey M", kind="document"))]  # fmt: skip
    for name, schema in (("SITE", "Site"), ("SHOP", "Shop"), ("POLICE", "PoliceStation")):
        records.append((key(name), Entity(key=name, schema=schema, label=name.title())))
    for number, (entity, shape, precision) in enumerate(places):
        made = Place(entity=key(entity), geometry=shape, how="map", source=key("M"), precision_m=precision)
        records.append((key(f"p{number}"), made))
    records += [(key(f"m{number}"), one) for number, one in enumerate(measures)]
    return tabulate(records, "h", bytes)  # type: ignore[arg-type]


def told(measure: str, value: str, unit: str, **more: str | None) -> Measure:
    return Measure(entity=key("SITE"), measure=measure, value=value, unit=unit, source=key("S"), **more)  # type: ignore[arg-type]


def at(metres: float, turn: float = 70) -> str:
    east, north, _ = Geod(ellps="WGS84").fwd(*ZRENJANIN, turn, metres)
    return f"POINT ({east:.7f} {north:.7f})"


@pytest.mark.parametrize(
    ("metres", "precision", "finds"),
    [
        (7_000, "100", FITS),
        (30_000, "100", AGAINST),
        (100, "50", AGAINST),
        (12_400, "50", OPEN),
        (17_000, "50", AGAINST),
    ],
)
def test_eight_kilometres_from_the_town_is_a_ring_and_no_point(metres: float, precision: str, finds: str) -> None:
    told_so = told("distance", "8", "km", town="783814")
    found = reach(case(told_so, places=(("SITE", at(metres), precision),)))
    (row,) = found.rows.to_dict("records")
    assert (row["finds"], row["from"], row["position"]) == (finds, "Zrenjanin (RS)", "no. 1")
    assert row["least_m"] == pytest.approx(max(0, metres - float(precision) - TOWN_M), abs=2)
    assert not [name for name in found.rows.columns if "latitude" in name or "geometry" in name]
    assert len(sites(case(told_so)).frame) == 0, "what was told puts nothing on the map"


def test_an_hour_on_foot_is_held_against_every_rival_position() -> None:
    spots = (
        ("SITE", at(20_000), "20"),
        ("SITE", at(24_500), "20"),
        ("SITE", at(20_500), None),
        ("SHOP", at(16_000), "20"),
    )
    found = reach(case(told("journey", "60", "min", by="foot", other=key("SHOP")), places=spots))
    finds = dict(zip(found.rows["position"], found.rows["finds"], strict=True))
    assert list(finds.values()).count(FITS) == 1 and list(finds.values()).count(OPEN) == 1
    assert any("nobody says how exactly" in why for why in found.rows["why"])
    assert any(one.startswith("foot: 3 to 6.5 km/h") and "not verified" in one for one in found.assumed)
    assert "consistent" in repr(found) and "Told distances" in found._repr_html_()


def test_an_end_without_a_position_leaves_it_open_and_says_which() -> None:
    lone = told("distance", "300", "m", other=key("SHOP"))
    (row,) = reach(case(lone, places=(("SITE", at(1), "5"),))).rows.to_dict("records")
    assert (row["finds"], row["why"]) == (OPEN, "Shop has no position on record") and math.isnan(row["least_m"])
    (row,) = reach(case(lone, places=(("SHOP", at(1), "5"),))).rows.to_dict("records")
    assert row["why"] == "Site has no position on record"


def test_the_band_widens_with_what_was_told_and_knows_its_units() -> None:
    assert band("journey", 1, None, "h", "foot") == band("journey", 60, None, "min", "foot")
    assert band("distance", 8, None, "km", None) == band("distance", 8000, None, "m", None)
    low, high = band("journey", 50, 70, "min", "foot")
    assert low < band("journey", 60, None, "min", "foot")[0] < band("journey", 60, None, "min", "foot")[1] < high
    assert words({"value": "12", "high": None, "unit": None, "by": None, "part": "room 4"}) == "12 (room 4)"


def test_beds_are_no_distance() -> None:
    beds = Measure(entity=key("SITE"), measure="beds", value="12", source=key("S"))
    assert not len(reach(case(beds, places=(("SITE", at(1), "5"),))).rows)
