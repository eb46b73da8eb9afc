"""Every job of every benchmark, the most wanted first; what is done is kept, and the next run does the rest.

    make bench                                  # or: .venv/bin/python benchmarks/everything.py
    make bench ONLY="custody matrix.matrix"     # these alone, whatever was done before
    make bench ROUNDS=1 MINUTES=0               # one round of each job, and no limit of time

A run ends before the job that would begin after so many minutes; `make bench` again does the rest. When all are done,
the next one begins anew. Each job may begin rounds for its own minutes below, so that one that is slow does not take
the time of the others; one round it always has. Before each job the load is waited for, a minute at most: what an
earlier job left in it is no reason to call the machine busy.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

import at_scale
import kept
import table

ROOT = Path(__file__).resolve().parent.parent
STATE = ROOT / "benchmarks" / ".state" / "run.json"
WAIT = 60


class Job(NamedTuple):
    """A job of a program: `within` minutes it may begin rounds; `whole` is about what it takes on two idle cores."""

    program: str
    name: str
    within: float
    whole: float

    def __str__(self) -> str:
        return f"{self.program}.{self.name}"


PLAN = (
    Job("custody", "files", 4.0, 4.5),
    Job("matrix", "matrix", 2.0, 2.0),
    Job("matrix", "one-more", 1.0, 1.2),
    Job("intake", "mixed", 4.0, 5.5),
    Job("intake", "pages", 1.5, 1.0),
    Job("leaving", "bundles", 4.5, 5.5),
    Job("leaving", "lab", 1.0, 0.7),
    Job("custody", "one-file", 2.0, 2.0),
    Job("custody", "memory", 1.0, 1.8),
    Job("core", "start", 1.0, 0.5),
    Job("ledger", "synced", 0.5, 0.3),
    Job("ledger", "append", 2.0, 2.5),
    Job("ledger", "verify", 2.5, 3.0),
    Job("intake", "telephones", 1.2, 2.0),
    Job("intake", "others", 1.2, 2.2),
    Job("sites", "points", 1.0, 0.5),
    Job("sites", "map", 0.5, 0.3),
    Job("search", "search", 1.5, 1.5),
    Job("drafts", "drafts", 1.2, 1.2),
    Job("network", "network", 2.5, 3.0),
    Job("preflight", "preflight", 1.0, 1.5),
    Job("matching", "febrl", 2.0, 2.5),
    Job("matching", "companies", 0.5, 0.5),
    Job("leaving", "rows", 1.0, 1.5),
    Job("core", "commands", 1.0, 1.0),
    Job("large", "unsealed", 3.5, 4.0),
    Job("large", "sealed", 4.5, 5.0),
)
# What has a page of its own form, or is a proof that goes on by itself.
OTHERS: dict[Job, list[str]] = {
    Job("desk", "all", 0, 2.0): ["benchmarks/bench_desk.py", "--write"],
    Job("cells", "all", 0, 0.8): ["benchmarks/bench_cells.py", "--write"],
    Job("ocr", "all", 0, 6.0): ["benchmarks/bench_ocr.py"],
    Job("growth", "all", 0, 15.0): [
        "-m", "pytest", "-q", "-n", "0", "-m", "prove", "-o", "faulthandler_timeout=0", "tests/prove/test_growth.py",
    ],
}  # fmt: skip


def chosen(names: list[str]) -> list[Job]:
    """The jobs that were asked for: a program, or one of its jobs as `program.job`; all where none was named.

    Raises:
        SystemExit: there is no such job.
    """
    every = [*PLAN, *OTHERS]
    for name in names:
        if not any(name in {job.program, str(job)} for job in every):
            raise SystemExit(f"bench: there is no {name!r}; there are {', '.join(map(str, every))}")
    return [job for job in every if not names or {job.program, str(job)} & set(names)]


def begun(rounds: int, *, again: bool) -> dict[str, Any]:
    """The run that was begun and not ended, or a new one."""
    held = json.loads(STATE.read_text("utf-8")) if STATE.exists() and not again else {}
    if held and held["rounds"] == rounds:
        if held["commit"] != kept.commit():
            print(f"bench: begun at {held['commit']}, this is {kept.commit()}; each table says which it is of")
        return held
    return {"commit": kept.commit(), "rounds": rounds, "done": []}


def keep(run: dict[str, Any]) -> None:
    """Keeps how far a run came."""
    STATE.parent.mkdir(exist_ok=True)
    fresh = STATE.with_suffix(".new")
    fresh.write_text(json.dumps(run), "utf-8")
    fresh.replace(STATE)


def settled() -> float | None:
    """Waits until the load has fallen, a minute at most; the load then."""
    until = time.monotonic() + WAIT
    while (load := kept.load()) is not None and load > kept.QUIET and time.monotonic() < until:
        time.sleep(2)
    return load


def expected(job: Job) -> float:
    """The minutes that a job takes: what it took last on a quiet machine, or about."""
    last = kept.results(job.program).get(job.name, {})
    return last["seconds"] / 60 if last.get("quiet") and "seconds" in last else job.whole


def command(job: Job, rounds: int, *, limited: bool) -> list[str]:
    """How a job is called, in a process of its own."""
    if job in OTHERS:
        return [sys.executable, *OTHERS[job]]
    program = f"benchmarks/bench_{job.program}.py"
    made = [sys.executable, program, "--only", job.name, "--rounds", str(rounds), "--write"]
    return [*made, "--minutes", str(job.within)] if limited else made


def missing(job: Job) -> str | None:
    """Why a job cannot be done here; None where it can."""
    if job.program == "matching" and "WORKBENCH_CORPUS" not in os.environ:
        return "WORKBENCH_CORPUS names no folder of files by others"
    if job.program == "ocr" and not shutil.which("tesseract"):
        return "tesseract is not here (make recognition)"
    return None


def main() -> int:
    """Runs what is left, and writes the one table; 1 where a job failed."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--minutes", type=float, default=45, help="no job begins later; 0: no limit, and all rounds")
    options.add_argument("--only", nargs="*", default=[], metavar="PROGRAM[.JOB]")
    options.add_argument("--again", action="store_true", help="forget the run that was begun")
    options.add_argument("--list", action="store_true", help="list the jobs and what each takes")
    given = options.parse_args()
    jobs = chosen(given.only)
    if given.list:
        print("\n".join(f"{job!s:24} {expected(job):5.1f} min" for job in jobs))
        return 0
    run = begun(given.rounds, again=given.again or bool(given.only))
    left = [job for job in jobs if str(job) not in run["done"]]
    failed = done_of(left, run, given.rounds, given.minutes, alone=bool(given.only))
    table.write()
    at_scale.write()
    print(f"bench: docs/benchmarks.md is written{'; failed: ' + ', '.join(failed) if failed else ''}")
    return 1 if failed else 0


def done_of(left: list[Job], run: dict[str, Any], rounds: int, minutes: float, *, alone: bool) -> list[str]:
    """Does the jobs that are left, as far as the time goes; the names of those that failed."""
    start, failed = time.monotonic(), list[str]()
    for at, job in enumerate(left):
        spent = (time.monotonic() - start) / 60
        if minutes and spent >= minutes:
            print(f"bench: {minutes:g} minutes are over; `make bench` does the {len(left) - at} jobs that are left")
            return failed
        if why := missing(job):
            print(f"bench: {job} is left out: {why}", flush=True)
            continue
        ahead = sum(expected(one) for one in left[at:])
        told = f"load {settled()}, {spent:.0f} min gone, about {ahead:.0f} min to go"
        print(f"bench: {at + 1} of {len(left)}, {job}: {told}", flush=True)
        with tempfile.TemporaryDirectory() as state:
            environment = os.environ | {"WORKBENCH_BENCH_STATE": state}
            said = subprocess.run(command(job, rounds, limited=bool(minutes)), cwd=ROOT, env=environment, check=False)
        if said.returncode:
            failed.append(str(job))
        elif not alone:
            run["done"].append(str(job))
            keep(run)
    if not failed and not alone:
        STATE.unlink(missing_ok=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())
