"""One writer at a time: a lock on the case that the system lets go when its process dies."""

import contextlib
import fcntl
import sys
from collections.abc import Iterator
from pathlib import Path

from workbench.casefile.disk import changing


@contextlib.contextmanager
def locked(file: Path) -> Iterator[None]:
    """Holds the case for writing; a second process waits and says so on standard error.

    Raises:
        NotWritten: the lock file cannot be opened for writing, as on a read-only drive.

    Example:
        >>> import tempfile
        >>> with locked(Path(tempfile.mkdtemp()) / ".lock"):
        ...     print("nobody else writes now")
        nobody else writes now
    """
    with changing(file):
        lock = file.open("ab")
    with lock:
        with changing(file):
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                print(f"{file.parent.name}: another process is writing; waiting for it", file=sys.stderr)
                fcntl.flock(lock, fcntl.LOCK_EX)
        yield
