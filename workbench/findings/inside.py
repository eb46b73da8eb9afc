"""Which points lie in which areas: a million of them from bare coordinates, without an object for each point."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

Numbers = np.ndarray[Any, np.dtype[Any]]


def inside(x: Any, y: Any, areas: Sequence[Any]) -> tuple[Numbers, Numbers]:
    """Each pair of a point and an area that meet (the edge counts): places of points and of areas, areas in order.

    The pairs are those of a spatial join with the predicate `intersects`; a coordinate that is no number meets
    nothing. Points are sorted once by strips as high as a typical area, and along each strip by `x`; the box of an
    area then cuts a stretch out of every strip that it reaches, and only the points in it are asked.

    Raises:
        ValueError: there are not as many `x` as `y`.

    Example:
        >>> square = shapely.box(0, 0, 2, 2)
        >>> points, found = inside([1.0, 2.0, 5.0], [1.0, 0.5, 1.0], [square])
        >>> sorted(zip(points.tolist(), found.tolist()))
        [(0, 0), (1, 0)]
    """
    x, y = (np.ascontiguousarray(one, dtype="float64") for one in (x, y))
    if x.shape != y.shape:
        raise ValueError(f"{len(x)} longitudes and {len(y)} latitudes")
    shapes = np.asarray(areas, dtype=object)
    boxes = shapely.bounds(shapes) if len(shapes) else np.empty((0, 4))
    usable = np.flatnonzero(~np.isnan(boxes[:, 0]))
    known = np.isfinite(x) & np.isfinite(y)
    none = np.empty(0, dtype=np.int64)
    if not len(usable) or not known.any():
        return none, none
    boxes = boxes[usable]
    # What lies outside of all boxes together is never sorted.
    (west, south), (east, north) = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
    kept = np.flatnonzero(known & (x >= west) & (x <= east) & (y >= south) & (y <= north))
    points, found = _candidates(x[kept], y[kept], boxes)
    points, found = kept[points], usable[found]
    shapely.prepare(shapes[usable])
    met = shapely.intersects_xy(shapes[found], x[points], y[points])
    return points[met], found[met]


def _candidates(x: Numbers, y: Numbers, boxes: Numbers) -> tuple[Numbers, Numbers]:
    """The points in the box of each area."""
    west, south = boxes[:, 0].min(), boxes[:, 1].min()
    # A strip as high as half a typical area: few strips an area, few points beside it; no more strips than points.
    reach = float(boxes[:, 3].max() - south) or 1.0
    height = max(float(np.median(boxes[:, 3] - boxes[:, 1])) / 2, reach / max(len(x), 1), reach / 1e6)
    # Where a point stands along all strips laid end to end; a gap between them keeps them apart.
    length = (float(boxes[:, 2].max() - west) or 1.0) * 1.25
    key = ((y - south) / height).astype(np.int64) + (x - west) / length
    order = np.argsort(key)
    key = key[order]
    first, last = (((boxes[:, side] - south) / height).astype(np.int64) for side in (1, 3))
    strips = last - first + 1
    area = np.repeat(np.arange(len(boxes)), strips)
    strip = np.arange(len(area)) - np.repeat(np.cumsum(strips) - strips, strips) + np.repeat(first, strips)
    slack = 1e-9  # far wider than what a sum loses by rounding; the exact question comes afterwards
    begin = np.searchsorted(key, strip + (boxes[area, 0] - west) / length - slack)
    end = np.searchsorted(key, strip + (boxes[area, 2] - west) / length + slack, side="right")
    sizes = end - begin
    at = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes) + np.repeat(begin, sizes)
    points, found = order[at], np.repeat(area, sizes)
    fits = (y[points] >= boxes[found, 1]) & (y[points] <= boxes[found, 3])
    return points[fits], found[fits]
