"""What a release, its rerun and the start of Lab cost beside the tools that one would put together for the same.

    .venv/bin/python benchmarks/bench_leaving.py [--rounds 5] [--write]

The case is the fictional one that is shipped. A reviewer's bundle is made beside a copy of the folder whose notebooks
are then run by `jupyter execute` and which `bagit` then packs; a rerun beside `bagit --validate` and `jupyter execute`.
Lab is timed from the command until its page answers, beside `jupyter lab` with the settings of nobody. All are whole
processes, in turn. What ours does and theirs does not: it reviews what may leave, proves rows of a sealed ledger, runs
without a network, and compares each figure.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from urllib.error import URLError

from in_turn import HEADER, Job, machine, pair, row, run

from workbench import demo

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
BARE = ("--allow-root", "--ServerApp.port=0", "--ServerApp.ip=127.0.0.1")
PATIENCE = 120.0


def fresh(work: Path, name: str) -> Path:
    """A place where nothing is yet."""
    return work / f"{name}-{len(list(work.glob(f'{name}-*')))}"


def notebooks_of(bundle: Path) -> list[Path]:
    """The notebooks that a bundle carries."""
    return sorted((bundle / "data" / "notebooks").rglob("*.ipynb"))


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


def main() -> None:
    """Measures and prints the table; `--write` keeps it."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        case = demo.build(demo.shipped("demo_synthetic"), work / "case").case.path
        run(BIN / "workbench", "release", case, "--for", "reviewer", "--out", work / "first", "--agent", "MJ")
        notebooks, bag = notebooks_of(work / "first"), work / "bag-0"
        lines = [*HEADER]
        for job, beside, (ours, theirs) in (
            ("release for a reviewer", "copy, jupyter execute, bagit", released(work, case, notebooks)),
            ("rerun of that bundle", "bagit --validate, jupyter execute", rerun(work, work / "first", bag, notebooks)),
            ("workbench lab, until its page answers", "jupyter lab", started(work, case)),
        ):  # fmt: skip
            lines.append(row(job, beside, pair(ours, theirs, given.rounds)))
            print(lines[-1], flush=True)
    made = f"Made by `benchmarks/bench_leaving.py` on {machine()}; medians of {given.rounds} rounds, whole processes"
    head = f"# Leaving, checking, beginning\n\n{made}; the fictional case, {len(notebooks)} notebooks in a bundle.\n\n"
    if given.write:
        (ROOT / "docs" / "benchmarks-leaving.md").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
