"""Which records speak of one worker: what goes when that worker withdraws, what stays, and why."""

import dataclasses
from collections.abc import Iterable, Set
from typing import Any

from workbench.casefile.later import Told, attached, said_later, told_later
from workbench.records import references


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
RECORD_OF_OTHERS = "a program's record of a file that goes, and of others that stay, with what it says of each"
OVERLAPS = (
    "it is words about others, and some of them are about this worker as well: to keep them out of releases, decide "
    "this passage generalise"
)
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
    later = told_later(told) | said_later(told) | attached(told)
    while len(going) != grown:
        grown = len(going)
        going |= {one.id for one in told if goes_with(one.kind, one.record, going, people)}
        going |= {one for one, named_by in later.items() if named_by <= going}
        going |= _only_about(told, going)
    return going


def goes_with(kind: str, record: Any, named: Set[str], people: Set[str]) -> bool:
    """Whether a record goes with these ids; `people` are all workers and groups: it stays while others are in it.

    Example:
        >>> from workbench.records import Event
        >>> row = Event(track="t", title="t", source="s", actors=("a", "b"))
        >>> goes_with("event", row, {"a"}, {"a", "b"}), goes_with("event", row, {"a"}, {"a"})
        (False, True)
    """
    if any(getattr(record, field) in named for field in GOES_WITH.get(kind, ())):
        return True
    actors = set(getattr(record, PARTY[kind])) if kind in PARTY else set[str]()
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
    reasons: dict[str, str] = {}
    for identity, reason in (*_files(told, own), *_words(told, own), *_named(told, own, worker)):
        reasons.setdefault(identity, reason)  # the first says most
    return [(one.id, reasons[one.id]) for one in told if one.id in reasons and one.id not in own and one.id != worker]


def _files(told: list[Told], own: set[str]) -> Iterable[tuple[str, str]]:
    by_id = {one.id: one for one in told}
    coded = {one.record.passage for one in told if one.id in own and one.kind == "coding"}
    touched = {by_id[passage].record.item for passage in coded if passage in by_id}
    later, bytes_of = told_later(told), {by_id[one].record.sha256 for one in own if by_id[one].kind == "item"}
    yield from ((item, FROM_OTHERS) for item, sources in later.items() if sources & own)
    for one in told:
        if one.kind == "item" and one.id in touched:
            yield one.id, FROM_ANOTHER if one.record.source or one.id in later else FROM_NOBODY
        elif one.kind == "item" and one.record.sha256 in bytes_of:
            yield one.id, SAME_BYTES
    yield from ((holder, RECORD_OF_OTHERS) for holder, of in attached(told).items() if of & own)


def _words(told: list[Told], own: set[str]) -> Iterable[tuple[str, str]]:
    """The passages that stay and are those of one that goes, or hold words of one."""
    coded = {one.record.passage for one in told if one.id in own and one.kind == "coding"}
    quoted = {one.id: one.record for one in told if one.kind == "passage"}
    spots: dict[tuple[str, str | None], list[tuple[int, int]]] = {}
    for identity in quoted.keys() & own:
        gone = quoted[identity]
        if gone.start is not None:
            spots.setdefault((gone.item, gone.derivative), []).append((gone.start, gone.end))
    for identity, left in quoted.items():
        near = spots.get((left.item, left.derivative), []) if left.start is not None else []
        if identity in coded:
            yield identity, "codings about others rest on the same words"
        elif any(begin < left.end and end > left.start for begin, end in near):
            yield identity, OVERLAPS


def _named(told: list[Told], own: set[str], worker: str) -> Iterable[tuple[str, str]]:
    yield from ((source, DOUBTED) for source, said in said_later(told).items() if said & own)
    for one in told:
        if one.kind in ("event", "incident", "adjudication", "source") and worker in references(one.kind, one.record):
            yield one.id, f"this {one.kind} also names others"
