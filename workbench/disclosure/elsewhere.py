"""Where else a worker who withdraws stands: another record of the same person, and words of others that name them."""

import dataclasses
from typing import NamedTuple

from workbench.casefile import Case
from workbench.disclosure.on_record import on_record, tables_on_record
from workbench.disclosure.protected import protected
from workbench.disclosure.spellings import Finder
from workbench.findings.sameness import of_records
from workbench.records import Entity


class NamedIn(NamedTuple):
    """A passage (an id) that counts, is not the worker's own, and names the worker; the file in which it stands."""

    passage: str
    file: str


@dataclasses.dataclass(frozen=True)
class Elsewhere:
    """What no withdrawal takes along: `same` are keys of records that somebody says are of the same person.

    Example:
        >>> Elsewhere((), ()).same
        ()
    """

    same: tuple[str, ...]
    named_in: tuple[NamedIn, ...]


def elsewhere(case: Case, worker: str) -> Elsewhere:
    """Where else a worker (an id) stands, whatever was withdrawn; nothing of it where the worker was destroyed.

    Raises:
        Locked: the case is sealed, and nobody opened it.

    Example:
        >>> import pathlib, tempfile
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> elsewhere(create(folder / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M")), "w").named_in
        ()
    """
    state = case.state()
    told = [(key, record) for _, key, record in on_record(state)[0]]
    entities = {key: one.key for key, one in told if isinstance(one, Entity)}
    same = sorted(entities[one] for one in of_records(told).get(worker, ()) if one != worker and one in entities)
    strings = [string for one in protected(tables_on_record(case)) if one.id == worker for string in one.strings]
    finder, own = Finder({worker: strings} if strings else {}), state.speaking_of(worker).own
    files = {live.id: live.record.name for live in state.of("item")}
    found = [
        NamedIn(live.id, files.get(live.record.item, ""))
        for live in state.of("passage")
        if live.id not in own and finder.find(live.record.quote or "")
    ]
    return Elsewhere(tuple(same), tuple(found))
