"""The streams of a 7z archive, unpacked piece by piece with what Python itself has: LZMA, LZMA2, deflate, bzip2.

Filters that prepare programs for packing (BCJ) are undone by the same library; it takes them only before LZMA2, so
that what another way has unpacked is handed to it as LZMA2 that is not packed.
"""

import bz2
import dataclasses
import lzma
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

FAULTS = (OSError, EOFError, ValueError, IndexError, OverflowError, struct.error, zlib.error, lzma.LZMAError)
PIECE, READ = 1 << 20, 1 << 16
# What unpacking may hold in memory: 7-Zip's own settings ask for 64 MB at most.
MEMORY = 200_000_000
COPY, LZMA, LZMA2, DELTA, AES = b"\0", b"\3\1\1", b"\x21", b"\3", b"\6\xf1\7\1"
DEFLATE, BZIP2 = b"\4\1\x08", b"\4\2\2"
FILTERS = {
    b"\4": lzma.FILTER_X86, b"\3\3\1\3": lzma.FILTER_X86, b"\5": lzma.FILTER_POWERPC,
    b"\3\3\2\5": lzma.FILTER_POWERPC, b"\6": lzma.FILTER_IA64, b"\3\3\4\1": lzma.FILTER_IA64,
    b"\7": lzma.FILTER_ARM, b"\3\3\5\1": lzma.FILTER_ARM, b"\x08": lzma.FILTER_ARMTHUMB,
    b"\3\3\7\1": lzma.FILTER_ARMTHUMB, b"\x09": lzma.FILTER_SPARC, b"\3\3\x08\5": lzma.FILTER_SPARC,
}  # fmt: skip
NAMES = {b"\3\4\1": "PPMd", b"\3\3\1\x1b": "BCJ2", b"\4\1\x09": "Deflate64", b"\4\xf7\x11\1": "Zstandard",
         b"\4\xf7\x11\2": "Brotli", b"\4\xf7\x11\4": "LZ4", b"\x0a": "ARM64", b"\x0b": "RISC-V"}  # fmt: skip


class Unknown(Exception):
    """A stream is packed in a way that is not undone here.

    Example:
        >>> str(Unknown("packed by PPMd"))
        'packed by PPMd'
    """


class Locked(Exception):
    """A stream is locked with a password.

    Example:
        >>> str(Locked("AES"))
        'AES'
    """


@dataclasses.dataclass(frozen=True)
class Coder:
    """One way of packing in a stream, with its properties as written.

    Example:
        >>> Coder(COPY).takes
        1
    """

    method: bytes
    properties: bytes = b""
    takes: int = 1
    gives: int = 1


@dataclasses.dataclass(eq=False)
class Folder:
    """One stream: its ways of packing, which feeds which, where its packed bytes stand, and how long each result is.

    Example:
        >>> Folder((Coder(COPY),), {}, (0,), [12]).size
        12
    """

    coders: tuple[Coder, ...]
    bound: dict[int, int]
    wanted: tuple[int, ...]
    sizes: list[int] = dataclasses.field(default_factory=list)
    check: int | None = None
    packed: list[tuple[int, int]] = dataclasses.field(default_factory=list)

    @property
    def locked(self) -> bool:
        """Whether a password is asked for."""
        return any(coder.method == AES for coder in self.coders)

    @property
    def size(self) -> int:
        """How many bytes come out in the end: those of the one result that nothing else takes."""
        last = [number for number in range(len(self.sizes)) if number not in self.bound.values()]
        if len(last) != 1:
            raise ValueError("a stream without one end")
        return self.sizes[last[0]]

    def chain(self) -> list[tuple[Coder, int]]:
        """The ways of packing in the order in which they are undone, each with the size of what it gives.

        Raises:
            Locked: a password is asked for.
            Unknown: a stream is woven out of several, or one way is not undone here.
        """
        if self.locked:
            raise Locked("AES")
        for coder in self.coders:
            if coder.method in NAMES:
                raise Unknown(f"packed by {NAMES[coder.method]}")
        if len(self.wanted) != 1 or any((coder.takes, coder.gives) != (1, 1) for coder in self.coders):
            raise Unknown("woven out of several streams")
        after = {gives: takes for takes, gives in self.bound.items()}
        found: list[tuple[Coder, int]] = []
        at = self.wanted[0]
        while len(found) <= len(self.coders):
            found.append((self.coders[at], self.sizes[at]))
            if at not in after:
                return found
            at = after[at]
        raise ValueError("a stream that feeds itself")


