"""The key of a release: who was called what in it, kept in the case apart from all else, under a passphrase of its own.

Nothing else in a case opens it: no member's passphrase, no recovery key. It never leaves with a release.
"""

import hashlib
import json
import os
import re
from pathlib import Path

from workbench.casefile.case import Case
from workbench.casefile.disk import changing, make_folders, sync_folder, whole_bytes, write_all
from workbench.casefile.recipients import of_passphrase, under_passphrase
from workbench.errors import BadValue, Refused
from workbench.records import Access, canonical

FOLDER = "pseudonyms"
NAME = re.compile(r"[0-9a-f]{64}\.age")
LONGEST = 1 << 26
OPENED = "open-key"


def file_of(case: Path, release: str) -> Path:
    """Where the key of a release is kept.

    Raises:
        BadValue: this is no id of a release.

    Example:
        >>> file_of(Path("c"), "0f" * 32).parent.name
        'pseudonyms'
    """
    if not NAME.fullmatch(f"{release}.age"):
        raise BadValue("release", "id", release, "64 hexadecimal digits, as `workbench receipts` prints them")
    return case / FOLDER / f"{release}.age"


def keep(case: Case, release: str, written: bytes, passphrase: str | None) -> str | None:
    """Keeps the key of a release (its mapping as canonical JSON) under a passphrase; gives the digest for the receipt.

    Without a passphrase nothing is kept, and None says so: then nobody can ever say who was who.

    Raises:
        BadValue: this is no id of a release, or these bytes are no mapping.
        Refused: a key of this release is there already.
        NotWritten: the system refused; nothing is left.

    Example:
        >>> import tempfile
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> folder = Path(tempfile.mkdtemp())
        >>> case = create(folder / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> written = b'{"pseudonyms":[["a","Worker K7"]]}'
        >>> keep(case, "0f" * 32, written, None) is None
        True
        >>> len(keep(case, "0f" * 32, written, "five words that nobody guesses"))
        64
    """
    file = file_of(case.path, release)
    pairs_of(written, file.name)
    if not passphrase:
        return None
    raw = under_passphrase(canonical({"key": written.decode(), "release": release}), passphrase)
    with case.holding():
        if os.path.lexists(file):
            raise Refused(file, "the key of this release is there already", "Release again: each has a key of its own")
        _put(file, raw)
    return hashlib.sha256(raw).hexdigest()


def open_key(case: Case, release: str, passphrase: str, agent: str) -> bytes:
    """The mapping of a release, as `keep` got it. That it was opened, and by whom, is logged before anybody sees it.

    Raises:
        BadValue: this is no id of a release, or the file holds something else; nothing of it is repeated.
        Missing: no key of this release was kept.
        NotOpened: another passphrase, or the file was changed.
        NotWritten: it could not be logged.
    """
    written = opened_key(case, release, passphrase)
    file = file_of(case.path, release)
    case.log(agent, Access(action=OPENED, head=case.head(), release=release, mapping=_digest(file)))
    return written


def opened_key(case: Case, release: str, passphrase: str) -> bytes:
    """The same without a word in the log: for who logs more than that. Raises as `open_key`."""
    file = file_of(case.path, release)
    raw = whole_bytes(file)
    if len(raw) > LONGEST:
        raise BadValue(file.name, "the file", "more bytes than a key has", "the key that was kept for this release")
    held = of_passphrase(raw, passphrase, file.name)
    try:
        told = json.loads(held)
        written, of = str(told["key"]).encode(), told["release"]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise BadValue(file.name, "the file", "something else", "the key that was kept for this release") from None
    if of != release:
        raise BadValue(file.name, "the file", "the key of another release", "the key that was kept for this release")
    pairs_of(written, file.name)
    return written


def pairs_of(written: bytes, file: object) -> dict[str, str]:
    """The ids and pseudonyms of a mapping in canonical JSON.

    Raises:
        BadValue: these bytes are no mapping; nothing of them is repeated.

    Example:
        >>> pairs_of(b'{"pseudonyms":[["a","Worker K7"]]}', "a key")
        {'a': 'Worker K7'}
    """
    try:
        value = json.loads(written)
        pairs = {str(identity): str(name) for identity, name in value["pseudonyms"]}
        sound = canonical(value) == written and len(pairs) == len(value["pseudonyms"]) and set(value) == {"pseudonyms"}
    except (ValueError, TypeError, KeyError, RecursionError):
        sound, pairs = False, {}
    if not sound:
        raise BadValue(file, "the file", "other bytes", "a mapping of pseudonyms in canonical JSON")
    return pairs


def take_keys(mine: Path, theirs: Path) -> int:
    """Copies the keys of releases that another copy of the case has and this one has not. Only under the case's lock.

    Raises:
        NotWritten: the system refused.
    """
    there = theirs / FOLDER
    names = sorted(name for name in (os.listdir(there) if there.is_dir() else ()) if NAME.fullmatch(name))
    new = [name for name in names if not os.path.lexists(mine / FOLDER / name)]
    for name in new:
        _put(mine / FOLDER / name, whole_bytes(there / name))
    return len(new)


def _put(file: Path, raw: bytes) -> None:
    """Puts a new file in its place, durable, whole or not at all."""
    fresh = file.with_name(file.name + ".new")
    with changing(file):
        make_folders(file.parent)
        file.parent.chmod(0o700)
        fresh.unlink(missing_ok=True)
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb", buffering=0) as out:
            write_all(out, raw)
            os.fsync(out.fileno())
        fresh.rename(file)
        sync_folder(file.parent)


def _digest(file: Path) -> str:
    return hashlib.sha256(whole_bytes(file)).hexdigest()
