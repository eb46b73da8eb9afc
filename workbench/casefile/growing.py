"""What is known of a case while it grows: a new batch is read and folded alone, where it comes after all that is known.

The state of a case is a function of its whole ledger (`state.fold`). Reading all of it again for each small batch would
take a time that grows with the square of their number. So the places up to which chains were read are kept; where their
last lines still stand there, and what is new comes last in the order of the state, it is added to what is known.
Whatever else has happened, the whole is read.
"""

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.casefile.chains import is_fork, line_before, tips_of
from workbench.casefile.ledger import Place, examine
from workbench.casefile.line import ROOT_DIGEST, Line, parse
from workbench.casefile.sealed_vault import SealedVault
from workbench.casefile.state import State, folded, in_order
from workbench.casefile.units import Units, learn_from
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from workbench.casefile.case import Case

FIRST = Place(0, 0, ROOT_DIGEST)


@dataclasses.dataclass(frozen=True)
class Known:
    """What a ledger makes, and how far each of its chains was read, by the name of its file.

    `latest` is the latest time in each chain, `last` the place of the last event in the order of the state;
    `generation` that of the key ring.

    Example:
        >>> Known(State((), {}), {}, Units()).tips
        {}
    """

    state: State
    tips: dict[str, tuple[int, str]]
    units: Units
    places: dict[str, Place] | None = None
    latest: dict[str, str] = dataclasses.field(default_factory=dict)
    last: tuple[str, str, int, str] = ("", "", 0, "")
    generation: int = 0


def known(case: "Case", before: Known | None) -> Known:
    """What the ledger of a case makes now; `before` is what it made when it was last read.

    Raises:
        BrokenLine, NewerFormat, Unreadable: as `case.lines`.
        Damaged, BadValue: as `state.fold`.
    """
    return (grown(case, before) if before else None) or _whole(case)


def _whole(case: "Case") -> Known:
    lines, places = list[Line](), dict[str, Place]()
    files = case.chains()
    forked = any(is_fork(file) for file in files)
    for file in [] if forked else files:
        fresh, places[str(file)] = behind(str(file), FIRST)
        lines += fresh
    if forked:
        lines = list(case.lines())
    latest: dict[str, str] = {}
    order = in_order(lines, latest)
    state = folded([line for *_, line in order], case.vault)
    units, last = Units(), order[-1][:4] if order else Known.last
    if case.sealed:
        learn_from(units, lines, state.all)
    return Known(state, tips_of(lines), units, None if forked else places, latest, last, _generation(case))


def grown(case: "Case", before: Known) -> Known | None:
    """What is known with what is new, or None where the whole has to be read; raises as `known`.

    Example:
        >>> import tempfile
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> case = create(Path(tempfile.mkdtemp()) / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> grown(case, Known(State((), {}), {}, Units())) is None
        True
    """
    files = {str(file): is_fork(file) for file in case.chains()}
    if before.places is None or any(files.values()) or not before.places.keys() <= files.keys():
        return None
    if before.generation != _generation(case) or _can_be_opened_now(case, before.state):
        return None
    lines, places = list[Line](), dict[str, Place]()
    for name in files:
        place = before.places.get(name, FIRST)
        if not stands(name, place):
            return None
        fresh, places[name] = behind(name, place)
        lines += fresh
    latest = dict(before.latest)
    order = in_order(lines, latest)
    if any(line.kind == "tombstone" for line in lines) or (order and order[0][:4] <= before.last):
        return None
    more = folded([line for *_, line in order], case.vault)
    if more.sealed or more.destroyed:
        return None
    if case.sealed:
        learn_from(before.units, lines, more.all)
    return dataclasses.replace(
        before, state=before.state.added(more), tips=before.tips | tips_of(lines), places=places, latest=latest,
        last=order[-1][:4] if order else before.last,
    )  # fmt: skip


def behind(name: str, place: Place) -> tuple[list[Line], Place]:
    """The events of a chain (its file) behind a place, and the place behind them; raises as `case.lines`.

    Example:
        >>> behind("no-such-chain.jsonl", FIRST)
        Traceback (most recent call last):
            ...
        workbench.errors.Missing: no-such-chain.jsonl: there is nothing at this path. ...
    """
    lines: list[Line] = []
    for entry, position in examine(Path(name), place):
        if isinstance(entry, WorkbenchError):
            raise entry
        lines.append(entry)
        place = Place(position, entry.n + 1, entry.digest)
    return lines, place


def stands(name: str, place: Place) -> bool:
    """Whether the line that was read last still ends there: it stands for all lines before it.

    Example:
        >>> stands("no-such-chain.jsonl", FIRST)
        True
    """
    if place.lines == 0:
        return True
    raw, _ = line_before(Path(name), place.size)
    try:
        return bool(raw) and parse(Path(name), place.lines - 1, raw).digest == place.digest
    except WorkbenchError:
        return False


def _generation(case: "Case") -> int:
    return case.vault.ring.generation if isinstance(case.vault, SealedVault) else 0


def _can_be_opened_now(case: "Case", state: State) -> bool:
    """Whether a key has come that was not there when the state was made."""
    if not isinstance(case.vault, SealedVault):
        return False
    keys = case.vault.ring.keys
    return any(line.body.get("unit") in keys for line in (*state.sealed, *state.destroyed))
