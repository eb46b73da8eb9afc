import json
import math

import pytest

from tests.findings.small_case import key, tables
from workbench.findings.sites import NoPlace, sites
from workbench.records import CaseInfo, Derivative, Entity, Item, Place, Source
from workbench.tables import Tables, tabulate


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