def unpacked(path: Path, folder: Folder) -> Iterator[bytes]:
    """The bytes of a stream in pieces of at most a mebibyte, and never more than it says.

    Raises:
        Locked, Unknown: it cannot be undone here.
        FAULTS: it is damaged.
    """
    chain = folder.chain()
    with path.open("rb") as raw:
        yield from _through(raw, folder, chain)


def whole(raw: IO[bytes], folder: Folder) -> bytes:
    """All bytes of a stream.

    Raises:
        Locked, Unknown: it cannot be undone here.
        FAULTS: it is damaged, or shorter than it says.

    Example:
        >>> import io
        >>> whole(io.BytesIO(b"They keep."), Folder((Coder(COPY),), {}, (0,), [10], packed=[(0, 10)]))
        b'They keep.'
    """
    data = b"".join(_through(raw, folder, folder.chain()))
    if len(data) != folder.size:
        raise EOFError("it ends before its end")
    return data


def _through(raw: IO[bytes], folder: Folder, chain: list[tuple[Coder, int]]) -> Iterator[bytes]:
    pieces = _bytes_of(raw, *folder.packed[0])
    for coder, size in chain:
        pieces = _first(_undone(pieces, coder), size)
    return pieces


def _bytes_of(raw: IO[bytes], at: int, size: int) -> Iterator[bytes]:
    raw.seek(at)
    while size and (piece := raw.read(min(size, READ))):
        size -= len(piece)
        yield piece


def _first(pieces: Iterator[bytes], size: int) -> Iterator[bytes]:
    for piece in pieces:
        if piece:
            yield piece[:size]
            size -= len(piece)
        if size <= 0:
            return


def _undone(pieces: Iterator[bytes], coder: Coder) -> Iterator[bytes]:
    method = coder.method
    if method == COPY:
        return pieces
    if method == DEFLATE:
        return _inflated(pieces)
    if method == BZIP2:
        return _by(pieces, bz2.BZ2Decompressor())
    if method in (LZMA, LZMA2):
        one = _lzma(coder.properties) if method == LZMA else _lzma2(coder.properties)
        return _by(pieces, lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[one]))
    if method == DELTA or method in FILTERS:
        one = {"id": FILTERS.get(method, lzma.FILTER_DELTA)}
        if method == DELTA:
            one["dist"] = coder.properties[0] + 1
        plain = {"id": lzma.FILTER_LZMA2, "dict_size": 1 << 16}
        return _by(_as_lzma2(pieces), lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[one, plain]))
    raise Unknown(f"packed by {NAMES.get(method, method.hex())}")


def _by(pieces: Iterator[bytes], unpacking: Any) -> Iterator[bytes]:
    for piece in pieces:
        yield unpacking.decompress(piece, PIECE)
        while not unpacking.eof and not unpacking.needs_input:
            yield unpacking.decompress(b"", PIECE)
        if unpacking.eof:
            return


def _inflated(pieces: Iterator[bytes]) -> Iterator[bytes]:
    unpacking = zlib.decompressobj(wbits=-15)
    for piece in pieces:
        while piece and not unpacking.eof:
            yield unpacking.decompress(piece, PIECE)
            piece = unpacking.unconsumed_tail
    yield unpacking.flush(PIECE) if not unpacking.eof else b""


def _as_lzma2(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Bytes as a stream of LZMA2 that is not packed: a mark, the length less one, and the bytes themselves."""
    mark = 1
    for piece in pieces:
        for at in range(0, len(piece), 1 << 16):
            part = piece[at : at + (1 << 16)]
            yield struct.pack(">BH", mark, len(part) - 1) + part
            mark = 2
    yield b"\0"


def _lzma(properties: bytes) -> dict[str, int]:
    first, size = struct.unpack("<BI", properties)
    return {"id": lzma.FILTER_LZMA1, "dict_size": _held(size), "lc": first % 9, "lp": first // 9 % 5, "pb": first // 45}


def _lzma2(properties: bytes) -> dict[str, int]:
    (bits,) = struct.unpack("<B", properties)
    if bits > 40:
        raise ValueError("an unknown size of memory")
    return {"id": lzma.FILTER_LZMA2, "dict_size": _held(0xFFFFFFFF if bits == 40 else (2 | bits & 1) << bits // 2 + 11)}


def _held(size: int) -> int:
    if size > MEMORY:
        raise Unknown(f"unpacking it would hold {size} bytes in memory")
    return max(size, 4096)
