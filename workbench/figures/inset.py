"""A small map of the country around one point: where a photograph says that it was taken."""

import functools

from workbench.figures import style
from workbench.figures.base import locator

WIDE, HIGH = 2.6, 2.2


@functools.lru_cache(maxsize=64)
def draw(longitude: float, latitude: float) -> bytes:
    """The map as SVG, degrees WGS84; where no layer that ships reaches there, it says so.

    Example:
        >>> draw(20.39, 45.38)[:5]
        b'<?xml'
    """
    with style.fixed():
        figure, axes = style.sheet(WIDE, HIGH)
        locator(axes, (0.05, 0.05, WIDE - 0.1, HIGH - 0.1), (longitude, latitude))
        return style.svg(figure, describe(longitude, latitude))


def describe(longitude: float, latitude: float) -> str:
    """What the map shows, in words.

    Example:
        >>> describe(20.39, 45.38)
        'Map of the country around 45.38 north, 20.39 east.'
    """
    north, east = "north" if latitude >= 0 else "south", "east" if longitude >= 0 else "west"
    return f"Map of the country around {abs(latitude):g} {north}, {abs(longitude):g} {east}."
