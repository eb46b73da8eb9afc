"""Taking files in: preserve the bytes, read them in limited child processes, record what came of it."""

import contextlib
import dataclasses
import os
import queue
import stat
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from workbench.casefile import Case, Writer
from workbench.casefile.objects import Stored
from workbench.errors import Damaged, Missing, Refused, Unreadable, WorkbenchError
from workbench.extract import Extraction
from workbench.extract.reader import Reader
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
class RefusedPath:
    """One path that was not taken in, and why."""

    path: str
    code: str
    message: str

    @classmethod
    def of(cls, path: str, error: WorkbenchError) -> "RefusedPath":
        """The refusal of a path, shown as text, for the reason that an error gives."""
        return cls(_name(path), error.code, str(error))


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


@dataclasses.dataclass(frozen=True)
class _Found:
    path: Path
    name: str


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
    found = list(_find(paths, case.path, refused))
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

    def batch(self, writer: Writer, batch: list[_Found]) -> list[Taken]:
        if self.case.grown() != self.seen:  # the first batch, or somebody else wrote while this process waited
            self.known = _known(self.case)
        stored = list(_preserve(writer, batch, self.refused))
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

    def read(self, stored: list[tuple[_Found, Stored]]) -> dict[str, Extraction]:
        """What the readers made of each new file, by digest: of the preserved copy, never of the file handed over."""
        new = {kept.sha256: (kept.name, entry.name) for entry, kept in stored if kept.sha256 not in self.known}
        idle: queue.SimpleQueue[Reader] = queue.SimpleQueue()
        for reader in self.readers:
            idle.put(reader)

        def one(stored_name: str, name: str) -> Extraction:
            reader = idle.get()
            try:
                return reader.read(self.case.objects.path(stored_name), name)
            finally:
                idle.put(reader)

        running = {digest: self.pool.submit(one, *names) for digest, names in new.items()}
        return {digest: future.result() for digest, future in running.items()}


def _find(paths: Iterable[Path | str], case: Path, refused: list[RefusedPath]) -> Iterator[_Found]:
    for path in map(Path, paths):
        try:
            mode = path.lstat().st_mode
        except (FileNotFoundError, NotADirectoryError, ValueError):
            refused.append(RefusedPath.of(str(path), Missing(path)))
            continue
        except OSError as error:
            refused.append(RefusedPath.of(str(path), Unreadable(path, error.strerror)))
            continue
        if _inside(path, case):
            own = Refused(path, "it stands inside the case itself", "Copy it out of the case first, then add the copy")
            refused.append(RefusedPath.of(str(path), own))
        elif stat.S_ISDIR(mode):
            yield from _walk(path, case, refused)
        else:
            yield _Found(path, _name(path.name))


def _inside(path: Path, case: Path) -> bool:
    return path.resolve().is_relative_to(case.resolve())


def _walk(folder: Path, case: Path, refused: list[RefusedPath]) -> Iterator[_Found]:
    def unreadable(error: OSError) -> None:
        lost = Unreadable(error.filename, error.strerror)
        refused.append(RefusedPath.of(os.path.relpath(error.filename, folder), lost))

    for here, folders, files in os.walk(folder, onerror=unreadable):
        folders.sort(key=os.fsencode)
        if _inside(Path(here), case):
            folders.clear()  # a case is not evidence of itself
            continue
        links = [name for name in folders if (Path(here) / name).is_symlink()]
        for name in sorted([*files, *links], key=os.fsencode):
            path = Path(here) / name
            yield _Found(path, _name(os.path.relpath(path, folder)))


def _name(name: str) -> str:
    """The name as text: bytes that are no UTF-8 are written as \\xNN, so that the ledger can hold any name."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _preserve(writer: Writer, batch: list[_Found], refused: list[RefusedPath]) -> Iterator[tuple[_Found, Stored]]:
    for entry in batch:
        try:
            yield entry, writer.store(entry.path)
        except (Missing, Refused, Unreadable, Damaged) as error:  # a disk that is full stops the whole batch instead
            refused.append(RefusedPath.of(entry.name, error))


def _record(
    writer: Writer, entry: _Found, kept: Stored, extraction: Extraction, source: str | None, consent: str | None
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
        copy = writer.store(made.data)
        tool = {"tool": made.tool, "version": made.version, "object": copy.name, "sha256": copy.sha256}
        writer.record(Derivative(item=identity, kind=made.kind, media_type=made.media_type, **tool))
    return Taken(identity, kept.sha256, entry.name, item.kind, item.media_type, extraction.outcome)


def _record_again(writer: Writer, entry: _Found, earlier: Taken, source: str | None) -> Taken:
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
