"""Bytes kept once under the SHA-256 of what is stored, read-only, never changed."""

import contextlib
import dataclasses
import hashlib
import os
import secrets
import stat
from collections.abc import Container, Iterator
from io import FileIO
from pathlib import Path

from workbench.casefile.disk import changing, flush, opened, sync_folder, whole_bytes, write_all
from workbench.errors import Damaged, Missing, Unreadable

CHUNK = 1 << 18


@dataclasses.dataclass(frozen=True)
class Stored:
    """What was stored: its name (SHA-256 of the stored bytes, hex), the SHA-256 of the content, its size in bytes.

    In a sealed case `unit` is the unit under whose key it lies. Content that was known already has no name.
    """

    name: str
    sha256: str
    size: int
    unit: str = ""


class Objects:
    """The store of a case: `objects/ab/<sha256>`; a file appears under its name whole and synced, or not at all.

    Example:
        >>> import tempfile
        >>> store = Objects(Path(tempfile.mkdtemp()))
        >>> store.read(store.put(b"a letter").name)
        b'a letter'
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._waiting: dict[str, Path] | None = None

    def path(self, name: str) -> Path:
        """Where the object of this name stands, whether it is there or not."""
        return (self._waiting or {}).get(name) or self._place(name)

    def _place(self, name: str) -> Path:
        return self.root / name[:2] / name

    @contextlib.contextmanager
    def gathering(self) -> Iterator[None]:
        """What is stored meanwhile waits, readable, until `settle` makes it durable; else it is dropped at the end.

        Files that are synced together take a fraction of the time of as many syncs. Only under the case's lock.
        """
        self._waiting = {}
        try:
            yield
        finally:
            _drop(self._waiting)
            self._waiting = None

    def settle(self) -> None:
        """Makes what waits durable: first the bytes, then their names.

        Raises:
            NotWritten: the system refused; whatever has its name already is whole.
        """
        waiting = self._waiting or {}
        with changing(self.root):
            flush(self.root, len(waiting))
            for path in waiting.values():
                with path.open("rb") as written:
                    os.fsync(written.fileno())
            shelves = {self._place(name).parent for name in waiting}
            fresh = [shelf for shelf in sorted(shelves) if not _has_something(shelf)]
            for shelf in fresh:
                shelf.mkdir(parents=True, exist_ok=True)
            if fresh:
                sync_folder(self.root)  # first: a shelf with an object on it can be relied on
            for name, path in waiting.items():
                path.rename(self._place(name))
            flush(self.root, len(shelves))
            for shelf in sorted(shelves):
                sync_folder(shelf)
            waiting.clear()

    def put(self, data: bytes, *, unit: str = "") -> Stored:
        """Stores bytes; the same bytes twice are kept once. A `unit` has no meaning where nothing is sealed.

        Raises:
            Damaged: other bytes stand under their name.
            NotWritten: the system refused, as on a full disk; nothing was stored.
        """
        name = hashlib.sha256(data).hexdigest()
        if not self._holds(name):
            with self._fresh() as (fresh, out):
                write_all(out, data)
                self._settle(fresh, name)
        return Stored(name, name, len(data))

    def put_file(self, source: Path, *, unit: str = "", known: Container[str] = ()) -> Stored:
        """Copies a regular file in, without following links, and names the copy by the digest of the copy itself.

        What is `known` (by SHA-256) is there already under its name: the same bytes twice are kept once.

        Raises:
            Missing, Refused, Unreadable: nothing is at the path, or a link, a folder, a device; or it may not be read.
            Damaged, NotWritten: as `put`.
        """
        with opened(source) as incoming, self._fresh() as (fresh, out):
            _copy(incoming, out, source)
            with fresh.open("rb") as copy:
                digest = hashlib.file_digest(copy, "sha256").hexdigest()
            size = fresh.stat().st_size
            if not self._holds(digest):
                self._settle(fresh, digest)
        return Stored(digest, digest, size)

    def read(self, name: str) -> bytes:
        """The bytes of an object, checked against its name.

        Raises:
            Missing: the object is not there.
            Damaged: its bytes are not those that its name states.
            Refused, Unreadable: it is no regular file, or may not be read.
        """
        data = whole_bytes(self.path(name))
        found = hashlib.sha256(data).hexdigest()
        if found != name:
            raise Damaged(self.path(name), expected=name, found=found)
        return data

    def digest(self, name: str) -> str | None:
        """The SHA-256 of the bytes that stand under a name now, or None where nothing stands there.

        Raises:
            Refused, Unreadable: it is no regular file, or may not be read.
        """
        path = self.path(name)
        try:
            with opened(path) as stored:
                return hashlib.file_digest(stored, "sha256").hexdigest()
        except Missing:
            return None
        except OSError as error:
            raise Unreadable(path, error.strerror) from None

    def content_digest(self, name: str) -> tuple[str, int]:
        """The SHA-256 (hex) and the size in bytes of what is inside an object: here, of its stored bytes.

        Raises:
            Missing, Refused, Unreadable: it is not there, is no regular file, or may not be read.
        """
        found = self.digest(name)
        if found is None:
            raise Missing(self.path(name))
        return found, self.path(name).stat().st_size

    @contextlib.contextmanager
    def lent(self, name: str, *, whole_up_to: int) -> Iterator[Path]:
        """A path at which another process can read the content of an object: here, where it is stored."""
        yield self.path(name)

    def names(self) -> Iterator[str]:
        """The names of all stored objects, sorted."""
        for shelf in sorted(self.root.glob("[0-9a-f][0-9a-f]")):
            yield from sorted(os.listdir(shelf))

    def _holds(self, name: str) -> bool:
        found = self.digest(name)
        if found is not None and found != name:
            raise Damaged(self.path(name), expected=name, found=found)
        return found is not None

    def clear_unfinished(self) -> None:
        """Removes copies that a process was killed over: none of them was acknowledged. Only under the case's lock."""
        with changing(self.root / "incoming"):
            for left in (self.root / "incoming").glob("*"):
                left.unlink()

    @contextlib.contextmanager
    def _fresh(self) -> Iterator[tuple[Path, FileIO]]:
        incoming = self.root / "incoming"
        fresh = incoming / f"{os.getpid()}-{secrets.token_hex(8)}"
        with changing(self.root):
            incoming.mkdir(parents=True, exist_ok=True)
            try:
                with fresh.open("xb", buffering=0) as out:
                    yield fresh, out
            finally:
                fresh.unlink(missing_ok=True)

    def _settle(self, fresh: Path, name: str) -> None:
        fresh.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
        at_once = self._waiting is None
        waiting = self._waiting = {} if self._waiting is None else self._waiting
        waiting[name] = fresh.with_name(name)
        fresh.rename(waiting[name])
        if at_once:
            try:
                self.settle()
            finally:
                _drop(waiting)
                self._waiting = None


def _has_something(folder: Path) -> bool:
    try:
        with os.scandir(folder) as found:
            return next(found, None) is not None
    except FileNotFoundError:
        return False


def _drop(waiting: dict[str, Path] | None) -> None:
    for path in (waiting or {}).values():
        with contextlib.suppress(OSError):  # the next act that writes takes it away
            path.unlink(missing_ok=True)


def _copy(incoming: FileIO, out: FileIO, source: Path) -> None:
    # The kernel copies without passing the bytes through Python where it can; the loop takes what is left, which is all
    # of it on other systems, and says which of the two sides failed.
    with contextlib.suppress(OSError):
        while os.copy_file_range(incoming.fileno(), out.fileno(), 1 << 30):
            pass
    for chunk in chunks_of(incoming, source, CHUNK):
        write_all(out, chunk)


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
