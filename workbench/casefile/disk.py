"""Reading and writing files so that nothing is followed, half-written or lost, and so that refusals name the file."""

import contextlib
import os
import resource
import stat
import threading
from collections.abc import Iterator
from io import FileIO
from pathlib import Path

from workbench.casefile.sound import BLOCK, FLAGS, digest
from workbench.errors import Missing, NotWritten, Refused, Unreadable


@contextlib.contextmanager
def changing(path: Path) -> Iterator[None]:
    """Turns what the system refuses while a path is written into an error that names it and the remedy.

    Raises:
        NotWritten: a full disk, no permission, a read-only drive.

    Example:
        >>> with changing(Path("/proc/version")):
        ...     raise OSError(28, "No space left on device")
        Traceback (most recent call last):
            ...
        workbench.errors.NotWritten: /proc/version: it could not be written (No space left on device); what ...
    """
    try:
        yield
    except OSError as error:
        raise not_written(path, error) from error


def not_written(path: Path, error: OSError) -> NotWritten:
    """What the system said while a path was written, as an error that names it and the remedy.

    Example:
        >>> not_written(Path("/proc/version"), OSError(28, "No space left on device")).code
        'not-written'
    """
    return NotWritten(path, error.strerror or str(error))


def opened(path: Path | str) -> FileIO:
    """A regular file, opened for reading without following a link and without waiting for a pipe.

    Raises:
        Missing: there is nothing at the path.
        Refused: it is a link, a folder, a pipe or a device.
        Unreadable: the system does not let it be read.

    Example:
        >>> opened(Path("/dev/null"))
        Traceback (most recent call last):
            ...
        workbench.errors.Refused: /dev/null: this is no regular file. Name only files and folders.
    """
    return FileIO(_descriptor(path), "rb")


def _descriptor(path: Path | str) -> int:
    try:
        descriptor = os.open(path, FLAGS)
    except (FileNotFoundError, NotADirectoryError):
        raise Missing(path) from None
    except OSError as error:
        if os.path.islink(path):  # False where that may not be looked at
            raise Refused(path, "this is a symbolic link", "Name the file that it points to") from None
        if _is_special(path):
            raise Refused(path, "this is no regular file", "Name only files and folders") from None
        raise Unreadable(path, error.strerror) from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise Refused(path, "this is no regular file", "Name only files and folders")
    return descriptor


def _is_special(path: Path | str) -> bool:
    try:
        return not stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return False


def stands(path: str) -> bool:
    """Whether something stands at a path: asked first, because opening what is not there costs more.

    Example:
        >>> stands("no/such/file"), stands(".")
        (False, True)
    """
    try:
        return bool(os.lstat(path))
    except OSError as error:
        return not isinstance(error, FileNotFoundError)  # reading it says what else is the matter


def whole_bytes(path: Path) -> bytes:
    """All bytes of a regular file.

    Raises:
        Missing, Refused, Unreadable: as `opened`.
    """
    with opened(path) as file:
        try:
            return file.read()
        except OSError as error:
            raise Unreadable(path, error.strerror) from None


class _Room(threading.local):
    """Where the blocks of a file go while they are hashed: making room anew for each file takes as long as reading."""

    def __init__(self) -> None:
        self.block = memoryview(bytearray(BLOCK))


_room = _Room()


def room() -> memoryview:
    """Room for `BLOCK` bytes that this thread may fill until it does anything else.

    Example:
        >>> len(room()) == BLOCK
        True
    """
    return _room.block


def digest_of(path: Path | str) -> tuple[str, int]:
    """The SHA-256 (hex) and the size in bytes of a regular file, as it was read from beginning to end.

    Raises:
        Missing, Refused, Unreadable: as `opened`.

    Example:
        >>> digest_of(Path("/dev/null"))
        Traceback (most recent call last):
            ...
        workbench.errors.Refused: /dev/null: this is no regular file. Name only files and folders.
    """
    descriptor = _descriptor(path)
    try:
        return _digest(descriptor, path)
    finally:
        os.close(descriptor)


def digest_from(file: FileIO, path: Path) -> tuple[str, int]:
    """The same of an open file, from where it stands; `path` names it in errors.

    Raises:
        Unreadable: the system stops giving its bytes.
    """
    return _digest(file.fileno(), path)


def _digest(descriptor: int, path: Path | str) -> tuple[str, int]:
    try:
        return digest(descriptor, _room.block)
    except OSError as error:
        raise Unreadable(path, error.strerror) from None


def write_all(out: FileIO, data: bytes) -> None:
    """Writes every byte to an unbuffered file: of what it is given at once the system may take less."""
    rest = memoryview(data)
    while rest:
        rest = rest[out.write(rest) :]


def sync_path(path: Path | str) -> None:
    """Makes the bytes of a file durable, or the names in a folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder durable, as `fsync` on a file makes its bytes."""
    sync_path(folder)


def make_folders(folder: Path) -> None:
    """Makes a folder and those above it that are missing, each durable in the one above it.

    Example:
        >>> import tempfile
        >>> make_folders(Path(tempfile.mkdtemp()) / "cases" / "2026")
    """
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(exist_ok=True)
        sync_folder(one.parent)


def no_core_dumps() -> None:
    """Makes this process, and whatever it starts, leave no image of its memory on the disk when it crashes.

    Example:
        >>> no_core_dumps()
        >>> resource.getrlimit(resource.RLIMIT_CORE)[0]
        0
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def remove_folder(folder: Path, *, ignore_errors: bool = False) -> None:
    """Takes a folder away with all that is in it.

    Raises:
        OSError: the system refused, and errors are not ignored.

    Example:
        >>> remove_folder(Path("no-such-folder"), ignore_errors=True)
    """
    import shutil  # the library can also make archives, and who reads a case waits for none

    shutil.rmtree(folder, ignore_errors=ignore_errors)


def set_aside(file: Path, whole: int) -> None:
    """Keeps what will be taken away from the end of a chain in `cache/`, where it ends like a batch that is whole.

    Raises:
        OSError: the system refused.
    """
    with file.open("rb") as chain:
        chain.seek(whole)
        rest = chain.read()
    if rest.endswith(b"\n"):
        aside = file.parent.parent / "cache"
        aside.mkdir(exist_ok=True)
        with (aside / f"{file.stem}-{whole}.torn").open("wb", buffering=0) as out:
            write_all(out, rest)
            os.fsync(out.fileno())
