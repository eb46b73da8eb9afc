"""Making everything on a file system durable at once, where the system can and says truly whether it did.

`fsync` of hundreds of files and folders asks the disk hundreds of times. From Linux 5.8 on, `syncfs` of a folder that
was opened before they were written does the same in one, and fails where any of them could not be written. Of three
file systems it is known to hold; of others, as on some sticks and whatever runs through a program, each file is synced
by itself.
"""

import contextlib
import functools
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

KNOWN = frozenset({"ext4", "f2fs", "xfs"})
SINCE = (5, 8)
WRITE = 2  # SYNC_FILE_RANGE_WRITE
MOUNTS = Path("/proc/self/mountinfo")


class Whole:
    """A folder, held open while files are written on its file system, to make all of them durable together.

    Example:
        >>> whole = Whole(Path("."))
        >>> whole.sync() in (True, False)
        True
        >>> whole.close()
    """

    def __init__(self, folder: Path) -> None:
        self._folder = os.open(folder, os.O_RDONLY) if can_be_relied_on(folder) else -1
        self._turn, self._failed = threading.Lock(), OSError()

    def sync(self) -> bool:
        """Makes everything durable that was written since; False where each file has to be synced by itself.

        Any thread may ask; they do one after the other.

        Raises:
            OSError: something could not be written, whatever it was. It is raised again each time from then on.
        """
        if self._folder < 0:
            return False
        with self._turn:
            if self._failed.errno:  # the system tells of it once, to whoever asks first: it may concern everybody
                raise self._failed
            try:
                syncfs(self._folder)
                os.fsync(self._folder)  # a disk that keeps in its own memory what it took is told to write it, too
            except OSError as error:
                self._failed = error
                raise
        return True

    def close(self) -> None:
        """Lets the folder go."""
        if self._folder >= 0:
            os.close(self._folder)
            self._folder = -1


def syncfs(descriptor: int) -> None:
    """The call of the system; raises OSError as it says.

    Example:
        >>> syncfs(-1)
        Traceback (most recent call last):
            ...
        OSError: [Errno 9] Bad file descriptor
    """
    import ctypes  # who only reads asks for nothing here

    library = ctypes.CDLL(None, use_errno=True)
    if library.syncfs(descriptor) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def flush(folder: Path) -> None:
    """Has the system write out everything that waits for the disk of a folder, where many syncs are to follow.

    A hint and no more: each file is synced after it, and only that counts and says what failed. After one flush those
    syncs find nothing left to do, and hundreds of them take the time of a few. Nothing happens where the system has no
    `syncfs` (Linux has).

    Example:
        >>> flush(Path("."))
    """
    import ctypes

    call = getattr(ctypes.CDLL(None), "syncfs", None)  # unasked whether it failed: the one above is relied on
    if call is not None:
        with contextlib.suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            call(descriptor)
            os.close(descriptor)


def begin(descriptor: int) -> None:
    """Has the system begin to write out what an open file holds, without waiting: a later sync then finds less to do.

    A hint and no more; nothing happens where the system has no such call (Linux has `sync_file_range`).

    Example:
        >>> begin(-1)
    """
    call = _beginning()
    if call is not None:
        call(descriptor, 0, 0, WRITE)


@functools.cache
def _beginning() -> Callable[[int, int, int, int], int] | None:
    import ctypes

    call = getattr(ctypes.CDLL(None), "sync_file_range", None)
    if call is not None:
        call.argtypes = (ctypes.c_int, ctypes.c_int64, ctypes.c_int64, ctypes.c_uint)
    return call


def can_be_relied_on(folder: Path) -> bool:
    """Whether `syncfs` is known to do for every file there what `fsync` does for one.

    Example:
        >>> can_be_relied_on(Path("/proc"))
        False
    """
    return _tells_errors() and kind_of(folder) in KNOWN


@functools.cache
def _tells_errors() -> bool:
    if sys.platform != "linux":
        return False
    numbers = os.uname().release.split("-")[0].split(".")[:2]
    return all(number.isdigit() for number in numbers) and tuple(map(int, numbers)) >= SINCE


def kind_of(folder: Path) -> str:
    """The kind of the file system on which a folder lies, as the system calls it, or an empty text.

    Example:
        >>> kind_of(Path("/proc"))
        'proc'
    """
    device = folder.stat().st_dev
    return _kinds().get(f"{os.major(device)}:{os.minor(device)}", "")


def _kinds() -> dict[str, str]:
    try:
        lines = MOUNTS.read_text("utf-8", "replace").splitlines()
    except OSError:
        return {}
    parts = [line.split(" ") for line in lines if " - " in line]
    return {part[2]: part[part.index("-") + 1] for part in parts}
