"""What points in areas cost beside a bare geopandas join from coordinates, and what a map of the demo case costs.

    .venv/bin/python benchmarks/bench_sites.py [--points 1000000] [--areas 5000] [--rounds 5]

Ours and theirs begin with the same two columns of degrees and the same areas, run in turn, and must give the same
pairs; each figure is a median, the ratio the median of the ratios round by round.
"""

import argparse
import platform
import statistics
import tempfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from in_turn import pair, timed

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


def compare(points: int, count: int, rounds: int) -> str:
    """A line of the table, once both gave the same pairs."""
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
    first, second, ratio = pair(ours, theirs, rounds)
    return f"| {points:,} | {count:,} | {len(mine):,} | {first:.3f} | {second:.3f} | {ratio:.3f} |"


def mapped(rounds: int) -> str:
    """Seconds of the map of the demo case, from its tables to the bytes of the picture."""
    with tempfile.TemporaryDirectory() as folder:
        case = demo.build(demo.shipped("demo_synthetic"), Path(folder) / "case").case
        tables = case.tables()
        svg = statistics.median(timed(lambda: drawing.draw(sites(tables))) for _ in range(rounds))
        png = statistics.median(timed(lambda: drawing.png(sites(tables))) for _ in range(rounds))
    return f"Map of the demo case, from its tables: {svg:.2f} s as SVG, {png:.2f} s as PNG (150 dots an inch)."


def main() -> None:
    """Measures a tenth and the whole, and prints the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--points", type=int, default=1_000_000)
    options.add_argument("--areas", type=int, default=5000)
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    print("| points | areas | pairs | ours, s | geopandas, s | ratio |\n|---|---|---|---|---|---|")
    for part in (10, 1):
        print(compare(given.points // part, given.areas, given.rounds), flush=True)
    print("\n" + mapped(given.rounds))
    versions = ", ".join(f"{one.__name__} {one.__version__}" for one in (gpd, shapely, np))
    print(f"\nPython {platform.python_version()}, {versions}.")


if __name__ == "__main__":
    main()
