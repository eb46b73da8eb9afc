"""What starting costs, and the main job by its commands, each beside the public tool that one would take instead.

    make bench ONLY=core                        # or with what else there is to measure
    .venv/bin/python benchmarks/bench_core.py --only start --write

Preserving by the command reads each file too: what keeping alone costs, `bench_custody.py` measures.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from in_turn import Job, row, run, turns
from kept import Asked, Row, main

BIN = Path(sys.executable).parent


def photos(folder: Path, count: int) -> Path:
    """Files of 100 KB with random bytes: nothing to read, so that keeping is what is measured."""
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:06}.bin").write_bytes(os.urandom(100_000))
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


def commands(asked: Asked) -> Iterator[Row]:
    """`workbench init`, `add` and `verify`: a tenth of the files, and all."""
    for count in (asked.of(100), asked.of(1_000)):
        with tempfile.TemporaryDirectory() as folder:
            work, size = Path(folder), {"n": count, "of": "files of 100 KB"}
            ours, theirs = preserve(work, photos(work / "files", count))
            job, beside = "workbench init, add", "copy + bagit"
            taken = turns({job: ours, beside: theirs}, asked.rounds, until=asked.until, warm=False)
            yield row(taken, job, beside, job=job, beside=beside, **size)
            job, beside = "workbench verify", "bagit --validate"
            jobs = {job: partial(run, BIN / "workbench", "verify", work / "case"),
                    beside: partial(run, sys.executable, "-m", "bagit", "--validate", work / "bag")}  # fmt: skip
            taken = turns(jobs, asked.rounds, until=asked.until, warm=False)
            yield row(taken, job, beside, job=job, beside=beside, **size)


def start(asked: Asked) -> Iterator[Row]:
    """What is paid before anything is done; five times as many rounds, for each is short."""
    stack = "import pandas, geopandas, networkx"
    for job, ours, beside, theirs in (
        ("import workbench", (sys.executable, "-c", "import workbench"), stack, (sys.executable, "-c", stack)),
        ("workbench --help", (BIN / "workbench", "--help"), "python -c pass", (sys.executable, "-c", "pass")),
    ):
        jobs = {job: partial(run, *ours), beside: partial(run, *theirs)}
        for one in jobs.values():
            one()  # modules are compiled by now
        taken = turns(jobs, 5 * asked.rounds, until=asked.until, warm=False)
        yield row(taken, job, beside, job=job, beside=beside)


if __name__ == "__main__":
    main("core", __doc__, {"start": start, "commands": commands})
