"""What went overleaf and left too much of a page empty, so that it is set another way.

The printed form asks nothing of the page that it is on: it says where things came to stand, and here those are named
that stand badly. Each is turned once, a drawing at most twice, and never back, so that no dossier is set in a circle.
"""

from collections.abc import Mapping
from typing import Any


def turned(asked: Mapping[str, Any]) -> list[str]:
    """The keys of what is to be set another way, in reading order; none where everything stands well.

    `spots` are the ends of what stands before each thing, in reading order, in millimetres from the top of a page, and
    `begins` where things begin that are held together. One that begins on a page after its spot, or after that of the
    heading and the words which stay with it, went overleaf; a drawing that was moved stands badly before its own spot.
    All are turned at once: what would stand well again after the first of them stands well the other way, too.

    Example:
        >>> spot = {"key": "map", "limit": 25, "sticky": False, "floats": False, "foot": 279, "page": 1, "y": 200}
        >>> turned({"spots": [spot], "begins": [{"key": "map", "page": 2, "y": 16}]})
        ['map']
        >>> turned({"spots": [spot | {"y": 260}], "begins": [{"key": "map", "page": 2, "y": 16}]})
        []
    """
    begins = {one["key"]: one for one in asked["begins"]}
    found: list[str] = []
    first: Mapping[str, Any] | None = None  # where the heading and the words before a thing begin that stay with it
    for spot in asked["spots"]:
        first = first or spot
        if spot["key"] and _stands_badly(spot, first, begins[spot["key"]]):
            found.append(spot["key"])
        if not spot["sticky"]:
            first = None
    return found


def _stands_badly(spot: Mapping[str, Any], first: Mapping[str, Any], begins: Mapping[str, Any]) -> bool:
    if spot["floats"]:
        return bool((begins["page"], begins["y"]) < (spot["page"], spot["y"]))
    return bool(begins["page"] > first["page"] and first["foot"] - first["y"] > spot["limit"])
