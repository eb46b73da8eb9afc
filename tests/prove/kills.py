"""A scenario, a fault, and what is left: judged at once, then the work is repeated and judged again."""

import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.prove import forked
from tests.prove.scenarios import ASIDE, LEFT, Stage, judged, place_of, quick_passphrases, unlocked
from tests.prove.shim import Fault, Faults, between
from workbench.casefile import verify

KILLS = ("kill", "kill-after", "torn")
# What a call may be refused with: a full or a broken disk; no rights; too many files open.
OF_THE_DISK, OF_RIGHTS, OF_FILES = ("ENOSPC", "EIO"), ("EACCES",), ("EMFILE",)
MAY_FAIL = {
    "look": (*OF_RIGHTS, *OF_FILES), "open": (*OF_THE_DISK, *OF_RIGHTS, *OF_FILES),
    **dict.fromkeys(("mkdir", "rename", "unlink"), (*OF_THE_DISK, *OF_RIGHTS)),
}  # fmt: skip
FAILURES = (*OF_THE_DISK, *OF_RIGHTS, *OF_FILES)


def points(stage: Stage) -> list[tuple[str, str]]:
    """Every call of an undisturbed run that changes something or opens a file: what and where."""
    folder, judge = stage.fresh(), Faults([stage.folder])
    with between(judge):
        stage.scenario.run(folder, lambda value: None, "first")
    return judge.seen


def faults(calls: list[tuple[str, str]]) -> Iterator[Fault]:
    """Every fault at every call: kills, and each failure once, for this kind of call, and for all from then on."""
    for n, (op, _) in enumerate(calls):
        for how in () if op == "look" else KILLS if op == "write" else KILLS[:2]:
            yield Fault(n, how)
        for how in MAY_FAIL.get(op, OF_THE_DISK):
            for span in ("once", "kind", "all"):
                yield Fault(n, how, span)
        if op == "write":
            yield Fault(n, "short")
            yield Fault(n, "short", "all")


def strike(stage: Stage, fault: Fault) -> Counter[str]:
    """Runs a scenario with a fault and gives what was counted; whatever is wrong stands there by name."""
    folder = stage.fresh()

    def work(ack: forked.Ack) -> None:
        with between(Faults([folder], fault)):
            stage.scenario.run(folder, ack, "first")

    return after(stage, folder, forked.run(work), str(fault), may_be_refused=fault.how in FAILURES)


def kill_at_random(stage: Stage, chance: random.Random, takes: float) -> Counter[str]:
    """Kills a scenario at any moment of its run, from outside."""
    folder = stage.fresh()
    moment = chance.uniform(0, takes)
    end = forked.run(lambda ack: stage.scenario.run(folder, ack, "first"), kill_after=moment)
    return after(stage, folder, end, f"killed after {moment:.4f} s")


def after(stage: Stage, folder: Path, end: forked.End, what: str, *, may_be_refused: bool = False) -> Counter[str]:
    """Judges what a run that ended so left in a folder, does the work again there, and judges that."""
    counts = Counter({"runs": 1, end.how: 1})
    with quick_passphrases():
        wrong = judged(place_of(folder), end.acked, stage.reference)
    if end.how == "raw" or (end.how == "refused" and not may_be_refused):
        wrong.append(f"ended with {end.detail}")
    again = forked.run(lambda ack: stage.scenario.run(folder, ack, "again"))
    if again.how != "done":
        wrong.append(f"cannot be repeated: {again.how} {again.detail}")
    else:
        wrong += _repeated(stage, folder)
    counts.update(f"WRONG {stage.scenario.name}, {what}: {one}" for one in wrong)
    return counts


def _repeated(stage: Stage, folder: Path) -> Iterator[str]:
    with quick_passphrases():
        case = unlocked(place_of(folder))
        for problem in verify(case).problems:
            if problem.code not in LEFT | ASIDE:
                yield f"after it was repeated, {problem.code}: {problem.subject}"
        if json.dumps(stage.scenario.same(case)) != stage.expected:
            yield "after it was repeated, something is there twice or not at all"


def wrong(counts: Counter[str]) -> list[str]:
    """Everything in a count that should not be there."""
    return [name for name in counts if name.startswith("WRONG")]
