"""A file of places that marks a safe house is refused before it is kept; words in a testimony are no place."""

import zipfile
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from workbench import intake
from workbench.casefile import create
from workbench.codebook import SafePlace
from workbench.extract.sheltered import marked, watched
from workbench.records import Agent, CaseInfo

SPOT = "<Point><coordinates>20.123456,45.3</coordinates></Point>"
KML = f"<kml><Placemark><name>Sigurna kuća</name>{SPOT}</Placemark></kml>"


def files(folder: Path) -> list[Path]:
    """A KML, a KMZ, a GeoJSON and a GeoPackage that mark a safe house."""
    (folder / "a.kml").write_text(KML, encoding="utf-8")
    with zipfile.ZipFile(folder / "b.kmz", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("doc.kml", KML)
    frame = gpd.GeoDataFrame({"name": ["Safe house"]}, geometry=[shapely.Point(20.123456, 45.3)], crs="EPSG:4326")
    frame.to_file(folder / "c.geojson", driver="GeoJSON")
    frame.to_file(folder / "d.gpkg", driver="GPKG")
    return [folder / name for name in ("a.kml", "b.kmz", "c.geojson", "d.gpkg")]


def test_each_form_is_refused_and_not_one_byte_is_kept(tmp_path: Path) -> None:
    case = create(tmp_path / "case", CaseInfo(title="A"), Agent(key="MJ", kind="person", name="M. J."))
    (tmp_path / "in").mkdir()
    named = files(tmp_path / "in")
    done = intake.add(case, named, agent=case.agent("MJ"))
    assert [one.code for one in done.refused] == ["safe-place"] * 4 and not done.items
    kept = b"".join(file.read_bytes() for file in case.path.rglob("*") if file.is_file())
    assert b"20.123456" not in kept and b"Sigurna" not in kept


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.txt", "They brought us to a safe house."), ("b.kml", KML.replace("Sigurna kuća", "Barracks A")),
     ("c.json", '{"answer": "I live in a shelter"}'), ("d.kmz", "PK\x03\x04 broken")],
)  # fmt: skip
def test_what_marks_no_safe_house_is_let_in(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert marked(tmp_path / name, name) is None


def test_what_comes_from_elsewhere_is_watched_before_a_byte_of_it_is_given(tmp_path: Path) -> None:
    for path in files(tmp_path):
        data = path.read_bytes()
        given = list[bytes]()
        with pytest.raises(SafePlace):
            given.extend(watched(iter([data[:7], data[7:]]), path.name))
        assert not given
    words = b"They took her to the safe house."
    assert b"".join(watched(iter([words, words]), "testimony.json")) == words * 2
