"""What the main job costs, each part beside the public tool that one would take instead, in one run.

    .venv/bin/python benchmarks/bench_core.py [--files 1000] [--rounds 5]

Every figure is the median of the rounds; the two of a pair run in turn, so that a machine that slows down slows both.
The table goes to standard output and to docs/benchmarks-core.md; bench_matrix.py and bench_suggest.py have their own.
"""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np
from in_turn import HEADER, Job, machine, pair, row, run

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent


def photos(folder: Path, count: int) -> Path:
    """Files of 100 KB with random bytes from a fixed seed: nothing to read, so that keeping is what is measured."""
    folder.mkdir()
    random = np.random.default_rng(1)
    for number in range(count):
        (folder / f"{number:06}.bin").write_bytes(random.bytes(100_000))
    return folder


def preserve(work: Path, files: Path) -> tuple[Job, Job]:
    """Ours: copy, read back, record, durable. Theirs: copy, then BagIt manifests over the copy."""

    def ours() -> None:
        shutil.rmtree(work / "case", ignore_errors=True)
        run(BIN / "workbench", "init", work / "case", "--title", "B", "--unsealed", "--agent", "B")
        run(BIN / "workbench", "add", work / "case", files, "--agent", "B", "--json")

    def theirs() -> None:
        shutil.rmtree(work / "bag", ignore_errors=True)
        shutil.copytree(files, work / "bag")
        run(sys.executable, "-m", "bagit", "--sha256", work / "bag")
        os.sync()

    return ours, theirs


def verify(work: Path) -> tuple[Job, Job]:
    """Both recompute every digest."""
    return (
        lambda: run(BIN / "workbench", "verify", work / "case"),
        lambda: run(sys.executable, "-m", "bagit", "--validate", work / "bag"),
    )


def main() -> None:
    """Runs every pair and writes the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--files", type=int, default=1000)
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        files = photos(work / "files", given.files)
        stack = "import pandas, geopandas, networkx"
        pairs = {
            f"preserve {given.files} files of 100 KB | copy + bagit": preserve(work, files),
            f"verify {given.files} files of 100 KB | bagit --validate": verify(work),
            "import workbench | import pandas, geopandas, networkx": (
                lambda: run(sys.executable, "-c", "import workbench"),
                lambda: run(sys.executable, "-c", stack),
            ),
            "workbench --help | python -c pass": (
                lambda: run(BIN / "workbench", "--help"),
                lambda: run(sys.executable, "-c", "pass"),
            ),
        }
        lines = [*HEADER]
        for name, (ours, theirs) in pairs.items():
            lines.append(row(*name.split(" | "), pair(ours, theirs, given.rounds)))
            print(lines[-1], flush=True)
    made = f"Made by `make bench` on {machine()}; medians of {given.rounds} rounds, whole processes."
    head = f"# Benchmarks of the main job\n\n{made}\n\n"
    (ROOT / "docs" / "benchmarks-core.md").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
