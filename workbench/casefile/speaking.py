"""Which records speak of one worker: what goes when that worker withdraws, what stays, and why."""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from workbench.records import references
from workbench.records.completion import UNSTATED
from workbench.records.tellers import tellers


class Told(Protocol):
    """A record with its id and kind, as the state of a case holds it."""

    @property
    def id(self) -> str:
        """Its id."""
        ...

    @property
    def kind(self) -> str:
        """Its kind."""
        ...

    @property
    def record(self) -> Any:
        """The noun itself."""
        ...


@dataclasses.dataclass(frozen=True)
class Speaking:
    """What speaks of one worker.

    `own` are the worker's records and whatever rests on them alone; `person` the worker's entity, consents and
    withdrawals; `stays` the records that also speak of others, with the reason in words.

    Example:
        >>> speaking_of([], "a" * 64).own
        frozenset()
    """

    own: frozenset[str]
    person: frozenset[str]
    stays: tuple[tuple[str, str], ...]


# By kind, the fields that make a record go with what they name. What is not here is not theirs alone.
GOES_WITH: dict[str, tuple[str, ...]] = {
    "source": ("worker",),
    "completion": ("source", "worker"),
    "item": ("source", "parent"),
    "derivative": ("item",),
    "custody": ("item",),
    "passage": ("item",),
    "redaction": ("item",),
    "coding": ("subject", "passage"),
    "reading": ("subject", "passage"),
    "adjudication": ("subject", "passage"),
    "difference": ("passage_a", "passage_b"),
    "sameness": ("entity_a", "entity_b"),
    "verdict": ("passage", "coding"),
    "relation": ("source_entity", "target_entity", "source", "passage"),
    "place": ("entity", "source", "passage"),
    "event": ("source", "passage"),
    "count": ("source", "passage"),
    "pay": ("subject", "source", "passage"),
    "term": ("subject", "source", "passage"),
    "rate": ("source", "passage"),
    "act": ("source", "passage"),
    "measure": ("entity", "source", "passage"),
    "step": ("subject", "source", "passage"),
    "approval": ("worker", "passage"),
    "incident": ("source", "passage"),
    "statement": ("entity", "source", "passage"),
    "counsel": ("coding",),
    "correction": ("target",),
    "protection": ("target",),
}
# What rests on a passage, and may be the last that does.
QUOTING = (
    "coding", "relation", "place", "event", "count", "pay", "term", "rate", "act", "measure", "step", "incident",
    "statement",
)  # fmt: skip
# Who is in what happened, by kind.
PARTY = {"event": "actors", "incident": "subjects"}
# It goes with a worker who is in it, unless others of these are, too.
PEOPLE = ("Worker", "Group")
PERSON = ("consent", "withdrawal", "hold", "danger")
# Why a file stays that the worker is coded in, or gave as others did.
FROM_OTHERS = "it came from others as well; only the passages and codings about this worker go"
DOUBTED = "another says that somebody else told it; undo what is wrong first, then it goes with whoever told it"
FROM_ANOTHER = "it came from another source; only the passages and codings about this worker go"
SAME_BYTES = "the same bytes came from another source, whose file it is"
FROM_NOBODY = (
    "nothing says from whom it came; only the passages and codings about this worker go. If the worker told it, the "
    "file itself has to go too: add it again with its source, or undo what rests on it, then take it out"
)


def speaking_of(everything: Iterable[Told], worker: str) -> Speaking:
    """What speaks of a worker (an entity's id) among these records, those that were set aside included.

    A testimony is its teller's: what others are said to have suffered in it goes with it. In an item of somebody else,
    or of several people, only the passages and codings about the worker go.
    """
    told = list(everything)
    own = resting_on(told, [worker]) - {worker}
    person = {one.id for one in told if one.id == worker or _of_person(one, worker)}
    return Speaking(frozenset(own), frozenset(person), tuple(_stays(told, own, worker)))


def resting_on(everything: Iterable[Told], named: Iterable[str]) -> set[str]:
    """These ids, and those of the records that go with them, on and on; a passage goes with the last that rests on it.

    Example:
        >>> resting_on([], ["a" * 64]) == {"a" * 64}
        True
    """
    told, going, grown = list(everything), set(named), -1
    people = {one.id for one in told if one.kind == "entity" and one.record.schema in PEOPLE}
    later = told_later(told) | said_later(told)
    while len(going) != grown:
        grown = len(going)
        going |= {one.id for one in told if _goes(one, going, people)}
        going |= {one for one, named_by in later.items() if named_by <= going}
        going |= _only_about(told, going)
    return going


