"""Points, lines and areas in a file, in degrees WGS84: what is surely a position is taken, the rest is named."""

import dataclasses
import json
import math
from collections.abc import Iterable, Sequence
from typing import Any

from workbench.codebook import layers
from workbench.extract.outcome import Made, Reason, reason, version_of

KINDS = ("Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon")
DEPTH = {"Point": 0, "LineString": 1, "MultiPoint": 1, "Polygon": 2, "MultiLineString": 2, "MultiPolygon": 3}
MOST_FEATURES, MOST_POINTS, DIGITS = 20_000, 500_000, 7


class NotTaken(Exception):
    """A feature has no position that can be trusted; `code` is the reason, `detail` what is particular.

    Example:
        >>> NotTaken("outside-degrees", "500000 5000000").code
        'outside-degrees'
    """

    def __init__(self, code: str, detail: str = "") -> None:
        self.code, self.detail = code, detail
        super().__init__(code)


@dataclasses.dataclass(frozen=True)
class Feature:
    """One feature as the file has it: its words, and its coordinates, longitude before latitude, as lists of numbers.

    `system` is what the file says of its coordinates: `EPSG:4326`, another code, or empty where it says nothing.
    """

    name: str
    kind: str
    coordinates: Any
    about: str = ""
    when: str = ""
    system: str = "EPSG:4326"


def made(features: Iterable[Feature], reader: str) -> tuple[tuple[Reason, ...], tuple[Made, ...]]:
    """The derivative `features` of a file, and a reason for each way in which a feature could not be taken.

    Each feature has its number, its name, and either `wkt` in degrees or `left`, the code of the reason.

    Example:
        >>> reasons, (one,) = made([Feature("gate", "Point", [20.4, 45.3])], "kml")
        >>> json.loads(one.data)["features"][0]["wkt"]
        'POINT (20.4 45.3)'
    """
    rows: list[dict[str, Any]] = []
    left: dict[str, list[str]] = {}
    points = 0
    for number, feature in enumerate(features, 1):
        if number > MOST_FEATURES or points > MOST_POINTS:
            left["too-many-cells"] = [f"read up to feature {number - 1}"]
            break
        row: dict[str, Any] = {"number": number, "name": feature.name, "about": feature.about, "when": feature.when}
        try:
            row["wkt"], count = wkt(feature)
            points += count
        except NotTaken as error:
            row |= {"left": error.code, "as_written": str(feature.coordinates)[:200]}
            left.setdefault(error.code, []).append(error.detail or f"feature {number}")
        rows.append(row)
    if not rows:
        return (), ()
    if _exchanged(rows):
        left["axes-doubtful"] = []
        for row in rows:
            row["doubt"] = "axes-doubtful"
    reasons = tuple(reason(code, "; ".join(dict.fromkeys(details[:3]))) for code, details in sorted(left.items()))
    text = json.dumps({"system": "EPSG:4326", "features": rows}, ensure_ascii=False, sort_keys=True, indent=1)
    data = text.encode("utf-8", "replace") + b"\n"
    return reasons, (Made("features", "application/json", data, f"workbench.extract.{reader}", version_of()),)


def wkt(feature: Feature) -> tuple[str, int]:
    """A feature as well-known text, and how many points it has.

    Raises:
        NotTaken: the kind is not known, a number is none, a position is no place on Earth, or the system is not said.

    Example:
        >>> wkt(Feature("yard", "LineString", [[20.4, 45.3], [20.5, 45.3, 80.0]]))
        ('LINESTRING (20.4 45.3, 20.5 45.3)', 2)
    """
    if feature.kind not in KINDS:
        raise NotTaken("feature-unreadable", feature.kind or "no geometry")
    if feature.system != "EPSG:4326":
        raise NotTaken("system-unknown", feature.system or "nothing is said of it")
    points: list[str] = []
    body = _written(feature.coordinates, DEPTH[feature.kind], points)
    least = {"Polygon": 4, "MultiPolygon": 4, "LineString": 2, "MultiLineString": 2}.get(feature.kind, 1)
    if len(points) < least:
        raise NotTaken("feature-unreadable", f"{feature.kind} with {len(points)} points")
    return f"{feature.kind.upper()} {body}", len(points)


def _written(part: Any, depth: int, points: list[str]) -> str:
    if depth == 0:
        points.append(_position(part))
        return points[-1] if len(points) > 1 or isinstance(part, _Inner) else f"({points[-1]})"
    if not isinstance(part, Sequence) or isinstance(part, str) or not part:
        raise NotTaken("feature-unreadable", "no list of positions")
    inner = [_written(_Inner(one) if depth == 1 else one, depth - 1, points) for one in part]
    return f"({', '.join(inner)})"


class _Inner(list[Any]):
    """A position inside of a list of them, which is written without brackets of its own."""


def _position(pair: Any) -> str:
    if not isinstance(pair, Sequence) or isinstance(pair, str) or len(pair) < 2:
        raise NotTaken("feature-unreadable", "a position without two numbers")
    try:
        east, north = float(pair[0]), float(pair[1])
    except (TypeError, ValueError):
        raise NotTaken("feature-unreadable", f"{str(pair[:2])[:60]} are no numbers") from None
    if not (math.isfinite(east) and math.isfinite(north) and abs(east) <= 180 and abs(north) <= 90):
        raise NotTaken("outside-degrees", f"{east:g} {north:g}")
    if east == 0 and north == 0:
        raise NotTaken("outside-degrees", "0 0, as devices write without a fix")
    return f"{_plain(east)} {_plain(north)}"


def _plain(degrees: float) -> str:
    return f"{degrees:.{DIGITS}f}".rstrip("0").rstrip(".")


def _exchanged(rows: list[dict[str, Any]]) -> bool:
    """Whether every position lies beyond all base layers as it is written, and within one the other way round."""
    spots = [_first(row["wkt"]) for row in rows if "wkt" in row]
    boxes = [layer for layer in layers() if layer.name in ("countries-balkans", "countries-vietnam")]

    def within(east: float, north: float) -> bool:
        return any(layer.covers(east, north, east, north) for layer in boxes)

    return bool(spots) and all(not within(*spot) and within(*reversed(spot)) for spot in spots)


def _first(text: str) -> tuple[float, float]:
    east, north = text[text.rindex("(") + 1 :].split(",", maxsplit=1)[0].rstrip(")").split()
    return float(east), float(north)
