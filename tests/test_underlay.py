"""A map of one's own under the site map: each form lies where it belongs, and one that says nowhere is refused."""

from io import BytesIO
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from PIL import Image, TiffImagePlugin
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer
from pyproj import Transformer

from workbench.errors import BadValue, Missing
from workbench.underlay import underlay

CREDIT = "own survey of 2024-05-11, CC0"
TO_PLANE = Transformer.from_crs("EPSG:4326", "EPSG:32634", always_xy=True)
EAST, NORTH = map(round, TO_PLANE.transform(20.38, 45.38))
RED, BLUE = (200, 0, 0), (0, 0, 200)


def halves() -> Image.Image:
    """A picture of 100 by 100 pixels: red in the west, blue in the east."""
    picture = Image.new("RGB", (100, 100), RED)
    picture.paste(BLUE, (50, 0, 100, 100))
    return picture


def look(under, *spots: tuple[float, float]) -> list[tuple[int, ...]]:
    """The colours at places in metres from the upper left corner, eastwards and southwards."""
    degrees = [TO_PLANE.transform(EAST + x, NORTH - y, direction="INVERSE") for x, y in spots]
    colours = under.colours(np.array([[x for x, _ in degrees]]), np.array([[y for _, y in degrees]]))
    return [tuple(int(part) for part in one) for one in colours[0]]


def geotiff(folder: Path, code: int | None = 32634) -> Path:
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[33550], tags[33922] = (10.0, 10.0, 0.0), (0.0, 0.0, 0.0, float(EAST), float(NORTH), 0.0)
    tags.tagtype[33550] = tags.tagtype[33922] = 12
    if code:
        tags[34735] = (1, 1, 0, 1, 3072, 0, 1, code)
        tags.tagtype[34735] = 3
    halves().save(folder / "map.tif", tiffinfo=tags)
    return folder / "map.tif"


def test_a_geotiff_lies_where_its_tags_say(tmp_path: Path) -> None:
    under = underlay(geotiff(tmp_path), CREDIT)
    assert look(under, (250, 500), (750, 500)) == [(*RED, 255), (*BLUE, 255)]
    assert look(under, (-50, 500), (1050, 500), (500, -20)) == [(0, 0, 0, 0)] * 3, "nothing beyond the edge"


def test_a_picture_with_a_world_file_needs_its_system(tmp_path: Path) -> None:
    halves().save(tmp_path / "map.png")
    with pytest.raises(BadValue, match="where it lies"):
        underlay(tmp_path / "map.png", CREDIT, "EPSG:32634")
    (tmp_path / "map.pgw").write_text(f"10\n0\n0\n-10\n{EAST + 5}\n{NORTH - 5}\n")
    with pytest.raises(BadValue, match="EPSG:32634"):
        underlay(tmp_path / "map.png", CREDIT)
    under = underlay(tmp_path / "map.png", CREDIT, "EPSG:32634")
    assert look(under, (495, 500), (505, 500)) == [(*RED, 255), (*BLUE, 255)]
    with pytest.raises(BadValue, match="system"):
        underlay(tmp_path / "map.png", CREDIT, "EPSG:999999")
    (tmp_path / "map.pgw").write_text("10\nzero\n")
    with pytest.raises(BadValue, match="six numbers"):
        underlay(tmp_path / "map.png", CREDIT, "EPSG:32634")


def test_a_geotiff_without_a_system_is_never_degrees(tmp_path: Path) -> None:
    with pytest.raises(BadValue, match="system"):
        underlay(geotiff(tmp_path, None), CREDIT)
    assert look(underlay(geotiff(tmp_path, None), CREDIT, "EPSG:32634"), (250, 500)) == [(*RED, 255)]


def test_tiles_of_pictures_are_put_together(tmp_path: Path) -> None:
    """Four tiles of zoom 1, each of its own colour: a quarter of the world each."""
    quarters = {(0, 0): (255, 0, 0), (1, 0): (0, 255, 0), (0, 1): (0, 0, 255), (1, 1): (90, 90, 90)}
    with (tmp_path / "w.pmtiles").open("wb") as stream:
        writer = Writer(stream)
        for (x, y), colour in sorted(quarters.items(), key=lambda one: zxy_to_tileid(1, *one[0])):
            image = BytesIO()
            Image.new("RGB", (256, 256), colour).save(image, "PNG")
            writer.write_tile(zxy_to_tileid(1, x, y), image.getvalue())
        box = (-180, -85, 180, 85)
        bounds = {f"{name}_e7": degrees * 10_000_000 for name, degrees in
                  zip(("min_lon", "min_lat", "max_lon", "max_lat"), box, strict=True)}  # fmt: skip
        zooms = {"min_zoom": 1, "max_zoom": 1, "center_zoom": 1, "center_lon_e7": 0, "center_lat_e7": 0}
        writer.finalize({"tile_type": TileType.PNG, "tile_compression": Compression.NONE, **zooms, **bounds}, {})
    under = underlay(tmp_path / "w.pmtiles", CREDIT)
    spots = under.colours(np.array([[-90.0, 90.0], [-90.0, 90.0]]), np.array([[40.0, 40.0], [-40.0, -40.0]]))
    assert spots[..., :3].tolist() == [[[255, 0, 0], [0, 255, 0]], [[0, 0, 255], [90, 90, 90]]]


@pytest.mark.parametrize(("driver", "ending"), [("GPKG", "gpkg"), ("PMTiles", "pmtiles")])
def test_shapes_are_drawn_as_lines_in_degrees(tmp_path: Path, driver: str, ending: str) -> None:
    road = shapely.LineString([(20.30, 45.30), (20.40, 45.40)])
    both = [road, shapely.box(20.1, 45.1, 20.2, 45.2)]
    frame = gpd.GeoDataFrame({"name": ["road", "yard"]}, geometry=both, crs="EPSG:4326")
    file = tmp_path / f"map.{ending}"
    frame.to_crs(3857).to_file(file, driver=driver, engine="pyogrio")
    under = underlay(file, CREDIT)
    lines = under.lines((20.25, 45.25, 20.45, 45.45))
    assert lines and all(shapely.LineString(line).distance(road) < 0.01 for line in lines)


def test_what_cannot_be_laid_under_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(Missing):
        underlay(tmp_path / "none.tif", CREDIT)
    file = geotiff(tmp_path)
    with pytest.raises(BadValue, match="licence"):
        underlay(file, " ")
    for name in ("a.bmp", "b.pmtiles", "c.png"):
        (tmp_path / name).write_bytes(b"nothing of the kind")
        with pytest.raises(BadValue):
            underlay(tmp_path / name, CREDIT, "EPSG:32634")
