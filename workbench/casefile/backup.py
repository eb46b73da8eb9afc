"""A case as one file to keep elsewhere, as it is stored, and back again.

The file is a plain tar archive: the record of the case and nothing else, and last a list of the SHA-256 of each file.
What is sealed stays sealed. It also stays what it was: an old backup holds, and opens, what was destroyed since.
"""

import contextlib
import dataclasses
import hashlib
import io
import json
import os
import re
import stat
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from workbench import codebook
from workbench.casefile.audit import Audit, verify
from workbench.casefile.case import Case
from workbench.casefile.disk import changing, opened, sync_folder, write_all
from workbench.casefile.door import Door, settle_anew
from workbench.casefile.finishing import finish_merging
from workbench.casefile.folder import built, open_case
from workbench.casefile.ledger import whole_size
from workbench.casefile.lock import locked
from workbench.errors import BadValue, Damaged, Refused
from workbench.records import canonical

LIST = "backup.json"
LONGEST_LIST = 1 << 28
CHUNK = 1 << 20
CHAIN = r"(ledger|access|counsel)/(forks/[0-9a-f]{32}/)?[0-9a-f]{32}\.jsonl"
KEYS = r"keys/(ring-[0-9]{6}\.(age|jsonl)|member-[0-9a-f]{16}\.json(\.new)?)"
OBJECT = r"objects/(?P<shelf>[0-9a-f]{2})/(?P=shelf)[0-9a-f]{62}"
PSEUDONYMS = r"pseudonyms/[0-9a-f]{64}\.age"
EXPECTED = re.compile(rf"format\.json|{CHAIN}|{KEYS}|{PSEUDONYMS}|{OBJECT}")
FORM = "a backup that `workbench backup` wrote, whole"
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
            head, listed = case.head(), _pack(case.path, file, case.head())
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
    if os.path.lexists(path):
        raise Refused(path, "something stands there already", "Name a new folder")
    found: list[tuple[BackedUp, Audit]] = []

    def begin(fresh: Path) -> None:
        head, listed = _read(file, lambda name, content: _put(fresh / name, content))
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


def _record_of(root: Path) -> Iterator[str]:
    for here, folders, files in os.walk(root):
        folders.sort()
        inside = os.path.relpath(here, root)
        names = [name if inside == "." else f"{inside}/{name}" for name in sorted(files)]
        yield from (name for name in names if EXPECTED.fullmatch(name))


class _Hashed:
    """A file that is read once, hashed on the way."""

    def __init__(self, source: Any) -> None:
        self.source, self.digest = source, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        data: bytes = self.source.read(size)
        self.digest.update(data)
        return data


def _pack(root: Path, file: Any, head: str) -> dict[str, str]:
    """Writes every file of the record into an archive, and last their digests by name."""
    listed: dict[str, str] = {}
    with tarfile.open(fileobj=file, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for name in _record_of(root):
            with opened(root / name) as source:
                # Of a chain, what was acknowledged.
                chain = name.endswith(".jsonl") and not name.startswith("keys/")
                size = whole_size(root / name) if chain else os.fstat(source.fileno()).st_size
                hashed = _Hashed(source)
                archive.addfile(_entry(name, size), hashed)
            listed[name] = hashed.digest.hexdigest()
        raw = canonical({"files": listed, "head": head})
        archive.addfile(_entry(LIST, len(raw)), io.BytesIO(raw))
    return listed


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry


def _read(file: Path, take: Callable[[str, Iterator[bytes]], None]) -> tuple[str, dict[str, str]]:
    """The head and the digests of a backup, each compared with the list at its end; `take` gets each file.

    Raises:
        BadValue, Damaged: as `restore`.
    """
    found: dict[str, str] = {}
    listed: Any = None
    try:
        with opened(file) as raw, tarfile.open(fileobj=raw, mode="r:") as archive:
            for entry in archive:
                if listed is not None or not _plain(entry, found):
                    raise BadValue(file, "an entry", entry.name, "a file of a case's record, once")
                source: Any = archive.extractfile(entry)
                if entry.name == LIST:
                    listed = json.loads(source.read(LONGEST_LIST))
                    continue
                digest = hashlib.sha256()
                take(entry.name, _pieces(source, digest))
                for _ in _pieces(source, digest):
                    pass
                found[entry.name] = digest.hexdigest()
        head, files = str(listed["head"]), dict(listed["files"])
    except (tarfile.TarError, ValueError, EOFError, OverflowError, TypeError, KeyError, RecursionError):
        raise BadValue(file, "the whole file", "something else, or a part", FORM) from None
    for name in sorted({*files, *found}):
        if files.get(name) != found.get(name):
            raise Damaged(f"{file}, {name}", expected=str(files.get(name)), found=str(found.get(name)))
    return head, found


def _plain(entry: tarfile.TarInfo, found: dict[str, str]) -> bool:
    """True of a regular file with the name of a case's own, that has not come yet: no links, no devices, no paths."""
    regular = entry.type == tarfile.REGTYPE and not entry.pax_headers and entry.size >= 0
    return regular and entry.name not in found and (entry.name == LIST or bool(EXPECTED.fullmatch(entry.name)))


def _pieces(source: Any, digest: Any) -> Iterator[bytes]:
    while piece := source.read(CHUNK):
        digest.update(piece)
        yield piece


def _put(file: Path, content: Iterator[bytes]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("xb", buffering=0) as out:
        for piece in content:
            write_all(out, piece)
        os.fsync(out.fileno())
    if file.parent.parent.name == "objects":
        file.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
