"""What leaves the disk when a worker withdraws or a wrong file is taken out: records, units of keys, stored objects.

A unit is destroyed only where everything under its key leaves. What goes with the worker and is sealed together with
what stays cannot leave, and is named.
"""

import contextlib
import dataclasses
from collections.abc import Iterable

from workbench.casefile.case import Case
from workbench.casefile.chains import chains_in
from workbench.casefile.counsel import FOLDER, counsel_notes
from workbench.casefile.ledger import read_chain
from workbench.casefile.line import Line
from workbench.casefile.sealed_objects import SealedObjects
from workbench.casefile.speaking import resting_on
from workbench.casefile.state import Live
from workbench.errors import WorkbenchError
from workbench.records.completion import UNSTATED

SEALED_TOGETHER = "it is sealed together with records that stay"
CALLED_SO = (
    "it came under this worker's key, and nothing says who told it: say so in the register of sources, and it goes "
    "with the worker"
)


@dataclasses.dataclass(frozen=True)
class Stays:
    """A record that stays although it touches what leaves: its id, its kind, and why.

    Example:
        >>> Stays("a" * 64, "event", "this event also names others").kind
        'event'
    """

    id: str
    kind: str
    reason: str


@dataclasses.dataclass(frozen=True)
class Leaving:
    """The ids of records, units and objects that leave, and what stays.

    Example:
        >>> Leaving((), (), ()).stays
        ()
    """

    records: tuple[str, ...]
    units: tuple[str, ...]
    objects: tuple[str, ...]
    stays: tuple[Stays, ...] = ()


def staying(case: Case, worker: str) -> tuple[Stays, ...]:
    """What also speaks of others and therefore stays when a worker (an id) withdraws, sorted by kind and id."""
    state, who = case.state(), case.state().get(worker)
    told = [(state.get(identity), reason) for identity, reason in state.speaking_of(worker).stays]
    found = [Stays(live.id, live.kind, reason) for live, reason in told if live]
    called = {live.id for live in state.of("source")
              if who and live.record.kind == UNSTATED and live.record.key == who.record.key}  # fmt: skip
    told_by = {item for item, sources in state.tellers.items() if called.intersection(sources)} if called else set()
    named = {one.id for one in found}
    found += [Stays(live.id, live.kind, CALLED_SO) for kind in ("source", "item") for live in state.of(kind)
              if live.id in called | told_by - named]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.kind, one.id)))


def leaving_with(case: Case, worker: str) -> Leaving:
    """What leaves with a worker: what speaks of nobody else, the worker's own record, consents and withdrawals."""
    speaking = case.state().speaking_of(worker)
    leaving = _leaving(case, speaking.own | speaking.person, staying(case, worker))
    units, objects = _nobodys(case)
    return dataclasses.replace(
        leaving, units=tuple(sorted({*leaving.units, *units})), objects=tuple(sorted({*leaving.objects, *objects}))
    )


def _nobodys(case: Case) -> tuple[set[str], set[str]]:
    """Units and objects of a sealed case that no event names: whose they are nobody can say, so that they go as well.

    An act that was cut off leaves them; nothing of it was acknowledged.
    """
    if not isinstance(case.objects, SealedObjects):
        return set(), set()
    lines = [*case.lines()]  # notes of counsel name no object, and none is stored beside one
    named, held = {_object(line) for line in lines}, {line.body.get("unit") for line in lines}
    objects = {name for name in case.objects.names() if name not in named}
    units = set[str]()
    for name in objects:
        with contextlib.suppress(WorkbenchError):  # what is no sealed object goes without a key
            units.add(case.objects.unit_of(name))
    return units - held, objects


def leaving_item(case: Case, item: str) -> Leaving:
    """What leaves with an item: its copies, its custody, and whatever else rests on it; not why it was taken out."""
    state, unit_of = case.state(), case.ground().units.unit_of
    home = unit_of(item)
    files = [
        live.id for live in state.all if live.id == item or (live.kind == "derivative" and live.record.item == item)
    ]
    said = {live.id for file in files for live in state.corrections.get(file, ())}
    return _leaving(case, {item}, (), trace={one for one in said if not home or unit_of(one) != home})


def _leaving(case: Case, named: Iterable[str], stays: tuple[Stays, ...], *, trace: Iterable[str] = ()) -> Leaving:
    told = [*case.state().all, *counsel_notes(case).all]
    wanted = resting_on(told, named).difference(trace)
    lines = [*case.lines(), *(line for file in chains_in(case.path / FOLDER) for line in read_chain(file))]
    units, records = _units(lines, wanted) if case.sealed else (set[str](), wanted & {line.id for line in lines})
    over = {one for live in told if live.kind == "tombstone" for one in live.record.records}
    still = {_object(line) for line in lines if line.id not in records | over}
    objects = {_object(line) for line in lines if line.id in records} - still - {""}
    held = _held(told, wanted - records)
    return Leaving(tuple(sorted(records)), tuple(sorted(units)), tuple(sorted(objects)), (*stays, *held))


def _units(lines: list[Line], wanted: set[str]) -> tuple[set[str], set[str]]:
    """The units under which nothing stays, and the records under them."""
    under: dict[str, set[str]] = {}
    for line in lines:
        under.setdefault(line.body.get("unit", ""), set()).add(line.id)
    going = {unit: ids for unit, ids in under.items() if unit and ids <= wanted}
    return set(going), set().union(*going.values())


def _object(line: Line) -> str:
    content = line.body.get("content")
    return str(line.body.get("object") or (content.get("object") if isinstance(content, dict) else None) or "")


def _held(told: list[Live], kept: set[str]) -> list[Stays]:
    return [Stays(live.id, live.kind, SEALED_TOGETHER) for live in told if live.id in kept]
