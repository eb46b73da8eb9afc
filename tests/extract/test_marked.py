"""KML and GPX as others write them: GDAL's drivers are the second writer; traps give a clear outcome."""

import json
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from workbench.extract import extract
from workbench.extract.outcome import Extraction

KML = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder>
<Placemark><name>Капија 1</name><description>main gate</description><TimeStamp><when>2024-05-11</when></TimeStamp>
<Point><coordinates>20.3812,45.3846,80</coordinates></Point></Placemark>
<Placemark><name>yard</name><MultiGeometry>
<Polygon><outerBoundaryIs><LinearRing><coordinates>20,45 21,45 21,46 20,45</coordinates></LinearRing></outerBoundaryIs>
</Polygon><LineString><coordinates>
 20.1,45.1
 20.2,45.2 </coordinates></LineString></MultiGeometry></Placemark>
<Placemark><name>nowhere</name></Placemark>
<NetworkLink><Link><href>http://localhost/more.kml</href></Link></NetworkLink>
</Folder></Document></kml>"""
GPX = """<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">
<wpt lat="45.3846" lon="20.3812"><name>gate</name><time>2024-05-11T08:00:00Z</time></wpt>
<trk><name>walk</name><trkseg><trkpt lat="45.38" lon="20.38"><time>2024-05-11T08:00:00Z</time></trkpt>
<trkpt lat="45.39" lon="20.39"><time>2024-05-11T08:40:00Z</time></trkpt></trkseg></trk>
<rte><name>road</name><rtept lat="45.3" lon="20.3"/><rtept lat="45.4" lon="20.4"/></rte></gpx>"""


def features(found: Extraction) -> list[dict[str, object]]:
    (one,) = [made for made in found.made if made.kind == "features"]
    return json.loads(one.data)["features"]  # type: ignore[no-any-return]


def read(folder: Path, name: str, data: str | bytes) -> Extraction:
    file = folder / name
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return extract(file, name)


def test_kml_gives_names_shapes_and_times_and_follows_no_link(tmp_path: Path) -> None:
    found = read(tmp_path, "sites.kml", KML)
    rows = features(found)
    assert [row["name"] for row in rows] == ["Капија 1", "yard", "yard", "nowhere"]
    assert rows[0]["wkt"] == "POINT (20.3812 45.3846)" and rows[0]["when"] == "2024-05-11"
    assert str(rows[1]["wkt"]).startswith("POLYGON ((20 45,") and str(rows[2]["wkt"]).startswith("LINESTRING (20.1")
    codes = {one.code for one in found.reasons}
    assert rows[3]["left"] == "feature-unreadable" and {"active-content", "feature-unreadable"} <= codes
    assert found.outcome == "partial" and any(made.kind == "text" for made in found.made)


def test_gpx_gives_waypoints_routes_and_tracks_with_their_time(tmp_path: Path) -> None:
    rows = features(read(tmp_path, "walk.gpx", GPX))
    assert [row["name"] for row in rows] == ["gate", "road", "walk"]
    assert rows[2]["when"] == "2024-05-11T08:00:00Z to 2024-05-11T08:40:00Z"
    assert rows[0]["wkt"] == "POINT (20.3812 45.3846)"


@pytest.mark.parametrize(("driver", "ending"), [("KML", "kml"), ("GPX", "gpx")])
def test_what_gdal_writes_is_read_to_the_same_places(tmp_path: Path, driver: str, ending: str) -> None:
    points = gpd.GeoDataFrame({"name": ["a", "Зграда"]}, crs="EPSG:4326",
                              geometry=[shapely.Point(20.381234, 45.384567), shapely.Point(105.85, 21.03)])  # fmt: skip
    file = tmp_path / f"made.{ending}"
    points.to_file(file, driver=driver)
    rows = features(extract(file, file.name))
    assert [row["name"] for row in rows] == ["a", "Зграда"]
    for row, point in zip(rows, points.geometry, strict=True):
        assert shapely.from_wkt(str(row["wkt"])).distance(point) < 1e-7


def test_traps_get_a_clear_outcome(tmp_path: Path) -> None:
    bomb = KML.replace("<kml", '<!DOCTYPE k [<!ENTITY a "xxxxxxxx"><!ENTITY b "&a;&a;">]><kml', 1)
    assert read(tmp_path, "bomb.kml", bomb).outcome == "quarantined"
    cut = read(tmp_path, "cut.kml", KML[: len(KML) // 2])
    assert cut.outcome == "partial" and "feature-unreadable" in {one.code for one in cut.reasons}
    metres = KML.replace("20.3812,45.3846,80", "451234,5027456")
    found = read(tmp_path, "metres.kml", metres)
    assert features(found)[0]["left"] == "outside-degrees" and found.outcome == "partial"


def test_another_xml_file_is_read_as_before(tmp_path: Path) -> None:
    found = read(tmp_path, "a.xml", '<?xml version="1.0"?><report><kmlike/></report>')
    assert found.outcome == "parsed" and {made.kind for made in found.made} == {"text", "layout"}
