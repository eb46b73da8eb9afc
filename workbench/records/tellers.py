"""Who told an item: the source that it was taken in with, and every one from which its bytes came since.

This is the one rule. Findings, releases, withdrawals and the desk all ask here whose a file is.
"""

from collections.abc import Iterable
from typing import Any

# What is recorded of bytes that the case has when they come once more.
AGAIN = "received-again"
# Of an item: its id, the digest of its bytes, the source that it was taken in with, the item that it came out of.
Taken = tuple[str, str, str | None, str | None]


def tellers(items: Iterable[tuple[str, Any]], custody: Iterable[Any]) -> dict[str, tuple[str, ...]]:
    """All sources (ids) of each item that has any, from the items by id and from custody events; as in `joined`.

    Example:
        >>> from workbench.records import CustodyEvent, Item
        >>> note = Item(sha256="a" * 64, size=3, object="a" * 64, name="x", media_type="text/plain", kind="text")
        >>> tellers([("i", note)], [CustodyEvent(item="i", action=AGAIN, outcome="duplicate", received_from="s")])
        {'i': ('s',)}
    """
    taken = ((key, one.sha256, one.source, one.parent) for key, one in items)
    return joined(taken, ((one.item, one.received_from) for one in custody if one.action == AGAIN))


def joined(items: Iterable[Taken], again: Iterable[tuple[str, str | None]]) -> dict[str, tuple[str, ...]]:
    """All sources of each item that has any: its own first, then those that its bytes came from since, as recorded.

    `again` are the items that came once more and from which source. The same bytes under two ids, as two copies of a
    case have them that were merged, are one file; and whoever handed over an archive handed over what lies in it.

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
