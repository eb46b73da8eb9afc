"""From metres of a plane back to degrees, for as many places at once as a picture has dots."""

from typing import Any

from pyproj import Transformer


def degrees(crs: Any, east: Any, north: Any) -> tuple[Any, Any]:
    """Metres in a system, as arrays of one form, as longitudes and latitudes in degrees WGS84.

    Example:
        >>> [round(float(one), 4) for one in degrees("EPSG:32634", 500_000.0, 5_000_000.0)]
        [21.0, 45.1535]
    """
    longitudes, latitudes = Transformer.from_crs(crs, "EPSG:4326", always_xy=True).transform(east, north)
    return longitudes, latitudes
