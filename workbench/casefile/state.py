"""The state of a case as a pure function of its ledger: the same chains, in whatever order, give the same state."""

import dataclasses
import functools
from collections.abc import Callable, Iterable
from typing import Any

from workbench.casefile.later import set_aside
from workbench.casefile.line import Line
from workbench.casefile.speaking import Speaking, resting_on, speaking_of
from workbench.casefile.vault import NoKey, Vault
from workbench.errors import WorkbenchError
from workbench.records import Correction, Record, completed, from_content, references
from workbench.records.completion import UNSTATED
from workbench.records.tellers import tellers


@dataclasses.dataclass(frozen=True)
class Live:
    """A record that counts, with its id, when it was recorded (UTC, the device's clock) and by whom (an agent's id)."""

    id: str
    at: str
    agent: str
    kind: str
    record: Any


@dataclasses.dataclass(frozen=True)
class State:
    """All records of a case that can be read, and which of them a later correction, undo or withdrawal has set aside.

    `sealed` are the events whose keys this copy does not have, `destroyed` those whose keys are gone on purpose.

    Example:
        >>> State((), {}).of("item")
        []
    """

    all: tuple[Live, ...]
    corrections: dict[str, tuple[Live, ...]]
    sealed: tuple[Line, ...] = ()
    destroyed: tuple[Line, ...] = ()

    def of(self, kind: str) -> list[Live]:
        """The records of a kind that count, in the order in which they were recorded.

        What speaks of a worker who withdrew its use does not count.
        """
        return list(self._by_kind.get(kind, ()))

    def get(self, identity: str) -> Live | None:
        """The record of an id, set aside or not; None where there is none. A source comes as it counts (`whole`)."""
        live = self._by_id.get(identity)
        return None if live is None else self.whole(live)

    def recorded(self, kind: str) -> list[Live]:
        """The records of a kind as they were recorded, set aside or not, in the order of the state."""
        return [live for live in self.all if live.kind == kind]

    def beginning(self, start: str) -> list[Live]:
        """The records whose ids begin so, set aside or not, in the order of the state."""
        return [self.whole(live) for live in self.all if live.id.startswith(start)]

    def naming(self, identity: str) -> list[Live]:
        """The records that name the one of this id, set aside or not, in the order of the state."""
        return [self.whole(live) for live in self.all if identity in references(live.kind, live.record)]

    def whole(self, live: Live) -> Live:
        """A record as it counts: a source with what was said later of who told it, any other as it was recorded."""
        said = self.completions.get(live.id) if live.kind == "source" else None
        if not said:
            return live
        return dataclasses.replace(live, record=completed(live.record, [one.record for one in said]))

    @functools.cached_property
    def completions(self) -> dict[str, tuple[Live, ...]]:
        """What was said later of who told an unstated source (its id) and not set aside, whoever withdrew since."""
        said = [live for live in self.recorded("completion") if live.id not in self._aside]
        unstated = {live.id for live in self.recorded("source") if live.record.kind == UNSTATED} if said else set[str]()
        found: dict[str, tuple[Live, ...]] = {}
        for live in said:
            if live.record.source in unstated:
                found[live.record.source] = (*found.get(live.record.source, ()), live)
        return found

    def added(self, more: "State") -> "State":
        """This state with what came after it, and nothing before it."""
        corrections = dict(self.corrections)
        for target, speaking in more.corrections.items():
            corrections[target] = (*corrections.get(target, ()), *speaking)
        return State((*self.all, *more.all), corrections, self.sealed, self.destroyed)

    def set_aside(self, identity: str) -> bool:
        """True where a correction that itself still counts speaks of this record.

        An undo of an undo brings the record back. Of two corrections of one record each counts until it is undone.
        """
        return identity in self._aside

    def withdrawals(self, *acts: str) -> dict[str, list[Live]]:
        """The withdrawals of these acts that count, by worker (an entity's id)."""
        found: dict[str, list[Live]] = {}
        for live in self.all:
            if live.kind == "withdrawal" and live.id not in self._aside and live.record.act in acts:
                found.setdefault(live.record.subject, []).append(live)
        return found

    def speaking_of(self, worker: str) -> Speaking:
        """Which records speak of a worker: what goes, what stays, and why."""
        return speaking_of(self.all, worker)

    def withdrawn(self, identity: str) -> bool:
        """True where a record speaks of a worker who withdrew its use, or rests on what was destroyed."""
        return identity in self._withdrawn

    @functools.cached_property
    def tellers(self) -> dict[str, tuple[str, ...]]:
        """All sources (ids) of each item that has any, the first first: see `records.tellers`."""
        items = ((live.id, live.record) for live in self.of("item"))
        return tellers(items, (live.record for live in self.of("custody")))

    @functools.cached_property
    def _withdrawn(self) -> frozenset[str]:
        workers = self.withdrawals("stop-using", "destroy")
        gone = [line.id for line in self.destroyed]
        left = resting_on(self.all, gone) if gone else set()
        own = left.union(*(self.speaking_of(worker).own for worker in workers))
        # Of whom two say different things of who told it, it may have been this one: nothing of it is used.
        doubted = {source for source, said in self.completions.items() if own.intersection(one.id for one in said)}
        return frozenset(own | resting_on(self.all, doubted) if doubted - own else own)

    @functools.cached_property
    def _by_id(self) -> dict[str, Live]:
        return {live.id: live for live in self.all}

    @functools.cached_property
    def _by_kind(self) -> dict[str, list[Live]]:
        grouped: dict[str, list[Live]] = {}
        for live in self.all:
            if live.id not in self._aside and live.id not in self._withdrawn:
                grouped.setdefault(live.kind, []).append(self.whole(live))
        return grouped

    @functools.cached_property
    def _aside(self) -> frozenset[str]:
        """What counting corrections set aside, each judged after those that speak of it, whatever the clocks say."""
        return set_aside({one.id: one.record.target for speaking in self.corrections.values() for one in speaking})


