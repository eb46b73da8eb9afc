import json
import math
import os
from pathlib import Path

import numpy as np
import pillow_heif
import pytest
from PIL import Image
from PIL.ExifTags import IFD
from pyproj import Geod
from shapely import LineString, Polygon

from tests.findings.small_case import key, tables
from workbench import intake
from workbench.casefile import create
from workbench.findings.sites import NoPlace, sites
from workbench.records import Agent, CaseInfo, Derivative, Entity, Item, Place, Source
from workbench.tables import Tables, tabulate

pillow_heif.register_heif_opener()


def photographs(*positions: dict[str, object] | None) -> Tables:
    """A case of photographs only, each with the EXIF table given."""
    stored, records = {}, [(key("case"), CaseInfo(title="Photos", nature="synthetic"))]
    records.append((key("S"), Source(key="S", label="Photo source", kind="photo")))  # type: ignore[arg-type]
    for number, position in enumerate(positions):
        name = f"{number:02}.jpg"
        reason = None if position else "no-exif"
        stored[name] = json.dumps({"position": position, "position_reason": reason}).encode()
        item = Item(sha256="0", size=1, object=name, name=name, media_type="image/jpeg", kind="photo", source=key("S"))
        made = Derivative(
            item=key(name), kind="exif", media_type="application/json", object=name, sha256="0", tool="t", version="1"
        )
        records += [(key(name), item), (key("d" + name), made)]  # type: ignore[list-item]
    return tabulate(records, "0" * 64, stored.__getitem__)


def test_frame_is_in_degrees_and_metric_in_metres() -> None:
    found = sites(tables())
    assert found.frame.crs.to_epsg() == 4326
    assert found.crs().to_epsg() == 32634
    area = found.metric().geometry[0].area
    assert 0.55e6 < area < 0.65e6, "780 m by 780 m at this latitude"


def test_rival_positions_stand_side_by_side_and_sites_first() -> None:
    found = sites(tables()).df
    assert list(found["site"]) == ["Plant site", "East gate", "Barracks A", "Barracks A", "Agency One"]
    assert found["latitude"].iloc[1] == 45.3685
    assert list(found["source"].unique()) == ["NGO report N-01"]


def test_distances_carry_the_range_that_precision_allows() -> None:
    table = sites(tables()).distances()
    row = table[(table["from"] == "Plant site") & (table["to"] == "Barracks A")].iloc[0]
    assert row["metres"] == pytest.approx(392, abs=2), "0.005 degrees of longitude at 45.37 N are 392 m"
    assert (row["low_m"], row["high_m"]) == (row["metres"] - 160, row["metres"] + 160)


def test_unknown_precision_gives_no_range() -> None:
    table = sites(tables()).distances()
    other = table[(table["from"] == "Plant site") & (table["to"] == "Barracks A")].iloc[1]
    assert math.isnan(other["low_m"]) and math.isnan(other["high_m"])


def test_a_place_on_another_continent_is_measured_on_the_ellipsoid() -> None:
    table = sites(tables()).distances()
    row = table[(table["from"] == "Plant site") & (table["to"] == "Agency One")].iloc[0]
    assert row["metres"] == pytest.approx(8_025_600, rel=0.002)


def test_a_place_is_not_measured_against_its_own_rival() -> None:
    table = sites(tables()).distances()
    assert not (table["from"] == table["to"]).any()


def test_rejected_positions_are_named() -> None:
    rejected = sites(tables()).rejected
    assert list(rejected["reason"]) == ["outside the degrees of the Earth", "this is no well-known text"]
    assert "not a shape" in sites(tables())._repr_html_()


def test_photographs_with_and_without_position() -> None:
    good = {"latitude": -33.5, "longitude": -70.6, "radius_m": 5.0, "altitude_m": None, "direction_deg": 45.0}
    found = sites(photographs(good, None))
    assert (len(found.photos), found.photos["direction_deg"][0], found.photos["source"][0]) == (1, 45.0, "Photo source")
    assert found.photos.geometry[0].y == -33.5
    assert list(found.rejected["reason"]) == ["no-exif"]
    assert found.crs().to_epsg() == 32719
    with pytest.raises(NoPlace):
        found.distances()


def test_no_place_at_all_is_a_valid_answer_with_a_sentence() -> None:
    found = sites(tables(without=frozenset({"place"})))
    assert "no place in this case has a position" in repr(found)
    assert "no place in this case has a position" in found._repr_html_()
    assert len(found.df) == 0
    with pytest.raises(NoPlace, match=r"places\.csv"):
        found.metric()


@pytest.mark.parametrize("wkt", ["POINT EMPTY", "POINT (NaN 45)", "POINT (200 45)", "", "POINT Z (20 45"])
def test_positions_that_cannot_be(wkt: str) -> None:
    site = (key("e"), Entity(key="E", schema="Site", label="Site E"))
    there = (key("p"), Place(entity=key("e"), geometry=wkt, how="map", source=key("s")))
    found = sites(tabulate([(key("c"), CaseInfo(title="x")), site, there], "0", lambda name: b""))
    assert (len(found.frame), len(found.rejected)) == (0, 1)


