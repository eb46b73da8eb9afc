"""How a duty stands on a day: met, met late, missed, open, unknown, or without a deadline; and why."""

import dataclasses
import datetime
from collections.abc import Sequence
from typing import Any

from workbench.codebook import Duty
from workbench.findings.deadlines import earliest, latest
from workbench.records import Period

STATUSES = ("met", "met late", "missed", "open", "unknown", "no deadline")
DONE = (None, "done")


@dataclasses.dataclass(frozen=True)
class Standing:
    """A status and the sentence that says why."""

    status: str
    why: str


def standing_of(
    duty: Duty, acts: Sequence[Any], started: Period | None, due: datetime.date | None, day: datetime.date | None
) -> Standing:
    """How a duty stands, given its steps, when it was set off, its last day, and the day as of which we look.

    Missed needs a check on file that is dated after the last day and found nothing done. Silence is unknown.

    Example:
        >>> from workbench.codebook import duty
        >>> standing_of(duty("ep-report"), [], None, None, None)
        Standing(status='no deadline', why='nothing on record says that it was done')
    """
    found = _standing(duty, [one for one in acts if one.stance == "supports"], started, due, day)
    against = "; ".join(f"{one.title} ({one.source}, {one.when})" for one in acts if one.stance != "supports")
    return dataclasses.replace(found, why=f"{found.why}. Against it: {against}") if against else found


def _standing(
    duty: Duty, counted: Sequence[Any], started: Period | None, due: datetime.date | None, day: datetime.date | None
) -> Standing:
    done = [one for one in counted if one.role in ("act", "check") and one.finds in DONE and _means_done(one)]
    not_done = [one for one in counted if one.role == "check" and one.finds == "not-done"]
    if duty.due_kind == "times-a-year":
        return _times(duty, done, not_done, due, day)
    if done and not_done and not _before(not_done, done):
        return Standing("unknown", "one source has it done, another that it was not done")
    if done:
        return _done(done, due, timed=due is not None or duty.due_kind != "none")
    partly = [one for one in counted if one.finds in ("partly", "refused", "not-clear")]
    said = "; ".join(f"{one.when}: {one.title}, {one.finds.replace('-', ' ')}" for one in partly)
    if duty.due_kind == "none" and due is None:
        looked = "; ".join(filter(None, (said, _looked(not_done))))
        return Standing("no deadline", looked or "nothing on record says that it was done")
    if due is None:
        why = "when it was set off is not on record" if started is None else "no last day is known"
        return Standing("unknown", "; ".join(filter(None, (why, said, _looked(not_done)))))
    return _pending(not_done, due, day, said)


def _means_done(one: Any) -> bool:
    """An act without a finding is done; a check is only where it says so."""
    return bool(one.finds == "done" or one.role == "act")


def _before(checks: Sequence[Any], done: Sequence[Any]) -> bool:
    """True where every check that found nothing was before the thing was done: then there is no contradiction."""
    looked = [latest(one.stretch) for one in checks]
    made = [earliest(one.stretch) for one in done]
    return all(one is not None and any(two is not None and one <= two for two in made) for one in looked)


def _done(done: Sequence[Any], due: datetime.date | None, *, timed: bool) -> Standing:
    first = min(done, key=lambda one: str(latest(one.stretch) or "9999"))
    words = f"{first.when}: {first.title}"
    if not timed:
        return Standing("met", words)
    if due is None:
        return Standing("met", f"{words}; when it was set off is not on record, so nobody can say whether in time")
    begun, end = earliest(first.stretch), latest(first.stretch)
    if end is not None and end <= due:
        return Standing("met", words)
    if begun is not None and begun > due:
        return Standing("met late", f"{words}; {(begun - due).days} days after {due.isoformat()}")
    return Standing("unknown", f"{words}; its date is not exact enough to say whether in time ({due.isoformat()})")


def _pending(not_done: Sequence[Any], due: datetime.date, day: datetime.date | None, said: str) -> Standing:
    more = f"; {said}" if said else ""
    after = [one for one in not_done if (begun := earliest(one.stretch)) is not None and begun > due]
    if after:
        return Standing("missed", f"not done, as {after[0].source} says of {after[0].when}{more}")
    if day is not None and day <= due:
        return Standing("open", f"falls due on {due.isoformat()}{more}")
    return Standing("unknown", f"fell due on {due.isoformat()}; no dated check is on file{more}")


def _times(
    duty: Duty, done: Sequence[Any], not_done: Sequence[Any], due: datetime.date | None, day: datetime.date | None
) -> Standing:
    """So many times within a year: each act on a day of its own counts once."""
    if due is None:
        return Standing("unknown", "the year is not on record")
    within = {one.when for one in done if _in_year(one.stretch, due.year)}
    words = f"{len(within)} of {duty.due_number} on record in {due.year}"
    if duty.due_number is not None and len(within) >= duty.due_number:
        return Standing("unknown", f"{words}, and {_looked(not_done)}") if not_done else Standing("met", words)
    looked = _pending(not_done, due, day, "")
    return Standing(looked.status, f"{words}; {looked.why}")


def _in_year(stretch: Period, year: int) -> bool:
    begun, end = earliest(stretch), latest(stretch)
    return begun is not None and end is not None and begun.year == end.year == year


def _looked(not_done: Sequence[Any]) -> str:
    return "; ".join(f"not done, as {one.source} says of {one.when}" for one in not_done)
