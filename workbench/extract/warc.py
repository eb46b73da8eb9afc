"""Web archives (WARC 1.1, ISO 28500): each page that was captured becomes an item; address and time as written.

That a page was captured says what a server sent to a program at a time. Whether the bytes are still those is one
question, answered by the digest that the program wrote; whether what they say is so is another, and not answered here.
"""

import base64
import functools
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from workbench.extract.archive import listing
from workbench.extract.members import PIECE, Inside, Left, shown
from workbench.extract.outcome import File, Reading, Unread, reason

MARK = b"WARC/"
MOST_HEAD, MOST_LISTED, MOST_FIELDS, MOST_NAMED = 64_000, 20_000, 200, 5
KEPT = ("response", "resource", "conversion")
FIELDS = {"type": "warc-type", "address": "warc-target-uri", "captured_as_written": "warc-date",
          "content_type": "content-type", "said_digest": "warc-payload-digest", "said_block": "warc-block-digest",
          "software": "software"}  # fmt: skip


def read(file: File) -> Reading:
    """Lists the records: address, capture time as written, and whether the digest written is that of the bytes.

    Raises:
        Unread: damaged: no record can be read.
    """
    entries: list[dict[str, Any]] = []
    differing: list[str] = []
    with file.path.open("rb") as stream:
        for number, (head, at, length) in enumerate(_records(stream, file.path), 1):
            entry: dict[str, Any] = {name: shown(head[field]) for name, field in FIELDS.items() if field in head}
            entry["size"], entry["name"] = length, _name(number, head)
            entry["digest_checked"] = _checked(stream, at, length, head)
            differing += [entry["name"]] * (entry["digest_checked"] == "differs")
            entries.append(entry)
            if number == MOST_LISTED:
                break
    told = f"{len(differing)} of {len(entries)} records: {', '.join(differing[:MOST_NAMED])}"
    reasons = [reason("digest-differs", told)] if differing else []
    return Reading("archive", (*reasons, *([] if entries else [reason("nothing-inside")])), (listing(entries, "warc"),))


def inside(file: File) -> Iterator[Inside | Left]:
    """The body of each page or file that was captured, without the headers of the server, as it was sent.

    Raises:
        Unread: damaged.
    """
    with file.path.open("rb") as stream:
        for number, (head, at, length) in enumerate(_records(stream, file.path), 1):
            if head.get("warc-type", "").lower() in KEPT and length:
                start = _body(stream, at, length, head)
                name = _name(number, head)
                if at + length > start:
                    yield Inside(name, functools.partial(_pieces, stream, start, at + length - start))


def _records(stream: IO[bytes], path: Path) -> Iterator[tuple[dict[str, str], int, int]]:
    """The fields of each record, where its block begins, and how long it is."""
    size, at, count = path.stat().st_size, 0, 0
    while at < size:
        stream.seek(at)
        raw = stream.read(MOST_HEAD)
        kept = raw.lstrip(b"\r\n")
        if not kept:
            return
        at += len(raw) - len(kept)
        end = re.search(rb"\r?\n\r?\n", kept)
        if not kept.startswith(MARK) or end is None:
            raise Unread("members-broken-off" if count else "damaged", f"no record begins at byte {at}")
        head = _fields(kept[: end.start()])
        said = head.get("content-length", "")
        if not said.isdigit() or len(said) > 15 or at + end.end() + int(said) > size:
            raise Unread("members-broken-off" if count else "damaged", f"a record at byte {at} is not whole")
        count += 1
        yield head, at + end.end(), int(said)
        at += end.end() + int(said)


def _fields(raw: bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in raw.decode("utf-8", "backslashreplace").splitlines()[1 : MOST_FIELDS + 1]:
        name, colon, value = line.partition(":")
        if colon:
            found.setdefault(name.strip().lower(), value.strip())
    return found


def _body(stream: IO[bytes], at: int, length: int, head: dict[str, str]) -> int:
    """Where the body begins: behind the headers of HTTP where the record holds an answer of a server."""
    if not head.get("content-type", "").lower().startswith("application/http"):
        return at
    stream.seek(at)
    end = re.search(rb"\r?\n\r?\n", stream.read(min(length, MOST_HEAD)))
    return at + end.end() if end else at


def _pieces(stream: IO[bytes], at: int, length: int) -> Iterator[bytes]:
    stream.seek(at)
    while length and (piece := stream.read(min(PIECE, length))):
        length -= len(piece)
        yield piece


def _checked(stream: IO[bytes], at: int, length: int, head: dict[str, str]) -> str:
    """`matches`, `differs`, or `not stated`: the digest of the payload where one is written, else of the block."""
    payload = head.get("warc-payload-digest", "")
    said = payload or head.get("warc-block-digest", "")
    name, colon, value = said.partition(":")
    if not colon or name.lower() not in ("sha1", "sha256", "sha-256", "md5"):
        return "not stated"
    digest = hashlib.new(name.lower().replace("-", ""), usedforsecurity=False)
    start = _body(stream, at, length, head) if payload else at
    for piece in _pieces(stream, start, at + length - start):
        digest.update(piece)
    forms = {digest.hexdigest(), base64.b32encode(digest.digest()).decode().rstrip("=").lower()}
    return "matches" if value.rstrip("=").lower() in forms else "differs"


def _name(number: int, head: dict[str, str]) -> str:
    """A name by the address: numbered, for an address can be captured more than once."""
    address = re.sub(r"^<|>$", "", head.get("warc-target-uri", ""))
    plain = re.sub(r"^[a-z][a-z0-9+.-]*://", "", address, flags=re.I).split("?")[0].rstrip("/")
    words = re.sub(r"[^\w.-]+", "_", plain)[-120:] or "record"
    return f"{number:05d} {words}"
