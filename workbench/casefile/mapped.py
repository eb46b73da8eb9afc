"""The files of kept columns: written closed where the case is sealed, and read later, whatever becomes of them then."""

import mmap
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.casefile import cipher
from workbench.casefile.disk import digest_from, opened
from workbench.casefile.sealed_vault import SealedVault
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from workbench.casefile.case import Case

FOLDER, ENDING, SALT = "columns", ".arrow", 16


def closed(case: "Case", raw: bytes) -> bytes:
    """What is written of these bytes: in a sealed case a salt (16 bytes), and they under a key of the ring for it.

    Example:
        >>> from unittest.mock import Mock
        >>> closed(Mock(vault=None), b"columns")
        b'columns'
    """
    if not isinstance(case.vault, SealedVault):
        return raw
    salt = bytes.fromhex(case.door.salt())[:SALT]
    return salt + b"".join(cipher.seal_stream(case.vault.ring.part(FOLDER, salt), [raw]))


def opened_again(case: "Case", raw: bytes | mmap.mmap, subject: object) -> Any:
    """What `closed` was given; it lies in memory and nowhere else.

    Raises:
        NotOpened: another ring key, or a byte that was changed.

    Example:
        >>> from unittest.mock import Mock
        >>> opened_again(Mock(vault=None), b"columns", "columns/index.json")
        b'columns'
    """
    if not isinstance(case.vault, SealedVault):
        return raw
    whole = memoryview(raw)
    return cipher.open_whole(case.vault.ring.part(FOLDER, bytes(whole[:SALT])), whole[SALT:], subject)


def readers(case: "Case", folder: Path, kinds: dict[str, str]) -> dict[str, Callable[[], bytes]] | None:
    """For each kind what reads its table; None where any file is not there, or not of its SHA-256 (hex).

    Example:
        >>> from unittest.mock import Mock
        >>> readers(Mock(vault=None), Path("no-such-folder"), {"coding": "ab" * 32}) is None
        True
    """
    try:
        from concurrent.futures import ThreadPoolExecutor  # whoever opens a small case needs none

        with ThreadPoolExecutor(2) as pool:  # hashing leaves the interpreter to others
            found = pool.map(lambda one: _reader(case, folder / (one[0] + ENDING), one[1]), kinds.items())
            read = dict(zip(kinds, found, strict=True))
    except (WorkbenchError, OSError, ValueError):
        return None
    return None if None in read.values() else {kind: one for kind, one in read.items() if one}


def _reader(case: "Case", file: Path, sha256: str) -> Callable[[], bytes] | None:
    """One stored table, for reading later and from then on whatever becomes of its file; None where it was changed."""
    with opened(file) as stored:
        found, _ = digest_from(stored, file)
        raw = mmap.mmap(stored.fileno(), 0, access=mmap.ACCESS_READ)
    if found != sha256:
        return None
    return lambda: opened_again(case, raw, file)