def fold(
    lines: Iterable[Line], vault: Vault, *, refused: Callable[[Line, WorkbenchError], None] | None = None
) -> State:
    """The state that these events make.

    Order is by recorded time, then chain, then place in the chain: which chain was read first does not matter. A device
    whose clock was set back does not turn its own chain around: no event counts as earlier than the one before it.
    A record whose key is not there is `sealed`, or `destroyed` where a tombstone says so. With `refused`, a record that
    cannot be opened for another reason is given there, and the rest goes on.

    Raises:
        Damaged: a body does not match the id that its line states.
        BadValue: a record is not of the form of its kind.
    """
    return folded([line for *_, line in in_order(lines, {})], vault, refused=refused)


def in_order(lines: Iterable[Line], latest: dict[str, str]) -> list[tuple[str, str, int, str, Line]]:
    """Events in the order in which they count, each behind its place: time, chain, number, digest.

    `latest` holds the latest time of each chain before these events, and afterwards that with them.

    Example:
        >>> in_order([], {})
        []
    """
    keyed = []
    for line in sorted(lines, key=lambda line: (line.chain, line.n, line.digest)):
        latest[line.chain] = max(line.at, latest.get(line.chain, ""))
        keyed.append((latest[line.chain], line.chain, line.n, line.digest, line))
    keyed.sort()  # no two have the same digest in the same place
    return keyed


def folded(
    lines: Iterable[Line], vault: Vault, *, refused: Callable[[Line, WorkbenchError], None] | None = None
) -> State:
    """As `fold`, of events in the order in which they count.

    Example:
        >>> from workbench.casefile.vault import PlainVault
        >>> folded([], PlainVault()).all
        ()
    """
    absent: list[Line] = []
    everything = tuple(live for line in lines if (live := _live(line, vault, refused, absent)))
    gone = {
        name for live in everything if live.kind == "tombstone" for name in (*live.record.records, *live.record.units)
    }
    destroyed = tuple(line for line in absent if line.id in gone or line.body.get("unit") in gone)
    over = {line.id for line in destroyed}
    corrections: dict[str, tuple[Live, ...]] = {}
    for live in everything:
        if isinstance(live.record, Correction):
            corrections[live.record.target] = (*corrections.get(live.record.target, ()), live)
    return State(everything, corrections, tuple(line for line in absent if line.id not in over), destroyed)


def _live(
    line: Line, vault: Vault, refused: Callable[[Line, WorkbenchError], None] | None, absent: list[Line]
) -> Live | None:
    try:
        record: Record = from_content(line.kind, vault.open(line.kind, line.id, line.body))
    except NoKey:
        absent.append(line)
        return None
    except WorkbenchError as error:
        if refused is None:
            raise
        refused(line, error)
        return None
    return Live(line.id, line.at, line.agent, line.kind, record)
