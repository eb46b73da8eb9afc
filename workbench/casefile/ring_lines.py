"""The lines of a key ring as anyone can read them: which units have a key, and that no line was changed."""

import dataclasses
import hashlib
import json
import os
import re
from pathlib import Path
from typing import Any

from workbench.casefile.disk import whole_bytes
from workbench.casefile.ledger import no_text
from workbench.errors import Refused, WorkbenchError
from workbench.records import encoded

FILE = re.compile(r"ring-(\d{6})\.(age|jsonl)")
UNIT = re.compile(r"[0-9a-f]{32}")
RECIPIENT = re.compile(r"age1[0-9a-z]+")
ROOT = "0" * 64
FIRST = {"recipients", "wrapped"}


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


class KeysLost(Refused):
    """Where the keys of a sealed case should be there is no ring, or nobody's key.

    Example:
        >>> KeysLost("site-a/keys", "there is no key ring").code
        'refused'
    """

    def __init__(self, keys: object, cause: str) -> None:
        super().__init__(keys, cause, "Restore the folder keys/ from a backup; `workbench verify` says what is there")


@dataclasses.dataclass(frozen=True)
class RingLine:
    """One line of a ring: the units whose keys it holds, in the open, and the keys, sealed.

    The first line also states for whom the ring key is wrapped (recipients of age) and the SHA-256 of the file in which
    it is. The names are bound to what is sealed: only who holds the ring key can write others there.
    """

    n: int
    units: tuple[str, ...]
    sealed: str
    digest: str
    recipients: tuple[str, ...] = ()
    wrapped: str = ""


def generations(keys: Path) -> list[int]:
    """The generations of the ring in a folder that are whole, ascending: the last one counts.

    Example:
        >>> generations(Path("no-such-folder"))
        []
    """
    names = {match[0]: int(match[1]) for name in names_in(keys) if (match := FILE.fullmatch(name))}
    return sorted({n for n in names.values() if {name_of(n, "age"), name_of(n, "jsonl")} <= set(names)})


def names_in(keys: Path) -> list[str]:
    """The names of the files in a folder of keys; none where it is not there."""
    try:
        return os.listdir(keys)
    except FileNotFoundError:
        return []


def name_of(generation: int, ending: str) -> str:
    """The name of a file of a generation.

    Example:
        >>> name_of(1, "age")
        'ring-000001.age'
    """
    return f"ring-{generation:06d}.{ending}"


def lines_of(keys: Path, generation: int) -> list[RingLine]:
    """The lines of a generation, each checked against the one before it; a torn last line was never acknowledged.

    Nothing is opened: this needs no key.

    Raises:
        BrokenRing: a line is not canonical, or not the bytes whose digest it states, or does not follow.
        Missing, Unreadable: the file is not there, or may not be read.
    """
    return sound(keys, generation)[0]


def sound(keys: Path, generation: int) -> tuple[list[RingLine], int]:
    """The lines of a generation, and the byte at which the last acknowledged one ends.

    A power cut may leave the last line without some of its sectors: what no hand wrote at the end does not count.
    """
    file = keys / name_of(generation, "jsonl")
    found: list[RingLine] = []
    raw, prev, end = whole_bytes(file), ROOT, 0
    for number, line in enumerate(raw.split(b"\n")[:-1]):
        try:
            found.append(_line(f"keys/{file.name}", number, prev, line))
        except BrokenRing:
            if no_text(raw[end:]):
                break
            raise
        prev, end = found[-1].digest, end + len(line) + 1
    return found, end


def torn_tail(keys: Path, generation: int) -> int:
    """How many bytes at the end of a generation were never acknowledged; none of a ring that is broken elsewhere."""
    try:
        return (keys / name_of(generation, "jsonl")).stat().st_size - sound(keys, generation)[1]
    except BrokenRing:
        return 0


def _line(name: str, number: int, prev: str, raw: bytes) -> RingLine:
    try:
        values: Any = json.loads(raw)
        digest, recipients = values.pop("digest"), values.get("recipients", [])
        sound = (
            hashlib.sha256(encoded(values)).hexdigest() == digest
            and encoded({**values, "digest": digest}) == raw
            and set(values) == {"n", "prev", "sealed", "units"} | (FIRST if number == 0 else set())
            and (values["n"], values["prev"]) == (number, prev)
            and all(UNIT.fullmatch(unit) for unit in values["units"])
            and all(RECIPIENT.fullmatch(one) for one in recipients)
            and recipients == sorted(set(recipients))
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        sound = False
    if not sound:
        raise BrokenRing(name, number + 1)
    wrapped = values.get("wrapped", "")
    return RingLine(number, tuple(values["units"]), values["sealed"], digest, tuple(recipients), wrapped)
