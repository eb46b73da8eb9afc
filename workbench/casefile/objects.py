"""Bytes kept once under the SHA-256 of what is stored, read-only, never changed."""

import contextlib
import hashlib
import os
from collections.abc import Callable, Container, Iterator
from pathlib import Path
from typing import NamedTuple

from workbench.casefile.copied import Copy, copy
from workbench.casefile.disk import digest_of, opened, whole_bytes, write_all
from workbench.casefile.incoming import Incoming
from workbench.errors import Damaged, Missing, NotWritten, WorkbenchError

Copies = Iterator[Copy | WorkbenchError]


class Asked(NamedTuple):
    """A file that is to be copied in: from where, and in a sealed store under which unit, salt (16 bytes) and key."""

    source: Path | str
    unit: str = ""
    salt: bytes = b""
    key: bytes = b""


class Stored(NamedTuple):
    """What was stored: its name (SHA-256 of the stored bytes, hex), the SHA-256 of the content, its size in bytes.

    In a sealed case `unit` is the unit under whose key it lies. Content that was known already has no name.
    """

    name: str
    sha256: str
    size: int
    unit: str = ""


class Measure(NamedTuple):
    """The SHA-256 (hex) of an object's stored bytes, that of what is inside and its size, or why it does not open."""

    stored: str
    sha256: str
    size: int
    error: WorkbenchError | None = None


