"""What a panel of the site map shows: areas, precision, photographs with their direction, lines of distance, names."""

import math
from typing import Any

from workbench.codebook import layers
from workbench.figures import style
from workbench.figures.base import shapes, towns
from workbench.figures.laid import laid
from workbench.figures.panel import Panel
from workbench.figures.placing import Point
from workbench.figures.retold import own
from workbench.figures.survey import Survey, away, lead, radius
from workbench.figures.words import word

SERVED = frozenset({"Dwelling", "PublicBody", "Company", "Agency", "Branch", "Office", "PoliceStation", "Hospital",
                    "Clinic", "Embassy", "BorderPoint", "Shop", "BusStop"})  # fmt: skip
LEAST_M, ORIENTING_M = 120.0, 2_500.0


def panel(axes: Any, survey: Survey, rows: list[int], box: tuple[float, float, float, float]) -> Panel:
    """A panel that holds these rows with their precision; around the first photograph where there are none."""
    if not rows:
        point = survey.photos[0]["geometry"]
        return Panel(axes, box, (point.x, point.y), 2 * LEAST_M)
    places = [survey.places[row] for row in rows]
    reach = [(*place["geometry"].bounds, radius(place)) for place in places]
    west, south = min(b[0] - b[4] for b in reach), min(b[1] - b[4] for b in reach)
    east, north = max(b[2] + b[4] for b in reach), max(b[3] + b[4] for b in reach)
    least = min(box[2:])
    half = max((east - west) * least / box[2], (north - south) * least / box[3], LEAST_M) / 2
    # A place known to kilometres only is shown among the towns around it, not alone on an empty sheet.
    margin = 2.2 if survey.coarse else 1.18
    return Panel(axes, box, ((west + east) / 2, (south + north) / 2), half * margin)


def fill(sheet: Panel, survey: Survey, rows: list[int], *, photographs: bool) -> None:
    """Everything that belongs on a panel, from the ground up; the names come last and keep off the rest."""
    near = _ground(sheet, survey)
    places = [survey.places[row] for row in rows]
    for place in places:
        _shape(sheet, place)
    heaps = _photographs(sheet, survey.photos) if photographs else []
    # Names first: they matter more than a number of photographs.
    for place in places:
        _measure(sheet, survey, place)
        _name(sheet, survey, place)
    for middle, numbers in heaps:
        text = style.wrap(word("legend.photos", which=listed(numbers)), 1.0, 7)
        short = style.wrap(listed(numbers), 1.0, 7)
        sheet.label(middle, text, short=short, color=style.SOFT, url=f"#photo-{numbers[0]}")
    for point, name in near:  # what is for orientation alone gives way
        sheet.label(point, name, color=style.SOFT, slanted=True)


