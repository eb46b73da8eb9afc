"""Killed at any call or moment, or told that the disk is full or broken: nothing acknowledged is lost or torn."""

import random
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.prove.keys_at_work import SCENARIOS
from tests.prove.kills import OF_FILES, OF_RIGHTS, faults, kill_at_random, points, strike, wrong
from tests.prove.progress import Progress
from tests.prove.scenarios import WITH_CHILDREN, Stage

OWN = ("kills", "scenarios", "keys_at_work", "shim", "forked")
KILLS = 2000


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_sample_of_faults_at_the_calls_of_an_act(tmp_path: Path, name: str) -> None:
    stage = Stage(SCENARIOS[name], tmp_path)
    every = list(faults(points(stage)))
    total = sum((strike(stage, fault) for fault in random.Random(name).sample(every, 8)), start=Counter())
    assert not wrong(total), wrong(total)
    assert total["runs"] == 8


@pytest.mark.parametrize("name", ["begin", "intake", "intake, sealed", "withdrawal", "merge, sealed"])
def test_a_sample_of_missing_rights_and_too_many_open_files(tmp_path: Path, name: str) -> None:
    stage = Stage(SCENARIOS[name], tmp_path)
    every = [fault for fault in faults(points(stage)) if fault.how in (*OF_RIGHTS, *OF_FILES)]
    total = sum((strike(stage, fault) for fault in random.Random(name).sample(every, 8)), start=Counter())
    assert not wrong(total), wrong(total)
    assert total["refused"] > 2


def test_a_sample_of_kills_at_any_moment(tmp_path: Path) -> None:
    stage = Stage(SCENARIOS["intake"], tmp_path)
    total = sum((kill_at_random(stage, random.Random(seed), _takes(stage)) for seed in range(10)), start=Counter())
    assert not wrong(total), wrong(total)
    assert total["killed"] > 3


def _takes(stage: Stage) -> float:
    """How long an undisturbed run takes, in seconds: the median of three."""
    from tests.prove import forked

    return sorted(forked.run(lambda ack: stage.scenario.run(stage.fresh(), ack, "first")).seconds for _ in range(3))[1]


@pytest.mark.prove
def test_every_fault_at_every_call(tmp_path: Path) -> None:
    progress = Progress("failing calls", *OWN)
    calls = 0
    for name in SCENARIOS:
        stage = Stage(SCENARIOS[name], tmp_path / name)
        seen = points(stage)
        every = list(faults(seen))
        calls += len(seen)
        slices = {f"{name} {begin}": every[begin : begin + 100] for begin in range(0, len(every), 100)}
        for part in progress.todo(slices):
            begun = time.monotonic()
            counts = sum((strike(stage, fault) for fault in slices[part]), start=Counter())
            assert not wrong(counts), "\n".join(wrong(counts)[:20])
            progress.add(part, dict(counts), time.monotonic() - begun)
    total = progress.total()
    progress.publish(
        "every write, fsync, rename, unlink, mkdir, open and truncate of beginning, intake, registers, coding, notes "
        "and accesses, in open and sealed cases, of a withdrawal, of a merge, of each change of the team, of backup, "
        "restore and migration: killed before it, after it and half-way; failing once, for its kind and for ever, with "
        "ENOSPC and EIO, where names are changed with EACCES, where files are opened, also to be read, with EACCES "
        "and EMFILE; and short writes: nothing acknowledged lost, nothing torn, the act can be repeated",
        {"calls": calls, "runs": total["runs"], "killed": total["killed"], "refused with a reason": total["refused"],
         "done all the same": total["done"], "lost or torn": 0},
    )  # fmt: skip


@pytest.mark.prove
def test_two_thousand_kills_at_any_moment(tmp_path: Path) -> None:
    progress, chance = Progress("kills", *OWN), random.Random(17)
    scenarios = [*SCENARIOS.values(), WITH_CHILDREN]
    each = KILLS // len(scenarios) + 1
    for scenario in scenarios:
        stage = Stage(scenario, tmp_path / scenario.name)
        takes = _takes(stage)
        for part in progress.todo([f"{scenario.name} {n}" for n in range(0, each, 50)]):
            begun, counts = time.monotonic(), Counter[str]()
            while counts["killed"] < 50:
                counts.update(kill_at_random(stage, chance, takes))
                assert not wrong(counts), "\n".join(wrong(counts)[:20])
            progress.add(part, dict(counts), time.monotonic() - begun)
    total = progress.total()
    assert total["killed"] >= KILLS
    progress.publish(
        "kill -9 at any moment of beginning, intake (with its readers and without), registers, coding, notes and "
        "accesses, in open and sealed cases, of a withdrawal, of a merge, of each change of the team, of backup, "
        "restore and migration: nothing acknowledged lost, nothing torn, no lock left, the act can be repeated",
        {"kills": total["killed"], "runs besides, over before their kill": total["done"], "lost or torn": 0},
    )
