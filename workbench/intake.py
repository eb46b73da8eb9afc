"""Taking files in: preserve the bytes, read them in limited child processes, record what came of it."""

import contextlib
import dataclasses
import queue
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from workbench.casefile import Case, Writer
from workbench.casefile.objects import Stored
from workbench.extract import Extraction
from workbench.extract.door import MOST_BYTES
from workbench.extract.reader import Reader
from workbench.inbox import Found, RefusedPath, find
from workbench.records import CustodyEvent, Derivative, Item

BATCH = 32


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
    """What an intake did: every path named is in `items` or in `refused`."""

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


def add(
    case: Case,
    paths: Iterable[Path | str],
    *,
    agent: str,
    source: str | None = None,
    consent: str | None = None,
    jobs: int = 1,
    source_of: Callable[[str], str | None] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Intake:
    """Takes files and folders into a case: each file becomes an item with an outcome, or is refused with a reason.

    `agent` and `source` are ids; `source_of` gives the source's id by an item's name instead. Files are taken
    folder by folder in the order of their names, in batches that are durable one by one: a run that was cut off can
    simply be repeated. The ledger is the same whatever `jobs` is. `progress` is called with the number done and found.

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
    found = list(find(paths, case.path, refused))
    taken: list[Taken] = []
    with contextlib.ExitStack() as stack:
        readers = [stack.enter_context(Reader()) for _ in range(max(1, jobs))]
        pool = stack.enter_context(ThreadPoolExecutor(len(readers)))
        run = _Run(case, source_of or (lambda name: source), consent, readers, pool, refused)
        for start in range(0, len(found), BATCH):
            with case.writing(agent) as writer:
                taken += run.batch(writer, found[start : start + BATCH])
            run.seen = case.grown()
            if progress:
                progress(len(taken) + len(refused), len(found) + len(refused))
    return Intake(tuple(taken), tuple(refused))


@dataclasses.dataclass
class _Run:
    """One intake under way: what the case holds, and how it looked when this was last known."""

    case: Case
    home: Callable[[str], str | None]
    consent: str | None
    readers: list[Reader]
    pool: ThreadPoolExecutor
    refused: list[RefusedPath]
    known: dict[str, Taken] = dataclasses.field(default_factory=dict)
    seen: object = None

    def batch(self, writer: Writer, batch: list[Found]) -> list[Taken]:
        if self.case.grown() != self.seen:  # the first batch, or somebody else wrote while this process waited
            self.known = _known(self.case)
        stored = list(_preserve(writer, batch, self.known, self.refused))
        extractions = self.read(stored)
        taken = []
        for entry, kept in stored:
            home, earlier = self.home(entry.name), self.known.get(kept.sha256)
            if earlier is None:
                taken.append(_record(writer, entry, kept, extractions[kept.sha256], home, self.consent))
                self.known[kept.sha256] = taken[-1]
            else:
                taken.append(_record_again(writer, entry, earlier, home))
        return taken

    def read(self, stored: list[tuple[Found, Stored]]) -> dict[str, Extraction]:
        """What the readers made of each new file, by digest: of the preserved copy, never of the file handed over."""
        new = {
            kept.sha256: (kept.name, entry.name)
            for entry, kept in stored
            if kept.name and kept.sha256 not in self.known
        }
        idle: queue.SimpleQueue[Reader] = queue.SimpleQueue()
        for reader in self.readers:
            idle.put(reader)

        def one(stored_name: str, name: str) -> Extraction:
            reader = idle.get()
            try:
                with self.case.objects.lent(stored_name, whole_up_to=MOST_BYTES) as path:
                    return reader.read(path, name)
            finally:
                idle.put(reader)

        running = {digest: self.pool.submit(one, *names) for digest, names in new.items()}
        return {digest: future.result() for digest, future in running.items()}


def _preserve(
    writer: Writer, batch: list[Found], known: Mapping[str, Taken], refused: list[RefusedPath]
) -> Iterator[tuple[Found, Stored]]:
    for entry, kept in zip(batch, writer.store_files([entry.path for entry in batch], known=known), strict=True):
        if isinstance(kept, Stored):
            yield entry, kept
        else:  # a disk that is full stops the whole batch instead
            refused.append(RefusedPath.of(entry.name, kept))


def _record(
    writer: Writer, entry: Found, kept: Stored, extraction: Extraction, source: str | None, consent: str | None
) -> Taken:
    item = Item(
        sha256=kept.sha256, size=kept.size, object=kept.name, name=entry.name, source=source, consent=consent,
        media_type=extraction.media_type, kind=extraction.kind,
    )  # fmt: skip
    identity = writer.record(item)
    reasons = tuple((reason.code, reason.message) for reason in extraction.reasons)
    told = CustodyEvent(item=identity, action="intake", outcome=extraction.outcome, reasons=reasons)
    writer.record(dataclasses.replace(told, received_from=source))
    for made in extraction.made:
        copy = writer.store(made.data, beside=kept)
        tool = {"tool": made.tool, "version": made.version, "object": copy.name, "sha256": copy.sha256}
        writer.record(Derivative(item=identity, kind=made.kind, media_type=made.media_type, **tool))
    return Taken(identity, kept.sha256, entry.name, item.kind, item.media_type, extraction.outcome)


def _record_again(writer: Writer, entry: Found, earlier: Taken, source: str | None) -> Taken:
    detail = f"the same bytes came again as {entry.name}"
    writer.record(
        CustodyEvent(item=earlier.id, action="received-again", outcome="duplicate", received_from=source, detail=detail)
    )
    return dataclasses.replace(earlier, path=entry.name, duplicate=True)


def _known(case: Case) -> dict[str, Taken]:
    """What the case holds already, by digest, with the outcome of each item's first custody event."""
    state = case.state()
    outcomes: dict[str, str] = {}
    for live in state.of("custody"):
        outcomes.setdefault(live.record.item, live.record.outcome)
    known = {}
    for live in reversed(state.of("item")):
        item, outcome = live.record, outcomes.get(live.id, "unverifiable")
        known[item.sha256] = Taken(live.id, item.sha256, item.name, item.kind, item.media_type, outcome)
    return known
