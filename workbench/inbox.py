"""The files that somebody hands over: found one by one, each with the name it came under."""

import dataclasses
import datetime
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from workbench.errors import Missing, Refused, Unreadable, WorkbenchError

# Files that are preserved under one lock may have so many bytes, and the batch in which they reach them.
SPAN_BYTES = 128_000_000


@dataclasses.dataclass(frozen=True)
class Distant:
    """A file in a store of one's own: its address, its name below what was asked for, and what gives its bytes, once.

    `changed` (UTC) is when the store says that it was laid there.

    Example:
        >>> b"".join(Distant("s3://bucket/a.txt", "a.txt", 5, None, lambda: iter([b"cards"])).pieces())
        b'cards'
    """

    address: str
    name: str
    size: int
    changed: str | None
    pieces: Callable[[], Iterator[bytes]]


@dataclasses.dataclass(frozen=True)
class Found:
    """One path to take in, or one file in a store, and its name as it is recorded."""

    path: Path
    name: str
    distant: Distant | None = None

    @property
    def size(self) -> int:
        """How many bytes it has now; 0 where nobody says: why it cannot be taken is said where it is preserved."""
        if self.distant:
            return self.distant.size
        try:
            return self.path.lstat().st_size
        except OSError:
            return 0

    @property
    def changed(self) -> str | None:
        """When it was last changed (UTC), as where it lies says."""
        return self.distant.changed if self.distant else file_time(self.path)


@dataclasses.dataclass(frozen=True)
class RefusedPath:
    """One path that was not taken in, and why."""

    path: str
    code: str
    message: str

    @classmethod
    def of(cls, path: str, error: WorkbenchError) -> "RefusedPath":
        """The refusal of a path, shown as text, for the reason that an error gives."""
        return cls(name_of(path), error.code, str(error))


def file_time(path: Path) -> str | None:
    """When a file was last changed, in UTC, as its file system says now; None where it does not say.

    It is no more than that: copying, unpacking and sending each set it anew, and some file systems keep local time.

    Example:
        >>> import tempfile
        >>> path = Path(tempfile.mkdtemp()) / "a"
        >>> _ = path.write_text("a")
        >>> os.utime(path, (1636963443, 1636963443))
        >>> file_time(path)
        '2021-11-15T08:04:03'
    """
    try:
        changed = datetime.datetime.fromtimestamp(path.lstat().st_mtime, datetime.UTC)
    except (OSError, OverflowError, ValueError):
        return None
    return changed.strftime("%Y-%m-%dT%H:%M:%S") if changed.year >= 1000 else None


def find(paths: Iterable[Path | str | Distant], case: Path, refused: list[RefusedPath]) -> Iterator[Found]:
    """Every regular file among these paths and in these folders, folder by folder in the order of their names.

    What is not there, may not be looked at, or stands inside the case is added to `refused`, and the rest goes on.

    Example:
        >>> refused = []
        >>> list(find(["lost.txt"], Path("case"), refused)), refused[0].code
        ([], 'missing')
    """
    for named in paths:
        if isinstance(named, Distant):
            yield Found(Path(named.name), name_of(named.name), named)
            continue
        path = Path(named)
        try:
            mode = path.lstat().st_mode
        except (FileNotFoundError, NotADirectoryError, ValueError):
            refused.append(RefusedPath.of(str(path), Missing(path)))
            continue
        except OSError as error:
            refused.append(RefusedPath.of(str(path), Unreadable(path, error.strerror)))
            continue
        if _inside(path, case):
            own = Refused(path, "it stands inside the case itself", "Copy it out of the case first, then add the copy")
            refused.append(RefusedPath.of(str(path), own))
        elif stat.S_ISDIR(mode):
            yield from _walk(path, case, refused)
        else:
            yield Found(path, name_of(path.name))


def spans(found: list[Found], batch: int, most: int) -> Iterator[list[Found]]:
    """Files in whole batches: so many at most together, and no further one once they hold 128 MB.

    Example:
        >>> [len(span) for span in spans([Found(Path("lost"), "lost")] * 7, batch=2, most=2)]
        [4, 3]
    """
    span, size = list[Found](), 0
    for start in range(0, len(found), batch):
        part = found[start : start + batch]
        span += part
        size += sum(entry.size for entry in part)
        if len(span) >= most * batch or size >= SPAN_BYTES:
            yield span
            span, size = [], 0
    if span:
        yield span


def _inside(path: Path, case: Path) -> bool:
    return path.resolve().is_relative_to(case.resolve())


def _walk(folder: Path, case: Path, refused: list[RefusedPath]) -> Iterator[Found]:
    def unreadable(error: OSError) -> None:
        lost = Unreadable(error.filename, error.strerror)
        refused.append(RefusedPath.of(os.path.relpath(error.filename, folder), lost))

    for here, folders, files in os.walk(folder, onerror=unreadable):
        folders.sort(key=os.fsencode)
        if _inside(Path(here), case):
            folders.clear()  # a case is not evidence of itself
            continue
        links = [name for name in folders if (Path(here) / name).is_symlink()]
        for name in sorted([*files, *links], key=os.fsencode):
            path = Path(here) / name
            yield Found(path, name_of(os.path.relpath(path, folder)))


def name_of(name: str) -> str:
    r"""The name as text: bytes that are no UTF-8 are written as \\xNN, so that the ledger can hold any name."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
