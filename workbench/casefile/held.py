"""A file whose lock says that a living process is at work; the lock goes with the process, whatever ends it."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

# The end of the name of such a file.
HELD = ".held"


@contextlib.contextmanager
def held(mark: Path) -> Iterator[int]:
    """Holds a file locked, and gives its descriptor; the system lets go when this process dies.

    Example:
        >>> import tempfile
        >>> with held(Path(tempfile.mkdtemp()) / f"a{HELD}"):
        ...     True
        True
    """
    mark.parent.mkdir(parents=True, exist_ok=True)
    while True:
        with mark.open("ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            # Whoever cleared the folder before it was locked took it away: it is made anew.
            if _is_at(file.fileno(), mark):
                yield file.fileno()
                return


def _is_at(descriptor: int, path: Path) -> bool:
    with contextlib.suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(descriptor), path.stat())
    return False


def is_held(mark: Path) -> bool:
    """Whether a living process holds a file locked.

    Example:
        >>> is_held(Path("no-such-file"))
        False
    """
    with contextlib.suppress(FileNotFoundError), mark.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
