"""Every act on a case is linear, or nearly: from 10,000 to 1,000,000 events no exponent says otherwise."""

import datetime
import itertools
import json
import math
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.prove.growth import acts
from tests.prove.progress import ROOT, Progress
from workbench.casefile import door
from workbench.casefile.snapshot import WORTH

SIZES = (10_000, 31_600, 100_000, 316_000, 1_000_000)
# n log n between the two ends has the exponent 1.09; what a square would give is 2.
MOST = 1.25
# Where it does not grow with the case at all, what little it takes is noise.
LITTLE = 0.05
# Of a case smaller than this no tables are kept: there the act does nothing, and its growth is that of the larger ones.
FROM = {"make and keep the tables": WORTH}


def exponent(sizes: list[int], seconds: list[float]) -> float:
    """The slope of the line through the logarithms."""
    logs = [math.log(size) for size in sizes], [math.log(max(one, 1e-4)) for one in seconds]
    return statistics.linear_regression(*logs).slope


def test_the_fit_tells_a_line_from_a_square() -> None:
    sizes = list(SIZES)
    assert exponent(sizes, [2e-6 * n for n in sizes]) == pytest.approx(1)
    assert 1 < exponent(sizes, [1e-7 * n * math.log(n) for n in sizes]) < MOST
    assert exponent(sizes, [1e-10 * n * n for n in sizes]) > MOST


def test_four_times_as_many_events_take_four_times_as_many_steps(tmp_path: Path, monkeypatch) -> None:
    """Calls are counted, not seconds: they are the same on every machine.

    Within one second the order of two chains is that of their names, which are drawn: whether a batch comes after all
    that is known, or the whole is read, would be chance. So each record has a second of its own.
    """
    begin = datetime.datetime(2026, 1, 15, 9, tzinfo=datetime.UTC)
    seconds = itertools.count()
    later = lambda: (begin + datetime.timedelta(seconds=next(seconds))).strftime("%Y-%m-%dT%H:%M:%SZ")  # noqa: E731
    monkeypatch.setattr(door, "_utc_now", later)
    few, many = (steps(tmp_path / str(events), events) for events in (500, 2_000))
    assert few.keys() == many.keys() and len(few) >= 18
    for act, count in few.items():
        assert many[act] < 4.4 * count, (act, count, many[act])


def steps(place: Path, events: int) -> dict[str, int]:
    """How many calls each act takes."""
    found, count = {}, 0

    def called(_frame: object, event: str, _about: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    for name, act in acts(place, events):
        count = 0
        sys.setprofile(called)
        try:
            act()
        finally:
            sys.setprofile(None)
        found[name] = count
    return found


@pytest.mark.prove
def test_from_ten_thousand_to_a_million_events_every_act_stays_linear(tmp_path: Path) -> None:
    proven = ("workbench/casefile", "workbench/records", "workbench/tables.py", "workbench/findings",
              "workbench/searching", "workbench/coding/export.py")  # fmt: skip
    progress = Progress("growth", "growth", proven=proven)
    for size in progress.todo(str(one) for one in SIZES):
        begun = time.monotonic()
        environment = os.environ | {"XDG_STATE_HOME": str(tmp_path / "state"), "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "tests.prove.growth", str(tmp_path / size), size]
        done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE)
        took = {act: round(1e6 * seconds) for act, seconds in json.loads(done.stdout).items()}
        progress.add(size, took, time.monotonic() - begun)
    slices = progress.held["slices"]
    figures: dict[str, int | str] = {}
    steep: list[str] = []
    for act in slices[str(SIZES[0])]:
        sizes = [size for size in SIZES if size >= FROM.get(act, 0)]
        seconds = [slices[str(size)][act] / 1e6 for size in sizes]
        grows = seconds[-1] > LITTLE
        slope = exponent(sizes, seconds)
        if grows and slope > MOST:
            steep.append(f"{act}: exponent {slope:.2f}, seconds {seconds}")
        figures[act] = f"{seconds[0]:.3f} s to {seconds[-1]:.2f} s" + (f", exponent {slope:.2f}" if grows else "")
        figures[act] += f" (from {sizes[0]:,} events)" if sizes[0] > SIZES[0] else ""
    figures["steeper than allowed"] = len(steep)
    progress.publish(
        "the seconds of the processor that each act takes on cases of 10,000 to 1,000,000 events, and the exponent of "
        f"their growth: above {MOST} it is steeper than n log n",
        figures,
    )
    assert not steep, steep
