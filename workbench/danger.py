"""Dangers to workers: recorded before anything is coded, shown before what a worker told, never in a release."""

import dataclasses
import json
from collections.abc import Iterator
from typing import Any

from workbench import codebook
from workbench.casefile import Case
from workbench.codebook.outcomes import message
from workbench.errors import BadValue, Unknown
from workbench.records import FLAGS, Correction, Danger

UNASKED = "danger-not-asked"
# By kind, the field that says about whom a record is that rests on a passage.
ABOUT = {"coding": "subject", "pay": "subject", "term": "subject", "step": "subject", "approval": "worker",
         "place": "entity", "measure": "entity", "statement": "entity"}  # fmt: skip
# The question of the interview form that asks for a worker's key.
CODE = "worker_code"


def record(case: Case, subject: str, told: Danger, *, agent: str) -> tuple[str, bool]:
    """Records what was asked of a worker (by key); gives the record's id, and whether it is new. `agent` is an id.

    `told` is taken with the worker's id in place of its subject. What was recorded before stays, and no longer counts.

    Raises:
        Unknown: no worker has that key.
        BadValue: a flag or a date is none.

    Example:
        >>> import tempfile
        >>> from pathlib import Path
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo, Entity
        >>> case = create(Path(tempfile.mkdtemp()) / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> with case.writing(case.agent("M")) as writer:
        ...     _ = writer.record(Entity(key="W-05", schema="Worker", label="W-05"))
        >>> told = Danger(subject="", asked="2024-05-18", flags=("reprisal",))
        >>> record(case, "W-05", told, agent=case.agent("M"))[1], record(case, "W-05", told, agent=case.agent("M"))[1]
        (True, False)
    """
    workers = {live.record.key: live.id for live in case.state().of("entity") if live.record.schema == "Worker"}
    if subject not in workers:
        raise Unknown(case.path.name, "workers", subject, codebook.near(subject, workers))
    for flag in told.flags:
        if flag not in FLAGS:
            raise BadValue(case.path.name, "flag", flag, f"one of {', '.join(FLAGS)}")
    ordered = tuple(flag for flag in FLAGS if flag in told.flags)
    made = dataclasses.replace(told, subject=workers[subject], flags=ordered)
    earlier = [live for live in case.state().of("danger") if live.record.subject == made.subject]
    if any(live.record == made for live in earlier):
        return next(live.id for live in earlier if live.record == made), False
    with case.writing(agent) as writer:
        identity = writer.record(made)
        for live in earlier:
            writer.record(Correction(target=live.id, reason="asked again", replacement=identity))
    return identity, True


def of_workers(case: Case) -> dict[str, dict[str, Any]]:
    """By the id of each worker what was asked, as plain values; `asked` is None where nobody has recorded it."""
    state = case.state()
    newest = {live.record.subject: live for live in state.of("danger")}
    found = {}
    for live in state.of("entity"):
        if live.record.schema == "Worker":
            told = newest.get(live.id)
            plain: dict[str, Any] = dataclasses.asdict(told.record) if told else {"asked": None, "flags": ()}
            rest = {name: value for name, value in plain.items() if name not in ("subject", "flags")}
            found[live.id] = {"worker": live.record.label, "flags": list(plain["flags"]), **rest}
    return found


def dangers(case: Case, item: str | None = None) -> dict[str, list[dict[str, Any]]]:
    """By the id of each item (or of one) what is known of dangers to those in it.

    In it are who told it, who gave answers in it (by the key in an export of the interview form, whether or not the
    answers were taken), and about whom something was recorded from a passage of it. `unknown` is true of a key in such
    an export that no worker of the case has, and false of a submission without a key beside others: of that person
    nobody was asked here, either.
    """
    state, told, told_by = case.state(), of_workers(case), case.state().tellers
    sources = {live.id: live.record.worker for live in state.of("source")}
    in_passage = {live.id: live.record.item for live in state.of("passage")}
    keys = {live.record.key: live.id for live in state.of("entity") if live.record.schema == "Worker"}
    people: dict[str, list[str | None]] = {
        live.id: [sources.get(one) for one in told_by.get(live.id, ())]
        for live in state.of("item")
        if item in (None, live.id)
    }
    for derivative in state.of("derivative"):
        if derivative.record.kind == "submissions" and derivative.record.item in people:
            for key, named in _filled_in(case, derivative.record.object):
                people[derivative.record.item].append(keys.get(key, key))
                if key not in keys:
                    told[key] = {"worker": key, "flags": [], "asked": None, "unknown": named}
    for kind, field in ABOUT.items():
        for live in state.of(kind):
            if (place := in_passage.get(live.record.passage or "", "")) in people:
                people[place].append(getattr(live.record, field))
    return {one: [told[who] for who in dict.fromkeys(workers) if who in told] for one, workers in people.items()}


def _filled_in(case: Case, stored: str) -> Iterator[tuple[str, bool]]:
    """The keys of workers that stand in submissions of the interview form, by the name of that object; of a submission
    without one, which it is, and False.
    """
    # Columns are exported with the groups around them or without.
    found = [{name.replace("-", "/").rpartition("/")[2]: words.strip() for name, words in one["answers"]}
             for one in json.loads(case.objects.read(stored))["submissions"]]  # fmt: skip
    if any(CODE in answers for answers in found):
        for number, answers in enumerate(found, 1):
            yield answers.get(CODE) or f"submission {number}, which names no worker", bool(answers.get(CODE))


def unasked(case: Case) -> str | None:
    """One line that names the workers of whom nobody recorded whether they are in danger, or None; it stops nothing.

    Source: Berkeley Protocol (HR/PUB/20/2), on security and on doing no harm, read through secondary sources.

    Example:
        >>> import tempfile
        >>> from pathlib import Path
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> case = create(Path(tempfile.mkdtemp()) / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> unasked(case) is None
        True
    """
    missing = sorted(one["worker"] for one in of_workers(case).values() if not one["asked"])
    if not missing:
        return None
    named = ", ".join(missing[:8]) + (f" and {len(missing) - 8} more" if len(missing) > 8 else "")
    return f"warning, {UNASKED}: {message(UNASKED).lower()} ({named}); `workbench danger` records it"
