"""The custody of one item: who had it, from whom, how, when and where, what was made of it, and who took a copy.

It says that the bytes are those that were taken in. It cannot say who made them, nor whether they show the truth.
"""

import dataclasses
from collections.abc import Iterable
from typing import Any

from workbench.casefile import Live, State
from workbench.casefile.withdrawal import ACTS
from workbench.errors import Unknown
from workbench.extract.passed_on import LOSSES
from workbench.findings.hands import named, when
from workbench.records import Access, CustodyEvent, Item
from workbench.records.tellers import COLLECTED, TRANSFER, tellers

SAYS = "This sheet shows integrity since intake, not authorship."
# What an event is in PREMIS (event types of the Library of Congress); what is not listed is kept as it is called here.
PREMIS = {
    COLLECTED: "capture", TRANSFER: "transfer", "intake": "ingestion", "received-again": "ingestion",
    "sidecar-checked": "fixity check",
}  # fmt: skip
ASKED = ("collected_by", "received_from", "method", "occurred", "place", "consent")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Happened:
    """One custody event: `at` is when it was recorded, in UTC by the device's clock; `told` is what was said of it.

    `aside` says why it does not count any more; it stays on the sheet. `premis` is its PREMIS event type.
    """

    id: str
    at: str
    agent: str
    action: str
    premis: str
    outcome: str
    told: CustodyEvent
    received_from: str | None
    consent: str | None
    sidecar: str | None
    aside: str | None

    def facts(self) -> dict[str, str | None]:
        """What is told of it, in a fixed order, None where nothing is."""
        told = self.told
        return {
            "collected_by": told.collected_by, "received_from": self.received_from, "received_by": told.received_by,
            "method": told.method, "occurred": when(told.occurred, told.zone), "place": told.place,
            "consent": self.consent, "detail": told.detail, "sidecar": self.sidecar,
        }  # fmt: skip


@dataclasses.dataclass(frozen=True, kw_only=True)
class Copied:
    """A working copy made from the item: its kind, digest, tool and version, and when it was recorded."""

    id: str
    at: str
    kind: str
    media_type: str
    sha256: str
    tool: str
    version: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class Left:
    """A look that left a copy outside the store; `whole` where it was of the case and not of this item alone."""

    id: str
    at: str
    agent: str
    action: str
    head: str
    files: tuple[tuple[str, str], ...]
    whole: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class Lost:
    """Something that the item no longer carries: a code of `checks.toml`, a sentence, and how that is known."""

    code: str
    message: str
    known: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class Doubted:
    """A key that signed something of an item and is not like others: made with the recovery key, or revoked.

    `agent` is whose key it is, `signing` the public key, `made_at` when it was let in (UTC); `revoked_since` is the day
    from which it is not to be trusted. Whoever held the recovery key made it, in the name of that agent.
    """

    agent: str
    signing: str
    made_at: str
    recovered: bool
    revoked_since: str | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Custody:
    """The whole custody record of an item at one head of the ledger.

    `origin` has the six questions of collection with their answers, None where nothing is on record; `stored` is what
    rehashing the stored bytes came to when the record was made (ok, changed, missing, unverifiable); `source` names
    all who told it (`records.tellers`), `doubted` are the keys among those that signed for it. `merged` are the merges
    with another copy of the case since the item was taken in: looks that left no copy, but show that there was one.
    `stopped` is when a worker with whom the item goes first stopped its sharing.
    """

    id: str
    item: Item
    case: str
    nature: str
    head: str
    stored: str
    source: str | None
    origin: dict[str, str | None]
    losses: tuple[Lost, ...]
    events: tuple[Happened, ...]
    copies: tuple[Copied, ...]
    left: tuple[Left, ...]
    doubted: tuple[Doubted, ...] = ()
    merged: tuple[Left, ...] = ()
    stopped: str | None = None

    @property
    def silent(self) -> tuple[str, ...]:
        """The questions of collection that nothing on record answers."""
        return tuple(name for name, answer in self.origin.items() if answer is None)

    def document(self) -> dict[str, Any]:
        """The same as plain values, for JSON."""
        item = self.item
        return {
            "says": SAYS, "case": self.case, "nature": self.nature, "ledger": {"head": self.head},
            "item": {"id": self.id, "name": item.name, "sha256": item.sha256, "size": item.size, "kind": item.kind,
                     "media_type": item.media_type, "source": self.source, "stored": self.stored,
                     "sharing_stopped": self.stopped},
            "origin": self.origin, "not_on_record": list(self.silent),
            "losses": [dataclasses.asdict(one) for one in self.losses],
            "events": [
                {"id": one.id, "at": one.at, "agent": one.agent, "action": one.action, "premis": one.premis,
                 "outcome": one.outcome, "set_aside": one.aside,
                 "reasons": [{"code": code, "message": message} for code, message in one.told.reasons],
                 **{name: value for name, value in one.facts().items() if value is not None}}
                for one in self.events
            ],
            "keys": [dataclasses.asdict(one) for one in self.doubted],
            "derivatives": [dataclasses.asdict(one) for one in self.copies],
            "accesses": [
                {**dataclasses.asdict(one), "files": [{"path": path, "sha256": sha} for path, sha in one.files]}
                for one in self.left
            ],
            "merges": [{"id": one.id, "at": one.at, "agent": one.agent, "head": one.head} for one in self.merged],
        }  # fmt: skip


