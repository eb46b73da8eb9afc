"""A map of one's own laid under the site map: a picture with a world file, a GeoTIFF, a GeoPackage or PMTiles.

Everything is read from the file that is named; nothing is asked of anybody. A picture whose system nobody says is
refused, never taken as degrees.
"""

import dataclasses
import io
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, UnidentifiedImageError

from workbench.errors import BadValue, Missing

Numbers = np.ndarray[Any, np.dtype[Any]]
Lines = list[list[tuple[float, float]]]
DEGREES, WEB = "EPSG:4326", "EPSG:3857"
WORLD = {".png": (".pgw", ".pngw"), ".jpg": (".jgw", ".jpgw"), ".jpeg": (".jgw", ".jpegw"), ".tif": (".tfw", ".tifw"),
         ".tiff": (".tfw", ".tiffw")}  # fmt: skip
SCALE, TIE, MATRIX, KEYS = 33550, 33922, 34264, 34735  # GeoTIFF 1.1, 7.1
PROJECTED, GEOGRAPHIC, OWN = 3072, 2048, 32767
MOST_PIXELS, MOST_TILES, MOST_SHAPES, TILE = 150_000_000, 256, 20_000, 256


@dataclasses.dataclass(frozen=True)
class Underlay:
    """What is laid under a map: `colours` gives the colour at places in degrees, `lines` the lines within a box.

    `credit` is whose the data are, of which date, under which licence: a map is not drawn without it.
    """

    name: str
    credit: str
    colours: Callable[[Numbers, Numbers], Numbers] | None = None
    lines: Callable[[tuple[float, float, float, float]], Lines] | None = None


def underlay(file: Path | str, credit: str, system: str | None = None) -> Underlay:
    """A user's own map; `system` (`EPSG:32634`) says what a picture's numbers mean where its file does not.

    Raises:
        Missing: there is no such file.
        BadValue: the credit is empty, the form is not known, the file is damaged, too large, or does not say where it
            lies.

    Example:
        >>> try:
        ...     underlay("nowhere.png", "survey of 2024, our own")
        ... except Missing as error:
        ...     print(error.code)
        missing
    """
    path = Path(file).resolve()
    if not path.is_file():
        raise Missing(file)
    if not credit.strip():
        raise BadValue(path.name, "credit", credit, "whose map it is, of which date and under which licence")
    form = path.suffix.lower()
    if form == ".pmtiles":
        return _tiles(path, credit)
    if form in (".gpkg", ".geojson"):
        return Underlay(path.name, credit, lines=lambda box: _shapes(path, box))
    if form in WORLD:
        return Underlay(path.name, credit, colours=_picture(path, system))
    known = ", ".join(sorted({*WORLD, ".gpkg", ".geojson", ".pmtiles"}))
    raise BadValue(path.name, "suffix", form, f"a file that ends in one of {known}")


def _picture(path: Path, system: str | None) -> Callable[[Numbers, Numbers], Numbers]:
    try:
        with Image.open(path) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise BadValue(
                    path.name, "size", opened.size, f"at most {MOST_PIXELS} pixels: cut it, or make it coarser"
                )
            tags = getattr(opened, "tag_v2", {})
            numbers, named = _geotiff(tags), _system(tags)
            pixels = np.asarray(opened.convert("RGBA"))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise BadValue(path.name, "the picture", str(error)[:80], "a whole picture") from None
    numbers = numbers or _world(path)
    if numbers is None:
        raise BadValue(
            path.name, "its place", "nothing that says where it lies", "a GeoTIFF, or a world file beside it"
        )
    if not (system or named):
        raise BadValue(path.name, "its system", "nothing that says it", "the system by hand, as EPSG:32634")
    step = _step(path, named or system or "")
    a, b, c, d, e, f = numbers
    spread = a * e - b * d
    if spread == 0:
        raise BadValue(path.name, "its place", numbers, "numbers that span an area")

    def colours(longitudes: Numbers, latitudes: Numbers) -> Numbers:
        east, north = step.transform(longitudes, latitudes)
        x, y = (e * (east - c) - b * (north - f)) / spread, (a * (north - f) - d * (east - c)) / spread
        return _sampled(pixels, x, y)

    return colours


def _sampled(pixels: Numbers, x: Numbers, y: Numbers) -> Numbers:
    """The pixel at each place; nothing where the picture does not reach."""
    inside = (x >= 0) & (y >= 0) & (x < pixels.shape[1]) & (y < pixels.shape[0])
    found = np.zeros((*x.shape, 4), dtype=np.uint8)
    found[inside] = pixels[y[inside].astype(int), x[inside].astype(int)]
    return found


def _geotiff(tags: Any) -> tuple[float, ...] | None:
    """Six numbers from pixels to the system of a GeoTIFF: by its matrix, or by one tie point and a scale."""
    if MATRIX in tags and len(tags[MATRIX]) == 16:
        m = tags[MATRIX]
        return float(m[0]), float(m[1]), float(m[3]), float(m[4]), float(m[5]), float(m[7])
    if SCALE in tags and TIE in tags and len(tags[TIE]) >= 6:
        (sx, sy), (i, j, _, x, y, _) = tags[SCALE][:2], tags[TIE][:6]
        return float(sx), 0.0, float(x - i * sx), 0.0, float(-sy), float(y + j * sy)
    return None


