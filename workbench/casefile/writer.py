"""One batch of records on its way into a case: closed, chained, signed, durable in one append."""

import dataclasses
from collections.abc import Callable, Container, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench import codebook
from workbench.casefile.batch import pieces_of
from workbench.casefile.chains import chain_name
from workbench.casefile.ledger import append, tip
from workbench.casefile.line import FORMS
from workbench.casefile.objects import Copies, Stored
from workbench.errors import BadValue, Refused, WorkbenchError
from workbench.records import KIND_OF, Record, content, encoded, record_id

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

    from workbench.casefile.adopting import Lying
    from workbench.casefile.case import Case


@dataclasses.dataclass(frozen=True)
class _Pending:
    kind: str
    id: str
    salt: str
    values: dict[str, Any]
    at: str
    apart: bool = False


@dataclasses.dataclass
class Batch:
    """Records that were handed on together; `durable`: they and whatever they name are on the disk.

    Example:
        >>> Batch().durable
        False
    """

    durable: bool = False
    lines: list[bytes] = dataclasses.field(default_factory=list, repr=False)
    objects: set[str] = dataclasses.field(default_factory=set, repr=False)
    kinds: set[str] = dataclasses.field(default_factory=set, repr=False)


class Writer:
    """A batch under way, of an agent (an id, or empty): `record` gives a record its id at once, `store` keeps bytes."""

    def __init__(self, case: "Case", agent: str, *, folder: str = "ledger") -> None:
        if not FORMS["agent"].fullmatch(agent):  # a line of it could never be read again
            raise BadValue("writing", "agent", agent, "the id that `case.agent(KEY)` gives")
        self.lying: Lying | None = None  # what is named in the place of new copies of the same content
        case.vault.touch()
        self.case, self.agent, self.folder = case, agent, folder
        own = case.vault.signer()
        self.chain = chain_name(case.door.device(), agent, own.public if own else "")
        self.signer = own or case.door.signer(self.chain)
        self.file = case.path / folder / f"{self.chain}.jsonl"
        self.tip = tip(self.file)
        self.ground = case.ground() if case.sealed else None
        self._pending: list[_Pending] = []
        self._stored: dict[str, str] = {}
        self._next: Batch | None = None
        self._under_way: tuple[Batch, Future[None]] | None = None
        self._other: ThreadPoolExecutor | None = None

    def record(self, record: Record, *, apart: bool = False) -> str:
        """Adds a record to the batch and gives its id; `apart`: in a sealed case, under a key of its own.

        Raises:
            BadValue: the record is not of the form that its schema in `evidence_schema/records/` asks.
            Refused: it is a note of counsel, and this is the ledger, which every bundle copies.
        """
        kind, values = KIND_OF[type(record)], content(record)
        if kind == "counsel" and self.folder != "counsel":
            raise Refused("counsel's note", "the ledger goes into bundles", "Record it with `note_aside`")
        codebook.check(kind, values)
        salt = self.case.door.salt()
        identity = record_id(kind, salt, values)
        self._pending.append(_Pending(kind, identity, salt, values, self.case.door.now(), apart))
        return identity

    def store(
        self, data: bytes | Path | Iterator[bytes], *, beside: Stored | None = None, known: Container[str] = ()
    ) -> Stored:
        """Keeps bytes (whole or in pieces), or a copy of a file, in the store of the case; durable before the batch is.

        In a sealed case a copy that was made from an item is sealed with it: `beside` is what was stored of the item.
        Content whose SHA-256 is `known` need not be kept again.
        """
        unit = beside.unit if beside else self.case.vault.new_unit()
        objects = self.case.objects
        if isinstance(data, Path):
            kept = objects.put_file(data, unit=unit, known=known)
        elif isinstance(data, bytes):
            kept = objects.put(data, unit=unit)
        else:
            kept = objects.put_pieces(data, unit=unit, known=known)
        return self._noted(kept, beside.unit if beside else None)

    def store_copies(self, copies: Copies, *, known: Container[str] = ()) -> Iterator[Stored | WorkbenchError]:
        """Keeps copies that `Case.copying` makes: for each in turn what `store` gives, or the error that refuses it.

        What one of them brought is known to those behind it.

        Raises:
            NotWritten: the system refused, as on a full disk.
        """
        for kept in self.case.objects.put_copies(copies, known=known):
            yield self._noted(kept) if isinstance(kept, Stored) else kept

    def _noted(self, kept: Stored, unit: str | None = None) -> Stored:
        if self.lying:
            kept = self.lying.instead(kept, unit, self.case.objects.incoming.leave)
        self._stored[kept.name] = kept.unit
        return kept

    def leave(self, kept: Stored) -> None:
        """Lets go of what was stored and is not going to be named: in a sealed case, content that came by another way.

        In a case that is not sealed the same bytes have one name, and nothing is done.
        """
        if kept.unit:
            self.case.objects.incoming.leave(kept.name)

    def commit(self) -> None:
        """Makes the batch durable: first what was stored, then the keys of its units, then the batch in one append."""
        self._catch_up()
        with self.case.objects.settling():  # lines are closed while the disk works; none stands before it has ended
            batch = [*self._lines()] if self._stored else self._lines()
        self._append(batch)

    def so_far(self) -> None:
        """Makes durable, as a batch of its own, what was recorded until now, with the objects that it names.

        What was stored beyond them stays where it waits, so that it can be read meanwhile.

        Raises:
            NotWritten: the system refused.
        """
        self._catch_up()
        self.case.objects.settle(self._named())
        self._append(self._lines())

    def hand_on(self) -> Batch:
        """As `so_far`, but the disk works while more is recorded: the batch says when it is durable.

        It is when `so_far` or the block has ended, and two calls later at the latest. Where the block raises, what was
        handed on is durable or not there.

        Raises:
            NotWritten: the system refused this batch or one before it; none behind it is written either.
        """
        batch = Batch(objects=self._named(), kinds={one.kind for one in self._pending})
        self._begin()  # the copies of the batch before this one had time to reach the disk
        if self._pending:
            batch.lines = [*self._lines()]
            self._pending.clear()
            self._next = batch
        batch.durable = not batch.lines
        return batch

    def close(self) -> None:
        """Waits for what another thread is writing; whatever was not begun is never written."""
        self._next = None
        if self._other is not None:
            self._other.shutdown()

    def _begin(self) -> None:
        """Has another thread write the batch that is next, after the one that it writes."""
        self._wait()
        if self._next is not None:
            write = self._ready(self._next)
            if self._other is None:
                from concurrent.futures import ThreadPoolExecutor  # most batches are written while their writer waits

                self._other = ThreadPoolExecutor(1)
            self._under_way, self._next = (self._next, self._other.submit(write)), None

    def _wait(self) -> None:
        if self._under_way is not None:
            batch, future = self._under_way
            future.result()  # raised again each time: nothing may be chained to what is not there
            self._under_way = None
            self._written(batch)

    def _catch_up(self) -> None:
        """Makes durable whatever was handed on."""
        self._wait()
        if self._next is not None:
            self._ready(self._next)()
            self._written(self._next)
            self._next = None

    def _ready(self, batch: Batch) -> Callable[[], None]:
        """What is left to be done for a batch whose copies have their names and whose keys are durable."""
        names = self.case.objects.named(batch.objects)
        self.case.vault.flush()

        def write() -> None:
            names()
            append(self.file, batch.lines)

        return write

    def _written(self, batch: Batch) -> None:
        batch.durable, batch.lines = True, []
        self._follow(batch.kinds)

    def _named(self) -> set[str]:
        return {str(one.values.get("object", "")) for one in self._pending}

    def _lines(self) -> Iterator[bytes]:
        """The lines of what was recorded in pieces; every record is closed at once, so that `flush` has its key."""
        return self._chained([self._closed(one) for one in self._pending])

    def _chained(self, events: list[dict[str, Any]]) -> Iterator[bytes]:
        self.tip = yield from pieces_of(self.chain, self.tip, events, self.signer)

    def _append(self, lines: Iterable[bytes]) -> None:
        if not self._pending:
            return
        before = self.tip
        self.case.vault.flush()
        try:
            append(self.file, lines)
        except BaseException:
            self.tip = before
            raise
        self._follow({one.kind for one in self._pending})
        self._pending.clear()

    def _follow(self, kinds: set[str]) -> None:
        if self.ground is not None and self.folder == "ledger":
            self.ground.follow(self.case, kinds)

    def _closed(self, one: _Pending) -> dict[str, Any]:
        vault, unit = self.case.vault, ""
        if self.ground is not None and one.kind not in vault.in_clear:
            units = self.ground.units
            home = "" if one.apart else units.unit_for(one.kind, one.values, self._stored)
            unit = home or vault.new_unit()
            units.learn(one.kind, one.id, one.values, unit)
        _, body = vault.close(one.kind, one.values, one.salt, unit, identity=one.id)
        # Its parts were judged when its id was made of them.
        return {"agent": self.agent, "at": one.at, "body": encoded(body), "id": one.id, "kind": one.kind}
