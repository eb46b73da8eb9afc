"""One line of the key ring: the units whose keys it holds, in the open, and the keys, sealed under the ring key."""

import base64
import dataclasses
import hashlib
import json
import re
from pathlib import Path
from typing import Any

from workbench.casefile.cipher import KEY, NONCE, NotOpened, open_sealed, seal
from workbench.casefile.disk import whole_bytes
from workbench.errors import WorkbenchError
from workbench.records import canonical, encoded

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


def name_of(generation: int, ending: str) -> str:
    """The name of a file of a generation.

    Example:
        >>> name_of(3, "age")
        'ring-000003.age'
    """
    return f"ring-{generation:06d}.{ending}"


def lines_of(keys: Path, generation: int) -> list[RingLine]:
    """The lines of a generation, each checked against the one before it; a torn last line was never acknowledged.

    Nothing is opened: this needs no key.

    Raises:
        BrokenRing: a line is not canonical, or not the bytes whose digest it states, or does not follow.
        Missing, Unreadable: the file is not there, or may not be read.
    """
    file = keys / name_of(generation, "jsonl")
    found: list[RingLine] = []
    prev = ROOT
    for number, raw in enumerate(whole_bytes(file).split(b"\n")[:-1]):
        found.append(_line(f"keys/{file.name}", number, prev, raw))
        prev = found[-1].digest
    return found


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


def _bound(generation: int, n: int, units: list[str], recipients: list[str]) -> bytes:
    first = {"recipients": recipients} if n == 0 else {}
    return canonical({"generation": generation, "n": n, "units": units, **first})


def write_line(
    key: bytes, generation: int, tip: tuple[int, str], fresh: dict[str, bytes], nonce: bytes,
    first: dict[str, Any] | None = None,
) -> bytes:  # fmt: skip
    """The bytes of a line that follows a tip (number and digest) and holds the keys of `fresh` units.

    `first` holds what stands in a first line alone: `recipients`, sorted, and `wrapped`.
    """
    units, more = list(fresh), first or {}
    sealed = seal(key, nonce, b"".join(fresh.values()), _bound(generation, tip[0], units, more.get("recipients", [])))
    values = {"n": tip[0], "prev": tip[1], "sealed": base64.b64encode(sealed).decode("ascii"), "units": units, **more}
    return canonical({**values, "digest": hashlib.sha256(canonical(values)).hexdigest()}) + b"\n"


def keys_in(key: bytes, generation: int, line: RingLine) -> list[bytes]:
    """The keys of the units of a line, opened with the ring key.

    Raises:
        NotOpened: they were sealed under another ring key, or were changed.
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
