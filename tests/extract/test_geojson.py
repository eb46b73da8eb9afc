"""GeoJSON with and without a system of its own, in wrong order, broken, and beside ordinary JSON."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.extract.test_marked import features, read

POINT = {"type": "Point", "coordinates": [20.3812, 45.3846]}


def collection(*shapes: Any, **more: Any) -> str:
    inner = [{"type": "Feature", "properties": {"name": f"n{at}"}, "geometry": one} for at, one in enumerate(shapes, 1)]
    return json.dumps({"type": "FeatureCollection", "features": inner, **more})


def crs(name: str) -> dict[str, Any]:
    return {"crs": {"type": "name", "properties": {"name": name}}}


def test_features_keep_their_names_and_collections_are_taken_apart(tmp_path: Path) -> None:
    both = {
        "type": "GeometryCollection",
        "geometries": [POINT, {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}],
    }
    found = read(tmp_path, "a.geojson", collection(POINT, both))
    assert [(row["name"], row["wkt"]) for row in features(found)] == [
        ("n1", "POINT (20.3812 45.3846)"), ("n2", "POINT (20.3812 45.3846)"), ("n2", "LINESTRING (1 2, 3 4)"),
    ]  # fmt: skip
    assert found.outcome == "parsed"


def test_a_system_that_is_named_is_converted_and_one_that_is_not_known_is_not_guessed(tmp_path: Path) -> None:
    utm = {"type": "Point", "coordinates": [451540.0, 5025700.0]}
    found = read(tmp_path, "utm.json", collection(utm, **crs("urn:ogc:def:crs:EPSG::32634")))
    east, north = map(float, str(features(found)[0]["wkt"])[7:-1].split())
    assert (east, north) == pytest.approx((20.381, 45.3837), abs=0.002)
    assert "system-converted" in {one.code for one in found.reasons}
    for name in ("local grid of the plant", "EPSG:999999"):
        lost = read(tmp_path, "lost.json", collection(POINT, **crs(name)))
        assert features(lost)[0]["left"] == "system-unknown" and lost.outcome == "partial"
    same = read(tmp_path, "same.json", collection(POINT, **crs("urn:ogc:def:crs:OGC:1.3:CRS84")))
    assert features(same)[0]["wkt"] == "POINT (20.3812 45.3846)" and same.outcome == "parsed"


def test_wrong_order_and_metres_without_a_system_never_become_degrees(tmp_path: Path) -> None:
    turned = read(tmp_path, "t.json", collection({"type": "Point", "coordinates": [45.3846, 20.3812]}))
    assert features(turned)[0]["doubt"] == "axes-doubtful" and turned.outcome == "partial"
    metres = read(tmp_path, "m.json", collection({"type": "Point", "coordinates": [451540.0, 5025700.0]}))
    assert features(metres)[0]["left"] == "outside-degrees"


BROKEN = [
    '{"type": "Feature", "geometry": null}',
    '{"type": "Point"}',
    '{"type": "FeatureCollection", "features": [7, {"type": "Feature", "geometry": 3}]}',
]


@pytest.mark.parametrize("text", BROKEN)
def test_broken_features_are_named(tmp_path: Path, text: str) -> None:
    found = read(tmp_path, "b.json", text)
    assert {row["left"] for row in features(found)} == {"feature-unreadable"} and found.outcome == "partial"


def test_json_that_is_no_map_is_read_as_before(tmp_path: Path) -> None:
    for text in ('{"a": 1}', '{"type": "Feature', '[{"type": "Point"}]'):
        assert not [made for made in read(tmp_path, "x.json", text).made if made.kind == "features"]
