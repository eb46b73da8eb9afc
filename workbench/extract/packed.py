"""TAR archives, and single files packed with gzip, bzip2, xz or Zstandard: read forwards in pieces, never to a path."""

import bz2
import contextlib
import io
import lzma
import struct
import tarfile
import zlib
from collections.abc import Callable, Generator, Iterator
from tarfile import ReadError
from typing import IO, Any

from backports import zstd

from workbench.extract import members
from workbench.extract.members import Allowance, Inside, Left, shown
from workbench.extract.outcome import File, Reading, Unread, reason

BROKEN = (tarfile.TarError, EOFError, OSError, ValueError, KeyError, IndexError, OverflowError, struct.error)
BROKEN_HEADERS = (tarfile.InvalidHeaderError, tarfile.TruncatedHeaderError)  # type: ignore[attr-defined]
UNPACKING = (zlib.error, lzma.LZMAError, zstd.ZstdError, EOFError, OSError, ValueError)
# xz tells how much memory it wants, and gets at most this; Zstandard by a power of two: 128 MB, as its program does.
MEMORY, WINDOW = 200_000_000, 27
# Between streams of Zstandard others may lie that hold nothing (RFC 8878, 3.1.2); the library passes over them.
ZSTD, SKIPPED = b"(\xb5", b"*M\x18"
PACKED: dict[str, Callable[[], Any]] = {
    "application/gzip": lambda: zlib.decompressobj(wbits=31),
    "application/x-bzip2": bz2.BZ2Decompressor,
    "application/x-xz": lambda: lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=MEMORY),
    "application/zstd": lambda: zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: WINDOW}),
}


def read(file: File) -> Reading:
    """Reads the beginning of a packed stream, or of a TAR archive, to see that it is one.

    Raises:
        Unread: damaged.
    """
    with contextlib.closing(_unpacked(file, Allowance(file.path.stat().st_size))) as stream:
        empty = not next(stream, b"")
    return Reading("archive", (reason("nothing-inside"),) if empty else ())


def inside(file: File) -> Iterator[Inside | Left]:
    """The files in a TAR archive, packed or not; a packed stream that is no TAR gives the one file in it.

    Raises:
        Unread: damaged or archive-bomb.
    """
    allowance = Allowance(file.path.stat().st_size)
    stream = _Stream(_unpacked(file, allowance))
    if not stream.is_tar():
        if file.media_type not in PACKED:
            raise Unread("damaged", "its first header is broken")
        name = file.name.rpartition("/")[2]
        yield Inside(name.rpartition(".")[0] or name, lambda: iter(lambda: stream.read(members.PIECE), b""))
        return
    count = 0
    try:
        with tarfile.open(fileobj=stream, mode="r|", bufsize=members.PIECE, errorlevel=0, tarinfo=_Info) as archive:
            for info in archive:
                count += 1
                if info.isdir():
                    continue
                if not info.isreg() or info.issparse():
                    kind = "a file with holes" if info.issparse() else "a link, pipe or device"
                    yield Left(info.name, reason("member-not-taken", f"{shown(info.name)[:200]}: {kind}"))
                else:
                    yield Inside(info.name, lambda info=info: _of_tar(archive, info))  # type: ignore[misc]
    except Unread as fault:
        code = fault.reason.code
        raise Unread("members-broken-off" if count and code == "damaged" else code, fault.detail) from fault
    except BROKEN as error:
        said = f"after {count} entries: {type(error).__name__}: {str(error)[:100]}"
        raise Unread("members-broken-off" if count else "damaged", said) from error
    if not count:
        raise Unread("damaged", "no entry could be read")


def _of_tar(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Iterator[bytes]:
    stream = archive.extractfile(info)
    left = info.size
    try:
        while stream is not None and (piece := stream.read(min(members.PIECE, max(left, 1)))):
            left -= len(piece)
            yield piece
    except (tarfile.ReadError, Unread) as fault:
        # It ends before its end, and what is missing is counted.
        if isinstance(fault, Unread) and fault.reason.code != "damaged":
            raise
    if left:
        raise Unread("member-damaged", f"{shown(info.name)[:200]}: {left} bytes are not there")


def _unpacked(file: File, allowance: Allowance) -> Generator[bytes, None, None]:
    """The bytes of a packed file, or of one that is not packed, in pieces."""
    make = PACKED.get(file.media_type)
    with file.path.open("rb") as raw:
        if make is None:
            yield from iter(lambda: raw.read(members.PIECE), b"")
            return
        try:
            for piece in _inflated(raw, make):
                allowance.take(len(piece))
                yield piece
        except UNPACKING as error:
            raise Unread("damaged", f"{type(error).__name__}: {str(error)[:100]}") from error


def _inflated(raw: IO[bytes], make: Callable[[], Any]) -> Iterator[bytes]:
    unpacking, mark, rest = make(), raw.read(2), b""
    raw.seek(0)
    while True:
        rest = rest or raw.read(65_536)
        if unpacking.eof:  # several streams one after the other are one file; anything else after one is filling
            if not (rest.startswith(mark) or (mark == ZSTD and rest[1:4] == SKIPPED)):
                return
            unpacking = make()
        piece = unpacking.decompress(rest, members.PIECE)
        if not rest and not piece and not unpacking.eof:
            raise EOFError("it ends before its end")
        rest = unpacking.unused_data if unpacking.eof else getattr(unpacking, "unconsumed_tail", b"")
        while piece:
            yield piece
            waiting = not unpacking.eof and not getattr(unpacking, "needs_input", True)
            piece = unpacking.decompress(b"", members.PIECE) if waiting else b""


class _Info(tarfile.TarInfo):
    """A header that is read strictly: the library takes a broken one for the end of the archive and says nothing."""

    @classmethod
    def fromtarfile(cls, tarfile: Any) -> Any:
        """The next header.

        Raises:
            tarfile.ReadError: it is broken, or claims a size below zero.
        """
        try:
            info = super().fromtarfile(tarfile)
        except BROKEN_HEADERS as error:
            raise ReadError(str(error)) from error
        if info.size < 0:
            raise ReadError("a size below zero")
        return info


class _Stream(io.RawIOBase):
    """Pieces as a file that is read forwards."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._held = pieces, b""
        self._fault: Unread | None = None

    def _fill(self, size: int) -> None:
        """Holds so many bytes if there are so many; a fault is met when all that came before it has been read."""
        try:
            while self._fault is None and len(self._held) < size and (piece := next(self._pieces, b"")):
                self._held += piece
        except Unread as fault:
            self._fault = fault
        if self._fault and not self._held:
            raise self._fault

    def is_tar(self) -> bool:
        """Whether a TAR archive begins here; nothing is lost by looking."""
        self._fill(512)
        try:
            tarfile.TarInfo.frombuf(self._held[:512], "utf-8", "surrogateescape")
        except tarfile.HeaderError:
            return False
        return True

    def read(self, size: int = -1) -> bytes:
        """Up to so many bytes; fewer only at the end."""
        self._fill(size)
        given, self._held = self._held[:size], self._held[size:]
        return given
