"""Which records of a case may go into a release at all: what each person allowed, and what was decided."""

import dataclasses
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from workbench.codebook import Audience
from workbench.disclosure.behind import Behind
from workbench.disclosure.consent import Allowance
from workbench.records import Record

# Kinds of record that a release is made from; nothing of any other kind ever leaves.
LEAVES = ("case", "agent", "source", "item", "passage", "coding", "adjudication", "entity", "relation", "place",
          "event", "count", "act")  # fmt: skip
# Wages, contracts, rates, how far or large a place is, files of persons, telephones, addresses and numbers of anybody:
# these stay with the team, and so do passages of theirs alone.
STAY = ("pay", "term", "rate", "measure", "step", "incident", "statement")
# Relations that say who belongs to whom, and accounts, stay inside the team, whatever was allowed.
INSIDE = frozenset({"Kinship", "Household", "Account"})
# Sources that are persons who spoke in confidence: without a consent nothing of theirs is quoted.
PERSONAL = frozenset({"worker", "colleague", "family", "chat", "photo", "investigator", "unstated"})
# Records that each stand for one thing that was told: they go out one by one, not in a count.
ALONE = ("event", "place", "count", "relation", "act")
# By kind, the fields whose record has to leave for this one to leave; for an item all who told it have to.
NEEDS: dict[str, tuple[str, ...]] = {
    "passage": ("item",), "coding": ("passage", "subject"),
    "adjudication": ("passage", "subject"), "relation": ("source_entity", "target_entity", "source"),
    "place": ("entity", "source"), "event": ("source",), "count": ("source",),
    "act": ("bearer", "source"),
}  # fmt: skip
# Fields that are emptied, rather than the whole record kept back, where what they name does not leave.
# A passage that somebody decided to withhold takes along what stands on it alone (`ALONE`): its title says the same.
LOOSE: dict[str, tuple[str, ...]] = {
    "relation": ("passage",), "place": ("passage",), "event": ("passage", "site"), "count": ("passage",),
    "act": ("passage", "by"), "coding": ("site", "actor"),
}  # fmt: skip
DECIDED = "withheld by decision"
GONE = "the worker has withdrawn the use"


@dataclasses.dataclass(frozen=True)
class Terms:
    """Under which terms one release is made: the audience, what each worker allows, what was decided of which record.

    `decisions` gives, by the id of a record, the acts that hold for this audience; `same` all who are one with an
    entity by what somebody says, itself included: what protects one protects all. `told_by` gives all sources of an
    item, the first who told it and everybody who did since; `named` the workers whom anybody named later of a source.
    Each of them is asked, and what one does not allow stays.
    """

    audience: Audience
    allowed: Mapping[str, Allowance]
    decisions: Mapping[str, frozenset[str]]
    same: Mapping[str, frozenset[str]] = dataclasses.field(default_factory=dict)
    told_by: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    named: Mapping[str, frozenset[str]] = dataclasses.field(default_factory=dict)

    def tellers(self, item: str, under: str | None) -> tuple[str, ...]:
        """All sources that told an item (its id), which stands under one of them, or under none."""
        return self.told_by.get(item) or ((under,) if under else ())

    def decided(self, identity: str, act: str) -> bool:
        """True where this act was decided of a record."""
        return act in self.decisions.get(identity, ())

    def one_with(self, identity: str) -> frozenset[str]:
        """Everybody who is one with an entity, itself included."""
        return self.same.get(identity, frozenset({identity}))


@dataclasses.dataclass(frozen=True)
class Leaving:
    """The records that may leave, and how many of each kind do not, by the reason."""

    records: tuple[tuple[str, Record], ...]
    kept_back: Counter[tuple[str, str]]


def leaving(
    records: Iterable[tuple[str, str, Record]], terms: Terms, gone: Collection[str] = frozenset()
) -> Leaving:
    """Of records given as (kind, id, record), those that may leave under the terms of a release.

    What is `gone` (ids), as its use was withdrawn, stays with all that rests on it, and is not counted as kept back.

    Nothing leaves that speaks of a worker who is not counted, or that such a worker told, or that rests on either; nor
    what stands on a passage that somebody decided to withhold.

    Example:
        >>> from workbench.codebook import audience
        >>> leaving([], Terms(audience("public"), {}, {})).records
        ()
    """
    everything = list(records)
    told = [(kind, key, record) for kind, key, record in everything if kind in LEAVES]
    back: dict[str, str] = {key: GONE for _, key, _ in told if key in gone}
    behind = Behind({key: record for _, key, record in everything}, terms.told_by)
    ground = _Ground(terms, {key: record for _, key, record in told}, behind)
    for kind, key, record in told:
        if key not in back and (reason := _reason(kind, key, record, terms) or ground.why(kind, key, record)):
            back[key] = reason
    grown = -1
    while len(back) != grown:
        grown = len(back)
        for kind, key, record in told:
            if key not in back and (on := _rests_on(kind, key, record, back, terms)):
                back[key] = back[on]
    back |= dict.fromkeys(_of_these_alone(everything, back), "nothing rests on it but what stays with the team")
    kept = tuple((key, _loosened(kind, record, back)) for kind, key, record in told if key not in back)
    return Leaving(kept, Counter((kind, back[key]) for kind, key, _ in told if key in back and key not in gone))


