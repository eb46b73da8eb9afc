"""Places as an audience may know them: squares of a fixed grid, distances in bands, a frame that is fixed beforehand.

The grid needs no projection. Its rows begin at the equator and are one width high; each row is cut from 180 degrees
west into equal parts, as many as leave a part one width wide at its narrow end. Degrees are taken as long as where they
are shortest, so that on the ellipsoid of WGS84 no square is narrower than promised. A place stands in the middle of its
square: never moved at random, for whoever sees it moved often enough takes the mean. A coarse square is found from the
middle of the fine one, so that two releases with different grids say no more than the finer of them.
"""

import itertools
import math
import re
from collections.abc import Iterable, Mapping, Sequence

from workbench.disclosure.finding import Finding, Remedy, ordered
from workbench.errors import BadValue

FINEST_M = 1000
LODGING = frozenset({"Dwelling"})
LODGING_M = 1000  # lodging is never shown more exactly, to whomever
NORTH_M, EAST_M = 110_574.0, 111_319.0  # metres of a degree where it is shortest; east: times the cosine of latitude
BANDS_M = (0, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000)
PLACES = 5  # decimals of a degree in what is written: about a metre
NUMBER = r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?"
PAIR = re.compile(rf"({NUMBER})\s+({NUMBER})")

Point = tuple[float, float]  # longitude, latitude
Box = tuple[float, float, float, float]  # west, south, east, north


def width_of(schema: str, grid_m: int) -> int:
    """The width of the squares for a kind of entity: lodging is never finer than a kilometre.

    Example:
        >>> width_of("Dwelling", 250), width_of("Site", 250)
        (1000, 250)
    """
    return max(grid_m, LODGING_M) if schema in LODGING else grid_m


def snapped(geometry: str, grid_m: int) -> str:
    """The middle of the square that a place lies in, as WKT; of an area, that of the middle of what it spans.

    Raises:
        BadValue: the text holds no position, or the width is none.

    Example:
        >>> snapped("POINT (20.38123 45.38456)", 1000)
        'POINT (20.37736 45.38590)'
        >>> snapped("POINT (20.37200 45.38300)", 1000)
        'POINT (20.37736 45.38590)'
    """
    if grid_m <= 0:
        raise BadValue("disclosure", "width of the grid", grid_m, "metres above zero")
    point = _middle(geometry)
    if grid_m > FINEST_M:
        point = _square(point, FINEST_M)
    return _written(_square(point, grid_m))


def place_findings(places: Iterable[tuple[str, str, str]], grid_m: int, where: str = "") -> list[Finding]:
    """One finding for each place, given as (key, kind of entity, WKT as shown), that is not the middle of its square.

    Raises:
        BadValue: a text holds no position.

    Example:
        >>> [one.remedy.to for one in place_findings([("DW-A", "Dwelling", "POINT (20.5 45.3)")], 250)]
        [('1000',)]
    """
    found = []
    for key, schema, geometry in places:
        width = width_of(schema, grid_m)
        if geometry != snapped(geometry, width):
            path = (f"it is shown more exactly than to a square of {width} metres",)
            found.append(Finding("place-too-exact", key, path, Remedy("snap-place", key, (str(width),)), where))
    return ordered(found)


def band(distance_m: float) -> tuple[int, int | None]:
    """The band that a distance lies in, in metres; None where it has no end.

    Example:
        >>> band(1340.2), band(200_000)
        ((1000, 2000), (100000, None))
    """
    low = max(edge for edge in BANDS_M if edge <= max(distance_m, 0))
    after = [edge for edge in BANDS_M if edge > low]
    return low, after[0] if after else None


