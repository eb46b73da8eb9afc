"""From the system that a file names to degrees WGS84; a system that is not named is never taken to be one."""

import dataclasses
import re
from typing import Any

from workbench.extract.features import Feature

DEGREES = "EPSG:4326"
CODE = re.compile(r"(?:EPSG|OGC)[:/ ]*(?:[0-9.]*[:/])?(CRS84|\d+)$", re.I)


def code_of(name: str) -> str:
    """The code of a system as files write it: `EPSG:32634`; the degrees of CRS84 are those of EPSG:4326.

    Empty where the name holds no code.

    Example:
        >>> code_of("urn:ogc:def:crs:EPSG::32634"), code_of("urn:ogc:def:crs:OGC:1.3:CRS84"), code_of("local grid")
        ('EPSG:32634', 'EPSG:4326', '')
    """
    found = CODE.search(name.strip())
    if found is None:
        return ""
    return DEGREES if found[1].upper() == "CRS84" else f"EPSG:{found[1]}"


def converted(features: list[Feature]) -> tuple[list[Feature], int]:
    """The same features in degrees, and how many were converted; those whose system is not known stay as they are."""
    steps = {system: _step(system) for system in {one.system for one in features} - {"", DEGREES}}
    made = []
    for one in features:
        step = steps.get(one.system)
        coordinates = None if step is None else _moved(one.coordinates, step)
        done = coordinates is not None
        made.append(dataclasses.replace(one, coordinates=coordinates, system=DEGREES) if done else one)
    return made, sum(new is not old for new, old in zip(made, features, strict=True))


def _step(system: str) -> Any:
    import pyproj

    try:
        return pyproj.Transformer.from_crs(system, DEGREES, always_xy=True, only_best=True)
    except (pyproj.exceptions.CRSError, pyproj.exceptions.ProjError):
        return None


def _moved(part: Any, step: Any) -> Any:
    """Coordinates in degrees; None where one of them is no number or leaves what the system is for."""
    if not isinstance(part, list | tuple) or not part:
        return None
    if isinstance(part[0], list | tuple):
        inner = [_moved(one, step) for one in part]
        return None if any(one is None for one in inner) else inner
    try:
        east, north = step.transform(float(part[0]), float(part[1]), errcheck=True)
    except (TypeError, ValueError, IndexError, RuntimeError):
        return None
    return [east, north]
