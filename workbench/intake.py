"""Taking files in: preserve the bytes, read them in limited child processes, record what came of it."""

import contextlib
import dataclasses
import functools
import itertools
import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from workbench.casefile import Case, Writer
from workbench.casefile.ahead import copying
from workbench.casefile.objects import Copies, Objects, Stored
from workbench.codebook import SafePlace
from workbench.errors import NotWritten, WorkbenchError
from workbench.extract import MOST_BYTES, OPENED, Allowance, Extraction, Left, Reason, outcome_of, reason, taken_out
from workbench.extract.reader import Reader
from workbench.extract.sheltered import marked, watched
from workbench.inbox import Distant, Found, RefusedPath, find, spans
from workbench.records import Item
from workbench.taken import Held, Intake, Taken, held, record_again, record_custody, record_made

# So many files are recorded and durable together: small enough that little is done anew.
BATCH = 64
# So many batches are preserved under one lock, and those ahead are read meanwhile: readers seldom wait for the disk.
SPAN = 8
# How deep files within files are opened, how many on account of one file, and how many of the others are named.
DEEPEST, MOST_OPENED, MOST_LEFT = 5, 5000, 50

Pending = Callable[[], Extraction]
Elsewhere = Callable[[Objects, Mapping[str, tuple[str, str]]], dict[str, Extraction]]