def _system(tags: Any) -> str | None:
    keys = list(tags.get(KEYS, ()))
    told = {keys[at]: keys[at + 3] for at in range(4, len(keys) - 3, 4)}
    code = told.get(PROJECTED) or told.get(GEOGRAPHIC)
    return f"EPSG:{code}" if code and code != OWN else None


def _world(path: Path) -> tuple[float, ...] | None:
    """The six lines of a world file; they place the middle of the first pixel, so half a pixel is taken off."""
    beside = [path.with_suffix(ending) for ending in (*WORLD[path.suffix.lower()], ".wld")]
    file = next((one for one in beside if one.is_file()), None)
    if file is None:
        return None
    try:
        a, d, b, e, c, f = (float(line) for line in file.read_text("ascii").split()[:6])
    except (ValueError, UnicodeDecodeError):
        raise BadValue(file.name, "its lines", "no six numbers", "the world file that came with the picture") from None
    return a, b, c - (a + b) / 2, d, e, f - (d + e) / 2


def _step(path: Path, system: str) -> Any:
    import pyproj

    try:
        return pyproj.Transformer.from_crs(DEGREES, system, always_xy=True)
    except pyproj.exceptions.ProjError:
        raise BadValue(path.name, "its system", system, "a code of EPSG, as EPSG:32634") from None


def _tiles(path: Path, credit: str) -> Underlay:
    from pmtiles.reader import Reader
    from pmtiles.tile import TileType

    data = path.open("rb")

    def piece(offset: int, length: int) -> bytes:
        data.seek(offset)
        return data.read(length)

    try:
        reader: Any = Reader(piece)  # type: ignore[no-untyped-call]
        header = reader.header()
    except Exception as error:
        data.close()
        raise BadValue(path.name, "its header", type(error).__name__, "a whole file of PMTiles, version 3") from error
    if header["tile_type"] == TileType.MVT:
        data.close()
        return Underlay(path.name, credit, lines=lambda box: _shapes(path, box))
    return Underlay(path.name, credit, colours=_Tiled(reader, header["min_zoom"], header["max_zoom"]).colours)


class _Tiled:
    """Pictures of tiles in the system of web maps, read as they are needed."""

    def __init__(self, reader: Any, least: int, deepest: int) -> None:
        self.reader, self.least, self.deepest = reader, int(least), min(int(deepest), 22)

    def colours(self, longitudes: Numbers, latitudes: Numbers) -> Numbers:
        """The colour at each place in degrees, from tiles as fine as the places are apart."""
        high = np.clip(np.radians(latitudes), -1.4844, 1.4844)
        x = (longitudes + 180) / 360
        y = (1 - np.log(np.tan(high) + 1 / np.cos(high)) / math.pi) / 2
        across = max(float(np.ptp(x)), float(np.ptp(y)), 1e-9)
        wanted = math.ceil(math.log2(max(longitudes.shape) / TILE / across))
        zoom = max(self.least, min(self.deepest, wanted))
        while zoom > self.least and (across * 2**zoom + 1) ** 2 > MOST_TILES:
            zoom -= 1
        side = 2**zoom * TILE
        found = np.zeros((*x.shape, 4), dtype=np.uint8)
        column, row = (x * side).astype(int), (y * side).astype(int)
        for tile in sorted(set(zip((column // TILE).ravel().tolist(), (row // TILE).ravel().tolist(), strict=True))):
            pixels = self._tile(zoom, *tile)
            if pixels is not None:
                here = (column // TILE == tile[0]) & (row // TILE == tile[1])
                step = pixels.shape[0] / TILE
                at = (row[here] % TILE * step).astype(int), (column[here] % TILE * step).astype(int)
                found[here] = pixels[at]
        return found

    def _tile(self, zoom: int, column: int, row: int) -> Numbers | None:
        data = self.reader.get(zoom, column, row)
        if data is None:
            return None
        with Image.open(io.BytesIO(data)) as opened:
            if opened.width != opened.height or opened.width > 2048:
                return None
            return np.asarray(opened.convert("RGBA"))


def _shapes(path: Path, box: tuple[float, float, float, float]) -> Lines:
    """The lines and edges within a box in degrees, from every layer of a file of shapes."""
    import geopandas
    import shapely

    found: Lines = []
    try:
        for layer in geopandas.list_layers(path)["name"]:
            own = geopandas.read_file(path, layer=layer, rows=1, engine="pyogrio")
            if getattr(own, "crs", None) is None:
                continue  # a table, or shapes of which nobody says where they lie
            within = tuple(geopandas.GeoSeries([shapely.box(*box)], crs=DEGREES).to_crs(own.crs).total_bounds)
            frame = geopandas.read_file(path, layer=layer, bbox=within, rows=MOST_SHAPES, engine="pyogrio")
            for shape in frame.geometry.dropna().to_crs(DEGREES):
                edge = shape.boundary if shape.geom_type.endswith("Polygon") else shape
                parts = getattr(edge, "geoms", [edge])
                found += [list(part.coords) for part in parts if part.geom_type in ("LineString", "LinearRing")]
    except (RuntimeError, ValueError) as error:
        raise BadValue(path.name, "its layers", str(error)[:80], "a whole file of shapes") from None
    return [[(float(x), float(y)) for x, y, *_ in line] for line in found]
