"""Append-only chains of events, one per device and agent: files that only grow, read and written batch by batch."""

import collections
import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from workbench.casefile.disk import changing, opened, sync_folder, write_all
from workbench.casefile.line import ROOT_DIGEST, BrokenLine, Line, parse
from workbench.errors import NewerFormat, Unreadable, WorkbenchError
from workbench.records import canonical

TAIL = 1 << 16
# Every byte that a line can hold: canonical JSON has no control characters.
TEXT = b"\n" + bytes(range(0x20, 0x100))
END_OF_A_BATCH = b'"rest":0,'


# Where a merge lays out the chains that will stand; from the rename to this name on, they count.
MERGING, FORKS = "merging", "forks"


def chains_in(folder: Path) -> list[Path]:
    """The chains that stand in a folder, sorted by name, then their forks; none where the folder is not there.

    A fork is a whole chain that has its first events in common with another: `forks/<digest>/<chain>.jsonl`. A chain
    that an interrupted merge has laid out stands for the one in its place.

    Raises:
        Unreadable: the system does not let the folder be listed.

    Example:
        >>> chains_in(Path("no-such-folder"))
        []
    """
    found: dict[str, Path] = {}
    for root in (folder, folder.parent / MERGING / folder.name):
        found |= {name: root / name for name in _listed(root) if name.endswith(".jsonl")}
        for fork in _listed(root / FORKS):
            names = [name for name in _listed(root / FORKS / fork) if name.endswith(".jsonl")]
            found |= {f"{FORKS}/{fork}/{name}": root / FORKS / fork / name for name in names}
    return [found[name] for name in sorted(found, key=lambda name: (name.count("/"), name))]


def is_fork(file: Path) -> bool:
    """True for the file of a chain that has its first events in common with another.

    Example:
        >>> is_fork(Path("case/ledger/forks/0a/3f.jsonl")), is_fork(Path("forks/ledger/3f.jsonl"))
        (True, False)
    """
    return file.parent.parent.name == FORKS