def told_later(told: Iterable[Told]) -> dict[str, set[str]]:
    """Of items that were taken in without a source, all sources (ids) that are known by now (`tellers`), by item.

    Of a file that was set aside it is not believed from whom it came; nor is a custody event that was.

    Example:
        >>> told_later([])
        {}
    """
    items, custody, corrections = list[Told](), list[Told](), dict[str, str]()
    for one in told:
        if one.kind == "item":
            items.append(one)
        elif one.kind == "custody":
            custody.append(one)
        elif one.kind == "correction":
            corrections[one.id] = one.record.target
    silent = {one.id for one in items if not one.record.source}
    if not silent:
        return {}
    spoken_of, aside = set(corrections.values()), set_aside(corrections)
    known = tellers(
        ((one.id, one.record) for one in items if one.id in silent or one.id not in spoken_of),
        (one.record for one in custody if one.id not in aside),
    )
    return {item: set(sources) for item, sources in known.items() if item in silent}


def said_later(told: Iterable[Told]) -> dict[str, set[str]]:
    """Of sources of which somebody said later who told them, the completions (ids) that were not set aside.

    Such a source goes with the last of them: where two say different things, not with one alone.

    Example:
        >>> said_later([])
        {}
    """
    corrections, found, unstated = dict[str, str](), dict[str, set[str]](), set[str]()
    for one in told:
        if one.kind == "correction":
            corrections[one.id] = one.record.target
        elif one.kind == "completion":
            found.setdefault(one.record.source, set()).add(one.id)
        elif one.kind == "source" and one.record.kind == UNSTATED:
            unstated.add(one.id)
    aside = set_aside(corrections) if found else frozenset()
    return {source: left for source, ids in found.items() if source in unstated and (left := ids - aside)}


def set_aside(corrections: Mapping[str, str]) -> frozenset[str]:
    """What corrections that count set aside, from each one's id and the id that it speaks of.

    Each is judged after those that speak of it, whatever the clocks say: an undo of an undo brings a record back.

    Example:
        >>> sorted(set_aside({"c": "record", "d": "other", "e": "d"}))
        ['d', 'record']
    """
    open_ = Counter(corrections.values())
    ready = [one for one in corrections if one not in open_]
    aside: set[str] = set()
    while ready:
        one = ready.pop()
        target = corrections[one]
        if one not in aside:
            aside.add(target)
        open_[target] -= 1
        if not open_[target] and target in corrections:
            ready.append(target)
    return frozenset(aside)


def _goes(one: Told, named: set[str], people: set[str]) -> bool:
    fields = GOES_WITH.get(one.kind, ())
    if any(getattr(one.record, field) in named for field in fields):
        return True
    actors = set(getattr(one.record, PARTY[one.kind])) if one.kind in PARTY else set[str]()
    return bool(actors & named) and not (actors & people) - named


def _only_about(told: list[Told], own: set[str]) -> set[str]:
    """The passages on which nothing rests but what goes."""
    resting: dict[str, list[str]] = {}
    for one in told:
        if one.kind in QUOTING and one.record.passage:
            resting.setdefault(one.record.passage, []).append(one.id)
    return {passage for passage, ids in resting.items() if own.issuperset(ids)}


def _of_person(one: Told, worker: str) -> bool:
    if one.kind == "consent":
        return bool(one.record.worker == worker)
    return one.kind in PERSON and one.record.subject == worker


def _stays(told: list[Told], own: set[str], worker: str) -> Iterable[tuple[str, str]]:
    by_id = {one.id: one for one in told}
    coded = {one.record.passage for one in told if one.id in own and one.kind == "coding"}
    touched = {by_id[passage].record.item for passage in coded if passage in by_id}
    later, said = told_later(told), said_later(told)
    bytes_of = {one.record.sha256 for one in told if one.id in own and one.kind == "item"}
    for one in told:
        if one.id in own or one.id == worker:
            continue
        if one.kind == "item" and later.get(one.id, set[str]()) & own:
            yield one.id, FROM_OTHERS
        elif said.get(one.id, set[str]()) & own:
            yield one.id, DOUBTED
        elif one.kind == "item" and one.id in touched:
            yield one.id, FROM_ANOTHER if one.record.source or one.id in later else FROM_NOBODY
        elif one.kind == "item" and one.record.sha256 in bytes_of:
            yield one.id, SAME_BYTES
        elif one.kind == "passage" and one.id in coded:
            yield one.id, "codings about others rest on the same words"
        elif one.kind in ("event", "incident", "adjudication", "source") and worker in references(one.kind, one.record):
            yield one.id, f"this {one.kind} also names others"
