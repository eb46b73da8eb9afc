"""One event of a ledger as a line of canonical JSON: how it is written, and what a reader accepts."""

import dataclasses
import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from workbench.casefile.cipher import Signer
from workbench.errors import NewerFormat, WorkbenchError
from workbench.records import FORMAT, canonical, encoded

ROOT_DIGEST = "0" * 64
FIELDS = {"agent", "at", "body", "chain", "digest", "id", "kind", "n", "prev", "rest", "v"}
# The last line of a batch is signed, from version 2 on.
SIGNATURE = {"key", "sig"}
FORMS = {
    "agent": re.compile(r"([0-9a-f]{64})?"),
    "at": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"),
    "chain": re.compile(r"[0-9a-f]{32}"),
    "digest": re.compile(r"[0-9a-f]{64}"),
    "id": re.compile(r"[0-9a-f]{64}"),
    "kind": re.compile(r"[a-z]+"),
    "prev": re.compile(r"[0-9a-f]{64}"),
}
SIGNED_FORMS = {"key": re.compile(r"[0-9a-f]{64}"), "sig": re.compile(r"[0-9a-f]{128}")}


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
    """One event of a chain: its fields as written; `rest` says how many of its batch come after it.

    `key` and `sig` (hex, Ed25519) stand on the last event of a batch: they sign `signed`, the digest of the event
    without them. Batches of format 1 are not signed.
    """

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
    v: int = FORMAT
    key: str = ""
    sig: str = ""
    signed: str = ""


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
    signed = _digest({name: event[name] for name in event if name not in SIGNATURE}) if "sig" in event else ""
    return Line(**event, digest=digest, signed=signed)


def _formed(event: dict[str, Any]) -> bool:
    whole = all(type(event.get(name)) is int and event[name] >= 0 for name in ("n", "rest", "v"))
    if not whole or not 1 <= event["v"] <= FORMAT:
        return False
    is_signed = event["v"] > 1 and event["rest"] == 0
    forms = {**FORMS, **SIGNED_FORMS} if is_signed else FORMS
    return (
        set(event) == (FIELDS | SIGNATURE if is_signed else FIELDS)
        and all(isinstance(event[name], str) and form.fullmatch(event[name]) for name, form in forms.items())
        and isinstance(event["body"], dict)
    )


def _canonical(event: dict[str, Any], raw: bytes) -> bool:
    try:
        return encoded(event) == raw
    except (UnicodeEncodeError, RecursionError):
        return False


def _digest(event: dict[str, Any]) -> str:
    return hashlib.sha256(encoded(event)).hexdigest()


def write_batch(chain: str, tip: tuple[int, str], events: Iterable[dict[str, Any]], signer: Signer) -> bytes:
    """The bytes of a batch that follows a tip (number and digest): each event gets its number, links and digest.

    `rest` counts what is still to come in the batch: a reader takes a batch whole or not at all. The last event carries
    the signature: with the chain, it stands for all events before it.

    Raises:
        BadValue: an event holds what no canonical form has.

    Example:
        >>> event = {"agent": "", "at": "2026-01-15T09:00:00Z", "body": {}, "id": "0" * 64, "kind": "count"}
        >>> batch = write_batch("3f" * 16, (0, ROOT_DIGEST), [event], Signer(bytes(32)))
        >>> parse(Path("3f.jsonl"), 0, batch[:-1]).n
        0
    """
    batch = list(events)
    n, prev = tip
    out = []
    for rest, event in zip(range(len(batch) - 1, -1, -1), batch, strict=True):
        line = {**event, "chain": chain, "n": n, "prev": prev, "rest": rest, "v": FORMAT}
        if rest == 0:
            digest = hashlib.sha256(canonical(line)).digest()
            line |= {"key": signer.public, "sig": signer.sign(digest)}
        prev = hashlib.sha256(canonical(line)).hexdigest()
        out.append(canonical({**line, "digest": prev}) + b"\n")
        n += 1
    return b"".join(out)
