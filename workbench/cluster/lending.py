"""Files on their way to the workers of a cluster: where they stand, or sealed copies in a store while it lasts."""

import contextlib
import hashlib
import os
from collections.abc import Iterable, Iterator
from io import FileIO
from pathlib import Path
from typing import NamedTuple

from workbench.casefile.cipher import open_stream, seal_stream
from workbench.casefile.disk import opened, write_all
from workbench.casefile.door import system_door
from workbench.cluster.store import PIECE, store_at

MOST_SENT = 300_000_000


class Place(NamedTuple):
    """Where a worker finds a file: a path that it sees, or a name in a store and the key that opens the copy there.

    Example:
        >>> Place("/shared/case/objects/ab/abc").key
        ''
    """

    at: str
    store: str = ""
    key: str = ""


@contextlib.contextmanager
def lending(store: str | None, paths: list[Path]) -> Iterator[list[Place]]:
    """For each file a place at which workers read it while this lasts: itself, or a copy in a store.

    A copy is sealed under a key of its own, which is in the memory of this process and of the workers alone, and has
    a name that says nothing: what a run leaves that was killed opens for nobody.

    Raises:
        Refused, NotWritten: as `store_at`, or the store does not take a copy.
        Missing, Refused, Unreadable: a file is not there, is no regular one, or may not be read.

    Example:
        >>> with lending(None, [Path("/shared/case/objects/ab/abc")]) as [place]:
        ...     place.at
        '/shared/case/objects/ab/abc'
    """
    if store is None:
        yield [Place(str(path.absolute())) for path in paths]
        return
    where, draw = store_at(store), system_door(Path()).salt
    lent: list[Place] = []
    try:
        for path in paths:
            place = Place(draw()[:32], store, draw())
            lent.append(place)
            with opened(path) as source:
                where.put(place.at, seal_stream(bytes.fromhex(place.key), iter(lambda: source.read(PIECE) or b"", b"")))
        yield lent
    finally:
        for place in lent:
            where.remove(place.at)


@contextlib.contextmanager
def borrowed(place: Place, sha256: str) -> Iterator[Path]:
    """A path at which a child process reads what lies at a place, after it was seen to be the very bytes.

    What comes out of a store is held in memory while this lasts, and never written to a disk of the worker.

    Raises:
        OSError: it is not there, cannot be read, or holds other bytes.
        WorkbenchError: it does not open, or the store is not to be reached.

    Example:
        >>> import tempfile
        >>> path = Path(tempfile.mkdtemp()) / "note"
        >>> _ = path.write_bytes(b"cards")
        >>> with borrowed(Place(str(path)), hashlib.sha256(b"cards").hexdigest()) as found:
        ...     found == path
        True
    """
    if not place.store:
        with open(place.at, "rb") as source:
            _same(_digest(iter(lambda: source.read(PIECE), b"")), sha256)
        yield Path(place.at)
        return
    sealed = store_at(place.store).pieces(place.at)
    with os.fdopen(os.memfd_create("borrowed", os.MFD_CLOEXEC), "r+b", buffering=0) as held:
        assert isinstance(held, FileIO)
        pieces = open_stream(bytes.fromhex(place.key), sealed, f"{place.store}/{place.at}")
        _same(_digest(_poured(pieces, held)), sha256)
        yield Path(f"/proc/{os.getpid()}/fd/{held.fileno()}")


def _poured(pieces: Iterable[bytes], held: FileIO) -> Iterator[bytes]:
    for piece in pieces:
        write_all(held, piece)
        yield piece


def _digest(pieces: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()


def _same(found: str, sha256: str) -> None:
    if found != sha256:
        raise OSError("other bytes stand there")
