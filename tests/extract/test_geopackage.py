"""GeoPackages that GDAL wrote: every kind of shape, other systems, none at all; and files that are made to break."""

import sqlite3
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from tests.extract.test_marked import features
from workbench.extract import extract
from workbench.extract.geopackage import binary

POLYGON = shapely.box(20.30, 45.30, 20.31, 45.31).difference(shapely.box(20.303, 45.303, 20.305, 45.305))
SHAPES = [shapely.Point(20.38, 45.38), shapely.LineString([(20.3, 45.3), (20.4, 45.4)]), POLYGON,
          shapely.MultiPoint([(20.3, 45.3), (20.4, 45.4)]), shapely.MultiPolygon([POLYGON]),
          shapely.MultiLineString([[(20.3, 45.3), (20.4, 45.4)], [(21, 45), (21, 46)]]),
          shapely.Point(20.38, 45.38, 80.0)]  # fmt: skip


def package(folder: Path, crs: str | None = "EPSG:4326", to: str | None = None) -> Path:
    file = folder / "sites.gpkg"
    frame = gpd.GeoDataFrame({"name": [f"n{at}" for at in range(len(SHAPES))]}, geometry=SHAPES, crs=crs)
    (frame.to_crs(to) if to else frame).to_file(file, driver="GPKG", layer="sites")
    return file


def test_every_kind_of_shape_is_read_as_gdal_wrote_it(tmp_path: Path) -> None:
    found = extract(package(tmp_path), "sites.gpkg")
    rows = features(found)
    assert found.outcome == "parsed" and found.kind == "map"
    for row, shape in zip(rows, SHAPES, strict=True):
        assert shapely.equals_exact(shapely.from_wkt(str(row["wkt"])), shapely.force_2d(shape), 1e-7)
    assert [row["name"] for row in rows] == [f"n{at}" for at in range(len(SHAPES))]


def test_another_system_is_converted(tmp_path: Path) -> None:
    found = extract(package(tmp_path, to="EPSG:32634"), "sites.gpkg")
    assert "system-converted" in {one.code for one in found.reasons}
    for row, shape in zip(features(found), SHAPES, strict=True):
        assert shapely.from_wkt(str(row["wkt"])).hausdorff_distance(shapely.force_2d(shape)) < 1e-5


def test_a_package_without_a_system_is_never_degrees(tmp_path: Path) -> None:
    found = extract(package(tmp_path, crs=None), "sites.gpkg")
    assert {row["left"] for row in features(found)} == {"system-unknown"} and found.outcome == "partial"


def test_broken_packages_get_a_clear_outcome(tmp_path: Path) -> None:
    whole = package(tmp_path).read_bytes()
    for cut in (120, 5000, len(whole) // 2):
        file = tmp_path / "cut.gpkg"
        file.write_bytes(whole[:cut])
        assert extract(file, "cut.gpkg").outcome in ("opaque", "partial"), cut
    blob = tmp_path / "blob.gpkg"
    blob.write_bytes(whole)
    with sqlite3.connect(blob) as base:
        base.execute("DROP TRIGGER IF EXISTS rtree_sites_geom_update6")
        for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            base.execute(f'DROP TRIGGER "{name}"')
        base.execute("UPDATE sites SET geom = X'4750000100000000FF'")
    base.close()
    found = extract(blob, "blob.gpkg")
    assert {row["left"] for row in features(found)} == {"feature-unreadable"} and found.outcome == "partial"


def test_another_database_is_kept_and_not_read(tmp_path: Path) -> None:
    file = tmp_path / "phone.sqlite"
    with sqlite3.connect(file) as base:
        base.execute("CREATE TABLE messages (text)")
    base.close()
    assert extract(file, "phone.sqlite").outcome == "opaque"


@pytest.mark.parametrize("blob", [b"", b"GP", b"XX\x00\x01\x00\x00\x00\x00", b"GP\x00\x11\x00\x00\x00\x00"])
def test_what_is_no_geometry_is_refused(blob: bytes) -> None:
    with pytest.raises((ValueError, IndexError)):
        binary(blob)
