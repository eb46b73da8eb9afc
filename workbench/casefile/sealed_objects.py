"""Objects of a sealed case: the same store, and what lies in it opens only under the key of its unit.

A stored file is: four bytes of magic, the unit (16 bytes), a salt of its own (16 bytes), then sealed chunks. Its name
is the SHA-256 of those bytes: whoever holds the original cannot tell from the names whether the case has it.
"""

import contextlib
import hashlib
import os
from collections.abc import Callable, Container, Iterator
from io import FileIO
from pathlib import Path

from workbench.casefile.cipher import CHUNK, open_stream, part, seal_stream
from workbench.casefile.copied import Copy, ReadBack, chunks_of
from workbench.casefile.disk import opened, write_all
from workbench.casefile.objects import Asked, Measure, Objects, Stored
from workbench.errors import Damaged, Refused, Unreadable, WorkbenchError

MAGIC = b"wbo2"
HEADER = 4 + 16 + 16
ENDS = 1 << 20


class SealedObjects(Objects):
    """The store of a sealed case; `key_of` gives the content key of a unit, `salt` 32 random bytes in hex.

    Example:
        >>> import tempfile
        >>> store = SealedObjects(Path(tempfile.mkdtemp()), key_of=lambda unit: bytes(32), salt=lambda: "5a" * 32)
        >>> kept = store.put(b"a letter", unit="ab" * 16)
        >>> store.read(kept.name), b"a letter" in store.path(kept.name).read_bytes()
        (b'a letter', False)
    """

    sealed = True

    def __init__(self, root: Path, *, key_of: Callable[[str], bytes], salt: Callable[[], str]) -> None:
        super().__init__(root)
        self._key_of, self._salt = key_of, salt

    def put(self, data: bytes, *, unit: str = "") -> Stored:
        """Seals bytes under the key of a unit and stores them.

        Raises:
            NotWritten: the system refused, as on a full disk; nothing was stored.
        """
        return self._kept(self._sealed(unit, *self._key(unit), [data]), ())

    def asked(self, source: Path, unit: str) -> Asked:
        """What is to be known to seal a file, with a salt of its own."""
        return Asked(source, unit, *self._key(unit))

    def copied(self, asked: Asked) -> Copy:
        """The sealed copy of a file. The original is read once: what is hashed is what is sealed.

        Raises:
            Missing, Refused, Unreadable, NotWritten: as `put_file`.
        """
        source, unit, salt, key = asked
        with opened(source) as incoming:
            return self._sealed(unit, salt, key, chunks_of(incoming, source, CHUNK))

    def _pieced(self, unit: str, pieces: Iterator[bytes]) -> Copy:
        return self._sealed(unit, *self._key(unit), pieces)

    def _key(self, unit: str) -> tuple[bytes, bytes]:
        salt = bytes.fromhex(self._salt())[:16]
        return salt, part(self._key_of(unit), "object", salt)

    def _sealed(self, unit: str, salt: bytes, key: bytes, pieces: "Iterator[bytes] | list[bytes]") -> Copy:
        plain, size = hashlib.sha256(), 0

        def counted() -> Iterator[bytes]:
            nonlocal size
            for piece in pieces:
                plain.update(piece)
                size += len(piece)
                yield piece

        with self.incoming.fresh() as (fresh, out), ReadBack(out.fileno()) as back:
            write_all(out, MAGIC + bytes.fromhex(unit) + salt)
            written = HEADER
            for sealed in seal_stream(key, counted()):
                write_all(out, sealed)
                written += len(sealed)
                back.reached(written)
            # The name is made of what the disk gives back, not of what was handed to it.
            fresh.name = back.digest()
        fresh.sha256, fresh.size, fresh.unit = plain.hexdigest(), size, unit
        return fresh

    def _kept(self, fresh: Copy, known: Container[str]) -> Stored:
        """Keeps it; one whose content is `known` (SHA-256 in hex) is not kept and has no name."""
        try:
            if fresh.sha256 in known:
                return Stored("", fresh.sha256, fresh.size)
            self.incoming.keep(fresh, fresh.name)
        finally:
            self.incoming.drop(fresh)
        return Stored(fresh.name, fresh.sha256, fresh.size, fresh.unit)

    def unit_of(self, name: str) -> str:
        """The unit under whose key an object is sealed.

        Raises:
            Missing, Unreadable: the object is not there, or may not be read.
            Damaged: it is no sealed object.
        """
        with opened(self.path(name)) as stored:
            return self._unit(name, stored.read(HEADER) or b"")

    def _unit(self, name: str, header: bytes) -> str:
        if len(header) != HEADER or header[:4] != MAGIC:
            raise Damaged(self.path(name), expected=name, found="no sealed object")
        return header[4:20].hex()

    def read(self, name: str) -> bytes:
        """The content of an object, opened, after its stored bytes were checked against its name.

        Raises:
            Missing, Damaged, Refused, Unreadable: as in an unsealed store.
            NoKey: its key is not in the ring.
            NotOpened: its bytes do not open under their key.
        """
        stored = super().read(name)
        return b"".join(self._opened(name, stored[:HEADER], [stored[HEADER:]]))

    def content_digest(self, name: str) -> tuple[str, int]:
        """The SHA-256 (hex) and the size in bytes of what is inside an object.

        Raises:
            as `read`, but for the stored bytes, which `digest` checks.
        """
        plain, size = hashlib.sha256(), 0
        for piece in self._pieces(name):
            plain.update(piece)
            size += len(piece)
        return plain.hexdigest(), size

    def measure(self, name: str) -> Measure:
        """As in an unsealed store; where the content does not open, the stored bytes are measured all the same."""
        path, stored, plain, size = self.path(name), hashlib.sha256(), hashlib.sha256(), 0
        with opened(path) as file:

            def counted() -> Iterator[bytes]:
                for chunk in chunks_of(file, path, CHUNK):
                    stored.update(chunk)
                    yield chunk

            header, rest = file.read(HEADER) or b"", counted()
            stored.update(header)
            try:
                for piece in self._opened(name, header, rest):
                    plain.update(piece)
                    size += len(piece)
            except Unreadable:
                raise
            except WorkbenchError as error:
                for _ in rest:
                    pass
                return Measure(stored.hexdigest(), "", size, error)
        return Measure(stored.hexdigest(), plain.hexdigest(), size)

    def _pieces(self, name: str) -> Iterator[bytes]:
        with opened(self.path(name)) as stored:
            header = stored.read(HEADER) or b""
            yield from self._opened(name, header, chunks_of(stored, self.path(name), CHUNK))

    def _opened(self, name: str, header: bytes, chunks: "Iterator[bytes] | list[bytes]") -> Iterator[bytes]:
        key = part(self._key_of(self._unit(name, header)), "object", header[20:HEADER])
        return open_stream(key, chunks, f"object {name[:12]}")

    @contextlib.contextmanager
    def lent(self, name: str, *, whole_up_to: int) -> Iterator[Path]:
        """A path at which another process of this user can read the content while this lasts: memory, never the disk.

        Of content longer than `whole_up_to` bytes only the first and the last mebibyte are there, at their places in a
        file of the true length: enough to tell what it is.

        Raises:
            Refused: this system has no files in memory.
            as `read`.
        """
        if not hasattr(os, "memfd_create"):
            raise Refused(self.path(name), "there are no files in memory here, and none is written in clear",
                          "Read it on Linux")  # fmt: skip
        with os.fdopen(os.memfd_create("sealed", os.MFD_CLOEXEC), "r+b", buffering=0) as lent:
            assert isinstance(lent, FileIO)
            self._pour(name, lent, whole_up_to)
            yield Path(f"/proc/{os.getpid()}/fd/{lent.fileno()}")

    def _pour(self, name: str, lent: FileIO, whole_up_to: int) -> None:
        length = self.path(name).stat().st_size
        if length <= whole_up_to:
            for piece in self._pieces(name):
                write_all(lent, piece)
            return
        at, tail = 0, b""
        for piece in self._pieces(name):
            if at < ENDS:
                write_all(lent, piece[: ENDS - at])
            at += len(piece)
            tail = (tail + piece)[-ENDS:]
        lent.truncate(at)
        lent.seek(at - len(tail))
        write_all(lent, tail)
