"""Copying a file into a store: the kernel copies where it can, and the copy is hashed, a long one while it grows."""

import contextlib
import hashlib
import os
import queue
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import FileIO
from pathlib import Path

from workbench.casefile.disk import room, write_all
from workbench.casefile.sound import BLOCK
from workbench.errors import Unreadable

# What the kernel copies at once; of a file longer than this the copy is hashed while the rest is still being copied.
PIECE = 1 << 22


def copy(incoming: FileIO, out: FileIO, source: Path) -> tuple[str, int]:
    """Copies an open file into another and gives the SHA-256 (hex) and the size of the *copy*, as it reads back.

    `out` is open for reading too. `source` names what is read in errors.

    Raises:
        Unreadable: the system stops giving the bytes of the source.
        OSError: it does not take those of the copy, or does not give them back.

    Example:
        >>> import tempfile
        >>> file = Path(tempfile.mkdtemp()) / "a"
        >>> _ = file.write_bytes(b"a letter")
        >>> with file.open("rb", 0) as a, file.with_name("b").open("x+b", 0) as b:
        ...     copy(a, b, file)[1]
        8
    """
    expected, size = os.fstat(incoming.fileno()).st_size, 0
    if expected > PIECE:
        return _while_it_grows(incoming, out, source, expected)
    for reached in _pieces(incoming, out, source, expected):
        size = reached
    return read_back(out.fileno(), size), size


def read_back(descriptor: int, size: int) -> str:
    """The SHA-256 (hex) of the `size` bytes that were written to an open file, as the system gives them back.

    Raises:
        OSError: it does not give them back, or not so many.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryFile(buffering=0) as file:
        ...     read_back(file.fileno(), file.write(b"a letter"))[:8]
        '5bb27fb8'
    """
    held, at, block = hashlib.sha256(), 0, room()
    while at < size:
        at += _taken(held, descriptor, block[: size - at], at)
    return held.hexdigest()


def _taken(held: "hashlib._Hash", descriptor: int, block: memoryview, at: int) -> int:
    count = os.preadv(descriptor, [block], at)
    if not count:
        raise OSError("the copy is shorter than what was written to it")
    held.update(block[:count])
    return count


def _while_it_grows(incoming: FileIO, out: FileIO, source: Path, expected: int) -> tuple[str, int]:
    reached: queue.SimpleQueue[int | None] = queue.SimpleQueue()
    with ThreadPoolExecutor(1) as pool:
        hashing = pool.submit(_hashed, out.fileno(), reached)
        try:
            for size in _pieces(incoming, out, source, expected):
                reached.put(size)
        finally:
            reached.put(None)
        return hashing.result()


def _hashed(descriptor: int, reached: "queue.SimpleQueue[int | None]") -> tuple[str, int]:
    """Hashes what another thread writes to a file, as far as it says that it came."""
    held, at, block = hashlib.sha256(), 0, memoryview(bytearray(BLOCK))
    while (size := reached.get()) is not None:
        while at < size:
            at += _taken(held, descriptor, block[: size - at], at)
    return held.hexdigest(), at


def _pieces(incoming: FileIO, out: FileIO, source: Path, expected: int) -> Iterator[int]:
    """Copies piece by piece, and says after each how many bytes the copy has; `expected` are those there should be."""
    # The kernel copies without passing the bytes through Python where it can; the loop takes what is left, which is all
    # of it on other systems and mostly none here, and says which of the two sides failed.
    size = 0
    with contextlib.suppress(OSError):
        while size < expected and (count := os.copy_file_range(incoming.fileno(), out.fileno(), PIECE)):
            size += count
            yield size
    for chunk in chunks_of(incoming, source, BLOCK):
        write_all(out, chunk)
        size += len(chunk)
        yield size


def chunks_of(incoming: FileIO, source: Path, size: int) -> Iterator[bytes]:
    """The bytes of an open file from where it stands, in pieces of at most `size` bytes; `source` names it in errors.

    Raises:
        Unreadable: the system stops giving them.
    """
    while True:
        try:
            chunk = incoming.read(size)
        except OSError as error:
            raise Unreadable(source, error.strerror) from None
        if not chunk:
            return
        yield chunk
