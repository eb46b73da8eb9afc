"""Rehashing what lies in the store of a case, and finding each quote again."""

import dataclasses
from collections.abc import Iterator

from workbench.casefile.case import Case
from workbench.casefile.destroying import ordered
from workbench.casefile.line import Line
from workbench.casefile.measured import Found as Met
from workbench.casefile.measured import Rehash, all_found
from workbench.casefile.ring_lines import generations, lines_of
from workbench.casefile.speaking import resting_on
from workbench.casefile.state import Live, State
from workbench.errors import WorkbenchError
from workbench.records import Passage

OUTCOMES = ("ok", "changed", "missing", "unverifiable", "withdrawn")
Found = tuple[str, str, str]


def names_of(state: State) -> set[str]:
    """The names of the objects that records name."""
    return {live.record.object for live in _stored(state)} | {line.body.get("object", "") for line in state.sealed}


def recheck(case: Case, state: State, rehash: Rehash = all_found) -> tuple[dict[str, int], list[Found]]:
    """Rehashes each stored object once, and opens it: counts the items by outcome, and says what is not ok.

    Items that were set aside are rehashed and not counted. `withdrawn` are those of workers who withdrew their use, and
    those that were destroyed. What a tombstone names and is still whole here was destroyed in another copy: a notice.
    """
    items, problems = dict.fromkeys(OUTCOMES, 0), list[Found]()
    told, stored = _told(state.all), _stored(state)
    taken_out = _taken_out(case, stored, told) if told else set[str]()
    # Whatever can be known before is found out while another process may still be reading.
    aside = {live.id for live in stored if state.set_aside(live.id)}
    withdrawn = {live.id for live in stored if state.withdrawn(live.id)}
    met = rehash(case.objects, [live.record.object for live in stored if live.id not in taken_out], whole=True)
    for live in stored:
        if live.id in taken_out:
            items["withdrawn"] += live.kind == "item"
            continue
        outcome, detail = _agrees(live, met[live.record.object])
        if outcome != "ok":
            problems.append((outcome, _subject(live), detail))
        if live.kind == "item" and live.id not in aside:
            items["withdrawn" if outcome == "ok" and live.id in withdrawn else outcome] += 1
    for line in state.sealed:
        items["unverifiable"] += line.kind == "item"
    gone, more = _destroyed(case, [*state.destroyed], state.all)
    items["withdrawn"] += gone
    more += [("rests-on-destroyed", _subject(live), live.id[:12]) for live in resting_on_destroyed(state)]
    return items, [*problems, *more, *(_elsewhere(case, told, _still_here(case, state) - taken_out) if told else ())]


def resting_on_destroyed(state: State) -> list[Live]:
    """Items that can be read and came from somebody whose records were destroyed here: a merge brought them since.

    Nothing uses them. It may be that the worker told something anew, so that a person decides what becomes of them.

    Example:
        >>> resting_on_destroyed(State((), {}))
        []
    """
    left = resting_on(state.all, [line.id for line in state.destroyed]) if state.destroyed else set[str]()
    told = _told(state.all)
    return [live for live in state.recorded("item")
            if live.id in left and live.id not in told and not state.set_aside(live.id)]  # fmt: skip


def _subject(live: Live) -> str:
    record = live.record
    return f"item {record.name}" if live.kind == "item" else f"{record.kind} of item {record.item[:12]}"


@dataclasses.dataclass(frozen=True)
class Outside:
    """What is known of a sealed case's store without a key, before a byte of it is read.

    `stored` are the kind, the id and the object of each item and copy whose key is there; `gone` the lines of those
    whose key was destroyed; `told` the records that tombstones name, each with the tombstone's id, and `here` those of
    them whose key is there all the same.

    Example:
        >>> Outside((), (), (), {}, set()).named
        set()
    """

    stored: tuple[tuple[str, str, str], ...]
    gone: tuple[Line, ...]
    clear: tuple[Live, ...]
    told: dict[str, str]
    here: set[str]

    @property
    def named(self) -> set[str]:
        """The names of the objects that the ledger states."""
        return {name for _, _, name in self.stored}


def from_outside(case: Case, lines: list[Line], clear: State) -> Outside:
    """What a ledger and the records in it that stand in the open say of the store.

    Example:
        >>> import tempfile, pathlib
        >>> from workbench.casefile import create_sealed
        >>> from workbench.records import Agent, CaseInfo
        >>> folder, agent = pathlib.Path(tempfile.mkdtemp()), Agent(key="M", kind="person", name="M")
        >>> case = create_sealed(folder / "c", CaseInfo(title="A"), agent, "five words that nobody knows").case
        >>> from_outside(case, [], State((), {})).stored
        ()
    """
    told, over = _told(clear.all), _units(clear.all) - _held_units(case)
    gone = [line for line in lines if line.body.get("unit") in over]
    ids = {line.id for line in gone}
    named = ((line, line.body.get("object")) for line in lines if line.kind in ("item", "derivative"))
    stored = [(line.kind, line.id, name) for line, name in named if isinstance(name, str) and line.id not in ids]
    here = {line.id for line in lines if line.id in told} - ids
    return Outside((*stored,), (*gone,), clear.all, told, here)


