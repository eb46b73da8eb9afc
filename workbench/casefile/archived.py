"""The form of a backup: a plain tar archive of the record of a case, and last a list of the SHA-256 of each file."""

import functools
import hashlib
import io
import json
import os
import re
import tarfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from workbench.casefile.disk import opened
from workbench.casefile.ledger import whole_size
from workbench.errors import BadValue, Damaged
from workbench.records import canonical

LIST = "backup.json"
LONGEST_LIST = 1 << 28
CHUNK = 1 << 20
CHAIN = r"(ledger|access|counsel)/(forks/[0-9a-f]{32}/)?[0-9a-f]{32}\.jsonl"
KEYS = r"keys/(ring-[0-9]{6}\.(age|jsonl)|member-[0-9a-f]{16}\.json(\.new)?)"
OBJECT = r"objects/(?P<shelf>[0-9a-f]{2})/(?P=shelf)[0-9a-f]{62}"
PSEUDONYMS = r"pseudonyms/[0-9a-f]{64}\.age"
EXPECTED = re.compile(rf"format\.json|{CHAIN}|{KEYS}|{PSEUDONYMS}|{OBJECT}")
Take = Callable[[str, Iterator[bytes]], None]
Listed = tuple[str, dict[str, str]]
FORM = "a backup that `workbench backup` wrote, whole"


def record_of(root: Path) -> Iterator[str]:
    """The names of the files that make up the record of a case, sorted folder by folder.

    Example:
        >>> import tempfile
        >>> list(record_of(Path(tempfile.mkdtemp())))
        []
    """
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


def packed(
    root: Path, file: Any, head: str, names: Iterable[str], *, also: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Writes files of the record into an archive, and last the digests of all by name, `also` of those kept elsewhere.

    Raises:
        Unreadable: one of them may not be read.
        NotWritten: the system refused.

    Example:
        >>> packed(Path("case"), io.BytesIO(), "0f" * 32, [], also={"objects/ab/abc": "abc"})
        {'objects/ab/abc': 'abc'}
    """
    listed: dict[str, str] = dict(also or {})
    with tarfile.open(fileobj=file, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for name in names:
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


def listed_in(raw: Any, file: object, take: Take, elsewhere: Callable[[str], Iterator[bytes]] | None = None) -> Listed:
    """The head and the digests of a backup, each compared with the list at its end; `take` gets each file.

    `elsewhere` gives the bytes of an object that is listed and stands outside the archive.

    Raises:
        BadValue: it is no backup, or is cut off, or holds what no case holds.
        Damaged: a file is not the one that was backed up.

    Example:
        >>> file = io.BytesIO()
        >>> _ = packed(Path("case"), file, "0f" * 32, [])
        >>> _ = file.seek(0)
        >>> listed_in(file, "site-a.tar", lambda name, pieces: None) == ("0f" * 32, {})
        True
    """
    found: dict[str, str] = {}
    listed: Any = None
    try:
        with tarfile.open(fileobj=raw, mode="r:") as archive:
            for entry in archive:
                if listed is not None or not _plain(entry, found):
                    raise BadValue(file, "an entry", entry.name, "a file of a case's record, once")
                source: Any = archive.extractfile(entry)
                if entry.name == LIST:
                    listed = json.loads(source.read(LONGEST_LIST))
                    continue
                found[entry.name] = _taken(entry.name, iter(functools.partial(source.read, CHUNK), b""), take)
        head, files = str(listed["head"]), dict(listed["files"])
    except (tarfile.TarError, ValueError, EOFError, OverflowError, TypeError, KeyError, RecursionError):
        raise BadValue(file, "the whole file", "something else, or a part", FORM) from None
    if elsewhere is not None:
        for name in sorted(files.keys() - found.keys()):
            if not re.fullmatch(OBJECT, name):
                raise BadValue(file, "an entry", name, "a file of a case's record")
            found[name] = _taken(name, elsewhere(name), take)
    for name in sorted({*files, *found}):
        if files.get(name) != found.get(name):
            raise Damaged(f"{file}, {name}", expected=str(files.get(name)), found=str(found.get(name)))
    return head, found


def _plain(entry: tarfile.TarInfo, found: dict[str, str]) -> bool:
    """True of a regular file with the name of a case's own, that has not come yet: no links, no devices, no paths."""
    regular = entry.type == tarfile.REGTYPE and not entry.pax_headers and entry.size >= 0
    return regular and entry.name not in found and (entry.name == LIST or bool(EXPECTED.fullmatch(entry.name)))


def _taken(name: str, pieces: Iterator[bytes], take: Take) -> str:
    """Hands a file over, and gives the SHA-256 of all of it, however much of it was wanted."""
    digest = hashlib.sha256()

    def hashed() -> Iterator[bytes]:
        for piece in pieces:
            digest.update(piece)
            yield piece

    content = hashed()
    take(name, content)
    for _ in content:
        pass
    return digest.hexdigest()
