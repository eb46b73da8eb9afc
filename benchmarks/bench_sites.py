"""What points in areas cost beside a bare geopandas join from coordinates, and what a map of the demo case costs.

    make bench ONLY=sites                        # or with what else there is to measure
    .venv/bin/python benchmarks/bench_sites.py --write

Ours and theirs begin with the same two columns of degrees and the same areas, and must give the same pairs.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from in_turn import alone, row, turns
from kept import Asked, Row, main

from workbench import demo
from workbench.figures import sites as drawing
from workbench.findings.inside import inside
from workbench.findings.sites import sites

WEST, SOUTH, EAST, NORTH = 18.8, 42.2, 23.0, 46.2


def areas(count: int, random: np.random.Generator) -> gpd.GeoDataFrame:
    """Areas of 8 to 40 corners, 1 to 6 kilometres wide, that are not convex, every tenth with a hole."""
    made = []
    for number in range(count):
        corners = int(random.integers(8, 41))
        turn = np.sort(random.random(corners)) * 2 * np.pi
        reach = random.uniform(0.005, 0.03) * random.uniform(0.5, 1.0, corners)
        x, y = random.uniform(WEST, EAST), random.uniform(SOUTH, NORTH)
        ring = np.column_stack([x + reach * np.cos(turn), y + reach * np.sin(turn)])
        area = shapely.Polygon(ring)
        made.append(area.difference(shapely.Point(x, y).buffer(0.002)) if number % 10 == 0 else area)
    return gpd.GeoDataFrame(geometry=made, crs="EPSG:4326")


def joined(asked: Asked) -> Iterator[Row]:
    """A tenth of the points, and all."""
    yield from (compare(points, asked.of(5_000), asked) for points in (asked.of(100_000), asked.of(1_000_000)))


def compare(points: int, count: int, asked: Asked) -> Row:
    """A row of the table, once both gave the same pairs."""
    random = np.random.default_rng(7)
    frame = areas(count, random)
    x, y = random.uniform(WEST, EAST, points), random.uniform(SOUTH, NORTH, points)

    def theirs() -> tuple[np.ndarray, np.ndarray]:
        bare = gpd.GeoDataFrame(geometry=gpd.points_from_xy(x, y, crs="EPSG:4326"))
        joined = gpd.sjoin(bare, frame, predicate="intersects")
        return joined.index.to_numpy(), joined["index_right"].to_numpy()

    def ours() -> tuple[np.ndarray, np.ndarray]:
        # Fresh shapes: what one round prepared must not help the next.
        return inside(x, y, shapely.from_wkb(shapely.to_wkb(frame.geometry.to_numpy())))

    mine, bare = set(zip(*map(np.ndarray.tolist, ours()), strict=True)), theirs()
    assert mine == set(zip(*map(np.ndarray.tolist, bare), strict=True)), "not the same pairs"
    job, beside = f"points in {count:,} areas", "geopandas from coordinates"
    taken = turns({job: ours, beside: theirs}, asked.rounds, until=asked.until)
    told = {"n": points, "of": "points", "note": f"{len(mine):,} pairs, the same"}
    return row(taken, job, beside, job=job, beside=beside, **told)


def mapped(asked: Asked) -> Iterator[Row]:
    """The map of the demo case, from its tables to the bytes of the picture: nothing stands beside it."""
    with tempfile.TemporaryDirectory() as folder:
        case = demo.build(demo.shipped("demo_synthetic"), Path(folder) / "case").case
        tables = case.tables()
        jobs = {"map of the demo case, as SVG": lambda: drawing.draw(sites(tables)),
                "map of the demo case, as PNG": lambda: drawing.png(sites(tables))}  # fmt: skip
        taken = turns(jobs, asked.rounds, until=asked.until)
        yield from (alone(taken, job, job=job) for job in jobs)


if __name__ == "__main__":
    main("sites", __doc__, {"points": joined, "map": mapped})
