"""7z archives: what lies in them, one level at a time, with the bounds of ZIP and TAR and never to a path.

The layout is that of 7-Zip's own description (7zFormat.txt, LZMA SDK): a directory at the end says which streams there
are and which files are cut out of each, one after the other. What a file's stream is packed with is undone in
`sevenzip_streams`; a way of packing that Python's own library does not know leaves those files inside, and names them.
"""

import contextlib
import datetime as dt
import stat
import zlib
from collections.abc import Iterator

from workbench.extract.archive import listing, names_said
from workbench.extract.members import Allowance, Inside, Left, shown
from workbench.extract.outcome import File, Reading, Reason, Unread, reason
from workbench.extract.sevenzip_directory import Directory, Entry, read_directory
from workbench.extract.sevenzip_streams import FAULTS, Folder, Locked, Unknown, unpacked

# Days between 1601, from which 7z counts tenths of microseconds, and the beginning of Python's calendar.
EPOCH = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)
UNIX, REPARSE = 0x8000, 0x400


def read(file: File) -> Reading:
    """Lists what a 7z archive says that it holds: names, sizes and times as written.

    Raises:
        Unread: damaged, archive-bomb or encrypted (when the directory or every file is locked).
    """
    directory = _directory(file)
    files = [entry for entry in directory.entries if not entry.folder]
    filled = [entry for entry in files if entry.home is not None]
    if filled and all(entry.home is not None and entry.home.locked for entry in filled):
        raise Unread("encrypted", f"{len(filled)} files")
    listed = [
        {"name": shown(entry.name), "size": entry.size, "time_as_written": _time(entry.changed)}
        for entry in directory.entries
    ]
    said = names_said([entry.name for entry in directory.entries])
    return Reading("archive", tuple(said), (listing(listed, "sevenzip"),))


def inside(file: File) -> Iterator[Inside | Left]:
    """The files in a 7z archive, one by one, in the order in which their streams give them.

    Raises:
        Unread: damaged or archive-bomb.
    """
    directory = _directory(file)
    allowance = Allowance(_size(file))
    running: _Stream | None = None
    for entry in directory.entries:
        if entry.folder:
            continue
        if entry.home is not None and (running is None or running.folder is not entry.home):
            running = _Stream(file, entry.home, allowance)
        if why := _kept_in(entry):
            yield Left(entry.name, why)
        elif entry.home is None or running is None:
            yield Inside(entry.name, lambda: iter(()))
        else:
            yield Inside(entry.name, lambda stream=running, entry=entry: stream.of(entry))  # type: ignore[misc]


def _directory(file: File) -> Directory:
    with file.path.open("rb") as raw:
        directory = read_directory(raw, _size(file))
    size = sum(max(folder.sizes, default=0) for folder in directory.folders)
    if size > Allowance(_size(file)).left:
        raise Unread("archive-bomb", f"{len(directory.entries)} files, {size} bytes out of {_size(file)}")
    return directory


def _kept_in(entry: Entry) -> Reason | None:
    name = shown(entry.name)[:200]
    if entry.home is not None and entry.home.locked:
        return reason("member-locked", name)
    kind = stat.S_IFMT(entry.attributes >> 16) if entry.attributes & UNIX else 0
    if kind not in (0, stat.S_IFREG) or entry.attributes & REPARSE or entry.anti:
        return reason("member-not-taken", f"{name}: a link, pipe, device or mark to delete")
    return None


class _Stream:
    """The stream that several files are cut out of, read forwards once; what one file leaves, the next one skips."""

    def __init__(self, file: File, folder: Folder, allowance: Allowance) -> None:
        self.folder, self._allowance = folder, allowance
        self._pieces, self._held, self._at = unpacked(file.path, folder), b"", 0
        self._fault: Exception | None = None

    def of(self, entry: Entry) -> Iterator[bytes]:
        """The bytes of one file.

        Raises:
            Unread: member-damaged, member-locked, member-not-read or archive-bomb.
        """
        name, check = shown(entry.name)[:200], 0
        try:
            for _ in self._take(entry.start - self._at if entry.size else 0):
                pass
            for piece in self._take(entry.size):
                self._allowance.take(len(piece))
                check = zlib.crc32(piece, check)
                yield piece
        except Locked as why:
            raise Unread("member-locked", name) from why
        except Unknown as why:
            raise Unread("member-not-read", f"{name}: {why}") from why
        except FAULTS as error:
            raise Unread("member-damaged", f"{name}: {type(error).__name__}: {str(error)[:100]}") from error
        if entry.check is not None and check != entry.check:
            raise Unread("member-damaged", f"{name}: its checksum is another")

    def _take(self, size: int) -> Iterator[bytes]:
        if size < 0:
            raise ValueError("asked for out of its turn")
        while size:
            self._held = self._held or self._next()
            piece, self._held = self._held[:size], self._held[size:]
            size, self._at = size - len(piece), self._at + len(piece)
            yield piece

    def _next(self) -> bytes:
        """The next piece; what went wrong with the stream once goes wrong for every file that is left in it."""
        try:
            if self._fault is None and (piece := next(self._pieces, b"")):
                return piece
        except (Locked, Unknown, *FAULTS) as fault:
            self._fault = fault
        self._fault = self._fault or EOFError("it ends before its end")
        raise self._fault


def _time(ticks: int | None) -> str | None:
    with contextlib.suppress(OverflowError):
        if ticks is not None:
            return (EPOCH + dt.timedelta(microseconds=ticks // 10)).isoformat()
    return None


def _size(file: File) -> int:
    return file.path.stat().st_size
