"""Who told an item: its own source, every one from which its bytes came since, every one it is told to have come from.

This is the one rule. Findings, releases, withdrawals and the desk all ask here whose a file is.
"""

import re
from collections.abc import Iterable
from typing import Any

# What is recorded of bytes that the case has when they come once more.
AGAIN = "received-again"
# What somebody tells of an item's way: from whom it was collected, or who passed it on.
COLLECTED, TRANSFER = "collected", "transfer"
NAMING = (AGAIN, COLLECTED, TRANSFER)
ID = re.compile(r"[0-9a-f]{64}")
# Of an item: its id, the digest of its bytes, the source that it was taken in with, the item that it came out of.
Taken = tuple[str, str, str | None, str | None]


def tellers(items: Iterable[tuple[str, Any]], custody: Iterable[Any]) -> dict[str, tuple[str, ...]]:
    """All sources (ids) of each item that has any, from the items by id and the custody events that count.

    Example:
        >>> from workbench.records import CustodyEvent, Item
        >>> note = Item(sha256="a" * 64, size=3, object="a" * 64, name="x", media_type="text/plain", kind="text")
        >>> tellers([("i", note)], [CustodyEvent(item="i", action=AGAIN, outcome="duplicate", received_from="s")])
        {'i': ('s',)}
    """
    taken = ((key, one.sha256, one.source, one.parent) for key, one in items)
    came = ((one.item, one.received_from) for one in custody if names_source(one.action, one.received_from))
    return joined(taken, came)


def names_source(action: str, received_from: str | None) -> bool:
    """True where a custody event says from which source an item came: words that somebody typed name nobody.

    Example:
        >>> names_source(TRANSFER, "ab" * 32), names_source(TRANSFER, "a cousin of W-05"), names_source(AGAIN, None)
        (True, False, False)
    """
    if received_from is None or action not in NAMING:
        return False
    return action == AGAIN or ID.fullmatch(received_from) is not None


def joined(items: Iterable[Taken], again: Iterable[tuple[str, str | None]]) -> dict[str, tuple[str, ...]]:
    """All sources of each item that has any: its own first, then those that it came from since, as recorded.

    `again` are the items that came once more, or are told to have come, and from which source. The same bytes under
    two ids, as two copies of a case have them that were merged, are one file; and whoever handed over an archive handed
    over what lies in it.

    Example:
        >>> joined([("zip", "d1", None, None), ("in", "d2", None, "zip")], [("zip", "s"), ("zip", None)])
        {'zip': ('s',), 'in': ('s',)}
    """
    taken = {key: (digest, source, parent) for key, digest, source, parent in items}
    own: dict[str, dict[str, None]] = {key: {source: None} if source else {} for key, (_, source, _) in taken.items()}
    for item, source in again:
        if source and item in own:
            own[item][source] = None
    of_bytes: dict[str, dict[str, None]] = {}
    for key, (digest, *_) in taken.items():
        of_bytes.setdefault(digest, {}).update(own[key])
    found = {}
    for key in taken:
        told, above, seen = dict(own[key]), key, set[str]()
        while above in taken and above not in seen:
            seen.add(above)
            told |= of_bytes[taken[above][0]]
            above = taken[above][2] or ""
        if told:
            found[key] = tuple(told)
    return found
