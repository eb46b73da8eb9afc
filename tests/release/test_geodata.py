import dataclasses
import io
import json
import sqlite3
from pathlib import Path

import geopandas as gpd
import pytest
from shapely import Polygon, from_wkt

from tests.release.hostile_case import COMMENT
from workbench.findings.sites import Sites, sites
from workbench.release.geodata import NO_DATE, as_geojson, as_geopackage, decimals, photographs, places
from workbench.tables import Tables


@pytest.fixture(scope="module")
def found(demo: Tables) -> Sites:
    return sites(demo)


def test_geojson_is_as_the_standard_has_it(demo: Tables, found: Sites) -> None:
    document = as_geojson(found, demo)
    assert document["type"] == "FeatureCollection" and "crs" not in document
    assert len(document["features"]) == len(found.frame) + len(found.photos)
    for feature in document["features"]:
        assert feature["type"] == "Feature" and set(feature) == {"type", "geometry", "properties"}
        if feature["geometry"]["type"] == "Polygon":
            assert Polygon(feature["geometry"]["coordinates"][0]).exterior.is_ccw
    assert {feature["geometry"]["type"] for feature in document["features"]} >= {"Point", "Polygon"}


def test_geojson_reads_back_where_it_was(demo: Tables, found: Sites, tmp_path: Path) -> None:
    file = tmp_path / "sites.geojson"
    file.write_text(json.dumps(as_geojson(found, demo)), encoding="utf-8")
    frame = gpd.read_file(file)
    back = frame[frame["feature"] == "place"].to_crs(found.crs())
    moved = back.geometry.reset_index(drop=True).distance(found.metric().geometry.reset_index(drop=True))
    allowed = found.frame["precision_m"].fillna(1.0).clip(lower=1.0) / 2
    assert (moved <= allowed).all()


@pytest.mark.parametrize(
    ("metres", "digits"), [(5, 5), (8, 5), (150, 4), (1500, 3), (60_000, 1), (0.01, 6), (None, 6), (0, 6)]
)
def test_a_point_has_the_decimals_that_its_precision_bears(metres: float | None, digits: int) -> None:
    assert decimals(metres) == digits


def test_a_ring_is_turned_and_a_hole_the_other_way(demo: Tables, found: Sites) -> None:
    wkt = "POLYGON ((0 0, 0 3, 3 3, 3 0, 0 0), (1 1, 2 1, 2 2, 1 2, 1 1))"
    frame = found.frame.iloc[:1].copy()
    frame.geometry = [from_wkt(wkt)]
    outer, hole = as_geojson(dataclasses.replace(found, frame=frame), demo)["features"][0]["geometry"]["coordinates"]
    assert Polygon(outer).exterior.is_ccw and not Polygon(hole).exterior.is_ccw


def test_features_lead_back_to_words_and_files(demo: Tables, found: Sites) -> None:
    shas = set(demo.items["sha256"])
    words = [values for values, _ in places(found, demo) if values["file"]]
    assert words and all(values["sha256"] in shas and "quote" not in values for values in words)
    assert all(values["sha256"] in shas for values, _ in photographs(found, demo))


def test_the_geopackage_reads_back_exactly(demo: Tables, found: Sites, tmp_path: Path) -> None:
    file = tmp_path / "sites.gpkg"
    file.write_bytes(as_geopackage(found, demo))
    for layer, frame in (("places", found.frame), ("photographs", found.photos)):
        back = gpd.read_file(file, layer=layer)
        assert back.crs.to_epsg() == 4326 and len(back) == len(frame)
        assert back.geometry.reset_index(drop=True).geom_equals(frame.geometry.reset_index(drop=True)).all()
    assert list(gpd.read_file(file, layer="places")["name"]) == list(found.frame["site"])


def test_the_geopackage_keeps_the_rules_of_its_format(demo: Tables, found: Sites, tmp_path: Path) -> None:
    data = as_geopackage(found, demo)
    assert data[68:72] == b"GPKG" and int.from_bytes(data[60:64], "big") == 10300
    file = tmp_path / "sites.gpkg"
    file.write_bytes(data)
    with sqlite3.connect(file) as base:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        assert {row[0] for row in base.execute("SELECT last_change FROM gpkg_contents")} == {NO_DATE}
        assert {row[0] for row in base.execute("SELECT srs_id FROM gpkg_spatial_ref_sys")} == {-1, 0, 4326}
        blob = base.execute("SELECT geom FROM photographs").fetchone()[0]
    assert blob[:4] == b"GP\x00\x01" and data == as_geopackage(found, demo)


def test_layers_without_a_place_are_there_and_empty(demo: Tables, found: Sites, tmp_path: Path) -> None:
    empty = dataclasses.replace(found, frame=found.frame.iloc[:0], photos=found.photos.iloc[:0])
    file = tmp_path / "empty.gpkg"
    file.write_bytes(as_geopackage(empty, demo))
    assert len(gpd.read_file(file, layer="places")) == 0
    assert as_geojson(empty, demo)["features"] == []


def test_a_hostile_name_stays_a_value(hostile: Tables, tmp_path: Path) -> None:
    file = tmp_path / "h.gpkg"
    file.write_bytes(as_geopackage(sites(hostile), hostile))
    row = gpd.read_file(file, layer="places").iloc[0]
    assert row["name"] == f"Site {COMMENT}" and row["note"] == "=1+1"
    assert len(gpd.read_file(io.BytesIO(json.dumps(as_geojson(sites(hostile), hostile)).encode()))) == 1
