"""Append-only chains of events, one per device and agent: files that only grow, read and written batch by batch."""

import collections
import os
from collections.abc import Iterable, Iterator
from io import FileIO
from pathlib import Path
from typing import NamedTuple

from workbench.casefile.disk import changing, opened, set_aside, sync_folder
from workbench.casefile.line import ROOT_DIGEST, BrokenLine, Line, parse
from workbench.casefile.poured import pour
from workbench.errors import NewerFormat, WorkbenchError

TAIL, CHUNK = 1 << 12, 1 << 18
# Every byte that a line can hold: canonical JSON has no control characters.
TEXT = b"\n" + bytes(range(0x20, 0x100))
END_OF_A_BATCH = b'"rest":0,'


class Place(NamedTuple):
    """A place between two batches of a chain: the byte, how many lines stand before it, the digest of the last."""

    size: int
    lines: int
    digest: str


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


def examine(file: Path, behind: Place | None = None) -> Iterator[tuple[Line | WorkbenchError, int]]:
    """Each event of a chain, or what is wrong with it, and the byte at which it ends; goes on behind what is broken.

    Lines of a last batch that was cut off are not given. A power cut may also leave it with its last line and without
    some sectors before that, which then hold zeros or what lay on the disk: such a batch was never acknowledged either.
    With `behind`, what stands before that place is not read.
    """
    start = behind or Place(0, 0, ROOT_DIGEST)
    with opened(file) as raw_file, os.fdopen(os.dup(raw_file.fileno()), "rb", CHUNK) as lines:
        whole = _last(file, raw_file, start.size) is not None
        lines.seek(start.size)
        read = _judged(file, lines, start)
        if whole:  # then nothing need be held back
            for entry, position, _, _ in read:
                yield entry, position
        else:
            yield from _acknowledged(read)


Judged = tuple[Line | WorkbenchError, int, bool, bool]


def _judged(file: Path, lines: Iterable[bytes], start: Place) -> Iterator[Judged]:
    """Each line that ends in a newline: its event, where it ends, whether a batch ends in it, whether it is no text."""
    name, position, prev, rest = file.stem, start.size, start.digest, 0
    for number, raw in enumerate(lines, start.lines):
        if raw[-1:] != b"\n":
            return  # never acknowledged
        position += len(raw)
        try:
            line = parse(file, number, raw[:-1])
        except (BrokenLine, NewerFormat) as error:
            prev = ""
            yield error, position, False, no_text(raw)
            continue
        follows = line.chain == name and line.n == number
        if prev:  # behind a broken line only the number can be judged
            follows = follows and line.prev == prev and (rest == 0 or line.rest == rest - 1)
        prev, rest = line.digest, line.rest
        yield line if follows else _strayed(file, number), position, rest == 0, False


def _acknowledged(read: Iterable[Judged]) -> Iterator[tuple[Line | WorkbenchError, int]]:
    """Batch by batch, so that a last one that is not whole is not given."""
    held: list[tuple[Line | WorkbenchError, int]] = []
    torn = ends = False
    for entry, position, ended, lost in read:
        if ends:  # more follows: this was no batch that the power cut
            yield from held
            held, torn = [], False
        torn = torn or lost
        held.append((entry, position))
        ends = torn and ended
        if not torn and (ended or isinstance(entry, WorkbenchError)):
            yield from held
            held = []


def _strayed(file: Path, number: int) -> BrokenLine:
    return BrokenLine(file.name, number + 1, "this event does not follow the one before it")


def no_text(raw: bytes) -> bool:
    """True of bytes that nobody wrote: a line that one byte of was changed is not among them.

    A first byte of zero is: where the batch before ends one byte before the end of its sector, no more of it is lost.

    Example:
        >>> no_text(bytes(512)), no_text(b"{\\x00}")
        (True, False)
    """
    return raw.startswith(b"\0") or b"\n\0" in raw or len(raw.translate(None, TEXT)) > 1


def first_event(file: Path) -> Line | None:
    """The event with which a chain begins; None where its first line is not one.

    Raises:
        Missing, Refused, Unreadable: the file is not there, is no regular file, or may not be read.
    """
    with opened(file) as raw_file, os.fdopen(os.dup(raw_file.fileno()), "rb") as lines:
        raw = lines.readline()
    try:
        return parse(file, 0, raw[:-1]) if raw.endswith(b"\n") else None
    except (BrokenLine, NewerFormat):
        return None


