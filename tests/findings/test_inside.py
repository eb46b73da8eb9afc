"""Points in areas: the pairs of a spatial join, on edges and corners, in holes, and where something is no number."""

import math

import geopandas as gpd
import numpy as np
import pytest
import shapely

from workbench.findings.inside import inside


def joined(x: np.ndarray, y: np.ndarray, areas: list[shapely.Geometry]) -> set[tuple[int, int]]:
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(x, y, crs="EPSG:4326"))
    found = gpd.sjoin(points, gpd.GeoDataFrame(geometry=areas, crs="EPSG:4326"), predicate="intersects")
    return set(zip(found.index.tolist(), found["index_right"].tolist(), strict=True))


def ours(x: np.ndarray, y: np.ndarray, areas: list[shapely.Geometry]) -> set[tuple[int, int]]:
    points, found = inside(x, y, areas)
    pairs = list(zip(points.tolist(), found.tolist(), strict=True))
    assert len(pairs) == len(set(pairs))
    return set(pairs)


@pytest.mark.parametrize("seed", range(12))
def test_the_pairs_are_those_of_geopandas(seed: int) -> None:
    random = np.random.default_rng(seed)
    scale = 10.0 ** random.integers(-4, 3)
    areas = []
    for _ in range(60):
        turn = np.sort(random.random(int(random.integers(3, 30)))) * 2 * math.pi
        reach = scale * random.uniform(0.001, 0.2) * random.uniform(0.4, 1, len(turn))
        x, y = random.uniform(-scale, scale, 2)
        areas.append(shapely.Polygon(np.column_stack([x + reach * np.cos(turn), y + reach * np.sin(turn)])))
    areas += [shapely.box(-scale, -scale, scale, scale), shapely.MultiPolygon([areas[0].convex_hull])]
    x, y = random.uniform(-1.2 * scale, 1.2 * scale, (2, 3000))
    corners = shapely.get_coordinates(areas)
    x, y = np.concatenate([x, corners[:, 0]]), np.concatenate([y, corners[:, 1]])  # every corner is on an edge
    assert ours(x, y, areas) == joined(x, y, areas)


def test_edges_count_and_holes_do_not() -> None:
    ring = shapely.box(0, 0, 10, 10).difference(shapely.box(4, 4, 6, 6))
    x, y = np.array([0, 5, 4, 10, 11, -0.0]), np.array([0, 5, 5, 10, 5, 3.3])
    assert ours(x, y, [ring]) == {(0, 0), (2, 0), (3, 0), (5, 0)} == joined(x, y, [ring])


def test_what_is_no_number_or_no_area_meets_nothing() -> None:
    square = shapely.box(0, 0, 1, 1)
    x, y = np.array([math.nan, 0.5, math.inf]), np.array([0.5, 0.5, 0.5])
    assert ours(x, y, [shapely.Polygon(), square]) == {(1, 1)}
    assert ours(x[:1], y[:1], [square]) == set()
    assert ours(x, y, []) == set()
    assert ours(np.array([]), np.array([]), [square]) == set()


def test_points_on_one_spot_and_an_area_without_height() -> None:
    line = shapely.LineString([(0, 1), (5, 1)])
    x, y = np.full(50, 2.0), np.full(50, 1.0)
    assert len(ours(x, y, [line])) == 50


def test_columns_of_two_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="2 longitudes and 1 latitudes"):
        inside([1, 2], [1], [])
