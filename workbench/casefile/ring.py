"""The key ring: the content key of every unit, sealed under one ring key that is wrapped for each member.

A *unit* is what can be destroyed apart from everything else: an item with its copies, the records of one worker, an
account that names nobody. Its id is random and stands in the open, so that anyone can see that a key is there.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterable
from pathlib import Path

from workbench.casefile.disk import changing, sync_folder, whole_bytes, write_all
from workbench.casefile.recipients import unwrap, wrap
from workbench.casefile.ring_line import ROOT, keys_in, lines_of, name_of, write_line
from workbench.errors import Refused

FILE = re.compile(r"ring-(\d{6})\.(age|jsonl)")


def generations(keys: Path) -> list[int]:
    """The generations of the ring in a folder that are whole, ascending: the last one counts.

    Example:
        >>> generations(Path("no-such-folder"))
        []
    """
    names = {match[0]: int(match[1]) for name in _names(keys) if (match := FILE.fullmatch(name))}
    return sorted({n for n in names.values() if {name_of(n, "age"), name_of(n, "jsonl")} <= set(names)})


def _names(keys: Path) -> list[str]:
    try:
        return os.listdir(keys)
    except FileNotFoundError:
        return []


class Ring:
    """The keys of a case that is open, read from the newest generation and added to line by line.

    `recipients` are those whom the newest generation is wrapped for, as somebody who held its ring key wrote them.

    Example:
        >>> import tempfile
        >>> from workbench.casefile.recipients import new_identity, recipient_of
        >>> keys, identity = Path(tempfile.mkdtemp()), new_identity()
        >>> write_generation(keys, 1, {}, [recipient_of(identity)], bytes(32), bytes(12))
        >>> ring = Ring(keys, identity)
        >>> ring.add({"ab" * 16: bytes(32)}, bytes(12))
        >>> Ring(keys, identity).key("ab" * 16) == bytes(32)
        True
    """

    def __init__(self, keys: Path, identity: str) -> None:
        self.folder, self._identity = keys, identity
        self.generation, self._size = 0, 0
        self.refresh()

    def refresh(self) -> None:
        """Reads what others have added since, or the newest generation where there is a new one.

        Raises:
            NotOpened: the ring was not wrapped for this identity, or was changed.
            BrokenRing: a line of it was changed.
            Refused: there is no ring.
        """
        known = generations(self.folder)
        if not known:
            raise Refused(self.folder, "there is no key ring", "Restore the folder keys/ from a backup")
        newest = known[-1]
        size = (self.folder / name_of(newest, "jsonl")).stat().st_size
        if (newest, size) == (self.generation, self._size):
            return
        wrapped = whole_bytes(self.folder / name_of(newest, "age"))
        self._key = unwrap(wrapped, self._identity, f"keys/{name_of(newest, 'age')}")
        lines = lines_of(self.folder, newest)
        self.keys: dict[str, bytes] = {}
        for line in lines:
            self.keys |= zip(line.units, keys_in(self._key, newest, line), strict=True)
        self.generation, self._size = newest, size
        self.recipients = list(lines[0].recipients) if lines else []
        self._tip = (len(lines), lines[-1].digest if lines else ROOT)

    def key(self, unit: str) -> bytes | None:
        """The content key of a unit (32 bytes), or None where the ring has none: destroyed, or never had."""
        return self.keys.get(unit)

    def add(self, fresh: dict[str, bytes], nonce: bytes) -> None:
        """Adds the keys of new units, durable when this returns. Only under the case's lock.

        Raises:
            NotWritten: the system refused; the ring stands as it was.
        """
        self.refresh()
        raw = write_line(self._key, self.generation, self._tip, fresh, nonce)
        file = self.folder / name_of(self.generation, "jsonl")
        whole = file.stat().st_size
        torn = whole_bytes(file)
        whole = torn.rfind(b"\n") + 1 if not torn.endswith(b"\n") else whole
        with changing(file), file.open("ab", buffering=0) as out:
            out.truncate(whole)
            try:
                write_all(out, raw)
                os.fsync(out.fileno())
            except OSError:
                out.truncate(whole)
                raise
        self.keys |= fresh
        self._size = whole + len(raw)
        self._tip = (self._tip[0] + 1, json.loads(raw)["digest"])


def write_generation(
    keys: Path, generation: int, held: dict[str, bytes], recipients: Iterable[str], key: bytes, nonce: bytes
) -> None:
    """Writes a whole generation of the ring under a new ring key; it counts once this returns.

    The lines are durable before the wrapped key appears under its name: a generation without its key does not count.

    Raises:
        NotWritten: the system refused; the generation before still counts.
    """
    listed = sorted(set(recipients))
    wrapped = wrap(key, listed)
    first = {"recipients": listed, "wrapped": hashlib.sha256(wrapped).hexdigest()}
    raw = write_line(key, generation, (0, ROOT), held, nonce, first)
    for ending, content in (("jsonl", raw), ("age", wrapped)):
        file = keys / name_of(generation, ending)
        with changing(file):
            fresh = file.with_name(file.name + ".new")
            fresh.unlink(missing_ok=True)
            with fresh.open("xb", buffering=0) as out:
                write_all(out, content)
                os.fsync(out.fileno())
            fresh.rename(file)
            sync_folder(keys)


def drop_older(keys: Path) -> None:
    """Removes what stands of earlier or unfinished generations. Only under the case's lock."""
    known = generations(keys)
    with changing(keys):
        for name in _names(keys):
            match = FILE.fullmatch(name.removesuffix(".new"))
            if known and match and (int(match[1]) != known[-1] or name.endswith(".new")):
                (keys / name).unlink(missing_ok=True)
        sync_folder(keys)
