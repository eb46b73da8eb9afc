"""A position out of camera data: from the rationals themselves, or not at all, with the reason why."""

import dataclasses
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

# Two blocks of one picture that differ by more than this many degrees (some 100 m) disagree.
AGREE = 0.001
REASONS = {
    "no-gps": "The camera data holds no position",
    "gps-incomplete": "Latitude or longitude is missing or has no parts",
    "gps-no-reference": "It is not said whether the position is north or south, east or west",
    "gps-bad-reference": "The letter for north, south, east or west is none of N, S, E, W",
    "gps-zero-denominator": "A number of the position is divided by zero: the device had no fix",
    "gps-out-of-range": "The position is not on the Earth: degrees, minutes or seconds are out of range",
    "null-island": "The position is exactly 0, 0, which devices write when they have no fix",
    "gps-disagree": "Two blocks of camera data in the picture give different positions",
}
UNREAD = {"no-exif": "The picture carries no camera data", "exif-unreadable": "The camera data cannot be read"}
Pair = tuple[int, int]


@dataclasses.dataclass(frozen=True)
class Position:
    """Decimal degrees (WGS84 unless the device says other), south and west negative; metres; degrees from north.

    Example:
        >>> Position(45.38, 20.39).radius_m is None
        True
    """

    latitude: float
    longitude: float
    radius_m: float | None = None
    altitude_m: float | None = None
    direction_deg: float | None = None


def told(position: Mapping[str, Any] | None, reason: str | None = None) -> str:
    """A position as one reads it, with all that is written of it; without one, why there is none.

    Example:
        >>> told({"latitude": 45.38, "longitude": -20.39, "radius_m": 8.5, "altitude_m": None, "direction_deg": 123.4})
        '45.38, -20.39 (error radius 8.5 m, looking 123.4 degrees from north)'
        >>> told(None, "gps-bad-reference")
        'not known: The letter for north, south, east or west is none of N, S, E, W'
    """
    if position is None:
        words = {**REASONS, **UNREAD}.get(reason or "", reason)
        return f"not known: {words}" if words else "not known"
    forms = (("radius_m", "error radius {:g} m"), ("altitude_m", "altitude {:g} m"),
             ("direction_deg", "looking {:g} degrees from north"))  # fmt: skip
    more = [form.format(position[name]) for name, form in forms if position.get(name) is not None]
    if position.get("radius_m") is None:
        more.insert(0, "no error radius written")
    return f"{position['latitude']}, {position['longitude']} ({', '.join(more)})"


class NoPosition(Exception):
    """There is no position that can be trusted; `code` is one of `REASONS`.

    Example:
        >>> NoPosition("no-gps").code
        'no-gps'
    """

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def position(block: Mapping[str, Any]) -> Position:
    """The position in one GPS block: tag names of EXIF 2.32 (4.6.6) to text, or to lists of (numerator, denominator).

    Nothing is repaired: a small letter, a missing reference, 0/0, 60 minutes or 999 degrees give no position.

    Raises:
        NoPosition: with the code of the reason.

    Example:
        >>> block = {"GPSLatitudeRef": "S", "GPSLatitude": [(33, 1), (30, 1), (0, 1)],
        ...          "GPSLongitudeRef": "E", "GPSLongitude": [(18, 1), (0, 1), (36, 1)]}
        >>> position(block).latitude, position(block).longitude
        (-33.5, 18.01)
    """
    if "GPSLatitude" not in block and "GPSLongitude" not in block:
        raise NoPosition("no-gps")
    latitude = _signed(block, "GPSLatitude", "N", "S", 90)
    longitude = _signed(block, "GPSLongitude", "E", "W", 180)
    if latitude == 0 and longitude == 0:
        raise NoPosition("null-island")
    return Position(
        round(latitude, 8),
        round(longitude, 8),
        _measure(block.get("GPSHPositioningError")),
        _altitude(block),
        _direction(block),
    )


def agreed(found: list[Position]) -> Position:
    """The first of several positions of one picture, if all agree.

    Raises:
        NoPosition: `gps-disagree`.

    Example:
        >>> agreed([Position(45.0, 20.0), Position(45.0001, 20.0)]).latitude
        45.0
    """
    first = found[0]
    for other in found[1:]:
        if max(abs(first.latitude - other.latitude), abs(first.longitude - other.longitude)) > AGREE:
            raise NoPosition("gps-disagree")
    return first


def _signed(block: Mapping[str, Any], tag: str, plus: str, minus: str, most: int) -> float:
    parts = block.get(tag)
    if not isinstance(parts, list) or len(parts) != 3 or not all(isinstance(part, tuple) for part in parts):
        raise NoPosition("gps-incomplete")
    reference = block.get(f"{tag}Ref")
    if not isinstance(reference, str) or not reference.strip("\0 "):
        raise NoPosition("gps-no-reference")
    if reference.rstrip("\0 ") not in {plus, minus}:
        raise NoPosition("gps-bad-reference")
    # Whole numbers throughout, and one division at the end: exact, and quicker than fractions.
    (degrees, of), (minutes, of_minutes), (seconds, of_seconds) = (_number(part) for part in parts)
    if not (0 <= degrees <= most * of and 0 <= minutes < 60 * of_minutes and 0 <= seconds < 60 * of_seconds):
        raise NoPosition("gps-out-of-range")
    whole = of * of_minutes * of_seconds * 3600
    value = (degrees * of_minutes * 60 + minutes * of) * of_seconds * 60 + seconds * of * of_minutes
    if value > most * whole:
        raise NoPosition("gps-out-of-range")
    return -value / whole if reference.startswith(minus) else value / whole


def _number(part: Pair) -> Pair:
    numerator, denominator = part
    if denominator == 0:
        raise NoPosition("gps-zero-denominator")
    return (-numerator, -denominator) if denominator < 0 else part


def _measure(parts: Any) -> float | None:
    if not isinstance(parts, list) or len(parts) != 1 or not isinstance(parts[0], tuple) or parts[0][1] == 0:
        return None
    return round(float(Fraction(*parts[0])), 3)


def _altitude(block: Mapping[str, Any]) -> float | None:
    height = _measure(block.get("GPSAltitude"))
    below = block.get("GPSAltitudeRef") in (1, [1], [(1, 1)], "\x01")
    return -height if height is not None and below else height


def _direction(block: Mapping[str, Any]) -> float | None:
    degrees = _measure(block.get("GPSImgDirection"))
    return degrees if degrees is not None and 0 <= degrees <= 360 else None
