"""Who stands behind what is told one by one: who said it, whom a paper only repeats, of whom the same words speak."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from workbench.records import PUBLISHED_KINDS, Entity, Item, Passage, Source

# Fields of a record that say of whom it speaks.
ONE, SEVERAL = ("subject", "entity", "source_entity", "target_entity", "bearer"), ("subjects", "actors")
WORKER = "Worker"
OFFICIAL = frozenset({"official", "institution"})  # minutes and letters among them, which nobody may have published
# Who spoke to the team in confidence and of whom no consent is on file: what they told stays, and so does what repeats
# it.
UNASKED = dict.fromkeys(("colleague", "family", "chat"), "told in confidence, and no consent is on file")
UNASKED["unstated"] = "nobody has said who told it"
TOTALS = "told by somebody who stands in totals alone"
LOST = "it repeats somebody who does not count any more"
REPEATED = "its words speak of a worker who did not allow the account"


class Behind:
    """The people whose word an event, a place, a count or a claim rests on, from all records that count, by id.

    `told_by` gives all sources of an item. A title is the team's own words for what somebody said: whoever a paper
    repeats is asked, but for what everybody can read already (`is_public`).

    Example:
        >>> Behind({}, {}).sources(Source(key="S", label="S", kind="press"))
        ()
    """

    def __init__(self, records: Mapping[str, Any], told_by: Mapping[str, Sequence[str]]) -> None:
        self._records, self._told_by = records, told_by
        self._spoken = _spoken_of(records)

    def sources(self, record: Any) -> tuple[Source, ...]:
        """Who told a record: its source, and whoever told its passage."""
        found = dict.fromkeys(one for one in (getattr(record, "source", None), *self._tellers(record)) if one)
        return tuple(one for key in found if isinstance(one := self._records.get(key), Source))

    def repeated(self, source: Source) -> tuple[Source, ...]:
        """Everybody whose words a paper or a publication repeats, also those whom what it repeats repeats."""
        found, open_ = dict[str, Source](), [source]
        while open_:
            one = open_.pop()
            for key in () if one.worker else (*one.retells, *one.same_origin_as):
                if key not in found and isinstance(behind := self._records.get(key), Source):
                    found[key] = behind
                    open_.append(behind)
        return tuple(found.values())

    def workers(self, record: Any) -> tuple[str, ...]:
        """The workers of whom the passage of a record speaks where no worker's own account is what it is from."""
        if any(one.worker for one in self.sources(record)):
            return ()
        return tuple(sorted(self._spoken.get(getattr(record, "passage", None) or "", ())))

    def unasked(self, record: Any, accounts: Collection[str]) -> str:
        """Why somebody behind a record keeps it back; `accounts` are the workers who allowed theirs. Empty: nobody."""
        for source in self.sources(record):
            if why := _unasked(source, accounts):
                return why
            if not is_public(source) and self._lost(source):
                return LOST
            for one in () if is_public(source) else self.repeated(source):
                if why := _unasked(one, accounts):
                    return why
        return "" if set(self.workers(record)) <= set(accounts) else REPEATED

    def _lost(self, source: Source) -> bool:
        """Whether a paper, or one that it repeats, repeats somebody who cannot be looked up, as after a destruction."""
        papers = [source, *self.repeated(source)]
        return any(key not in self._records for one in papers if not one.worker for key in one.retells)

    def _tellers(self, record: Any) -> Sequence[str]:
        return tellers_of(getattr(record, "passage", None) or "", self._records, self._told_by)


def tellers_of(passage: str, records: Mapping[str, Any], told_by: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """All sources (ids) that told the file in which a passage stands; none where there is no such passage.

    Example:
        >>> file = Item(sha256="a", size=1, object="a", name="a.txt", kind="text", media_type="text/plain", source="s")
        >>> tellers_of("p", {"p": Passage(item="i", quote="x", start=0, end=1), "i": file}, {})
        ['s']
    """
    held = records.get(passage)
    item = records.get(held.item) if isinstance(held, Passage) else None
    if not isinstance(held, Passage) or not isinstance(item, Item):
        return ()
    return told_by.get(held.item) or ([item.source] if item.source else ())


def _unasked(source: Source, accounts: Collection[str]) -> str:
    if source.worker:
        return "" if source.worker in accounts else TOTALS
    return UNASKED.get(source.kind, "")


def is_public(source: Source) -> bool:
    """True of what everybody can read already: minutes or a letter of an authority only where they say when or where.

    Example:
        >>> is_public(Source(key="M", label="minutes", kind="official"))
        False
    """
    if source.kind in OFFICIAL:
        return bool(source.published or source.address)
    return source.kind in PUBLISHED_KINDS


def spoken_of(record: Any) -> Iterable[str]:
    """The ids of whom a record speaks; a source, a file and an entity speak of nobody.

    Example:
        >>> from workbench.records import Event
        >>> list(spoken_of(Event(track="work", title="He left", source="s", actors=("w",))))
        ['w']
    """
    if not isinstance(record, Source | Item | Entity):
        yield from (key for name in ONE if (key := getattr(record, name, None)))
        yield from (key for name in SEVERAL for key in getattr(record, name, ()))


def _spoken_of(records: Mapping[str, Any]) -> Mapping[str, set[str]]:
    """The workers of whom something that rests on a passage speaks, by passage."""
    found = defaultdict[str, set[str]](set)
    for record in records.values():
        if passage := getattr(record, "passage", None):
            found[passage] |= {key for key in spoken_of(record) if getattr(records.get(key), "schema", "") == WORKER}
    return found
