"""The same faults put below Python, by strace: what the shim says is not taken at its word."""

import random
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.prove.keys_at_work import SCENARIOS
from tests.prove.kills import wrong
from tests.prove.progress import Progress
from tests.prove.scenarios import Stage
from tests.prove.traced import calls, strike, why_not

JUDGED = ("intake, sealed", "coding", "begin")
FATES = ("SIGKILL", "ENOSPC", "EIO+")


@pytest.fixture(autouse=True)
def judge_is_there() -> None:
    reason = why_not()
    if reason:
        pytest.skip(reason)


def test_a_sample_of_calls_stopped_from_outside(tmp_path: Path) -> None:
    stage = Stage(SCENARIOS["coding"], tmp_path)
    found = [(call, n) for call, places in calls(stage).items() for n in places]
    assert {"write", "fsync"} <= {call for call, _ in found}
    sample = random.Random(3).sample(found, 3)
    total = sum((strike(stage, *place, how) for place, how in zip(sample, FATES, strict=True)), start=Counter())
    assert not wrong(total), "\n".join(wrong(total))
    assert total["killed"] == 1


@pytest.mark.prove
def test_every_call_stopped_or_failed_from_outside(tmp_path: Path) -> None:
    progress = Progress("below Python", "traced", "kills", "scenarios", "keys_at_work", "one_run")
    places: Counter[str] = Counter()
    for name in JUDGED:
        stage = Stage(SCENARIOS[name], tmp_path / name)
        found = calls(stage)
        places.update({call: len(where) for call, where in found.items()})
        for part in progress.todo(f"{name}: {call}" for call in sorted(found)):
            begun, counts = time.monotonic(), Counter[str]()
            call = part.rpartition(" ")[2]
            for n in found[call]:
                for how in FATES:
                    counts.update(strike(stage, call, n, how))
            assert not wrong(counts), "\n".join(wrong(counts)[:20])
            progress.add(part, dict(counts), time.monotonic() - begun)
    total = progress.total()
    progress.publish(
        "each call of the system under the case in beginning, a sealed intake and coding: killed at it, failing once "
        "with ENOSPC, or from then on with EIO, by strace: nothing acknowledged lost, nothing torn, it can be repeated",
        {**{f"calls of {call}": n for call, n in sorted(places.items())}, "runs": total["runs"],
         "killed": total["killed"], "refused with a reason": total["refused"], "lost or torn": 0},
    )  # fmt: skip