def custody(
    state: State, item: str, *, looks: State, head: str, stored: str, doubted: Iterable[Doubted] = ()
) -> Custody:
    """The custody record of an item (its id), from the state of the ledger and of the chain of looks.

    Source: PREMIS 3.0 (objects, events, agents, rights); Berkeley Protocol (HR/PUB/20/2), chain of custody.

    Raises:
        Unknown: the state has no item of this id.

    Example:
        >>> item = Item(sha256="a" * 64, size=3, object="a" * 64, name="x.txt", media_type="text/plain", kind="text")
        >>> empty = State((), {})
        >>> made = custody(State((Live("b" * 64, "2026-01-15T09:00:00Z", "c" * 64, "item", item),), {}), "b" * 64,
        ...                looks=empty, head="d" * 64, stored="ok")
        >>> made.silent == ASKED
        True
    """
    live = state.get(item)
    if live is None or not isinstance(live.record, Item):
        raise Unknown("custody", "item", item, [])
    info = state.of("case")
    events = tuple(_happened(state, one) for one in state.all if one.kind == "custody" and one.record.item == item)
    counted = [one for one in events if one.aside is None]
    of_it = [one for one in looks.all if _of(one, live)]
    known = state.tellers.get(item) or tellers([(item, live.record)], [one.told for one in counted]).get(item, ())
    source = "; ".join(filter(None, (named(state, one) for one in known))) or None
    return Custody(
        id=item, item=live.record, case=info[0].record.title if info else "unknown",
        nature=info[0].record.nature if info else "unknown", head=head, stored=stored, source=source,
        origin=_origin(counted, source, named(state, live.record.consent)), losses=tuple(_losses(counted)),
        events=events, copies=tuple(_copied(one) for one in state.of("derivative") if one.record.item == item),
        left=tuple(_left(state, one, live) for one in of_it if one.record.files), doubted=tuple(doubted),
        merged=tuple(_left(state, one, live) for one in of_it if one.record.action == "merge"),
        stopped=min((one.at for worker, acts in state.withdrawals(*ACTS).items()
                     if item in state.speaking_of(worker).own for one in acts), default=None),
    )  # fmt: skip


def _happened(state: State, live: Live) -> Happened:
    told: CustodyEvent = live.record
    aside = [one.record.reason for one in state.corrections.get(live.id, ()) if not state.set_aside(one.id)]
    return Happened(
        id=live.id, at=live.at, agent=named(state, live.agent) or "unknown", action=told.action, told=told,
        premis=PREMIS.get(told.action, told.action), outcome=told.outcome, sidecar=named(state, told.sidecar),
        received_from=named(state, told.received_from), consent=named(state, told.consent),
        aside="; ".join(aside) or None if state.set_aside(live.id) else None,
    )  # fmt: skip


def _origin(events: list[Happened], source: str | None, consent: str | None) -> dict[str, str | None]:
    """The six questions: as the latest account of the collection answers them, else as the item itself does."""
    answers: dict[str, str | None] = dict.fromkeys(ASKED)
    for one in events:
        if one.action == COLLECTED:
            answers |= {name: value for name, value in one.facts().items() if name in ASKED and value is not None}
    answers["received_from"] = answers["received_from"] or source
    answers["consent"] = answers["consent"] or consent
    return answers


def _losses(events: Iterable[Happened]) -> Iterable[Lost]:
    for one in events:
        read = [(code, message, "read from the file") for code, message in one.told.reasons if code in LOSSES]
        stated = [(code, message, f"stated by {one.agent}") for code, message in one.told.losses]
        for code, message, known in [*read, *stated]:
            yield Lost(code=code, message=message, known=known)


def _copied(live: Live) -> Copied:
    made = live.record
    shown = {name: getattr(made, name) for name in ("kind", "media_type", "sha256", "tool", "version")}
    return Copied(id=live.id, at=live.at, **shown)


def _of(one: Live, live: Live) -> bool:
    """Whether a look was at this item, or at the whole case when this item was part of it."""
    look: Access = one.record
    return live.id in look.items or (not look.items and one.at >= live.at)


def _left(state: State, one: Live, live: Live) -> Left:
    look: Access = one.record
    return Left(id=one.id, at=one.at, agent=named(state, one.agent) or "nobody named", action=look.action,
                head=look.head, files=look.files, whole=live.id not in look.items)  # fmt: skip