def _listed(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise Unreadable(folder, error.strerror) from None


def read_chain(file: Path) -> Iterator[Line]:
    """The events of one chain in order; a batch that is not whole at its end was never acknowledged and is left out.

    Raises:
        BrokenLine: a line is not canonical, misses a field, or does not follow the line before it.
        NewerFormat: an event was written by a later version.
        Unreadable: the system does not let the file be read.
    """
    for entry, _ in examine(file):
        if isinstance(entry, WorkbenchError):
            raise entry
        yield entry


def examine(file: Path) -> Iterator[tuple[Line | WorkbenchError, int]]:
    """Each event of a chain, or what is wrong with it, and the byte at which it ends; goes on behind what is broken.

    Lines of a last batch that was cut off are not given. A power cut may also leave it with its last line and without
    some sectors before that, which then hold zeros or what lay on the disk: such a batch was never acknowledged either.
    """
    before: Line | None = None
    held: list[tuple[Line | WorkbenchError, int]] = []
    torn = ends = False
    with opened(file) as raw_file, os.fdopen(os.dup(raw_file.fileno()), "rb") as lines:
        position = 0
        for number, raw in enumerate(lines):
            if not raw.endswith(b"\n"):
                return  # never acknowledged
            if ends:  # more follows: this was no batch that the power cut
                yield from held
                held, torn = [], False
            position += len(raw)
            try:
                entry: Line | WorkbenchError = parse(file, number, raw[:-1])
            except (BrokenLine, NewerFormat) as error:
                entry, torn = error, torn or _no_text(raw)
            held.append((_follows(file, number, before, entry), position))
            ends = torn and isinstance(entry, Line) and entry.rest == 0
            if not torn and (isinstance(entry, WorkbenchError) or entry.rest == 0):
                yield from held
                held = []
            before = entry if isinstance(entry, Line) else None


def _no_text(raw: bytes) -> bool:
    """True of bytes that nobody wrote: a line that one byte of was changed is not among them.

    A first byte of zero is: where the batch before ends one byte before the end of its sector, no more of it is lost.
    """
    return raw.startswith(b"\0") or b"\n\0" in raw or len(raw.translate(None, TEXT)) > 1


def _follows(file: Path, number: int, before: Line | None, entry: Line | WorkbenchError) -> Line | WorkbenchError:
    """The event itself where it follows the one before it; behind a broken line only its number can be judged."""
    if isinstance(entry, WorkbenchError):
        return entry
    first = number == 0
    wrong = entry.chain != file.stem or entry.n != number or (first and entry.prev != ROOT_DIGEST)
    if before is not None:
        wrong = wrong or entry.prev != before.digest or (before.rest > 0 and entry.rest != before.rest - 1)
    return BrokenLine(file.name, number + 1, "this event does not follow the one before it") if wrong else entry


def append(file: Path, data: bytes) -> None:
    """Adds a batch to a chain, durable when this returns; what an earlier, cut-off batch left is taken away first.

    A write that fails half-way is taken back, so that the chain stays as it was. The name of a new chain is made
    durable before anything stands in it: whoever finds events there may rely on it.

    Raises:
        NotWritten: the system refused, as on a full disk.
    """
    with changing(file):
        existed = file.exists()
        whole = whole_size(file) if existed else 0
        # Unbuffered: bytes that wait in a buffer would be written after all when the file is closed.
        with file.open("ab", buffering=0) as chain:
            try:
                if not whole:
                    sync_folder(file.parent)
                    sync_folder(file.parent.parent)
                set_aside(file, whole)
                chain.truncate(whole)
                write_all(chain, data)
                os.fsync(chain.fileno())
            except OSError:
                if existed:
                    chain.truncate(whole)
                else:
                    file.unlink()
                raise


def set_aside(file: Path, whole: int) -> None:
    """Keeps what will be taken away from the end of a chain in `cache/`, where it ends like a batch that is whole."""
    with file.open("rb") as chain:
        chain.seek(whole)
        rest = chain.read()
    if rest.endswith(b"\n"):
        aside = file.parent.parent / "cache"
        aside.mkdir(exist_ok=True)
        with (aside / f"{file.stem}-{whole}.torn").open("wb", buffering=0) as out:
            write_all(out, rest)
            os.fsync(out.fileno())


def whole_size(file: Path) -> int:
    """How many bytes of a chain are whole batches; of a chain with a broken line, all that ends in a newline."""
    return _end(file)[0]


def tip(file: Path) -> tuple[int, str]:
    """How many events a chain holds and the digest of its last, read from its end where the end is whole.

    Raises:
        BrokenLine: the last event is not what an event must be; nothing may be added behind it.
    """
    if not file.exists():
        return 0, ROOT_DIGEST
    _, last = _end(file)
    if isinstance(last, WorkbenchError):
        raise last
    return (0, ROOT_DIGEST) if last is None else (last.n + 1, last.digest)


def _end(file: Path) -> tuple[int, Line | WorkbenchError | None]:
    """Where the last whole batch ends, and its last event."""
    size, window = file.stat().st_size, TAIL
    with opened(file) as chain:
        while True:
            chain.seek(max(0, size - window))
            end = chain.read()
            if window >= size or end.count(END_OF_A_BATCH) > 1:
                break
            window *= 8
    if end.endswith(b"\n") and b"\n" in end[:-1] and not _no_text(end):
        try:
            last = parse(file, 0, end[:-1].rsplit(b"\n", 1)[-1])
        except WorkbenchError:
            last = None
        if last is not None and last.rest == 0:
            return size, last
    entry, position = next(iter(collections.deque(examine(file), maxlen=1)), (None, 0))
    return position, entry


def tips_of(lines: Iterable[Line]) -> dict[str, tuple[int, str]]:
    """For each chain among these events, how many it has and the digest of the last; events of a chain in order.

    A fork comes after its chain and is named by it and its own last digest.

    Example:
        >>> tips_of([])
        {}
    """
    tips: dict[str, tuple[int, str]] = {}
    forked: dict[str, tuple[int, str]] = {}
    before: Line | None = None
    for line in lines:
        if before is not None and line.chain == before.chain and line.n > before.n:
            pass
        elif before is not None:
            _ended(before, tips, forked)
        before = line
    if before is not None:
        _ended(before, tips, forked)
    return tips | forked


def _ended(line: Line, tips: dict[str, tuple[int, str]], forked: dict[str, tuple[int, str]]) -> None:
    if line.chain in tips:
        forked[f"{line.chain}~{line.digest[:16]}"] = (line.n + 1, line.digest)
    else:
        tips[line.chain] = (line.n + 1, line.digest)


def head_of(tips: dict[str, tuple[int, str]]) -> str:
    """The head of a case: the SHA-256 of the sorted list of chain, count and last digest.

    Example:
        >>> head_of({"a": (1, "d")}) == head_of({"a": (2, "d")})
        False
    """
    return hashlib.sha256(canonical([[chain, *tips[chain]] for chain in sorted(tips)])).hexdigest()
