"""Whose consent a file needs: that of everybody who is known to have told it, the latest among them."""

import dataclasses
from collections.abc import Iterable
from typing import Any

from workbench.records.tellers import tellers

Told = tuple[str, str, Any]  # kind, id, record


def of_tellers(records: Iterable[Told]) -> tuple[list[Told], dict[str, tuple[str, ...]]]:
    """The records with every item under the first source that counts of those who told it, and all sources by item.

    An item stands under one source, as one file is one origin; a release asks all of them (`leaving.Terms`).

    Example:
        >>> of_tellers([])
        ([], {})
    """
    told = list(records)
    items = [(key, one) for kind, key, one in told if kind == "item"]
    known = tellers(items, [one for kind, _, one in told if kind == "custody"])
    late = {key for key, one in items if not one.source and key in known}
    if not late:
        return told, known
    counting = {key for kind, key, _ in told if kind == "source"}
    first = {key: next((one for one in known[key] if one in counting), None) for key in late}
    return [
        (kind, key, dataclasses.replace(one, source=first[key]) if key in late else one) for kind, key, one in told
    ], known
