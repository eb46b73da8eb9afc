"""The key ring: the content key of every unit, sealed under one ring key that is wrapped for each member.

A *unit* is what can be destroyed apart from everything else: an item with its copies, the records of one worker, an
account that names nobody. Its id is random and stands in the open, so that anyone can see that a key is there.
"""

import base64
import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from workbench.casefile.cipher import KEY, NONCE, NotOpened, open_sealed, part, seal
from workbench.casefile.disk import changing, sync_folder, whole_bytes, write_all
from workbench.casefile.recipients import unwrap, wrap
from workbench.casefile.ring_lines import (
    FILE,
    ROOT,
    KeysLost,
    RingLine,
    generations,
    lines_of,
    name_of,
    names_in,
    sound,
)
from workbench.records import canonical


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
        self.generation, self._size, self._whole = 0, 0, -1
        self.refresh()

    def refresh(self) -> None:
        """Reads what others have added since, or the newest generation where there is a new one.

        Raises:
            NotOpened: the ring was not wrapped for this identity, or was changed.
            BrokenRing: a line of it was changed.
            KeysLost: there is no ring.
        """
        known = generations(self.folder)
        if not known:
            raise KeysLost(self.folder, "there is no key ring")
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
        self.generation, self._size, self._whole = newest, size, -1
        self.recipients = list(lines[0].recipients) if lines else []
        self._tip = (len(lines), lines[-1].digest if lines else ROOT)

    def key(self, unit: str) -> bytes | None:
        """The content key of a unit (32 bytes), or None where the ring has none: destroyed, or never had."""
        return self.keys.get(unit)

    def part(self, purpose: str, salt: bytes) -> bytes:
        """A key for one purpose, drawn from the ring key: what it seals goes out of reach with this generation."""
        return part(self._key, purpose, salt)

    def add(self, fresh: dict[str, bytes], nonce: bytes) -> None:
        """Adds the keys of new units, durable when this returns. Only under the case's lock.

        Raises:
            NotWritten: the system refused; the ring stands as it was.
        """
        self.refresh()
        raw = _written(self._key, self.generation, self._tip, fresh, nonce)
        file = self.folder / name_of(self.generation, "jsonl")
        # What this process wrote last and nobody has added to is whole.
        whole = self._whole if self._whole == self._size else sound(self.folder, self.generation)[1]
        with changing(file), file.open("ab", buffering=0) as out:
            out.truncate(whole)
            try:
                write_all(out, raw)
                os.fsync(out.fileno())
            except OSError:
                out.truncate(whole)
                raise
        self.keys |= fresh
        self._size = self._whole = whole + len(raw)
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
    raw = _written(key, generation, (0, ROOT), held, nonce, first)
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


def has_older(keys: Path) -> bool:
    """Whether something stands there of an earlier or unfinished generation.

    Example:
        >>> has_older(Path("no-such-folder"))
        False
    """
    return bool(_older(keys))


def drop_older(keys: Path) -> None:
    """Removes what stands of earlier or unfinished generations. Only under the case's lock."""
    with changing(keys):
        for name in _older(keys):
            (keys / name).unlink(missing_ok=True)
        sync_folder(keys)


def _older(keys: Path) -> list[str]:
    counts, found = generations(keys)[-1:], list[str]()
    for name in names_in(keys):
        match = FILE.fullmatch(name.removesuffix(".new"))
        if counts and match and (int(match[1]) != counts[0] or name.endswith(".new")):
            found.append(name)
    return found


def _bound(generation: int, n: int, units: list[str], recipients: list[str]) -> bytes:
    first = {"recipients": recipients} if n == 0 else {}
    return canonical({"generation": generation, "n": n, "units": units, **first})


def _written(
    key: bytes, generation: int, tip: tuple[int, str], fresh: dict[str, bytes], nonce: bytes,
    first: dict[str, Any] | None = None,
) -> bytes:  # fmt: skip
    units, more = list(fresh), first or {}
    sealed = seal(key, nonce, b"".join(fresh.values()), _bound(generation, tip[0], units, more.get("recipients", [])))
    values = {"n": tip[0], "prev": tip[1], "sealed": base64.b64encode(sealed).decode("ascii"), "units": units, **more}
    return canonical({**values, "digest": hashlib.sha256(canonical(values)).hexdigest()}) + b"\n"


def keys_in(key: bytes, generation: int, line: RingLine) -> list[bytes]:
    """The keys of the units of a line, opened with the ring key.

    Raises:
        NotOpened: they were sealed under another ring key, or were changed, or others were named as recipients.
    """
    subject = f"keys/{name_of(generation, 'jsonl')}, line {line.n + 1}"
    try:
        sealed = base64.b64decode(line.sealed, validate=True)
    except ValueError:
        raise NotOpened(subject) from None
    held = open_sealed(key, sealed, _bound(generation, line.n, list(line.units), list(line.recipients)), subject)
    if len(held) != KEY * len(line.units) or len(sealed) < NONCE:
        raise NotOpened(subject)
    return [held[at : at + KEY] for at in range(0, len(held), KEY)]