def distance_findings(
    key: str, distances: Sequence[tuple[Point, float, float]], grid_m: int, where: str = ""
) -> list[Finding]:
    """A finding where distances from known points, each as (point, at least, at most), say where a place is.

    One distance between narrow bounds draws a line that the place lies on, and three of them meet in a point. Whatever
    number there are, the places that fit them all must fill more than one square of the grid.

    Example:
        >>> gate = (20.45, 45.36)
        >>> [one.code for one in distance_findings("DW-A", [(gate, 1340.0, 1341.0)], 1000)]
        ['distance-locates']
        >>> distance_findings("DW-A", [(gate, 1000.0, 2000.0)], 1000)
        []
    """
    if not distances:
        return []
    left = _left(distances, grid_m)
    if left > grid_m**2:
        return []
    squares = max(left / grid_m**2, 0.0)
    path = (f"{len(distances)} distances leave {squares:.2f} of a square of {grid_m} metres",)
    return [Finding("distance-locates", key, path, Remedy("band-distance", key), where)]


def extent_findings(shown: Box, regions: Mapping[str, Box], where: str = "") -> list[Finding]:
    """A finding where the frame of a map is none of the fixed regions: one that follows the data says where they end.

    Example:
        >>> [one.remedy.to for one in extent_findings((20.3, 45.3, 20.5, 45.4), {"serbia": (18.8, 42.2, 23.0, 46.2)})]
        [('serbia',)]
    """
    if any(math.dist(shown, box) < 1e-6 for box in regions.values()):
        return []
    around = sorted(
        ((box[2] - box[0]) * (box[3] - box[1]), name)
        for name, box in regions.items()
        if box[0] <= shown[0] and box[1] <= shown[1] and box[2] >= shown[2] and box[3] >= shown[3]
    )
    name = around[0][1] if around else ""
    path = ("the frame is none of the fixed regions, so its edges say how far the places reach",)
    return [Finding("extent-follows-data", where or "map", path, Remedy("fix-extent", where or "map", (name,)), where)]


def _middle(geometry: str) -> Point:
    pairs = [(float(east), float(north)) for east, north in PAIR.findall(geometry)]
    if not pairs or not all(abs(east) <= 180 and abs(north) <= 90 for east, north in pairs):
        raise BadValue("disclosure", "geometry", geometry, "WKT with longitude and latitude in degrees")
    east, north = ([pair[axis] for pair in pairs] for axis in (0, 1))
    return (min(east) + max(east)) / 2, (min(north) + max(north)) / 2


def _square(point: Point, grid_m: int) -> Point:
    """The middle of the square of a point."""
    high = grid_m / NORTH_M
    row = math.floor(point[1] / high)
    south, north = row * high, (row + 1) * high
    narrow = math.cos(math.radians(min(max(abs(south), abs(north)), 90.0)))
    parts = max(1, math.floor(360 * EAST_M * narrow / grid_m))
    part = min(math.floor((point[0] + 180) * parts / 360), parts - 1)
    return -180 + (part + 0.5) * 360 / parts, max(-90.0, min(90.0, (south + north) / 2))


def _written(point: Point) -> str:
    return f"POINT ({point[0]:.{PLACES}f} {point[1]:.{PLACES}f})"


def _left(distances: Sequence[tuple[Point, float, float]], grid_m: int) -> float:
    """How many square metres fit all distances: counted on a lattice around the point whose bound is the nearest."""
    (east, north), _, reach = min(distances, key=lambda one: one[2])
    if math.isinf(reach):
        return reach
    step = max(grid_m / 8, 2 * reach / 400)
    lattice = [(number + 0.5) * step - reach for number in range(math.ceil(2 * reach / step))]
    points = [(_metres(point, (east, north)), low, high) for point, low, high in distances]
    fitting = sum(
        all(low <= math.dist((x, y), known) <= high for known, low, high in points)
        for x, y in itertools.product(lattice, repeat=2)
    )
    return fitting * step**2


def _metres(point: Point, origin: Point) -> Point:
    north = (point[1] - origin[1]) * 111_200
    return (point[0] - origin[0]) * 111_319 * math.cos(math.radians(origin[1])), north
