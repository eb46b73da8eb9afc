"""A wrong file is taken out again: what it held goes, that it was there and why it went stays."""

import dataclasses

from workbench import codebook
from workbench.casefile.case import Case
from workbench.casefile.destroying import destroy
from workbench.casefile.later import told_later
from workbench.casefile.leaving import Leaving, leaving_item
from workbench.casefile.speaking import resting_on
from workbench.casefile.state import Live, State
from workbench.casefile.waiting import holds
from workbench.errors import Refused, Unknown
from workbench.records import Correction
from workbench.records.tellers import AGAIN

SHORTEST = 6
# What goes with a file without being anybody's judgement of it.
OF_THE_FILE = ("item", "derivative", "custody", "redaction", "correction")


@dataclasses.dataclass(frozen=True)
class TakenOut:
    """What was taken out: the item's id, the tombstone's, the records whose content is gone, the stored files deleted.

    `remains` says in words what of the file can still be read in the ledger.

    Example:
        >>> TakenOut("a" * 64, "b" * 64, (), (), "").objects
        ()
    """

    item: str
    tombstone: str
    removed: tuple[str, ...]
    objects: tuple[str, ...]
    remains: str


def take_out(case: Case, item: str, *, agent: str, reason: str) -> TakenOut:
    """Takes a wrong file out, with its copies; `item` is an id, the start of one, or a file name; `agent` an id.

    What somebody has coded is evidence, not a wrong file: it has to be undone first. In an unsealed case the file's
    name and digest stay in the ledger.

    Raises:
        Unknown: no item, or more than one, answers to that name.
        Refused: something that counts rests on it, or a legal hold does not let anything go.
        NotWritten: the system refused; the next act that writes ends what was begun.
    """
    with case.holding():
        state = case.state()
        live = _named(case, item)
        _may(state, live)
        leaving = leaving_item(case, live.id)
        tombstone = destroy(case, agent, leaving, cause="taken-out", trace=_trace(case, leaving, reason))
    return TakenOut(live.id, tombstone, leaving.records, leaving.objects, _remains(case, live))


@dataclasses.dataclass(frozen=True)
class TakenBack:
    """Receipts of a file that do not count any more: the item's id, theirs, and those of the corrections that say so.

    `told_by` are the sources (ids) that told the file without them.

    Example:
        >>> TakenBack("a" * 64, ("b" * 64,), ("c" * 64,), ()).told_by
        ()
    """

    item: str
    receipts: tuple[str, ...]
    corrections: tuple[str, ...]
    told_by: tuple[str, ...]


def take_back(case: Case, item: str, receipt: str, *, agent: str, reason: str) -> TakenBack:
    """Takes back that the bytes of a file came once more, where that was a mistake; the file and all else stays.

    `item` is named as in `take_out`; `receipt` is the key of the source from which they are said to have come, or the
    id of the event, or the start of it. The event stays in the ledger with who took it back, when and why; an undo of
    the correction brings it back.

    Raises:
        Unknown: no item, or more than one, answers to that name; or no receipt that counts does.
        Refused: a legal hold counts on the case or on whoever is said to have told the file.
        NotWritten: the system refused to write.
    """
    with case.writing(agent) as writer:
        state, live = case.state(), _named(case, item)
        keys = {one.id: one.record for one in state.of("source")}
        again = [one for one in state.of("custody") if one.record.action == AGAIN and one.record.item == live.id]
        from_whom = {one.id: keys.get(one.record.received_from or "") for one in again}
        found = [one for one in again if (source := from_whom[one.id]) and source.key == receipt]
        if not found and len(receipt) >= SHORTEST:
            found = [one for one in again if one.id.startswith(receipt)]
        if not found:
            came = sorted({source.key if source else one for one, source in from_whom.items()})
            raise Unknown(live.record.name, "receipt", receipt, came[:5])
        _no_hold(state, _behind(state, {one.record.received_from for one in found}), f"receipt of {live.record.name}")
        made = [writer.record(Correction(target=one.id, reason=reason)) for one in found]
    return TakenBack(live.id, tuple(one.id for one in found), tuple(made), case.state().tellers.get(live.id, ()))


def _named(case: Case, name: str) -> Live:
    # Set aside or not: where another copy has taken it out, it still has to be taken out here.
    state = case.state()
    items = [live for live in state.all if live.kind == "item"]
    over = {one for live in state.of("tombstone") for one in live.record.records}
    again = {live.record.object for live in items if live.id not in over}
    found = [live for live in items if name in (live.record.name, live.id)]
    if not found and len(name) >= SHORTEST:
        found = [live for live in items if live.id.startswith(name)]
    found = [live for live in found if live.id not in over or live.record.object not in again]
    there = [live for live in found if case.objects.path(live.record.object).exists()]
    if len(there) != 1:
        ids = [f"{live.record.name} ({live.id[:12]})" for live in there][:5]
        raise Unknown(case.path.name, "item", name, ids or codebook.near(name, [live.record.name for live in items]))
    return there[0]


def _may(state: State, live: Live) -> None:
    going = _resting(state, live)
    counting = [one for one in going if one.kind not in OF_THE_FILE and not state.set_aside(one.id)]
    if counting:
        named = ", ".join(f"{one.kind} {one.id[:12]}" for one in counting[:3])
        cause = f"{len(counting)} records that count rest on it ({named})"
        raise Refused(f"item {live.record.name}", cause, "A wrong file bears no judgement: undo those first")
    told = {one.record.source for one in going if one.kind == "item"}
    later = told_later(state.all)
    told = told.union(*(later.get(one.id, ()) for one in going if one.kind == "item"))
    _no_hold(state, _behind(state, told), f"item {live.record.name}")


def _behind(state: State, told: set[str | None]) -> list[str]:
    """The workers who told these sources, or of whom anybody says later that they did."""
    sources = [live for live in state.all if live.kind == "source" and live.id in told]
    said = [later.record for live in sources for later in state.completions.get(live.id, ())]
    return [worker for one in (*(live.record for live in sources), *said) if (worker := one.worker)]


def _no_hold(state: State, workers: list[str], subject: str) -> None:
    for hold in holds(state, workers):
        raise Refused(subject, f"a legal hold counts: hold {hold.id[:12]}",
                      "Ask whoever ordered it; nothing may go while it counts")  # fmt: skip


def _resting(state: State, live: Live) -> list[Live]:
    ids = resting_on(state.all, [live.id])
    return [one for one in state.all if one.id in ids]


def _trace(case: Case, leaving: Leaving, reason: str) -> tuple[Correction, ...]:
    """The file is set aside, so that copies of the case which still have it leave it out as well."""
    state = case.state()
    told = [live for live in map(state.get, leaving.records) if live and live.kind in ("item", "derivative")]
    fresh = [live for live in told if not state.set_aside(live.id)]
    return tuple(Correction(target=live.id, reason=reason) for live in fresh)


def _remains(case: Case, live: Live) -> str:
    if case.sealed:
        return "In the ledger its ids remain, and the reason; neither its name nor its digest can be read any more."
    return (
        f"The case is not sealed: the name {live.record.name}, its digest and words quoted from it stay in the ledger."
    )
