"""Scenarios recorded and cut: the reopened case holds everything acknowledged, and the work can go on."""

import random
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from tests.prove.forked import End
from tests.prove.kills import after
from tests.prove.power import Disk, Event, Recorder, cuts
from tests.prove.scenarios import Stage, judged, place_of, quick_passphrases
from tests.prove.shim import between


class Recorded(NamedTuple):
    """A scenario's run: its stage, the disk as it was before, and every event."""

    stage: Stage
    disk: Disk
    events: list[Event]


def record(stage: Stage) -> Recorded:
    """Runs a scenario once and writes down every changing call."""
    folder = stage.fresh()
    disk, recorder = Disk(folder), Recorder(folder)
    with between(recorder):
        stage.scenario.run(folder, recorder.acknowledge, "first")
    return Recorded(stage, disk, recorder.events)


def cut(recorded: Recorded, into: Path, seed: str, count: int) -> Counter[str]:
    """Cuts the power `count` times at moments all over the run, and judges each case that is left."""
    chance = random.Random(seed)
    return cut_at(recorded, into, seed, [chance.randint(1, len(recorded.events)) for _ in range(count)])


def behind_names(recorded: Recorded, count: int) -> list[int]:
    """`count` moments right after each copy of a file got its name."""
    named = [event["op"] == "rename" and "/incoming/" in event["source"] for event in recorded.events]
    return [moment for moment, is_so in enumerate(named, 1) if is_so for _ in range(count)]


def cut_at(recorded: Recorded, into: Path, seed: str, moments: list[int]) -> Counter[str]:
    """Cuts the power at these moments, and judges each case that is left."""
    stage, disk, events = recorded
    total: Counter[str] = Counter()
    for moment, acked in cuts(disk, events, moments, into, seed):
        total.update(after(stage, into, End(acked, "cut"), f"{seed}, power cut after event {moment}"))
    return total


def losses(recorded: Recorded, into: Path, count: int, folders: bool | None, *, left_out: bool = True) -> int:
    """How many of `count` cuts at its end lose something where the run makes no fsync: of files, of folders, of any."""
    stage, disk, events = recorded

    def is_left_out(event: Event) -> bool:
        if event["op"] == "syncfs":
            return left_out
        return left_out and event["op"] == "fsync" and folders in (None, _is_folder(event["path"], events))

    kept = [event for event in events if not is_left_out(event)]
    moments = [len(kept)] * count
    left = cuts(disk, kept, moments, into, "control")
    with quick_passphrases():
        return sum(bool(judged(place_of(into), acked, stage.reference)) for _, acked in left)


def _is_folder(path: str, events: list[Event]) -> bool:
    return not any(event["op"] == "open" and event["path"] == path for event in events)