class Objects:
    """The store of a case: `objects/ab/<sha256>`; a file appears under its name whole and synced, or not at all.

    Example:
        >>> import tempfile
        >>> store = Objects(Path(tempfile.mkdtemp()))
        >>> store.read(store.put(b"a letter").name)
        b'a letter'
    """

    sealed = False

    def __init__(self, root: Path) -> None:
        self.root = root
        # No method: whoever is given it does not hold the store, nor the keys with it.
        self._place: Callable[[str], str] = lambda name: f"{root}/{name[:2]}/{name}"
        self.incoming = Incoming(root, self._place)

    def path(self, name: str) -> Path:
        """Where the object of this name stands, whether it is there or not."""
        return Path(self.incoming.waiting.get(name) or self._place(name))

    def gathering(self) -> contextlib.AbstractContextManager[None]:
        """What is stored meanwhile waits, readable, until `settle` makes it durable; else it is dropped at the end.

        Files that are synced together take a fraction of the time of as many syncs. Only under the case's lock.
        """
        return self.incoming.gathering()

    def settle(self, only: Container[str] | None = None) -> None:
        """Makes what waits durable, or of it those named: first the bytes, then their names.

        Raises:
            NotWritten: the system refused; whatever has its name already is whole.
        """
        self.incoming.settle(only)

    def named(self, only: Container[str]) -> Callable[[], None]:
        """The first half of `settle` for those named, the names; what makes these durable, too, any thread may call."""
        return self.incoming.named(only)

    def settling(self) -> contextlib.AbstractContextManager[None]:
        """As `settle`, while something else is done that asks for no object: what fails is raised behind it."""
        return self.incoming.settling()

    def put(self, data: bytes, *, unit: str = "") -> Stored:
        """Stores bytes; the same bytes twice are kept once. A `unit` has no meaning where nothing is sealed.

        Raises:
            Damaged: other bytes stand under their name.
            NotWritten: the system refused, as on a full disk; nothing was stored.
        """
        name = hashlib.sha256(data).hexdigest()
        if self._holds(name):
            return Stored(name, name, len(data))
        with self.incoming.fresh() as (fresh, out):
            write_all(out, data)
        fresh.name, fresh.sha256, fresh.size = name, name, len(data)
        return self._kept(fresh, ())

    def put_file(self, source: Path, *, unit: str = "", known: Container[str] = ()) -> Stored:
        """Copies a regular file in, without following links, and names the copy by the digest of the copy itself.

        What is `known` (by SHA-256) is there already under its name: the same bytes twice are kept once.

        Raises:
            Missing, Refused, Unreadable: nothing is at the path, or a link, a folder, a device; or it may not be read.
            Damaged, NotWritten: as `put`.
        """
        return self._kept(self.copied(self.asked(source, unit)), known)

    def put_copies(self, copies: Copies, *, known: Container[str] = ()) -> Iterator[Stored | WorkbenchError]:
        """Stores copies that were made of files: for each in turn what `put_file` gives, or the error that refuses it.

        What one of them brought is known to those behind it.

        Raises:
            NotWritten, Unreadable: the system refused, as on a full disk; what was given until then is stored.
        """
        met: set[str] = set()
        for fresh in copies:
            if not isinstance(fresh, Copy):
                if isinstance(fresh, NotWritten):
                    raise fresh
                yield fresh
                continue
            try:
                kept = self._kept(fresh, met if fresh.sha256 in met else known)
            except WorkbenchError as error:
                if error.code in ("not-written", "unreadable"):
                    raise  # the store it is, not the file: nothing can be said of those behind it either
                yield error
                continue
            met.add(kept.sha256)
            yield kept

    def asked(self, source: Path, unit: str) -> Asked:
        """What is to be known to copy a file in; in a sealed store its salt and key are drawn here."""
        return Asked(source)

    def copied(self, asked: Asked) -> Copy:
        """The copy of a file, written and read back, without a name yet; any thread or process may make it.

        Raises:
            Missing, Refused, Unreadable, NotWritten: as `put_file`.
        """
        source = asked.source
        with opened(source) as incoming, self.incoming.fresh() as (fresh, out):
            fresh.sha256, fresh.size = copy(incoming, out, source)
            fresh.name = fresh.sha256
        return fresh

    def put_pieces(self, pieces: Iterator[bytes], *, unit: str = "", known: Container[str] = ()) -> Stored:
        """Stores what comes piece by piece, without holding it in memory; nothing is kept when the pieces break off.

        Raises:
            Damaged, NotWritten: as `put`; and whatever the pieces raise.
        """
        return self._kept(self._pieced(unit, pieces), known)

    def _pieced(self, unit: str, pieces: Iterator[bytes]) -> Copy:
        digest, size = hashlib.sha256(), 0
        with self.incoming.fresh() as (fresh, out):
            for piece in pieces:
                digest.update(piece)
                size += len(piece)
                write_all(out, piece)
        fresh.name = fresh.sha256 = digest.hexdigest()
        fresh.size = size
        return fresh

    def _kept(self, fresh: Copy, known: Container[str]) -> Stored:
        try:
            if not self._holds(fresh.name):
                self.incoming.keep(fresh, fresh.name)
        finally:
            self.incoming.drop(fresh)
        return Stored(fresh.name, fresh.sha256, fresh.size)

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
        try:
            return digest_of(self.path(name))[0]
        except Missing:
            return None

    def content_digest(self, name: str) -> tuple[str, int]:
        """The SHA-256 (hex) and the size in bytes of what is inside an object: here, of its stored bytes.

        Raises:
            Missing, Refused, Unreadable: it is not there, is no regular file, or may not be read.
        """
        return digest_of(self.path(name))

    def measure(self, name: str) -> Measure:
        """What the bytes of an object and its content really are, read once; may be asked from several threads.

        Raises:
            Missing, Refused, Unreadable: as `content_digest`.
        """
        found, size = digest_of(self.incoming.waiting.get(name) or self._place(name))  # making a path takes long
        return Measure(found, found, size)

    @contextlib.contextmanager
    def lent(self, name: str, *, whole_up_to: int) -> Iterator[Path]:
        """A path at which another process can read the content of an object: here, where it is stored."""
        with self.incoming.lent.out(name):  # the same bytes may come out of another file, and get their name meanwhile
            yield self.path(name)

    def names(self) -> Iterator[str]:
        """The names of all stored objects, sorted."""
        for shelf in sorted(self.root.glob("[0-9a-f][0-9a-f]")):
            yield from sorted(os.listdir(shelf))

    def _holds(self, name: str) -> bool:
        found = self.digest(name) if self.incoming.holds(name) else None
        if found is not None and found != name:
            raise Damaged(self.path(name), expected=name, found=found)
        return found is not None

    def clear_unfinished(self) -> None:
        """Removes copies that a process was killed over: none of them was acknowledged. Only under the case's lock."""
        self.incoming.clear()