def _of_these_alone(records: Iterable[tuple[str, str, Any]], back: Mapping[str, str]) -> set[str]:
    """The passages that were taken in for what stays, and that no record rests on which leaves."""
    money, others = set[str](), set[str]()
    for kind, key, record in records:
        if passage := getattr(record, "passage", None):
            if kind in STAY or (kind == "act" and key in back):
                money.add(passage)
            elif kind in LEAVES and key not in back:
                others.add(passage)
    return money - others


def _reason(kind: str, key: str, record: Any, terms: Terms) -> str:
    """Why a record by itself does not leave; empty where it may."""
    if terms.decided(key, "withhold"):
        return DECIDED
    if kind in ("relation", "entity") and record.schema in INSIDE:
        return "kinship, households and accounts stay with the team"
    if kind == "act" and "responses" not in terms.audience.tables:
        return "this audience is not told what institutions did"
    if kind == "entity" and (workers := _workers(key, record, terms)):
        return next((why for worker in workers if (why := _of_worker(worker, terms))), "")
    if kind == "source" and (named := {record.worker or ""} - {""} | terms.named.get(key, frozenset())):
        return next(filter(None, (_of_worker(one, terms) for one in sorted(named))), "")
    if kind == "source" and record.kind == "worker":
        return "a worker's account that names no worker: nobody's consent can be asked for"
    return ""


@dataclasses.dataclass(frozen=True)
class _Ground:
    terms: Terms
    records: Mapping[str, Any]
    behind: Behind

    def why(self, kind: str, key: str, record: Any) -> str:
        """Why a record does not leave for what others are; empty where it may."""
        if kind == "item" and any(one not in self.records for one in self.terms.told_by.get(key, ())):
            return "told by a source that does not count any more"
        return self.alone(kind, record) if kind in ALONE else ""

    def alone(self, kind: str, record: Any) -> str:
        """Why something that was told does not leave by itself; empty where it may.

        Whoever stands in totals alone has no sentence of an own, and a worker without a row is in no event. A relation
        that a worker is an end of is no sentence: it is counted (`counting.py`).
        """
        workers = [one for one in self._named(kind, record) if self._schema(one) == "Worker"]
        if kind == "relation" and workers:
            return ""
        if any(not has_row(one, self.terms) for one in workers):
            return "about a worker who has no row in this release"
        return self.behind.unasked(record, {key for key, one in self.terms.allowed.items() if one.account})

    def _named(self, kind: str, record: Any) -> tuple[str, ...]:
        if kind in ("event", "act"):
            return tuple(record.actors) if kind == "event" else (record.bearer, record.by or "")
        return (record.source_entity, record.target_entity) if kind == "relation" else ()

    def _schema(self, key: str) -> str:
        return getattr(self.records.get(key), "schema", "")


def has_row(worker: str, terms: Terms) -> bool:
    """True where a worker may stand for himself in a release: where the account may be handed over.

    Example:
        >>> from workbench.codebook import audience
        >>> has_row("w", Terms(audience("ombudsman"), {"w": Allowance(worker="w", account=True, form="name")}, {}))
        True
    """
    allowed = terms.allowed.get(worker)
    return terms.audience.rows == "workers" and allowed is not None and allowed.account


def _workers(key: str, record: Any, terms: Terms) -> list[str]:
    """The workers who an entity is: itself, or whoever is one with it."""
    others = [one for one in sorted(terms.one_with(key)) if one in terms.allowed and one != key]
    return ([key] if record.schema == "Worker" else []) + others


def _of_worker(worker: str, terms: Terms) -> str:
    allowed = terms.allowed.get(worker)
    if allowed is None:
        return "no consent on file for this audience"
    return "" if allowed.counted else allowed.why


def _rests_on(kind: str, key: str, record: Any, back: Mapping[str, str], terms: Terms) -> str:
    if kind == "item":
        return next((one for one in terms.tellers(key, record.source) if one in back), "")
    for field in NEEDS.get(kind, ()):
        if (named := getattr(record, field)) in back:
            return str(named)
    if kind in ALONE and record.passage and back.get(record.passage) == DECIDED:
        return str(record.passage)
    if kind == "event" and record.actors and all(actor in back for actor in record.actors):
        return str(record.actors[0])
    return ""


def _loosened(kind: str, record: Any, back: Mapping[str, str]) -> Record:
    changed: dict[str, Any] = {name: None for name in LOOSE.get(kind, ()) if getattr(record, name) in back}
    for name in ("actors", "retells", "same_origin_as", "codings"):
        if held := getattr(record, name, ()):
            changed[name] = tuple(one for one in held if one not in back)
    return dataclasses.replace(record, **changed) if changed else record  # type: ignore[no-any-return]


def quotable(source: Any, terms: Terms) -> bool:
    """Whether words of a source may be quoted: published ones and documents may; a person's, only as far as allowed."""
    if source is None:
        return False
    if source.worker:
        allowed = terms.allowed.get(source.worker)
        return terms.audience.quotes and allowed is not None and allowed.account
    return source.kind not in PERSONAL
