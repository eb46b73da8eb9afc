"""One event of a ledger as a line of canonical JSON: how it is written, and what a reader accepts."""

import functools
import hashlib
import json
import operator
import re
from pathlib import Path
from typing import Any, NamedTuple

from workbench.errors import NewerFormat, WorkbenchError
from workbench.records import FORMAT, encoded, vouched

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


class Line(NamedTuple):
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


def _refuse(text: str) -> Any:
    raise ValueError(f"{text} is no whole number")


def _whole(text: str) -> int:
    number = int(text)
    return number if abs(number) < 2**53 else _refuse(text)


_decode = json.JSONDecoder(parse_float=_refuse, parse_constant=_refuse, parse_int=_whole).decode


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
    return _quick(raw) or _judged(file, number, raw)


_taken = operator.itemgetter("agent", "at", "body", "chain", "digest", "id", "kind", "n", "prev", "rest", "v")
_digits = re.compile(r"[0-9a-f]{128}").fullmatch


def _quick(raw: bytes) -> Line | None:
    """The event of a line that is sound beyond doubt; of every other `_judged` says what it is.

    The text is decoded once and written once. No field behind the digest can hold what looks like it, so that the
    digest is found from the end, and what it was made of is the line without it.
    """
    event = vouched(raw)
    if event is None or len(event) not in (11, 13):
        return None
    try:
        agent, at, body, chain, digest, identity, kind, n, prev, rest, v = _taken(event)
        sound = (
            type(n) is type(rest) is type(v) is int and n >= 0 and rest >= 0 and 1 <= v <= FORMAT
            and len(event) == (13 if v > 1 and rest == 0 else 11)
            and type(body) is dict and len(identity) == 64 and _digits(identity + prev)
            and worded(agent, at, chain, kind)
        )  # fmt: skip
    except (KeyError, TypeError):
        return None
    without = _cut(raw, b',"digest":"', 64)
    if not sound or hashlib.sha256(without).hexdigest() != digest:
        return None
    if len(event) == 11:
        return Line(chain, n, at, agent, kind, identity, prev, body, rest, digest, v)
    key, sig = event.get("key", ""), event.get("sig", "")
    if not (_has_form(SIGNED_FORMS["key"], key) and _has_form(SIGNED_FORMS["sig"], sig)):
        return None
    signed = hashlib.sha256(_cut(_cut(without, b',"sig":"', 128), b',"key":"', 64)).hexdigest()
    return Line(chain, n, at, agent, kind, identity, prev, body, rest, digest, v, key, sig, signed)


def _cut(raw: bytes, name: bytes, width: int) -> bytes:
    """The line without its last member of this name, whose text has this width."""
    at = raw.rfind(name)
    return raw[:at] + raw[at + len(name) + width + 1 :]


def _has_form(form: re.Pattern[str], value: Any) -> bool:
    return isinstance(value, str) and form.fullmatch(value) is not None


@functools.lru_cache(maxsize=1 << 12)
def worded(agent: Any, at: Any, chain: Any, kind: Any) -> bool:
    """Whether the fields that recur from line to line are of their forms."""
    words = {"agent": agent, "at": at, "chain": chain, "kind": kind}
    return all(_has_form(FORMS[name], word) for name, word in words.items())


def _judged(file: Path, number: int, raw: bytes) -> Line:
    """The event of a line, each of its fields judged one by one."""
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
        and all(_has_form(form, event[name]) for name, form in forms.items())
        and isinstance(event["body"], dict)
    )


def _canonical(event: dict[str, Any], raw: bytes) -> bool:
    try:
        return encoded(event) == raw
    except (UnicodeEncodeError, RecursionError):
        return False


def _digest(event: dict[str, Any]) -> str:
    return hashlib.sha256(encoded(event)).hexdigest()
