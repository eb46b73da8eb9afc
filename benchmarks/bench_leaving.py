"""What a release, its rerun and the start of Lab cost beside the tools that one would put together for the same.

    make bench ONLY=leaving                        # or with what else there is to measure
    .venv/bin/python benchmarks/bench_leaving.py --only lab --write

The case is the fictional one that is shipped. A reviewer's bundle is made beside a copy of the folder whose notebooks
are then run by `jupyter execute` and which `bagit` then packs; a rerun beside `bagit --validate` and `jupyter execute`.
Lab is timed from the command until its page answers, beside `jupyter lab` with the settings of nobody. What ours does
and theirs does not: it reviews what may leave, proves rows of a sealed ledger, runs without a network, and compares
each figure.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.error import URLError

from in_turn import Job, python, row, run, turns
from kept import Asked, Row, main

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
TOLD = f"""
import sys
sys.path.insert(0, {str(ROOT / "benchmarks")!r})
from pathlib import Path
from told_case import told
told(Path(sys.argv[1]), int(sys.argv[2]))
"""
BARE = ("--allow-root", "--ServerApp.port=0", "--ServerApp.ip=127.0.0.1")
PATIENCE = 120.0


def fresh(work: Path, name: str) -> Path:
    """A place where nothing is yet."""
    return work / f"{name}-{len(list(work.glob(f'{name}-*')))}"


def executed(folder: Path, notebooks: list[Path], case: Path) -> None:
    """The notebooks, copied into a folder and run there."""
    folder.mkdir(parents=True)
    for notebook in notebooks:
        copy = Path(shutil.copy(notebook, folder))
        run(BIN / "jupyter", "execute", copy, WORKBENCH_CASE=str(case), WORKBENCH_OUT=str(folder / "figures"))


def released(work: Path, case: Path, notebooks: list[Path]) -> tuple[Job, Job]:
    """A bundle for reviewers, and the same put together by hand."""

    def ours() -> None:
        run(BIN / "workbench", "release", case, "--for", "reviewer", "--out", fresh(work, "bundle"), "--agent", "MJ")

    def theirs() -> None:
        bag = fresh(work, "bag")
        shutil.copytree(case, bag / "case")
        executed(bag / "notebooks", notebooks, bag / "case")
        run(sys.executable, "-m", "bagit", "--sha256", bag)

    return ours, theirs


def rerun(work: Path, bundle: Path, bag: Path, notebooks: list[Path]) -> tuple[Job, Job]:
    """The check of a bundle, and what somebody would do who has the tools alone."""

    def theirs() -> None:
        run(sys.executable, "-m", "bagit", "--validate", bag)
        again = fresh(work, "again")
        case = Path(shutil.copytree(bag / "data" / "case", again / "case"))  # notebooks note in a case who looked
        executed(again / "notebooks", notebooks, case)

    return lambda: run(BIN / "workbench", "rerun", bundle), theirs


def started(work: Path, case: Path) -> tuple[Job, Job]:
    """From the command until the page of Lab answers."""

    def ours() -> None:
        answered([BIN / "workbench", "lab", case, "--no-browser"], work)

    def theirs() -> None:
        home = fresh(work, "home")
        home.mkdir()
        answered([BIN / "jupyter", "lab", "--no-browser", *BARE, f"--ServerApp.root_dir={work}"], work,
                 JUPYTER_CONFIG_DIR=str(home), IPYTHONDIR=str(home))  # fmt: skip

    return ours, theirs


def answered(command: list[object], work: Path, **environment: str) -> None:
    """Starts a server, reads its address from what it prints, asks for the page until it comes, and stops it."""
    log = fresh(work, "log")
    with log.open("wb") as out:
        child = subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                                 env={**os.environ, "WORKBENCH_LAB_AS_ROOT": "1", **environment})  # fmt: skip
    try:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and child.poll() is None:
            for word in log.read_text("utf-8", "replace").split():
                if word.startswith("http://127.0.0.1:") and "token=" in word and page(word):
                    return
            time.sleep(0.02)
        raise SystemExit(f"no page came: {log.read_text('utf-8', 'replace')[-2000:]}")
    finally:
        child.terminate()
        child.wait()


def page(address: str) -> bool:
    """Whether the page at an address comes."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            return bool(answer.status == 200 and answer.read())
    except URLError:
        return False


def bundles(asked: Asked) -> Iterator[Row]:
    """A bundle for reviewers, and the rerun of the last one; each round takes minutes."""
    with tempfile.TemporaryDirectory() as folder:
        work, case = Path(folder), Path(folder) / "case"
        run(BIN / "workbench", "demo", "--into", case)
        notebooks = sorted((ROOT / "notebooks").glob("*.ipynb"))
        note, half = f"{len(notebooks)} notebooks", time.monotonic() + (asked.until - time.monotonic()) / 2
        job, beside = "release for a reviewer", "copy, jupyter execute, bagit"
        ours, theirs = released(work, case, notebooks)
        taken = turns({job: ours, beside: theirs}, asked.rounds, until=half, warm=False)
        yield row(taken, job, beside, job=job, beside=beside, note=note)
        job, beside = "rerun of that bundle", "bagit --validate, jupyter execute"
        ours, theirs = rerun(work, work / "bundle-0", work / "bag-0", notebooks)
        taken = turns({job: ours, beside: theirs}, asked.rounds, until=asked.until, warm=False)
        yield row(taken, job, beside, job=job, beside=beside, note=note)


def rows(asked: Asked) -> Iterator[Row]:
    """How a bundle of protected rows grows, and its rerun: a tenth of the workers, and all."""
    for workers in (asked.of(10), asked.of(100)):
        with tempfile.TemporaryDirectory() as folder:
            work, case = Path(folder), Path(folder) / "case"
            python(TOLD, case, workers)
            size, job, beside = {"n": workers, "of": "workers"}, "bundle of protected rows", "copy, bagit"
            ours, _ = released(work, case, [])

            def packed(work: Path = work, case: Path = case) -> None:
                bag = fresh(work, "bag")
                shutil.copytree(case, bag / "case")
                run(sys.executable, "-m", "bagit", "--sha256", bag)

            taken = turns({job: ours, beside: packed}, asked.rounds, until=asked.until, warm=False)
            yield row(taken, job, beside, job=job, beside=beside, note=f"{workers * 10:,} codings", **size)
            job, beside = "rerun of that bundle", "bagit --validate"
            jobs = {job: partial(run, BIN / "workbench", "rerun", work / "bundle-0"),
                    beside: partial(run, sys.executable, "-m", "bagit", "--validate", work / "bag-0")}  # fmt: skip
            taken = turns(jobs, asked.rounds, until=asked.until, warm=False)
            yield row(taken, job, beside, job=job, beside=beside, **size)


def lab(asked: Asked) -> Iterator[Row]:
    """The start of Lab."""
    with tempfile.TemporaryDirectory() as folder:
        work, case = Path(folder), Path(folder) / "case"
        run(BIN / "workbench", "demo", "--into", case)
        job, beside = "workbench lab, until its page answers", "jupyter lab"
        ours, theirs = started(work, case)
        ours()  # the first start of a case runs its first notebook
        taken = turns({job: ours, beside: theirs}, asked.rounds, until=asked.until, warm=False)
        yield row(taken, job, beside, job=job, beside=beside)


if __name__ == "__main__":
    main("leaving", __doc__, {"bundles": bundles, "lab": lab, "rows": rows})
