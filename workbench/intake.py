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

    `agent` and `source` are ids; `source_of` gives the source's id by an item's name instead. Files are taken in the
    order of their names, in batches that are durable one by one: a run that was cut off can simply be repeated. The
    ledger is the same whatever `jobs` is. `progress` is called with the number done and the number found.

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
    known, seen = _known(case), case.grown()
    with contextlib.ExitStack() as stack:
        readers = [stack.enter_context(Reader()) for _ in range(max(1, jobs))]
        pool = stack.enter_context(ThreadPoolExecutor(len(readers)))
        for start in range(0, len(found), BATCH):
            with case.writing(agent) as writer:
                if case.grown() != seen:  # somebody else wrote while this process waited
                    known = _known(case)
                stored = list(_preserve(writer, found[start : start + BATCH], refused))
                extractions = _read(case, stored, known, readers, pool)
                for entry, kept in stored:
                    home = source_of(entry.name) if source_of else source
                    if kept.sha256 not in known:
                        known[kept.sha256] = _record(writer, entry, kept, extractions[kept.sha256], home, consent)
                        taken.append(known[kept.sha256])
                    else:
                        taken.append(_record_again(writer, entry, known[kept.sha256], home))
            seen = case.grown()
            if progress:
                progress(len(taken) + len(refused), len(found) + len(refused))
    return Intake(tuple(taken), tuple(refused))


def _find(paths: Iterable[Path | str], case: Path, refused: list[RefusedPath]) -> Iterator[_Found]:
    for path in map(Path, paths):
        try:
            mode = path.lstat().st_mode
        except (OSError, ValueError) as error:
            refused.append(_refusal(_name(str(path)), _not_there(path, error)))
            continue
        if _inside(path, case):
            own = Refused(path, "it stands inside the case itself", "Copy it out of the case first, then add the copy")
            refused.append(_refusal(_name(str(path)), own))
        elif stat.S_ISDIR(mode):
            yield from _walk(path, case, refused)
        else:
            yield _Found(path, _name(path.name))


def _not_there(path: Path, error: OSError | ValueError) -> WorkbenchError:
    if isinstance(error, FileNotFoundError | NotADirectoryError | ValueError):
        return Missing(path)
    return Unreadable(path, error.strerror)


def _inside(path: Path, case: Path) -> bool:
    return path.resolve().is_relative_to(case.resolve())


def _walk(folder: Path, case: Path, refused: list[RefusedPath]) -> Iterator[_Found]:
    def unreadable(error: OSError) -> None:
        lost = Unreadable(error.filename, error.strerror)
        refused.append(_refusal(_name(os.path.relpath(error.filename, folder)), lost))

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


def _refusal(name: str, error: WorkbenchError) -> RefusedPath:
    return RefusedPath(name, error.code, str(error))


def _preserve(writer: Writer, batch: list[_Found], refused: list[RefusedPath]) -> Iterator[tuple[_Found, Stored]]:
    for entry in batch:
        try:
            yield entry, writer.store(entry.path)
        except (Missing, Refused, Unreadable, Damaged) as error:  # a disk that is full stops the whole batch instead
            refused.append(_refusal(entry.name, error))


def _read(
    case: Case,
    stored: list[tuple[_Found, Stored]],
    known: dict[str, Taken],
    readers: list[Reader],
    pool: ThreadPoolExecutor,
) -> dict[str, Extraction]:
    """What the readers made of each new file, by digest; they read the preserved copy, never the file handed over."""
    wanted = {
        kept.sha256: (case.objects.path(kept.name), entry.name) for entry, kept in stored if kept.sha256 not in known
    }
    idle: queue.SimpleQueue[Reader] = queue.SimpleQueue()
    for reader in readers:
        idle.put(reader)

    def one(path: Path, name: str) -> Extraction:
        reader = idle.get()
        try:
            return reader.read(path, name)
        finally:
            idle.put(reader)

    running = {digest: pool.submit(one, path, name) for digest, (path, name) in wanted.items()}
    return {digest: future.result() for digest, future in running.items()}


def _record(
    writer: Writer, entry: _Found, kept: Stored, extraction: Extraction, source: str | None, consent: str | None
) -> Taken:
    item = Item(
        sha256=kept.sha256, size=kept.size, object=kept.name, name=entry.name, source=source, consent=consent,
        media_type=extraction.media_type, kind=extraction.kind,
    )  # fmt: skip
    identity = writer.record(item)
    reasons = tuple((reason.code, reason.message) for reason in extraction.reasons)
    writer.record(
        CustodyEvent(item=identity, action="intake", outcome=extraction.outcome, reasons=reasons, received_from=source)
    )
    for made in extraction.made:
        copy = writer.store(made.data)
        writer.record(
            Derivative(
                item=identity, kind=made.kind, media_type=made.media_type, object=copy.name, sha256=copy.sha256,
                tool=made.tool, version=made.version,
            )
        )  # fmt: skip
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
