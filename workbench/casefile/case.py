"""A case: a folder of plain files, its state folded from its ledger, and the only door through which it is written."""

import contextlib
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench import codebook
from workbench.casefile.disk import changing
from workbench.casefile.door import Door
from workbench.casefile.ledger import append, chains_in, head_of, read_chain, tip, tips_of
from workbench.casefile.line import Line, write_batch
from workbench.casefile.lock import locked
from workbench.casefile.objects import Objects, Stored
from workbench.casefile.state import State, fold
from workbench.casefile.vault import Vault
from workbench.errors import NoStart, Refused, Unknown, Unreadable, WorkbenchError
from workbench.markup import table
from workbench.records import KIND_OF, Access, CaseInfo, Record, content

if TYPE_CHECKING:
    from workbench.tables import Tables


class Case:
    """One investigation on disk.

    `path` is its folder. Reading needs no lock; writing goes through `writing`, one batch at a time.

    Example:
        >>> import tempfile
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent
        >>> folder = Path(tempfile.mkdtemp())
        >>> case = create(folder / "c", CaseInfo(title="Site A"), Agent(key="MJ", kind="person", name="M."))
        >>> case.info.title, len(case.state().all)
        ('Site A', 2)
    """

    def __init__(self, path: Path, door: Door, vault: Vault) -> None:
        self.path, self.door, self.vault = path, door, vault
        self.objects = Objects(path / "objects")
        self._seen: tuple[tuple[str, int], ...] | None = None

    def __repr__(self) -> str:
        try:
            return f"Case({self.info.title!r}, {len(self.state().of('item'))} items, head {self.head()[:12]})"
        except WorkbenchError as error:
            return f"Case({error})"

    def _repr_html_(self) -> str:
        state = self.state()
        rows = [(kind, len(state.of(kind))) for kind in ("item", "source", "entity", "relation", "event", "coding")]
        info = [("title", self.info.title), ("nature", self.info.nature), ("head", self.head())]
        return table([*info, *rows], ["what", "recorded"], f"Case {self.info.title}")

    @property
    def info(self) -> CaseInfo:
        """What the case is, as it was recorded first.

        Raises:
            NoStart: the ledger does not say it.
            BrokenLine, Damaged, NewerFormat: the ledger cannot be read.
        """
        recorded = self.state().of("case")
        if not recorded:
            raise NoStart(self.path)
        record: CaseInfo = recorded[0].record
        return record

    def chains(self) -> list[Path]:
        """The files of the ledger, sorted by name.

        Raises:
            Unreadable: the system does not let the folder be listed.
        """
        return chains_in(self.path / "ledger")

    def lines(self) -> Iterator[Line]:
        """Every event of every chain, chain by chain."""
        for file in self.chains():
            yield from read_chain(file)

    def state(self) -> State:
        """The records as they stand; read anew when a chain has grown."""
        grown = self.grown()
        if self._seen != grown:
            lines = list(self.lines())
            self._state, self._tips, self._seen = fold(lines, self.vault), tips_of(lines), grown
        return self._state

    def grown(self) -> tuple[tuple[str, int], ...]:
        """The chains and their sizes in bytes: what changes when anybody has written.

        Raises:
            Unreadable: the system does not let the ledger be looked at.
        """
        try:
            return tuple((file.name, file.stat().st_size) for file in self.chains())
        except OSError as error:
            raise Unreadable(self.path / "ledger", error.strerror) from None

    def tables(self) -> "Tables":
        """The records as pandas tables, one a kind: what `findings` takes."""
        state = self.state()
        records = ((live.id, live.record) for kind in KIND_OF.values() for live in state.of(kind))
        from workbench.tables import tabulate  # pandas, which intake and verify do not need

        return tabulate(records, self.head(), self.objects.read)

    def tips(self) -> dict[str, tuple[int, str]]:
        """For each chain, how many events it has and the digest of the last."""
        self.state()
        return self._tips

    def head(self) -> str:
        """The digest of all chain heads: it names one state of the case and no other."""
        return head_of(self.tips())

    def agent(self, key: str) -> str:
        """The id of the agent with this key.

        Raises:
            Unknown: no agent of this key is recorded; the nearest are named.
        """
        agents = {live.record.key: live.id for live in self.state().of("agent")}
        if key not in agents:
            raise Unknown(self.path.name, "agents", key, codebook.near(key, list(agents)))
        return agents[key]

    def log_access(self, agent: str, files: list[tuple[str, str]]) -> None:
        """Records which files left a copy outside the store, in a chain of its own that does not move the head.

        Raises:
            NotWritten: the system refused, as on a read-only drive.
        """
        with locked(self.path / ".lock"):
            with changing(self.path / "access"):
                (self.path / "access").mkdir(exist_ok=True)
            writer = Writer(self, agent, folder="access")
            writer.record(Access(action="export", head=self.head(), files=tuple(files)))
            writer.commit()

    @contextlib.contextmanager
    def writing(self, agent: str) -> Iterator["Writer"]:
        """One batch of records by an agent (its id): all of it is durable at the end, or none of it is there.

        A second process that writes waits; nothing is written when the block raises.

        Raises:
            NotWritten: the system refused, as on a full disk or a read-only drive; the case stands as it was.
            BrokenLine: the end of this agent's chain is damaged.
        """
        with locked(self.path / ".lock"):
            self.objects.clear_unfinished()
            writer = Writer(self, agent)
            yield writer
            writer.commit()


class Writer:
    """A batch that is being written: `record` gives each record its id at once, `store` keeps bytes."""

    def __init__(self, case: Case, agent: str, *, folder: str = "ledger") -> None:
        self.case, self.agent, self.folder = case, agent, folder
        self.chain = _chain_name(case.door.device(), agent)
        self.file = case.path / folder / f"{self.chain}.jsonl"
        self.tip = tip(self.file)
        self.pending: list[dict[str, Any]] = []

    def record(self, record: Record) -> str:
        """Adds a record to the batch and gives its id.

        Raises:
            BadValue: the record is not of the form that its schema in `evidence_schema/records/` asks.
            Refused: it is a note of counsel, and this is the ledger, which every bundle copies.
        """
        kind, values = KIND_OF[type(record)], content(record)
        if kind == "counsel" and self.folder != "counsel":
            raise Refused("counsel's note", "the ledger goes into bundles", "Record it with `note_aside`")
        codebook.check(kind, values)
        identity, body = self.case.vault.close(kind, values, self.case.door.salt())
        self.pending.append(
            {"agent": self.agent, "at": self.case.door.now(), "body": body, "id": identity, "kind": kind}
        )
        return identity

    def store(self, data: bytes | Path) -> Stored:
        """Keeps bytes, or a copy of a file, in the case's store; durable before a record can name it."""
        return self.case.objects.put_file(data) if isinstance(data, Path) else self.case.objects.put(data)

    def commit(self) -> None:
        """Makes the batch durable in one append."""
        if self.pending:
            append(self.file, write_batch(self.chain, self.tip, self.pending, self.case.door.signer(self.chain)))
            self.pending.clear()


def _chain_name(device: str, agent: str) -> str:
    return hashlib.sha256(f"{device}\n{agent}".encode()).hexdigest()[:32]
