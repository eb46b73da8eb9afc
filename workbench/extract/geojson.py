"""GeoJSON (RFC 7946, and the `crs` of the older form of 2008): features in degrees, or in a system that it names."""

import json
import re
from collections.abc import Iterator
from typing import Any

from workbench.extract.features import KINDS, Feature, made
from workbench.extract.outcome import File, Reading, reason
from workbench.extract.systems import DEGREES, code_of, converted

SHAPES = {*KINDS, "GeometryCollection"}
NAMES = ("name", "Name", "NAME", "title", "label", "naziv", "ten", "id")
ABOUT = ("description", "desc", "note", "opis")
LOOKS = re.compile(rb'"type"\s*:\s*"(?:FeatureCollection|Feature|(?:Multi)?(?:Point|LineString|Polygon))"')


def beside(file: File, reading: Reading) -> Reading:
    """A reading of a JSON file with the features in it, where it is GeoJSON; otherwise the reading as it was.

    Example:
        >>> import pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "a.geojson"
        >>> _ = path.write_text('{"type": "Point", "coordinates": [20.4, 45.3]}')
        >>> beside(File(path, "a.geojson", "application/json"), Reading("table")).made[0].kind
        'features'
    """
    data = file.data()
    if not LOOKS.search(data):
        return reading
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return reading  # said already by the reader of JSON
    if not isinstance(value, dict) or value.get("type") not in {"Feature", "FeatureCollection", *SHAPES}:
        return reading
    system = _system(value)
    features = list(_features(value, system))
    said = []
    if system and system != DEGREES:
        features, done = converted(features)
        said = [reason("system-converted", f"from {system}")] if done else []
    reasons, found = made(features, "geojson")
    return Reading(reading.kind, (*reading.reasons, *reasons, *said), (*reading.made, *found))


def _system(value: dict[str, Any]) -> str:
    """Degrees WGS84 unless the older member says other; empty where it is there and says nothing that is known."""
    if "crs" not in value:
        return DEGREES
    named = value["crs"].get("properties", {}).get("name") if isinstance(value["crs"], dict) else None
    return code_of(named) if isinstance(named, str) else ""


def _features(value: Any, system: str) -> Iterator[Feature]:
    if not isinstance(value, dict):
        yield Feature("", "", None, system=system)
    elif value.get("type") == "FeatureCollection":
        inner = value.get("features")
        for one in inner if isinstance(inner, list) else []:
            yield from _features(one, system)
    elif value.get("type") == "Feature":
        held = value.get("properties")
        words: dict[str, Any] = held if isinstance(held, dict) else {}
        name = next((str(words[key]) for key in NAMES if words.get(key) not in (None, "")), str(value.get("id", "")))
        about = next((str(words[key]) for key in ABOUT if words.get(key)), "")
        yield from _shapes(value.get("geometry"), name, about, system)
    else:
        yield from _shapes(value, "", "", system)


def _shapes(shape: Any, name: str, about: str, system: str, deep: int = 0) -> Iterator[Feature]:
    if isinstance(shape, dict) and shape.get("type") == "GeometryCollection" and deep < 5:
        inner = shape.get("geometries")
        for one in inner if isinstance(inner, list) else []:
            yield from _shapes(one, name, about, system, deep + 1)
        return
    told = shape if isinstance(shape, dict) else {}
    yield Feature(name, str(told.get("type", "")), told.get("coordinates"), about, system=system)
