"""A batch of events as the lines of a chain: numbered, linked, and signed at its end."""

import functools
import hashlib
import operator
from collections.abc import Generator, Iterable
from typing import Any

from workbench.casefile.cipher import Signer
from workbench.errors import BadValue
from workbench.records import FORMAT, canonical


def write_batch(chain: str, tip: tuple[int, str], events: Iterable[dict[str, Any]], signer: Signer) -> bytes:
    """The bytes of a batch that follows a tip (number and digest): each event gets its number, links and digest.

    `rest` counts what is still to come in the batch: a reader takes a batch whole or not at all. The last event carries
    the signature: with the chain, it stands for all events before it. A body may come as its canonical bytes.

    Raises:
        BadValue: an event holds what no canonical form has.

    Example:
        >>> from pathlib import Path
        >>> from workbench.casefile.line import ROOT_DIGEST, parse
        >>> event = {"agent": "", "at": "2026-01-15T09:00:00Z", "body": {}, "id": "0" * 64, "kind": "count"}
        >>> batch = write_batch("3f" * 16, (0, ROOT_DIGEST), [event], Signer(bytes(32)))
        >>> parse(Path("3f.jsonl"), 0, batch[:-1]).n
        0
    """
    return b"".join(pieces_of(chain, tip, events, signer))


def pieces_of(
    chain: str, tip: tuple[int, str], events: Iterable[dict[str, Any]], signer: Signer
) -> Generator[bytes, None, tuple[int, str]]:
    """The same, some thousand lines at a time: the first can be written while those behind them are made.

    Returns the tip that the next batch follows.

    Raises:
        BadValue: as `write_batch`, at the piece in which it would stand.

    Example:
        >>> event = {"agent": "", "at": "2026-01-15T09:00:00Z", "body": {}, "id": "0" * 64, "kind": "count"}
        >>> pieces = list(pieces_of("3f" * 16, (0, "0" * 64), [event] * (PIECE + 2), Signer(bytes(32))))
        >>> [piece.count(b"\\n") for piece in pieces]
        [2, 2048]
    """
    batch, out, sha256 = list(events), list[bytes](), hashlib.sha256
    (n, prev), before = tip, None
    for rest, event in zip(range(len(batch) - 1, -1, -1), batch, strict=True):
        if len(event) != 5:
            raise BadValue("event", "fields", sorted(event), "agent, at, body, id and kind")
        agent, at, body, identity, kind = _own(event)
        if (agent, at, kind) != before:
            begin, middle, then = _recurring(agent, at, chain, kind)
            before = (agent, at, kind) if type(agent) is type(at) is type(kind) is str else None
        head = begin + (body if type(body) is bytes else canonical(body)) + middle
        name = canonical(identity).decode()
        # Texts are put together in half the time of bytes.
        end = f',"id":{name}{then}{n},"prev":"{prev}","rest":{rest}{LAST}'.encode()
        if rest == 0:
            sig = signer.sign(sha256(head + end).digest())
            end = f',"id":{name},"key":"{signer.public}"{then}{n},"prev":"{prev}","rest":0,"sig":"{sig}"{LAST}'.encode()
        prev = sha256(head + end).hexdigest()
        out += (head, f',"digest":"{prev}"'.encode(), end, b"\n")
        n += 1
        if rest % PIECE == 0:
            yield b"".join(out)
            out.clear()
    return n, prev


# So many lines are one piece of a batch: about a megabyte.
PIECE = 1 << 11
LAST = f',"v":{FORMAT}}}'
_own = operator.itemgetter("agent", "at", "body", "id", "kind")


# What recurs from line to line is written once. `typed`: 1 and True are one key of a table, and not one text.
@functools.lru_cache(maxsize=1 << 10, typed=True)
def _recurring(agent: Any, at: Any, chain: str, kind: Any) -> tuple[bytes, bytes, str]:
    """The canonical line around what is an event's own: before the body, before the digest, behind the id.

    Each value is written by `canonical`, which refuses what has no form.
    """
    written = map(canonical, (agent, at, chain, kind))
    return (
        b'{"agent":%b,"at":%b,"body":' % (next(written), next(written)),
        b',"chain":%b' % next(written),
        f',"kind":{next(written).decode()},"n":',
    )
