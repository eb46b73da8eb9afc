"""Every act on a case is linear, or nearly: from 10,000 to 1,000,000 events no exponent says otherwise."""

import json
import math
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.large_case import grow
from tests.prove.progress import ROOT, Progress
from workbench.casefile import Case, open_case
from workbench.casefile.tabled import tables_of
from workbench.findings.matrix import matrix

SIZES = (10_000, 31_600, 100_000, 316_000, 1_000_000)
# n log n between the two ends has the exponent 1.09; what a square would give is 2.
MOST = 1.25
# Where it does not grow with the case at all, what little it takes is noise.
LITTLE = 0.05


def exponent(sizes: list[int], seconds: list[float]) -> float:
    """The slope of the line through the logarithms."""
    logs = [math.log(size) for size in sizes], [math.log(max(one, 1e-4)) for one in seconds]
    return statistics.linear_regression(*logs).slope


def test_the_fit_tells_a_line_from_a_square() -> None:
    sizes = list(SIZES)
    assert exponent(sizes, [2e-6 * n for n in sizes]) == pytest.approx(1)
    assert 1 < exponent(sizes, [1e-7 * n * math.log(n) for n in sizes]) < MOST
    assert exponent(sizes, [1e-10 * n * n for n in sizes]) > MOST


def test_four_times_as_many_events_take_four_times_as_many_steps(tmp_path: Path) -> None:
    """Calls are counted, not seconds: they are the same on every machine."""
    few, many = (steps(grow(tmp_path / str(events), events)) for events in (1_000, 4_000))
    for act, count in few.items():
        assert many[act] < 4.4 * count, (act, count, many[act])


def steps(case: Case) -> dict[str, int]:
    """How many calls folding, tabulating and the matrix take."""
    fresh, count = open_case(case.path), 0

    def called(_frame: object, event: str, _about: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    found = {}
    for act in ("fold", "tables", "matrix"):
        count = 0
        sys.setprofile(called)
        try:
            if act == "fold":
                fresh.state()
            elif act == "tables":
                tables = tables_of(fresh, folded=True)
                _ = tables.codings, tables.recorded("passage"), tables.entities
            else:
                matrix(tables)
        finally:
            sys.setprofile(None)
        found[act] = count
    return found


@pytest.mark.prove
def test_from_ten_thousand_to_a_million_events_every_act_stays_linear(tmp_path: Path) -> None:
    proven = ("workbench/casefile", "workbench/records", "workbench/tables.py", "workbench/findings")
    progress = Progress("growth", "growth", proven=proven)
    for size in progress.todo(str(one) for one in SIZES):
        begun = time.monotonic()
        environment = os.environ | {"XDG_STATE_HOME": str(tmp_path / "state"), "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "tests.prove.growth", str(tmp_path / size), size]
        done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE)
        took = {act: round(1e6 * seconds) for act, seconds in json.loads(done.stdout).items()}
        progress.add(size, took, time.monotonic() - begun)
    slices = progress.held["slices"]
    figures = {}
    for act in slices[str(SIZES[0])]:
        seconds = [slices[str(size)][act] / 1e6 for size in SIZES]
        grows = seconds[-1] > LITTLE
        slope = exponent(list(SIZES), seconds)
        assert not grows or slope <= MOST, f"{act}: exponent {slope:.2f}, seconds {seconds}"
        figures[act] = f"{seconds[0]:.3f} s to {seconds[-1]:.2f} s" + (f", exponent {slope:.2f}" if grows else "")
    progress.publish(
        "the seconds of the processor that each act takes on cases of 10,000 to 1,000,000 events, and the exponent of "
        f"their growth: none is above {MOST}",
        figures,
    )
