"""The key ring: the content key of every unit, sealed under one ring key that is wrapped for each member.

A *unit* is what can be destroyed apart from everything else: an item with its copies, the records of one worker, an
account that names nobody. Its id is random and stands in the open, so that anyone can see that a key is there.
"""

import base64
import dataclasses
import hashlib
import json
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from workbench.casefile.cipher import KEY, NONCE, NotOpened, open_sealed, seal
from workbench.casefile.disk import changing, sync_folder, whole_bytes, write_all
from workbench.casefile.recipients import unwrap, wrap
from workbench.errors import Refused, WorkbenchError
from workbench.records import canonical, encoded

FILE = re.compile(r"ring-(\d{6})\.(age|jsonl)")
UNIT = re.compile(r"[0-9a-f]{32}")
ROOT = "0" * 64


class BrokenRing(WorkbenchError):
    """A line of the key ring is not what it must be: keys may be lost, and with them what they open.

    Example:
        >>> BrokenRing("keys/ring-000001.jsonl", 3).code
        'ring-broken'
    """

    code = "ring-broken"

    def __init__(self, file: object, line: int) -> None:
        self.line = line
        super().__init__(f"{file}, line {line}", "this line of the key ring was changed, or follows no other",
                         "Restore the folder keys/ from a backup")  # fmt: skip


@dataclasses.dataclass(frozen=True)
class RingLine:
    """One line of a ring: the units whose keys it holds, in the open, and the keys, sealed.

    The first line also states the SHA-256 of the file in which the ring key is wrapped.
    """

    n: int
    units: tuple[str, ...]
    sealed: str
    digest: str
    wrapped: str = ""


def generations(keys: Path) -> list[int]:
    """The generations of the ring in a folder that are whole, ascending: the last one counts.

    Example:
        >>> generations(Path("no-such-folder"))
        []
    """
    names = {match[0]: int(match[1]) for name in _names(keys) if (match := FILE.fullmatch(name))}
    return sorted({n for n in names.values() if {_name(n, "age"), _name(n, "jsonl")} <= set(names)})


def _names(keys: Path) -> list[str]:
    try:
        return os.listdir(keys)
    except FileNotFoundError:
        return []


def _name(generation: int, ending: str) -> str:
    return f"ring-{generation:06d}.{ending}"


def lines_of(keys: Path, generation: int) -> list[RingLine]:
    """The lines of a generation, each checked against the one before it; a torn last line was never acknowledged.

    Nothing is opened: this needs no key.

    Raises:
        BrokenRing: a line is not canonical, or not the bytes whose digest it states, or does not follow.
        Missing, Unreadable: the file is not there, or may not be read.
    """
    file = keys / _name(generation, "jsonl")
    found: list[RingLine] = []
    prev = ROOT
    for number, raw in enumerate(whole_bytes(file).split(b"\n")[:-1]):
        found.append(_line(f"keys/{file.name}", number, prev, raw))
        prev = found[-1].digest
    return found


def _line(name: str, number: int, prev: str, raw: bytes) -> RingLine:
    try:
        values: Any = json.loads(raw)
        digest = values.pop("digest")
        sound = (
            hashlib.sha256(encoded(values)).hexdigest() == digest
            and encoded({**values, "digest": digest}) == raw
            and set(values) == {"n", "prev", "sealed", "units"} | ({"wrapped"} if number == 0 else set())
            and (values["n"], values["prev"]) == (number, prev)
            and all(UNIT.fullmatch(unit) for unit in values["units"])
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        sound = False
    if not sound:
        raise BrokenRing(name, number + 1)
    return RingLine(number, tuple(values["units"]), values["sealed"], digest, values.get("wrapped", ""))


class Ring:
    """The keys of a case that is open, read from the newest generation and added to line by line.

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
        size = (self.folder / _name(newest, "jsonl")).stat().st_size
        if (newest, size) == (self.generation, self._size):
            return
        wrapped = whole_bytes(self.folder / _name(newest, "age"))
        self._key = unwrap(wrapped, self._identity, f"keys/{_name(newest, 'age')}")
        lines = lines_of(self.folder, newest)
        self.keys: dict[str, bytes] = {}
        for line in lines:
            self.keys |= zip(line.units, _opened(self._key, newest, line), strict=True)
        self.generation, self._size = newest, size
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
        n, prev = self._tip
        raw = _written(self._key, self.generation, n, prev, fresh, nonce)
        file = self.folder / _name(self.generation, "jsonl")
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
        self._tip = (n + 1, json.loads(raw)["digest"])


def write_generation(
    keys: Path, generation: int, held: dict[str, bytes], recipients: Iterable[str], key: bytes, nonce: bytes
) -> None:
    """Writes a whole generation of the ring under a new ring key; it counts once this returns.

    The lines are durable before the wrapped key appears under its name: a generation without its key does not count.

    Raises:
        NotWritten: the system refused; the generation before still counts.
    """
    wrapped = wrap(key, recipients)
    more = {"wrapped": hashlib.sha256(wrapped).hexdigest()}
    raw = _written(key, generation, 0, ROOT, held, nonce, more)
    for ending, content in (("jsonl", raw), ("age", wrapped)):
        file = keys / _name(generation, ending)
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


def _bound(generation: int, n: int, units: list[str]) -> bytes:
    return canonical({"generation": generation, "n": n, "units": units})


def _written(
    key: bytes, generation: int, n: int, prev: str, fresh: dict[str, bytes], nonce: bytes,
    more: dict[str, str] | None = None,
) -> bytes:  # fmt: skip
    units = list(fresh)
    sealed = seal(key, nonce, b"".join(fresh.values()), _bound(generation, n, units))
    values = {"n": n, "prev": prev, "sealed": base64.b64encode(sealed).decode("ascii"), "units": units, **(more or {})}
    return canonical({**values, "digest": hashlib.sha256(canonical(values)).hexdigest()}) + b"\n"


def _opened(key: bytes, generation: int, line: RingLine) -> list[bytes]:
    subject = f"keys/{_name(generation, 'jsonl')}, line {line.n + 1}"
    try:
        sealed = base64.b64decode(line.sealed, validate=True)
    except ValueError:
        raise NotOpened(subject) from None
    held = open_sealed(key, sealed, _bound(generation, line.n, list(line.units)), subject)
    if len(held) != KEY * len(line.units) or len(sealed) < NONCE:
        raise NotOpened(subject)
    return [held[at : at + KEY] for at in range(0, len(held), KEY)]
