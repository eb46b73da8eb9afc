"""Folders of one process alone, gone when it ends; what a killed one leaves behind, the next takes away."""

import contextlib
import fcntl
import os
import platform
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

UNRELEASED, COPY, MADE, RUN = ".unreleased-", "wb-case-", "wb-made-", "wb-run-"
# The home of a JupyterLab, whose sockets need a short name, and files on their way into a case.
LAB, TRAY = "wb-", "wb-tray-"
IN_TEMPORARY = re.compile(f"({COPY}|{MADE}|{RUN}|{LAB}|{TRAY})[a-z0-9_]{{8}}")
IN_MEMORY = Path("/dev/shm")
BESIDE_A_RELEASE = re.compile(rf"{re.escape(UNRELEASED)}.+-[a-z0-9_]{{8}}", re.DOTALL)
# In each folder, locked for as long as its process lives: the system lets go of that, however the process ends.
MARK = ".held"


@contextlib.contextmanager
def held(prefix: str, place: Path | None = None) -> Iterator[Path]:
    """A new folder that nobody else may read, in `place` or among the temporary files; it is gone afterwards.

    Example:
        >>> with held(COPY) as folder:
        ...     name = folder.name.startswith("wb-case-"), folder.exists()
        >>> name, folder.exists()
        ((True, True), False)
    """
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=place))
    with marked(folder):
        try:
            yield folder
        finally:
            _empty(folder)


@contextlib.contextmanager
def unreleased(out: Path) -> Iterator[Path]:
    """A new folder for what is being made: it takes the place of `out`, and where something fails it is gone.

    Example:
        >>> home = Path(tempfile.mkdtemp())
        >>> with unreleased(home / "out") as folder:
        ...     there = (home / "out").exists()
        >>> there, [path.name for path in home.iterdir()]
        (False, ['out'])
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    with held(f"{UNRELEASED}{out.name}-", out.parent) as folder:
        made = folder / "made"
        made.mkdir()
        yield made
        made.chmod(0o755)
        made.replace(out)


def taken_away(out: Path | None = None) -> list[str]:
    """Takes away what runs of this user on this machine left that were killed (releases, reruns, JupyterLab, files that
    were dropped on a page); gives the paths.

    Looked for beside `out`, among the temporary files and in memory, by form of name, owner and mark. What bears no
    mark, or one that a living process holds, stays: nothing else is surely theirs.

    Example:
        >>> taken_away(Path(tempfile.mkdtemp()) / "out")
        []
    """
    places = [(Path(tempfile.gettempdir()), IN_TEMPORARY), (IN_MEMORY, IN_TEMPORARY)]
    if out is not None:
        places.append((out.parent, BESIDE_A_RELEASE))
    gone = []
    for place, form in places:
        for folder in sorted(place.iterdir()) if place.is_dir() else ():
            if form.fullmatch(folder.name) and _left(folder):
                gone.append(str(folder))
    return gone


def told(gone: Sequence[str]) -> str:
    """What was taken away, in a line; nothing where nothing was.

    Example:
        >>> told(["/tmp/wb-case-12345678"])
        'Taken away, left by a run that was killed: /tmp/wb-case-12345678'
        >>> told([])
        ''
    """
    return f"Taken away, left by a run that was killed: {', '.join(gone)}" if gone else ""


def marked(folder: Path) -> BinaryIO:
    """Marks a folder as one that nobody takes away, for as long as the file that is given is open, also in a child.

    The mark is locked before it bears its name, so that no other process finds it free.

    Example:
        >>> home = Path(tempfile.mkdtemp())
        >>> with marked(home):
        ...     _left(home)
        False
        >>> _left(home)
        True
    """
    mark = (folder / f"{MARK}.new").open("xb")
    with contextlib.suppress(OSError):  # where the system has no locks, nothing is marked, and nothing taken away
        fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        mark.write(_here())
        mark.flush()
        (folder / f"{MARK}.new").rename(folder / MARK)
    return mark


def _here() -> bytes:
    """This machine: on a disk of several, another's living process is not seen everywhere."""
    return platform.node().encode("utf-8", "replace")


def _left(folder: Path) -> bool:
    """Takes away a folder whose mark nobody holds; True where it is gone."""
    try:
        about = folder.lstat()
        if not folder.is_dir() or folder.is_symlink() or about.st_uid != os.geteuid():
            return False
        with open(os.open(folder / MARK, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK), "r+b") as mark:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if mark.read(1024) != _here():
                return False
            _empty(folder)
    except OSError:
        return False
    return not folder.exists()


def _empty(folder: Path) -> None:
    """Takes a folder away, its mark last: who is killed in between leaves what still bears it."""
    for at, folders, _ in os.walk(folder):
        for one in folders:
            if not os.path.islink(f"{at}/{one}"):
                os.chmod(f"{at}/{one}", 0o700)  # a notebook may have made one that cannot be emptied
    for path in folder.iterdir():
        if path.name != MARK and path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        elif path.name != MARK:
            path.unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
