"""Whose consent a file needs: that of everybody who is known to have told it, the latest among them."""

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from workbench.records import CustodyEvent, Item, Source
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
    items = [(key, one) for _, key, one in told if isinstance(one, Item)]
    known = tellers(items, (one for _, _, one in told if isinstance(one, CustodyEvent)))
    counting = {key for _, key, one in told if isinstance(one, Source)}
    return [(kind, key, _under(key, one, known, counting)) for kind, key, one in told], known


def _under(key: str, one: Any, known: Mapping[str, tuple[str, ...]], counting: set[str]) -> Any:
    if not isinstance(one, Item) or one.source:
        return one
    first = next((source for source in known.get(key, ()) if source in counting), None)
    return dataclasses.replace(one, source=first) if first else one