def listed(numbers: list[int]) -> str:
    """Numbers in words, neighbours as a range.

    Example:
        >>> listed([3, 5, 6, 7, 9, 10])
        '3, 5\N{EN DASH}7, 9, 10'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [[f"{run[0]}–{run[-1]}"] if len(run) > 2 else [str(number) for number in run] for run in runs]
    return ", ".join(part for run in parts for part in run)


def _ground(sheet: Panel, survey: Survey) -> list[tuple[Point, str]]:
    """A map of one's own; outlines and towns where a panel shows so much ground that they mean something there. Gives
    the towns, whose names come last."""
    laid(sheet, survey)
    if sheet.half_m < ORIENTING_M:
        return []
    x, y = survey.spot
    reach = sheet.half_m * 2 / 111_000
    box = (x - reach * 1.5, y - reach, x + reach * 1.5, y + reach)
    for layer in (layer for layer in layers() if layer.covers(*box) and layer.accuracy_m < sheet.half_m / 4):
        _outlines(sheet, survey, layer.name, box)
    found = []
    for town in towns(*box):
        place = survey.sites.plane([town.longitude], [town.latitude])[0]
        if sheet.shows(place, 0.3):
            left, bottom = sheet.to(place)
            sheet.axes.plot([left], [bottom], ".", color=style.SOFT, markersize=3, zorder=3)
            found.append((place, town.name))
    return found


def _outlines(sheet: Panel, survey: Survey, layer: str, box: tuple[float, float, float, float]) -> None:
    for _, rings in shapes(layer):
        for ring in rings:
            if any(box[0] < x < box[2] and box[1] < y < box[3] for x, y in ring):
                sheet.line(survey.sites.plane([x for x, _ in ring], [y for _, y in ring]))


def _shape(sheet: Panel, place: dict[str, Any]) -> None:
    shape, rough = place["geometry"], place["how"] in {"estimate", "testimony"}
    for part in getattr(shape, "geoms", [shape]):
        if part.geom_type == "Polygon":
            rings = [[point[:2] for point in ring.coords] for ring in (part.exterior, *part.interiors)]
            sheet.area(rings, facecolor=style.SAND, hatch="...." if rough else "////", zorder=1, url=lead(place))
        elif part.geom_type == "LineString":
            sheet.line([point[:2] for point in part.coords], edgecolor=style.INK, linewidth=1.4, url=lead(place))
    centre = (shape.centroid.x, shape.centroid.y)
    if shape.geom_type == "Point" and radius(place) / sheet.metres > 0.04:
        sheet.circle(centre, radius(place), rough, lead(place))
    if shape.geom_type == "Point" and sheet.shows(centre):
        sheet.mark(centre, place["schema"], url=lead(place))


def _photographs(sheet: Panel, photos: list[dict[str, Any]]) -> list[tuple[Point, list[int]]]:
    """Marks photographs, those on each other as one, with every direction; gives the heaps and their numbers.

    A number is the photograph's row in the table; a direction leads to its own row, a mark to the first of its heap.
    """
    several: list[tuple[Point, list[int]]] = []
    heaps: dict[tuple[int, int], list[tuple[int, dict[str, Any]]]] = {}
    for number, photo in enumerate(photos, 1):
        x, y = sheet.to((photo["geometry"].x, photo["geometry"].y))
        if sheet.shows((photo["geometry"].x, photo["geometry"].y)):
            heaps.setdefault((round(x / 0.22), round(y / 0.22)), []).append((number, photo))
    for heap in heaps.values():
        points = [(photo["geometry"].x, photo["geometry"].y) for _, photo in heap]
        middle = (math.fsum(x for x, _ in points) / len(points), math.fsum(y for _, y in points) / len(points))
        for number, photo in heap:
            if not math.isnan(photo["direction_deg"]):
                sheet.look(middle, photo["direction_deg"], f"#photo-{number}", photo["view_deg"])
        sheet.mark(middle, "Photo", 4.5, f"#photo-{heap[0][0]}")
        if len(heap) > 1:
            several.append((middle, [number for number, _ in heap]))
    return several


def _measure(sheet: Panel, survey: Survey, place: dict[str, Any]) -> None:
    """A line from a lodging or a service to the nearest edge of the site."""
    spot = place["geometry"].centroid
    if not away(survey, place) or place["schema"] not in SERVED or not sheet.shows((spot.x, spot.y)):
        return
    near = _closest(spot, survey.site["geometry"])
    sheet.line([(spot.x, spot.y), near], linestyle=(0, (5, 2)), zorder=3)


def _closest(point: Any, shape: Any) -> Point:
    """The point of a shape's outer edge that is nearest to a point."""
    parts = [getattr(part, "exterior", part) for part in getattr(shape, "geoms", [shape])]
    edge = min(parts, key=lambda part: float(part.distance(point)))
    if edge.geom_type == "Point":
        return edge.x, edge.y
    found = edge.interpolate(edge.project(point))
    return found.x, found.y


def _name(sheet: Panel, survey: Survey, place: dict[str, Any]) -> None:
    """The number and name of a place, and how far a lodging or a service is from the site."""
    shape, far = place["geometry"], away(survey, place)
    centre = (shape.centroid.x, shape.centroid.y)
    if not sheet.shows(centre):
        return
    text = style.wrap(f"{place['number']} {own(place['site'])}", 1.7, 7)
    if far and place["schema"] in SERVED:
        text += "\n" + far
    roomy = (shape.bounds[2] - shape.bounds[0]) / sheet.metres > style.width(text, 7) + 0.1
    short = str(place["number"])  # the key has the rest
    sheet.label(centre, text, bold=place["schema"] == "Site", short=short, inside=roomy, url=lead(place))
