"""Setting a record aside, and bringing it back: always one more event, never one less."""

import dataclasses

from workbench.casefile import Case, Live, State
from workbench.casefile.counsel import counsel_notes, note_aside
from workbench.errors import Refused, Unknown
from workbench.records import Correction
from workbench.records.tellers import AGAIN

SHORTEST = 6
KEPT = {
    "case": "what a case is",
    "item": "the intake of an original",
    "custody": "what was done to an original",
    "derivative": "a working copy of an original",
    "access": "a look that left a copy",
    "member": "who may open the case",
    "tombstone": "what was destroyed",
}


@dataclasses.dataclass(frozen=True)
class Undone:
    """What an undo did: the correction recorded, the event that it speaks of, and what counts again through it."""

    correction: str
    event: str
    kind: str
    back: str | None
    remark: str


def undo(case: Case, event: str, *, agent: str, reason: str = "undone") -> Undone:
    """Sets the record of an event aside; the event of an undo undone brings its record back.

    `event` is the id of a record or the start of it (six digits at least); `agent` is the id of who undoes. Everything
    stays in the ledger, with who undid it, when and why.

    Raises:
        Unknown: no event, or more than one, has an id that begins so.
        Refused: it is set aside already, other records that count rest on it, or it is of a kind that is never undone.
        NotWritten: the system refused to write.
    """
    live, state, ours = _named(case, event)
    _may(case, state, live)
    record = Correction(target=live.id, reason=reason)
    if ours:
        with case.writing(agent) as writer:
            made = writer.record(record)
    else:
        made = note_aside(case, agent, [record])[0]
    again = case.state() if ours else counsel_notes(case)
    back = live.record.target if live.kind == "correction" and not again.set_aside(live.record.target) else None
    return Undone(made, live.id, live.kind, back, _remark(again, live))


def _named(case: Case, event: str) -> tuple[Live, State, bool]:
    """The record, the state it stands in, and whether that is the ledger (else it is a note of counsel)."""
    state, notes = case.state(), counsel_notes(case)
    found = [(live, where) for where in (state, notes) if (live := where.get(event))]
    if not found and len(event) >= SHORTEST:
        found = [(live, where) for where in (state, notes) for live in where.beginning(event)]
    if len(found) != 1:
        raise Unknown(case.path.name, "event", event, [live.id[:12] for live, _ in found][:5])
    return found[0][0], found[0][1], found[0][1] is state


def _may(case: Case, state: State, live: Live) -> None:
    subject = f"{live.kind} {live.id[:12]}"
    if live.kind in KEPT and not _only_told(live):
        again = live.kind == "custody" and live.record.action == AGAIN
        remedy = "`workbench take-out CASE ITEM --receipt SOURCE` takes a wrong receipt back"
        raise Refused(subject, f"{KEPT[live.kind]} is never undone",
                      remedy if again else "Undo what was said about it instead")  # fmt: skip
    if state.set_aside(live.id):
        speaking = [one.id[:12] for one in state.corrections[live.id] if not state.set_aside(one.id)]
        raise Refused(subject, "it is set aside already", f"To bring it back, undo {' and '.join(speaking)}")
    target = getattr(live.record, "target", None)
    if any(target in stone.record.records for stone in state.of("tombstone")):
        raise Refused(subject, "what it speaks of was taken out or destroyed", "Nothing brings that back")
    resting = _resting(state, live)
    if resting:
        named = ", ".join(f"{one.kind} {one.id[:12]}" for one in resting[:3])
        raise Refused(subject, f"{len(resting)} records that count rest on it ({named})", "Undo those first")


def _only_told(live: Live) -> bool:
    """A custody event that somebody told, as distinct from what was done here: a telling can be wrong, an act was."""
    return live.kind == "custody" and live.record.outcome == "told"


def _resting(state: State, live: Live) -> list[Live]:
    """The records that count and name this one, corrections apart; for an agent also what that agent recorded."""
    near = state.naming(live.id)
    if live.kind == "agent":
        named = {one.id for one in near}
        near = [one for one in state.all if one.agent == live.id or one.id in named]
    return [one for one in near if one.kind != "correction" and one.id != live.id and not state.set_aside(one.id)]


def _remark(state: State, live: Live) -> str:
    """What else counts that a person may not expect."""
    if live.kind != "correction":
        return "it counts no more"
    other = live.record.replacement
    if state.set_aside(live.record.target):
        return "another correction still sets the earlier record aside"
    if other and not state.set_aside(other):
        return f"the earlier record counts again, beside {other[:12]}, which took its place: undo that too"
    return "the earlier record counts again"
