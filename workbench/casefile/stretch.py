"""A stretch of an unsealed ledger, judged in one pass: is every line of it, and every record in it, sound beyond doubt?

This is the same judgement as `walked.walk` and `walked.refold` make line by line, and it says only yes or no: where it
says no, they are asked, and say what is wrong and where. It holds no records, so that a million fit everywhere, and a
stretch can be judged by a process of its own: `main` reads what to judge, one JSON line, from its input, writes what it
found, and then says of ids whether it met them, until its input ends.
"""

import hashlib
import json
import operator
import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from workbench import codebook
from workbench.casefile.disk import opened
from workbench.casefile.line import Line, worded
from workbench.errors import WorkbenchError
from workbench.records import FORMAT, REFERENCES, rewritten

# Records that are wanted whole, because something that lies elsewhere is rechecked with them.
KEPT = frozenset({"case", "correction", "derivative", "hold", "item", "member", "passage", "tombstone", "withdrawal"})
# What stands between the content of a record and the digest of its line: the salt and the name of the chain.
BETWEEN = len(b',"salt":"' + b"0" * 64 + b'"},"chain":"' + b"0" * 32 + b'"')
DIGEST = len(b',"digest":"' + b"0" * 64 + b'"')
CONTENT = b'{"content":'
CHUNK = 1 << 20


class Stretch(NamedTuple):
    """Whole lines of a chain: from a byte to a byte; `also` are the numbers of further lines that are wanted whole."""

    file: str
    begin: int
    end: int
    also: frozenset[int] = frozenset()


class Judged(NamedTuple):
    """A stretch that is sound: how many lines, how it begins (number, link, rest) and ends (number, digest, rest).

    `kept` are the lines that are wanted whole, with those that end a batch; `read` are their events, where this process
    has read them.
    """

    events: int
    first: tuple[int, str, int]
    last: tuple[int, str, int]
    kept: list[bytes]
    read: list[Line | None] | None = None


class Met:
    """The ids of the records of some stretches, and the ids that these name."""

    def __init__(self) -> None:
        self.ids: set[str] = set()
        self.named: set[str] = set()

    def unmet(self) -> set[str]:
        """What was named and is not among them."""
        return self.named - self.ids - {""}


def judge(stretch: Stretch, met: Met) -> Judged | None:
    """What a stretch holds, where it is sound beyond doubt; else None. What it meets is added to `met`.

    Example:
        >>> judge(Stretch("no-such-file", 0, 100), Met()) is None
        True
    """
    try:
        return _judged(stretch, met)
    except (ValueError, TypeError, KeyError, AttributeError, OSError, WorkbenchError):
        return None  # whatever it is, the other judgement says what


def _lines(stretch: Stretch) -> Iterator[bytes]:
    with opened(Path(stretch.file)) as file, os.fdopen(os.dup(file.fileno()), "rb", CHUNK) as lines:
        left = stretch.end - lines.seek(stretch.begin)
        while left > 0:
            raw = lines.readline()
            left -= len(raw)
            if not raw or left < 0:
                raise ValueError("the stretch does not end with a line")
            yield raw


class _Kind(NamedTuple):
    """What is the same for every record of a kind: the end of what its id is made of, its references, its shape."""

    tail: bytes
    kept: bool
    fields: tuple[str, ...]
    sound: Callable[[Any], bool]


class _Kinds(dict[str, _Kind]):
    def __missing__(self, kind: str) -> _Kind:
        tail = b',"kind":"%b"}' % kind.encode("ascii")
        self[kind] = _Kind(tail, kind in KEPT, REFERENCES.get(kind, ()), codebook.sound(kind))
        return self[kind]


_taken = operator.itemgetter("agent", "at", "body", "chain", "digest", "id", "kind", "n", "prev", "rest", "v")
_signature = re.compile(r"[0-9a-f]{64} [0-9a-f]{128}").fullmatch


def _judged(stretch: Stretch, met: Met) -> Judged | None:
    """The pass itself: where the bytes are canonical, the parts of a line stand where they must and can be cut out."""
    name, first, kept, read = Path(stretch.file).stem, (-1, "", 0), list[bytes](), list[Line | None]()
    prev, rest, number, seen = "", 0, -1, set[tuple[str, str, str, str]]()
    sha256, of_hex, also, kinds = hashlib.sha256, bytes.fromhex, stretch.also, _Kinds()
    for raw in _lines(stretch):
        event = rewritten(raw) or {}
        agent, at, body, chain, digest, identity, kind, n, before, more, v = _taken(event)
        if (agent, at, chain, kind) not in seen:
            if chain != name or not worded(agent, at, chain, kind):
                return None
            seen.add((agent, at, chain, kind))
        if number < 0:
            first, number, prev, rest = (n, before, more), n, before, more + 1
        content, seed, asked = body["content"], of_hex(body["salt"]), kinds[kind]
        cut = raw.rfind(b',"digest":"')
        told = (seed, CONTENT, raw[raw.find(CONTENT) + len(CONTENT) : cut - BETWEEN], asked.tail)
        ends = more == 0 and v > 1
        if (
            n != number or before != prev or (rest and more != rest - 1) or not type(n) is type(more) is type(v) is int
            or more < 0 or not 0 < v <= FORMAT or len(event) != (13 if ends else 11)
            or len(body) != 2 or len(seed) != 32 or seed.hex() != body["salt"]
            or sha256(raw[:cut] + raw[cut + DIGEST : -1]).hexdigest() != digest
            or sha256(b"".join(told)).hexdigest() != identity or not asked.sound(content)
            or (ends and not _signature(f"{event['key']} {event['sig']}"))
        ):  # fmt: skip
            return None
        if more == 0 or asked.kept or n in also:
            kept.append(raw)
            read.append(Line(**event) if more else None)
        number, prev, rest = n + 1, digest, more
        met.ids.add(identity)
        met.named.add(agent)
        for field in asked.fields:
            value = content.get(field)
            if value is not None and value != "unknown":
                met.named.update(value if type(value) is list else (value,))
    return Judged(number - first[0], first, (number - 1, prev, rest), kept, read) if number >= 0 else None


def main() -> None:
    """Judges the stretches that stand on the first line of standard input, then answers which ids were not met."""
    asked, out = sys.stdin.buffer, sys.stdout.buffer
    met = Met()
    found = [judge(_of_text(one), met) for one in json.loads(asked.readline())]
    if None in found:
        out.write(b"null\n")
        return
    judged = [one for one in found if one is not None]
    told = [[one.events, one.first, one.last, len(one.kept)] for one in judged]
    out.write(json.dumps({"judged": told, "named": sorted(met.unmet())}).encode("ascii") + b"\n")
    for one in judged:
        out.writelines(one.kept)
    out.flush()
    for line in asked:
        out.write(json.dumps(sorted(set(json.loads(line)) - met.ids)).encode("ascii") + b"\n")
        out.flush()


def as_text(stretch: Stretch) -> list[Any]:
    """A stretch as JSON can hold it: the name of a file may be no text."""
    return [os.fsencode(stretch.file).hex(), stretch.begin, stretch.end, sorted(stretch.also)]


def _of_text(told: list[Any]) -> Stretch:
    file, begin, end, also = told
    return Stretch(os.fsdecode(bytes.fromhex(file)), begin, end, frozenset(also))