def recheck_stored(case: Case, outside: Outside, rehash: Rehash = all_found) -> tuple[dict[str, int], list[Found]]:
    """What `recheck` can say without a key: stored bytes against the names that the ledger states.

    An item is ok here where its stored bytes are those that were recorded.
    """
    items, problems = dict.fromkeys(OUTCOMES, 0), list[Found]()
    met = rehash(case.objects, [name for _, _, name in outside.stored], whole=False)
    for kind, identity, name in outside.stored:
        outcome, detail, *_ = met[name]
        if outcome != "ok":
            problems.append((outcome, f"{kind} {identity[:12]}", detail))
        items[outcome] += kind == "item"
    gone, more = _destroyed(case, [*outside.gone], outside.clear)
    items["withdrawn"] += gone
    return items, [*problems, *more, *_elsewhere(case, outside.told, outside.here)]


def _told(everything: tuple[Live, ...]) -> dict[str, str]:
    """The records that tombstones name, each with the tombstone's id."""
    return {one: live.id for live in everything if live.kind == "tombstone" for one in live.record.records}


def _units(everything: tuple[Live, ...]) -> set[str]:
    return {unit for live in everything if live.kind == "tombstone" for unit in live.record.units}


def _taken_out(case: Case, stored: list[Live], told: dict[str, str]) -> set[str]:
    """The items and copies of an unsealed case that were taken out here: nothing of theirs is there but by another."""
    named = {live.record.object for live in stored if live.id not in told}
    gone = [live for live in stored if live.id in told and not case.sealed]
    return {one.id for one in gone if one.record.object in named or not case.objects.path(one.record.object).exists()}


def _still_here(case: Case, state: State) -> set[str]:
    """The records that can still be opened; of an unsealed case those that name stored objects."""
    return {live.id for live in (state.all if case.sealed else _stored(state))}


def _held_units(case: Case) -> set[str]:
    """The units whose keys are in the ring, as far as it can be read without a key."""
    keys = case.path / "keys"
    try:
        return {unit for line in lines_of(keys, max(generations(keys))) for unit in line.units}
    except (WorkbenchError, ValueError):
        return set()  # the key check names what is wrong with it


def _elsewhere(case: Case, told: dict[str, str], here: set[str]) -> Iterator[Found]:
    """What is still whole though a tombstone names it: destroyed in another copy, or about to be here."""
    pending = ordered(case.path)
    for tombstone in sorted({told[one] for one in told.keys() & here}):
        count = sum(one in here for one in told if told[one] == tombstone)
        code = "destruction-unfinished" if tombstone == pending else "destroyed-elsewhere"
        yield code, f"tombstone {tombstone[:12]}", f"{count} records"


def _destroyed(case: Case, lines: list[Line], everything: tuple[Live, ...]) -> tuple[int, list[Found]]:
    """How many items were destroyed, and what of them is still there."""
    objects = {name for live in everything if live.kind == "tombstone" for name in live.record.objects}
    own = {line.body.get("object") for line in lines}
    left = [name for name in sorted(objects & own) if case.objects.path(name).exists()]
    problems = [("destroyed-remains", f"object {name[:12]}", "") for name in left]
    return sum(line.kind == "item" for line in lines), problems


def _stored(state: State) -> list[Live]:
    return [live for live in state.all if live.kind in ("item", "derivative")]


def _agrees(live: Live, met: Met) -> tuple[str, str]:
    """Stored bytes must be those that were stored; what is inside must be as the record states it."""
    if met.outcome != "ok" or met.inside != "ok":
        return met.outcome if met.outcome != "ok" else met.inside, met.detail
    record = live.record
    stated = record.size if live.kind == "item" else met.size
    if (met.sha256, met.size) == (record.sha256, stated):
        return "ok", ""
    return "changed", "the record states another digest or size"


def moved_quotes(case: Case, state: State) -> Iterator[str]:
    """The passages whose words do not stand where they are said to stand."""
    texts: dict[str, str | None] = {}
    for live in state.all:
        if live.kind != "passage" or state.set_aside(live.id):
            continue
        passage: Passage = live.record
        if passage.derivative is None or passage.quote is None:
            continue
        if passage.derivative not in texts:
            texts[passage.derivative] = _text(case, state, passage.derivative)
        text = texts[passage.derivative]
        if text is not None and text[passage.start : passage.end] != passage.quote:
            yield f"passage {live.id[:12]}"


def _text(case: Case, state: State, derivative: str) -> str | None:
    live = state.get(derivative)
    try:
        # What is no UTF-8 holds no quote: the mark that stands for its bytes is in no words.
        has_bytes = live is not None and live.kind in ("item", "derivative")
        return case.objects.read(live.record.object).decode("utf-8", "replace") if live and has_bytes else None
    except WorkbenchError:
        return None  # its own problem already stands in the list
