"""What the ledger is told of one file that is taken in: the item, what came of it, the copies made of it."""

import dataclasses
from collections.abc import Callable, Iterable
from typing import Any

from workbench.casefile import Case, Live, Writer
from workbench.casefile.adopting import Lying, lying
from workbench.casefile.objects import Stored
from workbench.casefile.sealed_objects import SealedObjects
from workbench.casefile.units import WORKERS
from workbench.errors import Refused
from workbench.inbox import RefusedPath
from workbench.records import CustodyEvent, Derivative, Source
from workbench.records.completion import UNSTATED
from workbench.records.tellers import AGAIN

Pairs = tuple[tuple[str, str], ...]


@dataclasses.dataclass(frozen=True)
class Taken:
    """One path that was taken in: the item's id and digest, its name as found, and what the readers made of it."""

    id: str
    sha256: str
    path: str
    kind: str
    media_type: str
    outcome: str
    duplicate: bool = False


@dataclasses.dataclass(frozen=True)
class Intake:
    """What an intake did: every path named is in `items` or in `refused`.

    Example:
        >>> Intake((), ()).added
        0
    """

    items: tuple[Taken, ...]
    refused: tuple[RefusedPath, ...]

    @property
    def added(self) -> int:
        """How many new items the case holds now."""
        return sum(not taken.duplicate for taken in self.items)

    @property
    def duplicates(self) -> int:
        """How many paths held bytes that the case already had."""
        return sum(taken.duplicate for taken in self.items)


def record_custody(
    writer: Writer,
    item: str,
    outcome: str,
    reasons: Pairs,
    source: str | None,
    file_time: str | None = None,
    place: str | None = None,
) -> None:
    """Records the intake of an item (an id): its outcome, why, in codes and sentences, the file's time, its address."""
    told = CustodyEvent(item=item, action="intake", outcome=outcome, reasons=reasons, file_time=file_time, place=place)
    writer.record(dataclasses.replace(told, received_from=source))


def record_made(writer: Writer, identity: str, kept: Stored, made_of_it: Iterable[Any]) -> None:
    """Stores and records the working copies of an item (an id), beside what was stored of it."""
    for made in made_of_it:
        copy = writer.store(made.data, beside=kept)
        tool = {"tool": made.tool, "version": made.version, "object": copy.name, "sha256": copy.sha256}
        writer.record(Derivative(item=identity, kind=made.kind, media_type=made.media_type, **tool))


def record_again(
    writer: Writer,
    name: str,
    earlier: Taken,
    source: str | None,
    file_time: str | None = None,
    place: str | None = None,
) -> Taken:
    """Records that bytes which the case has came once more, under a name, with which time of the file, from where.

    Where nothing said from whom they came, `source` (an id) says it from now on.
    """
    told = CustodyEvent(item=earlier.id, action=AGAIN, outcome="duplicate", received_from=source,
                        detail=f"the same bytes came again as {name}", file_time=file_time, place=place)  # fmt: skip
    writer.record(told)
    return dataclasses.replace(earlier, path=name, duplicate=True)


def known(case: Case) -> dict[str, Taken]:
    """What the case holds already, by digest, with the outcome of each item's first custody event."""
    state = case.state()
    outcomes: dict[str, str] = {}
    for live in state.of("custody"):
        outcomes.setdefault(live.record.item, live.record.outcome)
    found = {}
    for live in reversed(state.of("item")):
        item, outcome = live.record, outcomes.get(live.id, "unverifiable")
        found[item.sha256] = Taken(live.id, item.sha256, item.name, item.kind, item.media_type, outcome)
    return found


@dataclasses.dataclass(frozen=True)
class Withdrawn:
    """Bytes of somebody who withdrew their use: all sources (ids) of the item, and the withdrawal's id.

    Example:
        >>> told = Withdrawn(frozenset({"s"}), "a" * 64)
        >>> told.covers("s"), told.covers(None), told.covers("another who gave the same bytes")
        (True, True, False)
    """

    sources: frozenset[str]
    withdrawal: str

    def covers(self, source: str | None) -> bool:
        """Whether the same bytes come from whoever withdrew; who else gives them gives something of their own."""
        return source is None or source in self.sources

    def refusal(self, name: str) -> Refused:
        """Why a file of this name is not taken in again."""
        return Refused(name, "these bytes are of somebody who withdrew, and are not taken in again",
                       f"Name the source if somebody else gave them, or workbench undo CASE {self.withdrawal[:12]} "
                       "if the withdrawal was false")  # fmt: skip


def withdrawn(case: Case) -> dict[str, Withdrawn]:
    """By digest, the items that count no more because somebody withdrew; none of them is destroyed yet."""
    state = case.state()
    wishes = state.withdrawals("stop-using", "destroy")
    if not wishes:
        return {}
    own = {one: lives[0].id for worker, lives in wishes.items() for one in state.speaking_of(worker).own}
    came: dict[str, set[str]] = {}
    for live in state.recorded("custody"):
        came.setdefault(live.record.item, set()).add(live.record.received_from or "")
    first = next(iter(wishes.values()))[0].id
    return {live.record.sha256: Withdrawn(frozenset({live.record.source or "", *came.get(live.id, ())}) - {""},
                                          own.get(live.id, first))
            for live in state.recorded("item")
            if state.withdrawn(live.id) and not state.set_aside(live.id)}  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Held:
    """What a case has of content, by digest: the items that count, those of whoever withdrew, and what nothing names.

    Example:
        >>> Held().known
        {}
    """

    known: dict[str, Taken] = dataclasses.field(default_factory=dict)
    withdrawn: dict[str, Withdrawn] = dataclasses.field(default_factory=dict)
    lying: Lying | None = None


def held(case: Case) -> Held:
    """What a case has, read once: an intake adds to `known` what it records."""
    return Held(known(case), withdrawn(case), lying(case))


def source_of(case: Case, key: str, agent: str, remark: Callable[[str], None] | None = None) -> str:
    """The id of the source of a key; one that is new is recorded, which `remark` is told.

    It is `unstated` until the register of sources says who told it, or the account of the worker whose key it is.

    Raises:
        Refused: whoever told it has withdrawn the use.
    """
    state = case.state()
    held = next((live for live in state.of("source") if live.record.key == key), None)
    workers = [one for one in state.of("entity") if one.record.key == key and one.record.schema in WORKERS]
    withdrew = any(one.id in state.withdrawals("stop-using", "destroy") for one in workers)
    # A source that was there before its worker, and of which nobody said who told it, is as much that worker's.
    if held and not (withdrew and held.record.kind == UNSTATED):
        return held.id
    gone = [one for one in state.recorded("source") if one.record.key == key and state.withdrawn(one.id)]
    if gone or withdrew:
        raise Refused(key, "whoever told this has withdrawn: nothing more is taken in from this source",
                      "Name another source, or undo the withdrawal if it was false")  # fmt: skip
    made = Source(key=key, label=key, kind=UNSTATED)
    told = "nothing says who told it, until the register of sources does"
    for one in workers:
        made, told = Source(key=key, label=one.record.label, kind="worker", worker=one.id), "told by this worker"
    if remark:
        remark(f"source-new: {key} is recorded as a source: {told}")
    with case.writing(agent) as writer:
        return writer.record(made)


def beside(case: Case, item: Live) -> Stored:
    """What is stored of an item, so that a copy made of it later is sealed with it."""
    record, objects = item.record, case.objects
    unit = objects.unit_of(record.object) if isinstance(objects, SealedObjects) else ""
    return Stored(record.object, record.sha256, record.size, unit)
