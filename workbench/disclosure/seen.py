"""What of a copy is likely to be seen, and so is numbered first: a gap would tell how much was kept back."""

from collections.abc import Mapping
from typing import Any

from workbench.disclosure.leaving import PERSONAL, Leaving, Terms, quotable
from workbench.records import Item, Passage, Record, Source


def seen(left: Leaving, terms: Terms) -> dict[str, int]:
    """What leaves and is likely to be seen (ids): 0 where its words may be quoted, 1 where something is told of it.

    A source or a file is not seen by itself, but where a record rests on it.

    Example:
        >>> from collections import Counter
        >>> from workbench.codebook import audience
        >>> press = Source(key="P", label="A paper", kind="press")
        >>> from workbench.records import Event
        >>> told = ("e", Event(track="inspection", title="The inspectors came", source="s"))
        >>> seen(Leaving((("s", press), told), Counter()), Terms(audience("public"), {}, {})) == {"e": 0, "s": 0}
        True
    """
    records = dict(left.records)
    quoted, told = set[str](), set[str]()
    rows = terms.audience.rows == "workers"  # elsewhere no account and no file of one goes by a number
    for key, one in left.records:
        item, tellers = _stands_in(one, records, terms)
        may = all(quotable(records.get(teller), terms) for teller in tellers)
        named = {item, *tellers} if rows or not any(_of_people(records.get(teller)) for teller in tellers) else set()
        (quoted if may else told).update(named | ({"" if isinstance(one, Item | Source) else key}))
    return {key: 0 if key in quoted else 1 for key in quoted | told if key}


def _of_people(source: Record | None) -> bool:
    return isinstance(source, Source) and bool(source.worker or source.kind in PERSONAL)


def _stands_in(record: Any, records: Mapping[str, Record], terms: Terms) -> tuple[str, tuple[str, ...]]:
    """The file in which a record has its words, or an empty text, and the sources that told it."""
    passage = records.get(getattr(record, "passage", None) or "")
    item = records.get(passage.item) if isinstance(passage, Passage) else None
    if isinstance(passage, Passage) and isinstance(item, Item):
        return passage.item, terms.tellers(passage.item, item.source)
    source = None if isinstance(record, Item) else getattr(record, "source", None)
    return "", (source,) if source else ()
