"""The log of a redacted copy: what went, where, why, by whom; never the words, and never how many letters they had."""

import dataclasses
import json
from collections.abc import Iterable
from typing import Any


@dataclasses.dataclass(frozen=True)
class Entry:
    """One place: its `kind` (text, line, region, recording, whole), where it is, the reason, the agent's key, the
    redaction's id, and the note that was given with it.

    Example:
        >>> Entry("region", "page 1, at 40, 60", "identity", "MJ", "a" * 64).note is None
        True
    """

    kind: str
    place: str
    reason: str
    by: str
    redaction: str
    note: str | None = None


def document(item: str, copy: str, entries: Iterable[Entry]) -> bytes:
    """The log as JSON: the item's id, the SHA-256 of the copy, the entries in the order of the copy.

    Example:
        >>> document("a" * 64, "b" * 64, []).count(b"a" * 64)
        1
    """
    told = {"item": item, "copy": copy, "entries": [dataclasses.asdict(one) for one in entries]}
    return json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1).encode("utf-8") + b"\n"


def read(data: bytes) -> dict[str, Any]:
    """The log again.

    Example:
        >>> read(document("a" * 64, "b" * 64, []))["entries"]
        []
    """
    found: dict[str, Any] = json.loads(data)
    return found


def redactions_of(data: bytes) -> frozenset[str]:
    """The ids of the redactions that a copy was made under.

    Example:
        >>> sorted(redactions_of(document("a" * 64, "b" * 64, [Entry("whole", "", "other", "MJ", "c" * 64)])))
        ['cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc']
    """
    return frozenset(one["redaction"] for one in read(data)["entries"])
