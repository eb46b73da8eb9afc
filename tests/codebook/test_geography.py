"""The base layers load without a network, hold what a map of the cases needs, and say where they come from."""

import hashlib
import io
import itertools
import json
import unicodedata

import geopandas
import pytest
import shapely

from workbench.codebook import geography
from workbench.codebook.geography import base_layer, gazetteer, layer, layers
from workbench.codebook.ground import place
from workbench.errors import Damaged, Unknown

COUNTRIES = ["countries-balkans", "countries-europe", "countries-vietnam"]


def frame(name: str) -> geopandas.GeoDataFrame:
    return geopandas.read_file(io.BytesIO(base_layer(name)))


@pytest.mark.parametrize("name", [entry.name for entry in layers()])
def test_a_layer_loads_in_degrees_and_lies_within_its_bounds(name: str) -> None:
    loaded = frame(name)
    west, south, east, north = loaded.total_bounds
    assert loaded.crs.to_epsg() == 4326
    assert loaded.is_valid.all() and not loaded.is_empty.any()
    assert layer(name).covers(west, south, east, north)
    assert list(loaded.columns) == ["code", "name", "note", "geometry"]


@pytest.mark.parametrize(
    ("name", "code", "longitude", "latitude"),
    [
        ("countries-balkans", "RS", 20.38194, 45.38361),
        ("countries-europe", "RS", 20.38194, 45.38361),
        ("countries-vietnam", "VN", 105.69232, 18.67337),
        ("countries-vietnam", "VN", 105.84117, 21.0245),
        ("countries-europe", "RU", 37.6, 55.75),
    ],
)
def test_a_town_lies_in_its_country(name: str, code: str, longitude: float, latitude: float) -> None:
    loaded = frame(name)
    assert list(loaded[loaded.contains(shapely.Point(longitude, latitude))]["code"]) == [code]


@pytest.mark.parametrize("name", COUNTRIES)
def test_neighbours_do_not_overlap_by_more_than_a_sliver(name: str) -> None:
    shapes = frame(name).geometry
    overlap = sum(a.intersection(b).area for a, b in itertools.combinations(shapes, 2) if a.intersects(b))
    assert overlap < 1e-4  # square degrees: about one square kilometre in the whole layer


def test_a_territory_with_an_asterisk_has_a_note_and_the_legend_says_that_it_takes_no_position() -> None:
    for name in COUNTRIES:
        loaded = frame(name)
        marked = loaded["name"].str.endswith("*")
        assert (loaded["note"] != "").equals(marked)
        assert loaded[marked]["note"].str.contains("no position on status").all()
        assert "no position" in layer(name).legend
    balkans = frame("countries-balkans")
    assert list(balkans[balkans["code"] == "XK"]["name"]) == ["Kosovo*"]


def test_all_layers_together_stay_below_a_megabyte() -> None:
    assert sum(len(base_layer(entry.name)) for entry in layers()) < 1_000_000


def test_every_file_stands_in_the_provenance_with_its_digest() -> None:
    provenance = place("geography", "PROVENANCE.md").read_bytes().decode("utf-8")
    for name in [*(entry.file for entry in layers()), "gazetteer.csv", "names.json"]:
        digest = hashlib.sha256(place("geography", name).read_bytes()).hexdigest()
        assert f"`{name}`" in provenance and digest in provenance


def test_a_layer_that_was_altered_is_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    altered = {"x": geography.Layer(**{**vars(layer("regions-serbia")), "sha256": "0" * 64})}
    monkeypatch.setattr(geography, "_layers", lambda: altered)
    with pytest.raises(Damaged) as caught:
        base_layer("x")
    assert caught.value.expected == "0" * 64


def test_an_unknown_layer_names_those_that_come_near() -> None:
    with pytest.raises(Unknown) as caught:
        base_layer("countries-balkan")
    assert caught.value.near[0] == "countries-balkans"


def test_towns_lie_in_their_country_and_are_found_in_each_script() -> None:
    shapes = {"RS": frame("countries-balkans"), "VN": frame("countries-vietnam")}
    for country, loaded in shapes.items():
        towns = [town for town in gazetteer() if town.country == country]
        around = shapely.buffer(loaded[loaded["code"] == country].union_all(), 0.1)
        inside = [around.contains(shapely.Point(town.longitude, town.latitude)) for town in towns]
        assert len(towns) >= 100
        assert all(inside), [town.name for town, within in zip(towns, inside, strict=True) if not within]
    around = {"AL", "BA", "BG", "HR", "HU", "ME", "MK", "RO", "XK", "CN", "KH", "LA", "TH"}
    assert {town.country for town in gazetteer()} == {"RS", "VN"} | around
    by_name = {name: town.name for town in gazetteer() for name in (town.name, *town.names)}
    assert by_name["Београд"] == by_name["Beograd"] == "Belgrade"
    assert by_name["Hà Nội"] == by_name["河內"] == "Hanoi"


def test_towns_are_unique_composed_and_credited() -> None:
    ids = [town.geonames for town in gazetteer()]
    assert len(set(ids)) == len(ids)
    for town in gazetteer():
        assert all(unicodedata.is_normalized("NFC", name) for name in (town.name, *town.names))
        assert town.source == "GeoNames" and "" not in town.names
    assert "GeoNames" in place("geography", "PROVENANCE.md").read_bytes().decode("utf-8")


def test_the_names_of_territories_are_those_of_the_list() -> None:
    listed = {tuple(entry) for entry in json.loads(place("geography", "names.json").read_bytes()).values()}
    for name in COUNTRIES:
        assert set(frame(name)[["code", "name", "note"]].itertuples(index=False, name=None)) <= listed
