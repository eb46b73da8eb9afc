"""A case as one file to keep elsewhere, as it is stored, and back again.

The file is a plain tar archive: the record of the case and nothing else, and last a list of the SHA-256 of each file.
What is sealed stays sealed. It also stays what it was: an old backup holds, and opens, what was destroyed since.
"""

import contextlib
import dataclasses
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from workbench import codebook
from workbench.casefile.archived import Listed, Take, listed_in, packed, record_of
from workbench.casefile.audit import Audit, verify
from workbench.casefile.case import Case
from workbench.casefile.disk import changing, opened, sync_folder, write_all
from workbench.casefile.door import Door, settle_anew
from workbench.casefile.finishing import finish_merging
from workbench.casefile.folder import built, open_case
from workbench.casefile.lock import locked
from workbench.errors import Damaged, Refused

HONEST = (
    "Whoever has a backup has the case as it was then: what is withdrawn or destroyed later, and whoever is removed"
    " later, is still in it. Keep few, know where they are, and destroy the old ones."
)


@dataclasses.dataclass(frozen=True)
class BackedUp:
    """A backup that was written or put back: the head of the case, and how many files it holds.

    Example:
        >>> BackedUp(head="0f" * 32, files=3).files
        3
    """

    head: str
    files: int


def backup(case: Case, out: Path) -> BackedUp:
    """Writes the record of a case to one file, as it is stored: whole, read back and durable, or not at all.

    Nobody writes to the case meanwhile. No passphrase is needed.

    Raises:
        Refused: something stands at the path, or it lies inside the case.
        Unreadable: a file of the case may not be read.
        Damaged: what was read back is not what was written.
        NotWritten: the system refused, as on a full disk; nothing is left.
    """
    out = Path(os.path.abspath(out))
    if os.path.lexists(out):
        raise Refused(out, "something stands there already", "Name a new file")
    if out.parent.resolve().is_relative_to(case.path.resolve()):
        raise Refused(out, "a backup inside the case is lost with it", "Name a file on another drive")
    with changing(out):
        handle, name = tempfile.mkstemp(prefix=f".{out.name}-", dir=out.parent)
    fresh = Path(name)
    try:
        with locked(case.path / ".lock"), changing(out), os.fdopen(handle, "wb") as file:
            case.objects.clear_unfinished()
            finish_merging(case.path)
            head, listed = case.head(), packed(case.path, file, case.head(), record_of(case.path))
            file.flush()
            os.fsync(file.fileno())
        if _read(fresh, lambda name, content: None) != (head, listed):
            raise Damaged(out, expected=head, found="other bytes, when it was read back")
        with changing(out):
            os.link(fresh, out)  # never over a file that appeared meanwhile
            sync_folder(out.parent)
    finally:
        with contextlib.suppress(OSError):  # what stopped the backup is told, not that something is left of it
            fresh.unlink(missing_ok=True)
    return BackedUp(head, len(listed))


def restore(file: Path, path: Path, *, damaged: bool = False, door: Door | None = None) -> tuple[BackedUp, Audit]:
    """Puts a backup back as a new folder, once it was verified; gives what was found.

    What is written here afterwards goes into chains of its own, also where the case stood at this place before: so it
    can be merged with any other copy. `damaged`: a case that was damaged when it was backed up is put back as it was.

    Raises:
        Refused: something stands at the path, or `verify` finds the case damaged.
        BadValue: the file is no backup, or is cut off, or holds what no case holds.
        Damaged: a file is not the one that was backed up.
        NotWritten: the system refused; nothing is left.
    """
    return put_back(file, path, lambda take: _read(file, take), damaged=damaged, door=door)


def put_back(
    file: object, path: Path, fill: Callable[[Take], Listed], *, damaged: bool = False, door: Door | None = None
) -> tuple[BackedUp, Audit]:
    """The same from wherever `fill` finds a backup: it hands over each file, and gives the head and the digests.

    Raises:
        as `restore`, and whatever `fill` raises.

    Example:
        >>> put_back("site-a.tar", Path("/tmp"), lambda take: ("", {}))
        Traceback (most recent call last):
            ...
        workbench.errors.Refused: /tmp: something stands there already. Name a new folder.
    """
    if os.path.lexists(path):
        raise Refused(path, "something stands there already", "Name a new folder")
    found: list[tuple[BackedUp, Audit]] = []

    def begin(fresh: Path) -> None:
        head, listed = fill(lambda name, content: _put(fresh / name, content))
        for folder in ("ledger", "objects"):
            (fresh / folder).mkdir(exist_ok=True)
        for folder, _, _ in os.walk(fresh):
            sync_folder(Path(folder))
        case = open_case(fresh, door=door)
        if case.head() != head:
            raise Damaged(file, expected=head, found=case.head())
        audit = verify(case, without_key=True)
        wrong = [one for one in audit.problems if codebook.severity(one.code) != "notice"]
        if wrong and not damaged:
            first = f"{wrong[0].code}: {wrong[0].subject}"
            raise Refused(file, f"the case in it is damaged ({len(wrong)} problems, {first})",
                          "Use another backup, or put it back as it is with --damaged")  # fmt: skip
        found.append((BackedUp(head, len(listed)), audit))
        settle_anew(path)

    built(path, begin)
    return found[0]


def _read(file: Path, take: Take) -> Listed:
    with opened(file) as raw:
        return listed_in(raw, file, take)


def _put(file: Path, content: Iterator[bytes]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("xb", buffering=0) as out:
        for piece in content:
            write_all(out, piece)
        os.fsync(out.fileno())
    if file.parent.parent.name == "objects":
        file.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
