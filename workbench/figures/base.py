"""What lies under a map, from what ships with the codebook: outlines of countries and districts, and towns."""

import dataclasses
import functools
import json
import math
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from workbench.codebook import Layer, Town, base_layer, gazetteer, layers
from workbench.figures import style
from workbench.figures.placing import Box, meet, within
from workbench.figures.words import either, word

Point = tuple[float, float]
Ring = list[Point]
SHIFTS = (0.0, 0.13, -0.13)  # inches up from the middle of a country that its name may stand


def country_layer(longitude: float, latitude: float) -> Layer | None:
    """The most detailed layer of countries that reaches over a point in degrees WGS84; None where none does.

    Example:
        >>> country_layer(20.4, 45.4).name, country_layer(-70.0, -33.0)
        ('countries-balkans', None)
    """
    here = (longitude, latitude, longitude, latitude)
    return next((layer for layer in layers() if layer.name.startswith("countries") and layer.covers(*here)), None)


@functools.cache
def shapes(layer: str) -> tuple[tuple[str, tuple[Ring, ...]], ...]:
    """The shapes of a layer: a name, empty where the layer gives none, and its rings in degrees.

    Example:
        >>> any(name == "Serbia" for name, _ in shapes("countries-balkans"))
        True
    """
    found = []
    for feature in json.loads(base_layer(layer))["features"]:
        rings = tuple([(float(x), float(y)) for x, y in ring] for ring in _rings(feature["geometry"]))
        found.append((feature["properties"].get("name") or "", rings))
    return tuple(found)


def _rings(geometry: dict[str, Any]) -> list[Any]:
    parts: list[Any] = geometry["coordinates"]
    if geometry["type"] == "MultiPolygon":
        return [ring for part in parts for ring in part]
    return [parts] if geometry["type"] == "LineString" else parts


def towns(west: float, south: float, east: float, north: float) -> list[Town]:
    """The towns of the gazetteer inside a box in degrees, in its order.

    Example:
        >>> [town.name for town in towns(20.35, 45.37, 20.45, 45.40)]
        ['Zrenjanin']
    """
    return [town for town in gazetteer() if west <= town.longitude <= east and south <= town.latitude <= north]


def locator(axes: Axes, box: tuple[float, float, float, float], point: Point) -> Layer | None:
    """A small map of the country around a point in degrees, in a rectangle of the page in inches; gives its layer.

    Where no layer that ships reaches there, the rectangle says so.
    """
    left, bottom, wide, high = box
    frame = Rectangle((left, bottom), wide, high, facecolor="#e8eef2", edgecolor=style.INK, linewidth=0.8)
    axes.add_patch(frame)
    layer = country_layer(*point)
    if layer is None:
        words = style.wrap(word("legend.no-layer"), wide - 0.2, 7)
        style.write(axes, left + wide / 2, bottom + high / 2, words, size=7, ha="center")
        return None
    view = View(box, *_extent(layer.name, point, wide / high))
    for _, rings in shapes(layer.name):
        own = _within(rings, point)
        path = _outline([[view.to(place) for place in ring] for ring in rings])
        patch = PathPatch(path, facecolor=style.SAND if own else style.PAPER, edgecolor=style.SOFT, linewidth=0.5)
        axes.add_patch(patch)
        patch.set_clip_path(frame)
    x, y = view.to(point)
    taken = [(x - 0.09, y - 0.09, x + 0.09, y + 0.09)]
    # The country of the point is named first, then from the largest: no name lies on another.
    ordered = sorted(shapes(layer.name), key=lambda one: (not _within(one[1], point), -_reach(one[1])))
    for name, rings in ordered:
        _name(axes, view, either(f"country.{name}", name), rings, _within(rings, point), taken)
    axes.plot([x], [y], "o", markersize=9, markerfacecolor="none", markeredgecolor=style.INK, markeredgewidth=1.4)
    axes.plot([x], [y], "o", markersize=2.5, markerfacecolor=style.INK, markeredgewidth=0)
    axes.add_patch(Rectangle((left, bottom), wide, high, fill=False, edgecolor=style.INK, linewidth=0.8))
    return layer


@dataclasses.dataclass(frozen=True)
class View:
    """Degrees on a rectangle of the page; a degree of longitude is as much shorter as at the middle latitude."""

    box: tuple[float, float, float, float]
    centre: Point
    degrees_high: float

    def to(self, place: Point) -> Point:
        """Degrees as inches of the page."""
        left, bottom, wide, high = self.box
        scale = high / self.degrees_high
        x = (place[0] - self.centre[0]) * math.cos(math.radians(self.centre[1]))
        return left + wide / 2 + x * scale, bottom + high / 2 + (place[1] - self.centre[1]) * scale


def _extent(layer: str, point: Point, aspect: float) -> tuple[Point, float]:
    """The middle and the height in degrees of a view of the country around a point, with a margin."""
    own = next((rings for _, rings in shapes(layer) if _within(rings, point)), ([point],))
    corners = _corners(max(own, key=len))
    centre = ((corners[0] + corners[2]) / 2, (corners[1] + corners[3]) / 2)
    across = (corners[2] - corners[0]) * math.cos(math.radians(centre[1]))
    return centre, max(corners[3] - corners[1], across / aspect, 1.0) * 1.25


def _corners(ring: Ring) -> tuple[float, float, float, float]:
    return (min(x for x, _ in ring), min(y for _, y in ring), max(x for x, _ in ring), max(y for _, y in ring))


def _within(rings: tuple[Ring, ...], point: Point) -> bool:
    return sum(bool(Path(ring).contains_point(point)) for ring in rings) % 2 == 1


def _outline(rings: list[Ring]) -> Path:
    points: Ring = []
    codes: list[Any] = []
    for ring in rings:
        points += [*ring, ring[0]]
        codes += [Path.MOVETO, *[Path.LINETO] * (len(ring) - 1), Path.CLOSEPOLY]
    return Path(points, codes)


def _reach(rings: tuple[Ring, ...]) -> float:
    """How large the largest part of a shape is, by the degrees that it reaches over."""
    return max((right - left) * (top - bottom) for left, bottom, right, top in map(_corners, rings))


def _name(axes: Axes, view: View, name: str, rings: tuple[Ring, ...], own: bool, taken: list[Box]) -> None:
    """The name of a country at the middle of its largest part, or a little above or below, where it has room there."""
    corners = _corners(max(rings, key=len))
    (x1, y1), (x2, y2) = view.to((corners[0], corners[1])), view.to((corners[2], corners[3]))
    x, middle, wide = (x1 + x2) / 2, (y1 + y2) / 2, style.width(name, 7, own) / 2
    left, bottom, across, up = view.box
    frame = (left, bottom, left + across, bottom + up)
    for y in (middle + step for step in SHIFTS) if wide * 2 < (x2 - x1) * 0.95 else ():
        box = (x - wide, y - 0.06, x + wide, y + 0.06)
        if not within(box, frame) or any(meet(box, other) for other in taken):
            continue
        taken.append(box)
        style.write(axes, x, y, name, size=7, bold=own, ha="center", color=style.SOFT)
        return
