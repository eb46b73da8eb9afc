"""One event of a ledger as a line of canonical JSON: how it is written, and what a reader accepts."""

import dataclasses
import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from workbench.errors import NewerFormat, WorkbenchError
from workbench.records import FORMAT, canonical, encoded

ROOT_DIGEST = "0" * 64
FIELDS = {"agent", "at", "body", "chain", "digest", "id", "kind", "n", "prev", "rest", "v"}
FORMS = {
    "agent": re.compile(r"([0-9a-f]{64})?"),
    "at": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"),
    "chain": re.compile(r"[0-9a-f]{32}"),
    "digest": re.compile(r"[0-9a-f]{64}"),
    "id": re.compile(r"[0-9a-f]{64}"),
    "kind": re.compile(r"[a-z]+"),
    "prev": re.compile(r"[0-9a-f]{64}"),
}


class BrokenLine(WorkbenchError):
    """A line of a chain is not what an event must be.

    Example:
        >>> BrokenLine("3f.jsonl", 7, "this is no event").line
        7
    """

    code = "ledger-broken"

    def __init__(self, file: str, line: int, cause: str) -> None:
        self.file, self.line = file, line
        super().__init__(f"{file}, line {line}", cause, "Run `workbench verify`, then restore this file from a backup")


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """One event of a chain: its fields as written; `rest` says how many of its batch come after it."""

    chain: str
    n: int
    at: str
    agent: str
    kind: str
    id: str
    prev: str
    body: dict[str, Any]
    rest: int
    digest: str


def _refuse_float(text: str) -> Any:
    raise ValueError(f"{text} is no whole number")


_decode = json.JSONDecoder(parse_float=_refuse_float, parse_constant=_refuse_float).decode


def parse(file: Path, number: int, raw: bytes) -> Line:
    """The event of a line (without its newline), the `number`-th of its file from 0.

    Raises:
        BrokenLine: it is no event, not in canonical form, or not the bytes whose digest it states.
        NewerFormat: it was written by a later version.

    Example:
        >>> parse(Path("3f.jsonl"), 0, b"{}")
        Traceback (most recent call last):
            ...
        workbench.casefile.line.BrokenLine: 3f.jsonl, line 1: this event is not in its canonical form. ...
    """
    try:
        event = _decode(raw.decode("utf-8"))
    except (ValueError, RecursionError):
        event = None
    if not isinstance(event, dict):
        raise BrokenLine(file.name, number + 1, "this is no event")
    if type(event.get("v")) is int and event["v"] > FORMAT:
        raise NewerFormat(f"{file.name}, line {number + 1}", found=event["v"], known=FORMAT)
    if not _formed(event) or not _canonical(event, raw):
        raise BrokenLine(file.name, number + 1, "this event is not in its canonical form")
    digest = event.pop("digest")
    if _digest(event) != digest:
        raise BrokenLine(file.name, number + 1, "this event does not have the digest that it states")
    del event["v"]
    return Line(**event, digest=digest)


def _formed(event: dict[str, Any]) -> bool:
    return (
        set(event) == FIELDS
        and all(type(event[name]) is int and event[name] >= 0 for name in ("n", "rest", "v"))
        and event["v"] == FORMAT
        and all(isinstance(event[name], str) and form.fullmatch(event[name]) for name, form in FORMS.items())
        and isinstance(event["body"], dict)
    )


def _canonical(event: dict[str, Any], raw: bytes) -> bool:
    try:
        return encoded(event) == raw
    except (UnicodeEncodeError, RecursionError):
        return False


def _digest(event: dict[str, Any]) -> str:
    return hashlib.sha256(encoded(event)).hexdigest()


def write_batch(chain: str, tip: tuple[int, str], events: Iterable[dict[str, Any]]) -> bytes:
    """The bytes of a batch that follows a tip (number and digest): each event gets its number, links and digest.

    `rest` counts what is still to come in the batch: a reader takes a batch whole or not at all.

    Raises:
        BadValue: an event holds what no canonical form has.

    Example:
        >>> event = {"agent": "", "at": "2026-01-15T09:00:00Z", "body": {}, "id": "0" * 64, "kind": "count"}
        >>> parse(Path("3f.jsonl"), 0, write_batch("3f" * 16, (0, ROOT_DIGEST), [event])[:-1]).n
        0
    """
    batch = list(events)
    n, prev = tip
    out = []
    for rest, event in zip(range(len(batch) - 1, -1, -1), batch, strict=True):
        line = {**event, "chain": chain, "n": n, "prev": prev, "rest": rest, "v": FORMAT}
        prev = hashlib.sha256(canonical(line)).hexdigest()
        out.append(canonical({**line, "digest": prev}) + b"\n")
        n += 1
    return b"".join(out)
