"""Copying a file into a store: the kernel copies where it can, and the copy is hashed, a long one while it grows."""

import contextlib
import hashlib
import os
import queue
from collections.abc import Iterator
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING, Self

from workbench.casefile.disk import room, write_all
from workbench.casefile.sound import BLOCK
from workbench.casefile.synced import begin
from workbench.errors import Unreadable

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

# What the kernel copies at once; what of a file is longer than this is hashed while the rest is still being written.
PIECE = 1 << 22
# After so many bytes the disk begins to take what was written, and has taken most of it when the end is to be durable.
ENOUGH = 1 << 26


class Copy:
    """A file that was written and has no name of its own yet: what it will be called, and what is inside.

    `name` is the SHA-256 (hex) of its bytes, `sha256` and `size` are of its content, `unit` is whose key seals it.

    Example:
        >>> Copy("incoming/1-a").kept
        False
    """

    __slots__ = ("kept", "name", "path", "sha256", "size", "unit")

    def __init__(self, path: str, name: str = "", sha256: str = "", size: int = 0, unit: str = "") -> None:
        self.path, self.name, self.sha256, self.size, self.unit, self.kept = path, name, sha256, size, unit, False


def copy(incoming: FileIO, out: FileIO, source: Path | str) -> tuple[str, int]:
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
    size, expected = 0, os.fstat(incoming.fileno()).st_size
    with ReadBack(out.fileno()) as back:
        for size in _pieces(incoming, out, source, expected):
            back.reached(size)
        return back.digest(), size


class ReadBack:
    """The SHA-256 (hex) of what is being written to an open file, as the system gives it back: a long one's meanwhile.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryFile(buffering=0) as file, ReadBack(file.fileno()) as back:
        ...     back.reached(file.write(b"a letter"))
        ...     back.digest()[:8]
        '5bb27fb8'
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor, self._size, self._begun = descriptor, 0, 0
        self._sizes: queue.SimpleQueue[int | None] = queue.SimpleQueue()
        self._hashing: Future[str] | None = None
        self._pool: ThreadPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        if self._pool is not None:
            self._sizes.put(None)
            self._pool.shutdown()

    def reached(self, size: int) -> None:
        """Takes note of how many bytes the file has now."""
        self._size = size
        if size - self._begun >= ENOUGH:
            begin(self._descriptor)
            self._begun = size
        if self._hashing is None and size >= PIECE:
            from concurrent.futures import ThreadPoolExecutor  # of most files none is so long

            self._pool = ThreadPoolExecutor(1)
            self._hashing = self._pool.submit(self._follow)
        if self._hashing is not None:
            self._sizes.put(size)

    def digest(self) -> str:
        """The digest of all that was written.

        Raises:
            OSError: the system does not give it back, or not so much.
        """
        if self._hashing is None:
            return self._hash(iter([self._size]), room())
        self._sizes.put(None)
        return self._hashing.result()

    def _follow(self) -> str:
        return self._hash(iter(self._sizes.get, None), memoryview(bytearray(BLOCK)))

    def _hash(self, sizes: "Iterator[int | None]", block: memoryview) -> str:
        held, at = hashlib.sha256(), 0
        for size in sizes:
            while at < (size or 0):
                count = os.preadv(self._descriptor, [block[: (size or 0) - at]], at)
                if not count:
                    raise OSError("the copy is shorter than what was written to it")
                held.update(block[:count])
                at += count
        return held.hexdigest()


def _pieces(incoming: FileIO, out: FileIO, source: Path | str, expected: int) -> Iterator[int]:
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


def chunks_of(incoming: FileIO, source: Path | str, size: int) -> Iterator[bytes]:
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
