"""Several processes write one case at once while one is killed every second: no gap, nothing lost, no lock left."""

from pathlib import Path

import pytest

from tests.prove import crowd
from tests.prove.progress import Progress
from workbench.casefile import open_case, verify


def judged(case: Path, outcome: crowd.Outcome, events: int) -> None:
    assert not outcome.failed
    assert len(outcome.acked) == events
    names = crowd.found(case)
    assert set(names) == outcome.acked
    assert set(names.values()) == {1}, "nothing was written twice"
    assert not [problem for problem in verify(open_case(case)).problems if problem.code != "ledger-torn-tail"]


def test_four_processes_at_once_while_they_are_killed(tmp_path: Path) -> None:
    case = crowd.begin(tmp_path, 2)
    outcome = crowd.run(case, 4, 60, 2, kill_every=0.005, apart=8, seed=5)
    judged(case, outcome, 240)
    assert outcome.killed > 2


@pytest.mark.prove
def test_eight_processes_write_a_thousand_events_each_while_one_is_killed_every_second(tmp_path: Path) -> None:
    progress = Progress("crowd", "crowd")
    for name in progress.todo(["eight"]):
        case = crowd.begin(tmp_path, 5)
        outcome = crowd.run(case, 8, 1000, 5, kill_every=1.0, seed=8)
        judged(case, outcome, 8000)
        assert outcome.killed > 5
        assert outcome.longest_wait < 5
        counts = {"killed": outcome.killed, "ms": round(outcome.longest_wait * 1000)}
        progress.add(name, counts, outcome.seconds)
    total = progress.total()
    progress.publish(
        "8 processes write 1,000 events each into one case, one event at a time, five people's chains among them, and "
        "one process is killed every second: chains without a gap, each event once, nobody mends a lock",
        {"events": 8000, "processes killed": total["killed"], "lost": 0, "twice": 0,
         "longest wait after a kill, ms": total["ms"]},
    )  # fmt: skip