def append(file: Path, data: bytes | Iterable[bytes]) -> None:
    """Adds a batch, whole or in pieces, to a chain, durable when this returns; what an earlier, cut-off batch left is
    taken away first.

    A write that fails half-way is taken back, so that the chain stays as it was, and so is one whose pieces break off.
    The name of a new chain is made durable before anything stands in it: whoever finds events there may rely on it.

    Raises:
        NotWritten: the system refused, as on a full disk.
        whatever the pieces raise.
    """
    with changing(file):
        # Unbuffered: bytes that wait in a buffer would be written after all when the file is closed.
        existed, chain = _for_writing(file)
        with chain:
            size = chain.seek(0, os.SEEK_END)
            # What this process has made durable up to its last byte need not be read again to be whole.
            whole = size if _is_own(chain) else _end(file, chain)[0]
            try:
                if not whole:
                    sync_folder(file.parent)
                    sync_folder(file.parent.parent)
                if whole != size:
                    set_aside(file, whole)
                    chain.truncate(whole)
                pour(chain, [data] if isinstance(data, bytes) else data)
                os.fsync(chain.fileno())
            except BaseException:
                if existed:
                    chain.truncate(whole)
                else:
                    file.unlink()
                raise
            key, stands = _looks(chain)
            _synced[key] = stands


def _for_writing(file: Path) -> tuple[bool, FileIO]:
    """Whether the chain was there, and the chain, to be read and added to; a link is not followed."""
    flags = os.O_RDWR | os.O_APPEND | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        return True, os.fdopen(os.open(file, flags), "rb+", buffering=0)
    except FileNotFoundError:
        return False, os.fdopen(os.open(file, flags | os.O_CREAT | os.O_EXCL, 0o666), "rb+", buffering=0)


# How long each chain was, and when it had changed, when this process had made it durable: no power cut since can have
# torn what it wrote.
_synced: dict[tuple[int, int], tuple[int, int]] = {}


def _looks(chain: FileIO) -> tuple[tuple[int, int], tuple[int, int]]:
    told = os.fstat(chain.fileno())
    return (told.st_dev, told.st_ino), (told.st_size, told.st_mtime_ns)


def _is_own(chain: FileIO) -> bool:
    """Whether a chain ends with what this process has made durable."""
    key, stands = _looks(chain)
    return _synced.get(key) == stands


def whole_size(file: Path) -> int:
    """How many bytes of a chain are whole batches; of a chain with a broken line, all that ends in a newline."""
    with opened(file) as chain:
        return _end(file, chain)[0]


def tip(file: Path) -> tuple[int, str]:
    """How many events a chain holds and the digest of its last, read from its end where the end is whole.

    Raises:
        BrokenLine: the last event is not what an event must be; nothing may be added behind it.
    """
    if not file.exists():
        return 0, ROOT_DIGEST
    with opened(file) as chain:
        _, last = _end(file, chain)
    if isinstance(last, WorkbenchError):
        raise last
    return (0, ROOT_DIGEST) if last is None else (last.n + 1, last.digest)


def _end(file: Path, chain: FileIO) -> tuple[int, Line | WorkbenchError | None]:
    """Where the last whole batch ends, and its last event."""
    last = _last(file, chain, 0)
    if last is not None:
        return chain.seek(0, os.SEEK_END), last
    entry, position = next(iter(collections.deque(examine(file), maxlen=1)), (None, 0))
    return position, entry


def _last(file: Path, chain: FileIO, floor: int) -> Line | None:
    """The last event of a chain whose last batch is whole beyond doubt, told from its end alone; else None.

    What stands before `floor` is not read; there begins a batch.
    """
    size, window = chain.seek(0, os.SEEK_END), TAIL
    while True:
        begin = max(floor, size - window)
        chain.seek(begin)
        end = chain.read(max(0, size - begin))
        if begin == floor or end.count(END_OF_A_BATCH) > 1 or (b"\n" in end[:-1] and _is_own(chain)):
            break
        window *= 8
    if not end.endswith(b"\n") or no_text(end) or b"\n\0" in end:
        return None
    try:
        last = parse(file, 0, end[:-1].rpartition(b"\n")[2])
    except WorkbenchError:
        return None
    return None if last.rest else last
