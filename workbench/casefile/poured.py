"""Pieces of a file that are written while those behind them are still being made."""

import itertools
from collections.abc import Iterable
from io import FileIO

from workbench.casefile.disk import write_all
from workbench.casefile.synced import begin


def pour(out: FileIO, pieces: Iterable[bytes]) -> None:
    """Writes pieces to an unbuffered file, in their order; where there is more than one, by another thread.

    Nothing is written any more when this returns or raises.

    Raises:
        OSError: the system refused.
        whatever the pieces raise.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryFile(buffering=0) as out:
        ...     pour(out, [b"a ", b"letter"])
        ...     out.tell()
        8
    """
    coming = iter(pieces)
    first = list(itertools.islice(coming, 2))
    if len(first) < 2:  # most batches are one piece: nothing is written meanwhile
        for piece in first:
            write_all(out, piece)
        return
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as other:
        writing = other.submit(_write, out, b"")
        for piece in itertools.chain(first, coming):
            writing.result()  # one at a time: what cannot be written is not made
            writing = other.submit(_write, out, piece)
        writing.result()


def _write(out: FileIO, piece: bytes) -> None:
    write_all(out, piece)
    begin(out.fileno())  # the disk takes it while the next one is made
