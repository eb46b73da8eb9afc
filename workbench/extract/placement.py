"""A drawn plan on known points: pixels to metres of the ground, with how far each known point is missed."""

import dataclasses
import json
import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from workbench.errors import BadValue
from workbench.extract.outcome import Made, version_of

LEAST, NARROW = 3, 0.03
Point = tuple[float, float]


@dataclasses.dataclass(frozen=True)
class Control:
    """A point that can be seen on the plan and whose position is known: pixels from the upper left, degrees WGS84.

    Example:
        >>> Control(120, 340, 45.38, 20.39, "gate").name
        'gate'
    """

    x: float
    y: float
    latitude: float
    longitude: float
    name: str = ""


@dataclasses.dataclass(frozen=True)
class Placement:
    """How a plan lies on the ground: six numbers from pixels to metres of a UTM zone, and what each control misses by.

    `kind` is `helmert` (turned and scaled alike, for three points) or `affine` (also sheared, for four and more): so
    there is always one point more than the numbers need, and what is missed says something.
    """

    kind: str
    system: str
    numbers: tuple[float, ...]
    controls: tuple[Control, ...]
    misses_m: tuple[float, ...]

    @property
    def rms_m(self) -> float:
        """The root of the mean square of what the controls are missed by, in metres."""
        return math.sqrt(math.fsum(miss**2 for miss in self.misses_m) / len(self.misses_m))

    def ground(self, pixels: Sequence[Point]) -> list[Point]:
        """Pixels as longitude and latitude."""
        a, b, c, d, e, f = self.numbers
        plane = [(a * x + b * y + c, d * x + e * y + f) for x, y in pixels]
        return _degrees(plane, self.system)

    def words(self) -> str:
        """What has to be said beside anything that is taken from the plan."""
        worst = max(range(len(self.misses_m)), key=lambda at: self.misses_m[at])
        name = self.controls[worst].name or f"point {worst + 1}"
        return (f"placed on {len(self.controls)} known points ({self.kind}): missed by {self.rms_m:.1f} m on the whole,"
                f" by {self.misses_m[worst]:.1f} m at {name}")  # fmt: skip


def fit(controls: Sequence[Control], file: object = "plan") -> Placement:
    """The placement that misses the known points least (least squares, in the UTM zone of their middle).

    Raises:
        BadValue: there are fewer than three points, they lie on one line on the plan or on the ground, or the plan
            would have to be mirrored to lie on them.

    Example:
        >>> corners = [Control(0, 0, 45.38, 20.38), Control(100, 0, 45.38, 20.39), Control(0, 100, 45.373, 20.38)]
        >>> fit(corners).kind
        'helmert'
    """
    if len(controls) < LEAST:
        raise BadValue(file, "points", len(controls), "three known points or more, not on one line")
    system = _zone(controls)
    drawn = np.array([(one.x, one.y) for one in controls], dtype=float)
    known = np.array(_plane([(one.longitude, one.latitude) for one in controls], system))
    for points, where in ((drawn, "on the plan"), (known, "on the ground")):
        spread = np.linalg.svd(points - points.mean(axis=0), compute_uv=False)
        if spread[0] == 0 or spread[1] / spread[0] < NARROW:
            raise BadValue(file, "points", f"points on one line {where}", "points that enclose an area, as corners do")
    kind = "helmert" if len(controls) == LEAST else "affine"
    numbers = (_helmert if kind == "helmert" else _affine)(drawn, known)
    a, b, c, d, e, f = numbers
    # Pixels count downwards: a plan that is not mirrored turns the sense of rotation.
    if a * e - b * d >= 0:
        raise BadValue(
            file, "points", "points that mirror the plan", "two of them exchanged, or latitude and longitude"
        )
    found = np.column_stack([drawn @ [a, b] + c, drawn @ [d, e] + f])
    misses = tuple(float(miss) for miss in np.hypot(*(found - known).T))
    return Placement(kind, system, tuple(float(number) for number in numbers), tuple(controls), misses)


def made(placement: Placement) -> Made:
    """The derivative that records a placement beside the picture.

    Example:
        >>> corners = [Control(0, 0, 45.38, 20.38), Control(100, 0, 45.38, 20.39), Control(0, 100, 45.373, 20.38)]
        >>> made(fit(corners)).kind
        'placement'
    """
    told = dataclasses.asdict(placement) | {"rms_m": round(placement.rms_m, 3), "words": placement.words()}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1)
    return Made("placement", "application/json", text.encode() + b"\n", "workbench.extract.placement", version_of())


def read(data: bytes) -> Placement:
    """A placement as `made` recorded it.

    Example:
        >>> corners = [Control(0, 0, 45.38, 20.38), Control(100, 0, 45.38, 20.39), Control(0, 100, 45.373, 20.38)]
        >>> read(made(fit(corners)).data) == fit(corners)
        True
    """
    told = json.loads(data)
    controls = tuple(Control(**one) for one in told["controls"])
    return Placement(told["kind"], told["system"], tuple(told["numbers"]), controls, tuple(told["misses_m"]))


def _affine(drawn: Any, known: Any) -> list[float]:
    columns = np.column_stack([drawn, np.ones(len(drawn))])
    east, north = (np.linalg.lstsq(columns, known[:, axis], rcond=None)[0] for axis in (0, 1))
    return [*east, *north]


def _helmert(drawn: Any, known: Any) -> list[float]:
    """Turned by one angle and scaled by one number, pixels counted downwards."""
    x, y = drawn[:, 0], -drawn[:, 1]
    one, zero = np.ones(len(x)), np.zeros(len(x))
    columns = np.vstack([np.column_stack([x, -y, one, zero]), np.column_stack([y, x, zero, one])])
    p, q, east, north = np.linalg.lstsq(columns, np.concatenate([known[:, 0], known[:, 1]]), rcond=None)[0]
    return [p, q, east, q, -p, north]


def _zone(controls: Sequence[Control]) -> str:
    longitude = math.fsum(one.longitude for one in controls) / len(controls)
    north = sum(one.latitude for one in controls) >= 0
    return f"EPSG:{(32600 if north else 32700) + min(int((longitude + 180) // 6) + 1, 60)}"


def _plane(degrees: Sequence[Point], system: str) -> list[Point]:
    import pyproj

    step = pyproj.Transformer.from_crs("EPSG:4326", system, always_xy=True)
    return [step.transform(*one) for one in degrees]


def _degrees(plane: Sequence[Point], system: str) -> list[Point]:
    import pyproj

    step = pyproj.Transformer.from_crs(system, "EPSG:4326", always_xy=True)
    return [step.transform(*one) for one in plane]