def measured(*shapes: str) -> list[float]:
    """Metres between the first place and each other one, as the table of distances has them."""
    records: list[tuple[str, object]] = [(key("S"), Source(key="S", label="Survey", kind="document"))]
    for number, shape in enumerate(shapes):
        schema = "Site" if number == 0 else "Gate"
        records.append((key(f"E{number}"), Entity(key=f"E{number}", schema=schema, label=f"{number:03}")))
        records.append((key(f"P{number}"), Place(entity=key(f"E{number}"), geometry=shape, how="map", source=key("S"))))
    table = sites(tabulate(records, "h", bytes)).distances()  # type: ignore[arg-type]
    return table[table["from"] == "000"].sort_values("to")["metres"].astype(float).tolist()


def test_distances_of_points_are_those_of_the_ellipsoid_to_a_thousandth() -> None:
    random = np.random.default_rng(3)
    for x, y in ((20.4, 45.37), (105.8, 21.0), (-70.0, -33.4), (179.99, 66.0)):
        metres, turns = 10 ** random.uniform(3, 6.9, 8), random.uniform(0, 360, 8)
        far = [Geod(ellps="WGS84").fwd(x, y, turn, length)[:2] for turn, length in zip(turns, metres, strict=True)]
        found = measured(f"POINT ({x} {y})", *(f"POINT ({a:.9f} {b:.9f})" for a, b in far))
        assert found == pytest.approx(metres.tolist(), rel=1e-3)


def test_distances_of_areas_are_those_of_their_nearest_edges_to_a_thousandth() -> None:
    """Held against every pair of points along both edges, a metre apart, on the ellipsoid."""
    site = Polygon([(20.3760, 45.3700), (20.3860, 45.3720), (20.3830, 45.3640), (20.3770, 45.3650)])
    gate = LineString([(20.40, 45.38), (20.41, 45.376), (20.42, 45.381)])
    ends = [np.array([one.interpolate(step, normalized=True).coords[0] for step in np.linspace(0, 1, 1501)])
            for one in (site.exterior, gate)]  # fmt: skip
    one, other = (np.repeat(ends[0], 1501, axis=0), np.tile(ends[1], (1501, 1)))
    least = Geod(ellps="WGS84").inv(one[:, 0], one[:, 1], other[:, 0], other[:, 1])[2].min()
    assert measured(site.wkt, gate.wkt) == pytest.approx([least], rel=1e-3)


@pytest.mark.skipif("WORKBENCH_CORPUS" not in os.environ, reason="WORKBENCH_CORPUS names no folder of real photographs")
def test_real_photographs_stand_on_the_map_where_they_carry_a_position_and_nowhere_else(tmp_path: Path) -> None:
    """Each photograph's own GPS block, read here a second time with Pillow, says whether it may be on the map."""
    files = [one for one in sorted((Path(os.environ["WORKBENCH_CORPUS"]) / "photos").rglob("*")) if one.is_file()]
    case = create(tmp_path / "case", CaseInfo(title="A"), Agent(key="MJ", kind="person", name="M. J."))
    intake.add(case, files, agent=case.agent("MJ"))
    found = sites(case.tables())
    shown = {row["name"].rpartition("/")[2]: row["geometry"] for _, row in found.photos.iterrows()}
    judged = {one.name: own_position(one) for one in files}
    expected = {name: spot for name, spot in judged.items() if spot is not None}
    assert set(shown) == set(expected) and len(expected) >= 2
    for name, (latitude, longitude) in expected.items():
        assert (shown[name].y, shown[name].x) == pytest.approx((latitude, longitude), abs=1e-6)
    photos = case.tables().photos
    refused = set(found.rejected["what"].str.rpartition("/")[2])
    assert {name.rpartition("/")[2] for name in photos["name"]} == set(shown) | refused
    assert found.rejected["reason"].notna().all()


def own_position(file: Path) -> tuple[float, float] | None:
    """Latitude and longitude of a picture as Pillow has them; None where they are missing or cannot be a place."""
    try:
        block = Image.open(file).getexif().get_ifd(IFD.GPSInfo)
        angles = [sum(float(part) / 60**power for power, part in enumerate(block[tag])) for tag in (2, 4)]
        signs = [-1 if block[tag].strip("\0 ") in ("S", "W") else 1 for tag in (1, 3)]
    except (OSError, KeyError, ValueError, ZeroDivisionError, TypeError, SyntaxError, AttributeError):
        return None
    latitude, longitude = (angle * sign for angle, sign in zip(angles, signs, strict=True))
    possible = abs(latitude) <= 90 and abs(longitude) <= 180 and (latitude, longitude) != (0, 0)
    return (latitude, longitude) if possible else None
