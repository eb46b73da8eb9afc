"""A case: a folder of plain files, its state folded from its ledger, and the only door through which it is written."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from workbench import codebook
from workbench.casefile.chains import chains_in, head_of, is_fork, tips_of
from workbench.casefile.destroying import finish_destroying
from workbench.casefile.disk import changing
from workbench.casefile.door import Door
from workbench.casefile.finishing import finish_batches, finish_merging
from workbench.casefile.formats import may_write
from workbench.casefile.ground import Ground, ground
from workbench.casefile.growing import Known, known
from workbench.casefile.ledger import read_chain
from workbench.casefile.line import Line
from workbench.casefile.lock import locked
from workbench.casefile.objects import Objects
from workbench.casefile.roster import holders, mend
from workbench.casefile.sealed_objects import SealedObjects
from workbench.casefile.sealed_vault import SealedVault
from workbench.casefile.shown import card_of, line_of, names_of, no_such_name
from workbench.casefile.snapshot import remembered
from workbench.casefile.state import State
from workbench.casefile.vault import Vault
from workbench.casefile.weakly import weakly
from workbench.casefile.writer import Writer
from workbench.errors import NoStart, Unknown, Unreadable
from workbench.records import Access, CaseInfo

if TYPE_CHECKING:
    from workbench.tables import Tables


class Case:
    """One investigation on disk.

    `path` is its folder. Reading needs no lock; writing goes through `writing`, one batch at a time. A sealed case asks
    for a passphrase when its content is first needed, and closes itself when nobody works in it.

    Example:
        >>> import tempfile
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent
        >>> case = create(Path(tempfile.mkdtemp()) / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> case.info.title
        'A'
    """

    def __init__(self, path: Path, door: Door, vault: Vault) -> None:
        self.path, self.door, self.vault = path, door, vault
        self.objects: Objects = Objects(path / "objects")
        self._seen: tuple[tuple[str, int, int], ...] | None = None
        self._known: Known | None = None
        self._ground: Ground | None = None
        if isinstance(vault, SealedVault):
            self.objects = SealedObjects(path / "objects", key_of=vault.key_of, salt=door.salt)
            vault.on_lock = weakly(self.forget)  # a case that nobody holds is gone at once, with its keys

    def forget(self) -> None:
        """Drops what was read of the case: the next look reads it anew."""
        self._seen = self._known = self._ground = None

    @property
    def sealed(self) -> bool:
        """True where content is closed under keys."""
        return self.vault.sealed

    def unlock(self, passphrase: str | None = None) -> "Case":
        """Opens a sealed case for whoever's passphrase this is; without one, it is asked for. An unsealed case is open.

        Raises:
            Locked: there is no passphrase, and nobody to ask.
            WrongPassphrase: it is nobody's.
        """
        if isinstance(self.vault, SealedVault) and passphrase is not None:
            self.vault.unlock(passphrase)
        self.vault.touch()
        return self

    def lock(self) -> None:
        """Closes a sealed case at once: its keys and what was read of it are dropped from here."""
        if isinstance(self.vault, SealedVault):
            self.vault.lock()

    @property
    def is_open(self) -> bool:
        """True where content can be read without asking anybody: of an unsealed case, and of one that was unlocked."""
        return not isinstance(self.vault, SealedVault) or self.vault.is_open

    __repr__, _repr_html_, __dir__ = line_of, card_of, names_of
    if not TYPE_CHECKING:
        __getattr__ = no_such_name

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
        """The files of the ledger, sorted by name; raises `Unreadable` where the folder may not be listed."""
        return chains_in(self.path / "ledger")

    def lines(self) -> Iterator[Line]:
        """Every event of every chain, chain by chain; of a fork, only what is its own."""
        files, seen = self.chains(), set[str]()
        forked = any(is_fork(file) for file in files)
        for file in files:
            for line in read_chain(file):
                if line.digest not in seen:
                    yield line
                if forked:
                    seen.add(line.digest)

    def state(self) -> State:
        """The records as they stand; what was added is read when a chain has grown."""
        return self.known().state

    def known(self) -> Known:
        """The state, and how far each chain was read for it; raises as `lines` and `state.fold`."""
        self.vault.touch()
        grown = self.grown()
        found = self._known
        if self._seen != grown or found is None:
            self.vault.refresh()
            found = known(self, found) if found else remembered(self) or known(self, None)
            self._known, self._seen = found, grown
        return found

    def ground(self) -> Ground:
        """Under whose keys the records of a sealed case stand, and its members; raises as `state`."""
        self._ground = ground(self, self._ground)
        return self._ground

    def grown(self) -> tuple[tuple[str, int, int], ...]:
        """The chains, their sizes in bytes and when they changed: a batch may take the place of a torn one of its size.

        Raises:
            Unreadable: the system does not let the ledger be looked at.
        """
        try:
            found = [(file.name, file.stat()) for file in self.chains()]
            return tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in found)
        except OSError as error:
            raise Unreadable(self.path / "ledger", error.strerror) from None

    def tables(self, known_by: str | None = None) -> "Tables":
        """The records as pandas tables, one a kind: what `findings` takes; `known_by` a day, as they stood then."""
        from workbench.casefile.tabled import tables_of  # pandas, which intake and verify do not need

        return tables_of(self, folded=self._known is not None, known_by=known_by)

    def tips(self) -> dict[str, tuple[int, str]]:
        """For each chain, how many events it has and the digest of the last; of a sealed case too, without a key."""
        grown = self.grown()
        if self._seen != grown or self._known is None:
            return tips_of(self.lines())
        return self._known.tips

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

    def member_agent(self) -> str:
        """The id of the agent whose passphrase opened this sealed case.

        Raises:
            Unknown: whoever opened it, as with the recovery key, is no agent of the case.
        """
        member = self.vault.secrets.member if isinstance(self.vault, SealedVault) else ""
        if member not in (held := holders(self.state())):
            raise Unknown(self.path.name, "agents", f"member {member}", [])
        return held[member].id

    def log_access(
        self, agent: str, files: list[tuple[str, str]], *, release: str | None = None, audience: str | None = None
    ) -> None:
        """Records which files left a copy outside the store, in a chain of its own that does not move the head.

        Raises:
            NotWritten: the system refused, as on a read-only drive.
        """
        action = "release" if release else "export"
        self.log(agent, Access(action=action, head=self.head(), files=tuple(files), release=release, audience=audience))

    def log(self, agent: str, told: Access) -> None:
        """Records a look in the chain of looks, which does not move the head.

        Raises:
            NotWritten: the system refused, as on a read-only drive.
        """
        with self.holding():
            with changing(self.path / "access"):
                (self.path / "access").mkdir(exist_ok=True)
            writer = Writer(self, agent, folder="access")
            writer.record(told)
            writer.commit()

    @contextlib.contextmanager
    def holding(self) -> Iterator[None]:
        """Holds the case alone, after ending whatever an earlier act was cut off in; raises as `writing`."""
        may_write(self.path)
        self.vault.touch()
        with locked(self.path / ".lock"):
            self.objects.clear_unfinished()
            finish_merging(self.path)
            if isinstance(self.vault, SealedVault):
                # What colleagues have written says under whose keys new records go, and who is in the team.
                mend(self.vault, self.ground().members)
                finish_batches(self.chains())
            finish_destroying(self)
            yield

    @contextlib.contextmanager
    def writing(self, agent: str) -> Iterator[Writer]:
        """One batch of records by an agent (its id): all of it is durable at the end, or none of it is there.

        A second process that writes waits; where the block raises, only what was made durable before is there.

        Raises:
            NotWritten: the system refused, as on a full disk or a read-only drive; the case stands as it was.
            OlderFormat: the case has to be migrated first.
            BrokenLine: the end of this agent's chain is damaged.
            BadValue: this is no id, as `agent` gives it.
        """
        with self.holding(), self.objects.gathering(), contextlib.closing(Writer(self, agent)) as writer:
            yield writer
            writer.commit()
