"""Who is or was under 18, and whether a child's guardian is independent of those who are in the case."""

import datetime
from collections.abc import Iterable

from workbench.records import Coding, Consent, Danger, Entity, Record, Relation, first_day, last_day

ADULT = 18
# Relations whose first end acts on a worker; whoever stands there is implicated, whatever else that person is.
ACTING = frozenset({
    "Recruitment", "Fee", "Employment", "DocumentCustody", "LodgingControl", "Threat", "Supervision", "Representation",
})  # fmt: skip
OWED = frozenset({"Debt"})  # from a worker to whoever is owed
WORKERS = frozenset({"Worker", "Group"})


class Ages:
    """How old workers were, from their dates of birth; the youngest age that a partial date allows counts.

    Whoever was noted as a child among the dangers is one, whatever is known of a birth. A worker counts as a child of
    the case where anything of it was dated while the worker was under 18: that a person has grown up since does not
    take the protection away (Convention on the Rights of the Child, articles 1 and 16).

    Example:
        >>> boy = Entity(key="W-17", schema="Worker", label="W-17", born="2006-11")
        >>> Ages([("w", boy)], "2024-06-01").child("w")
        True
    """

    def __init__(self, records: Iterable[tuple[str, Record]], day: str) -> None:
        told = list(records)
        self._told = {one.subject for _, one in told if isinstance(one, Danger) and "child" in one.flags}
        self._born = {key: record.born for key, record in told if isinstance(record, Entity) and record.born}
        self._earliest: dict[str, str] = dict.fromkeys(self._born, day)
        for _, record in told:
            whose = record.worker if isinstance(record, Consent) else getattr(record, "subject", None)
            if whose in self._earliest and (date := _dated(record)):
                self._earliest[whose] = min(self._earliest[whose], date)

    def child(self, worker: str) -> bool:
        """True where the worker was under 18 at the first time that the case tells of, or is on the day asked for."""
        if worker in self._told:
            return True
        return worker in self._born and self.under_age(worker, self._earliest[worker])

    def under_age(self, worker: str, date: str) -> bool:
        """True where the worker may have been under 18 on a (partial) date; without a birth, as the dangers say."""
        if worker not in self._born:
            return worker in self._told
        born, then = last_day(self._born[worker]), first_day(date)
        return born is not None and then is not None and _birthday(born, ADULT) > then


def _birthday(born: datetime.date, age: int) -> datetime.date:
    try:
        return born.replace(year=born.year + age)
    except ValueError:  # the 29th of February
        return born.replace(year=born.year + age, month=3, day=1)


def _dated(record: Record) -> str | None:
    if isinstance(record, Consent):
        return record.given
    if isinstance(record, Coding) and record.period:
        return record.period.start or record.period.end
    return None


def independent(guardian: str, records: Iterable[tuple[str, Record]]) -> str:
    """Why a guardian (an entity's id) is not independent, in words; empty where nothing in the case speaks against it.

    Not independent is whoever recruited, employs, lodges, supervises or threatens a worker, holds a worker's documents,
    is owed by one, or acts in a coding that supports an indicator (Council of Europe Convention on Action against
    Trafficking, article 10(4): the representative acts in the best interests of the child; article text not compared).

    Example:
        >>> independent("g", [])
        'the guardian is nobody whom the case knows'
    """
    told = list(records)
    known = {key: record for key, record in told if isinstance(record, Entity)}
    if guardian not in known:
        return "the guardian is nobody whom the case knows"
    if known[guardian].schema != "Person":
        return f"the guardian is a {known[guardian].schema}"
    for _, record in told:
        if isinstance(record, Relation) and record.stance == "supports" and _acts(record, guardian, known):
            return f"a source says: {record.schema}"
        if isinstance(record, Coding) and record.actor == guardian and record.stance == "supports":
            return f"acts in {record.indicator}"
    return ""


def _acts(relation: Relation, guardian: str, known: dict[str, Entity]) -> bool:
    ends = {"first": relation.source_entity, "second": relation.target_entity}
    acting, other = ("first", "second") if relation.schema in ACTING else ("second", "first")
    if relation.schema not in ACTING | OWED or ends[acting] != guardian:
        return False
    return ends[other] in known and known[ends[other]].schema in WORKERS