def add(
    case: Case,
    paths: Iterable[Path | str | Distant],
    *,
    agent: str,
    source: str | Callable[[str], str | None] | None = None,
    consent: str | None = None,
    jobs: int = 1,
    elsewhere: Elsewhere | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Intake:
    """Takes files and folders into a case: each file becomes an item with an outcome, or is refused with a reason.

    `agent` and `source` are ids; `source` may also give the source's id by an item's name. Files are taken folder by
    folder in the order of their names, in batches that are durable one by one: a run that was cut off can simply be
    repeated. The ledger is the same whatever `jobs` is. `elsewhere` (a cluster) reads in place of the readers here: by
    digest, object and name of each file in, what it read out. `progress` is called with the number done and found.

    Example:
        >>> import tempfile
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> folder = Path(tempfile.mkdtemp())
        >>> _ = (folder / "note.txt").write_text("They keep our passports.")
        >>> case = create(folder / "case", CaseInfo(title="A"), Agent(key="MJ", kind="person", name="M. J."))
        >>> add(case, [folder / "note.txt"], agent=case.agent("MJ")).items[0].outcome
        'parsed'
    """
    refused: list[RefusedPath] = []
    found = [entry for entry in find(paths, case.path, refused) if not _shelters(entry, refused)]
    taken, done, every = list[Taken](), len(refused), len(refused) + len(found)
    with contextlib.ExitStack() as stack:
        readers = [stack.enter_context(Reader()) for _ in range(max(1, jobs))]
        pools = [stack.enter_context(ThreadPoolExecutor(len(readers))) for _ in range(2)]
        home = source if callable(source) else lambda name: source
        idle: queue.SimpleQueue[Reader] = queue.SimpleQueue()
        for reader in readers:
            idle.put(reader)
        local = [one.path for one in found if not one.distant]
        copies = stack.enter_context(copying(case.objects, local, unit=case.vault.new_unit))
        run = _Run(case, home, consent, idle, pools, copies, refused, elsewhere)
        for part in spans(found, BATCH, 1 if elsewhere else SPAN):
            with case.writing(agent) as writer:
                for count, made in run.span(writer, part):
                    taken.extend(made)
                    done += count
                    if progress:
                        progress(done, every)
            run.seen = case.grown()
    return Intake(tuple(taken), tuple(refused))


@dataclasses.dataclass(frozen=True)
class One:
    """One file in the store on its way to becoming an item: its name, and the item (an id) that it came out of."""

    name: str
    kept: Stored
    parent: str | None = None
    depth: int = 0
    changed: str | None = None
    place: str | None = None


@dataclasses.dataclass
class _Run:
    """One intake under way: what the case holds, and how it looked when this was last known."""

    case: Case
    home: Callable[[str], str | None]
    consent: str | None
    idle: "queue.SimpleQueue[Reader]"
    pools: list[ThreadPoolExecutor]
    copies: Copies
    refused: list[RefusedPath]
    elsewhere: Elsewhere | None = None
    held: Held = dataclasses.field(default_factory=Held)
    turn: threading.Lock = dataclasses.field(default_factory=threading.Lock)
    opened: int = 0
    allowance: Allowance = dataclasses.field(default_factory=lambda: Allowance(0))
    seen: object = None

    def span(self, writer: Writer, found: list[Found]) -> Iterator[tuple[int, list[Taken]]]:
        """Preserves all of these files and records them batch by batch: for each durable one its size and its items."""
        if self.case.grown() != self.seen:  # the first span, or somebody else wrote while this process waited
            self.held = held(self.case)
        writer.lying = self.held.lying
        # A shipped case is the same wherever it is built, so that it takes no time from the files of a checkout.
        told = [None if self.case.door.seeded else entry.changed for entry in found]
        batches: list[list[One]] = [[] for _ in range(0, len(found), BATCH)]
        reading: dict[str, Pending] = {}
        for number, kept in self.preserved(writer, found):
            entry = found[number]
            place = entry.distant.address if entry.distant else None
            batches[number // BATCH].append(One(entry.name, kept, changed=told[number], place=place))
            if self.elsewhere is None:  # it is read while the next one is preserved, and others are recorded
                self.begin(reading, batches[number // BATCH][-1:])
        for number, batch in enumerate(batches):
            self.begin(reading, batch)
            taken = list[Taken]()
            for one in batch:
                self.opened, self.allowance = 0, Allowance(one.kept.size)
                taken += self.take(writer, one, reading, self.home(one.name))
                reading.pop(one.kept.sha256, None)
            writer.so_far()
            yield min(BATCH, len(found) - number * BATCH), taken

    def preserved(self, writer: Writer, found: list[Found]) -> Iterator[tuple[int, Stored]]:
        """What was stored of each of these files, by its number among them; the others are refused."""
        for number, kept in enumerate(self.stored(writer, found)):
            if isinstance(kept, Stored):
                yield number, kept
            else:  # a disk that is full stops the whole batch instead
                self.refused.append(RefusedPath.of(found[number].name, kept))

    def stored(self, writer: Writer, found: list[Found]) -> Iterator[Stored | WorkbenchError]:
        for here, those in itertools.groupby(found, lambda entry: entry.distant is None):
            part = list(those)
            if here:
                yield from writer.store_copies(itertools.islice(self.copies, len(part)), known=self.held.known)
            for distant in [one.distant for one in part if one.distant]:
                try:
                    yield writer.store(watched(distant.pieces(), distant.name), known=self.held.known)
                except NotWritten:
                    raise
                except WorkbenchError as error:
                    yield error

    def take(self, writer: Writer, one: One, reading: Mapping[str, Pending], source: str | None) -> Iterator[Taken]:
        """Records one stored file, and after it every file that lies in it."""
        if (earlier := self.held.known.get(one.kept.sha256)) is not None:
            writer.leave(one.kept)  # it lay in an archive before it, and is kept from there
            yield record_again(writer, one.name, earlier, source, one.changed, one.place)
            return
        if (gone := self.held.withdrawn.get(one.kept.sha256)) and gone.covers(source):
            writer.leave(one.kept)
            self.refused.append(RefusedPath.of(one.name, gone.refusal(one.name)))
            return
        kept, found = one.kept, reading[one.kept.sha256]()
        item = Item(
            sha256=kept.sha256, size=kept.size, object=kept.name, name=one.name, source=source, consent=self.consent,
            media_type=found.media_type, kind=found.kind, parent=one.parent,
        )  # fmt: skip
        identity = writer.record(item)
        self.held.known[kept.sha256] = Taken(identity, kept.sha256, one.name, item.kind, item.media_type, found.outcome)
        inside, reasons = list[One](), list(found.reasons)
        if found.media_type in OPENED and found.outcome in ("parsed", "partial"):
            inside, left = self.open(writer, one, identity)
            reasons += left
        outcome = outcome_of(tuple(reasons))
        said = tuple((why.code, why.message) for why in reasons)
        record_custody(writer, identity, outcome, said, source, one.changed, one.place)
        record_made(writer, identity, kept, found.made)
        self.held.known[kept.sha256] = dataclasses.replace(self.held.known[kept.sha256], outcome=outcome)
        yield self.held.known[kept.sha256]
        for start in range(0, len(inside), BATCH):
            part, readings = inside[start : start + BATCH], dict[str, Pending]()
            self.begin(readings, part, 1)  # in turns with the files ahead, and not behind all of them
            for member in part:
                yield from self.take(writer, member, readings, source)

    def open(self, writer: Writer, one: One, identity: str) -> tuple[list[One], list[Reason]]:
        """What lies in a stored file, each preserved under its own digest, and why anything in it was left."""
        if one.depth >= DEEPEST or self.opened >= MOST_OPENED:
            return [], [reason("archive-too-deep")]
        if one.kept.unit and one.kept.size > MOST_BYTES:  # in a sealed case it would have to be held in memory
            return [], [reason("archive-not-opened", f"{one.kept.size} bytes, too many to be opened in a sealed case")]
        self.opened += 1
        fresh: set[str] = set()

        def keep(name: str, pieces: Iterator[bytes]) -> One:
            kept = writer.store(self.counted(pieces), known=self.held.known.keys() | fresh)
            fresh.add(kept.sha256)
            return One(f"{one.name}/{name}", kept, identity, one.depth + 1)

        with self.borrowed() as reader, self.case.objects.lent(one.kept.name, whole_up_to=MOST_BYTES) as path:
            found = list(taken_out(reader, path, one.name, keep))
        left = [entry.reason for entry in found if isinstance(entry, Left)]
        return [entry for entry in found if isinstance(entry, One)], list(dict.fromkeys(left[:MOST_LEFT]))

    def counted(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self.allowance.take(len(piece))
            yield piece

    def begin(self, reading: dict[str, Pending], stored: list[One], turn: int = 0) -> None:
        """Begins to read each new file, by digest: the preserved copy, never the file that was handed over."""
        fresh = [one for one in stored if one.kept.name and one.kept.sha256 not in self.held.known]
        new = {one.kept.sha256: (one.kept.name, one.name) for one in fresh if one.kept.sha256 not in reading}
        read = self.elsewhere(self.case.objects, new) if self.elsewhere and new else {}
        for digest, names in new.items():
            elsewhere = functools.partial(read.__getitem__, digest) if digest in read else None
            reading[digest] = elsewhere or self.pools[turn].submit(self.read, *names).result

    def read(self, stored_name: str, name: str) -> Extraction:
        """What the next reader that is free makes of one stored file."""
        with self.borrowed() as reader, self.case.objects.lent(stored_name, whole_up_to=MOST_BYTES) as path:
            return reader.read(path, name)

    @contextlib.contextmanager
    def borrowed(self) -> Iterator[Reader]:
        """A reader that nobody else uses meanwhile; whoever has waited gets one before who has just given his back."""
        with self.turn:
            reader = self.idle.get()
        try:
            yield reader
        finally:
            self.idle.put(reader)


def _shelters(entry: Found, refused: list[RefusedPath]) -> bool:
    """Whether this is a file of places that marks a safe house: it is refused before anything of it is copied."""
    words = None if entry.distant else marked(entry.path, entry.name)
    refused += [] if words is None else [RefusedPath.of(entry.name, SafePlace(entry.name, words))]
    return words is not None
