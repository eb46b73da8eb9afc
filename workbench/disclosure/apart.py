"""Keeping tables apart that together would say more than each: who is a row in one is nobody in the other."""

import dataclasses
import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from workbench.disclosure.finding import Finding, Remedy
from workbench.disclosure.leaving import PERSONAL
from workbench.disclosure.uniqueness import standing_out
from workbench.records import Source
from workbench.tables import Tables

WORKER, FILE = "a worker", "a file"
# What a source of a kind is called where none of its kind may be told from another.
CALLED = {
    "worker": "an account", "colleague": "a statement", "family": "a statement", "chat": "a chat",
    "photo": "a photograph", "document": "a document", "company": "a company paper",
    "investigator": "an observation", "press": "a publication", "ngo-report": "a publication",
    "official": "an official paper", "institution": "an official paper", "unstated": "a source",
}  # fmt: skip
PLACED = ("site", "actor")


def unlinked(tables: Tables) -> Tables:
    """Tables in which every worker goes by one word, and every source of people by the word for its kind: for lists by
    employer, site or period.

    A list by site that named the row of the list by worker would say who works where (threat model, T1).

    Example:
        >>> from workbench.tables import tabulate
        >>> unlinked(tabulate([], "h", bytes)).rows
        {}
    """
    rows = dict(tables.rows)
    if "entity" in rows:
        rows["entity"] = [
            (key, dataclasses.replace(one, label=WORKER) if one.schema == "Worker" else one)
            for key, one in rows["entity"]
        ]
    if "source" in rows:
        rows["source"] = [
            (key, dataclasses.replace(one, key=CALLED[one.kind], label=CALLED[one.kind]) if _told(one) else one)
            for key, one in rows["source"]
        ]
    return tables.with_rows(rows)


def scattered(tables: Tables) -> Tables:
    """Tables in which each place of an account's words stands in a file of its own, without a name or a digest.

    For copies in which nobody has a row: whoever put together what came out of one file would have the row of whoever
    told it (threat model, T1). What was published, and papers that are no worker's own, keep their files.

    Example:
        >>> from workbench.tables import tabulate
        >>> scattered(tabulate([], "h", bytes)).rows
        {}
    """
    rows = dict(tables.rows)
    sources = dict(rows.get("source", []))
    told = {key: one for key, one in rows.get("item", []) if one.source in sources and _told(sources[one.source])}
    if not told:
        return tables
    made: dict[tuple[object, ...], str] = {}
    kept = [(key, one) for key, one in rows["item"] if key not in told]
    passages = []
    for key, one in rows.get("passage", []):
        if one.item in told:
            place = (one.item, one.start, one.end, one.region) if one.end or one.region else (key,)
            if place not in made:
                made[place] = hashlib.sha256(f"file of {key}".encode()).hexdigest()
                kept.append((made[place], dataclasses.replace(told[one.item], name=FILE, sha256="", object="")))
            passages.append((key, dataclasses.replace(one, item=made[place])))
        else:
            passages.append((key, one))
    return tables.with_rows(rows | {"item": kept, "passage": passages})


def covered(tables: Tables, listed: Mapping[str, Collection[str]]) -> Tables:
    """Tables in which an account's coding does not say its employer (`actor`) or its `site` where the list by that does
    not hold it: few stand behind that cell, and another list would fill it.

    `listed` are, for each of the two, the codings (ids) that its own list holds.

    Example:
        >>> from workbench.tables import tabulate
        >>> covered(tabulate([], "h", bytes), {"actor": ()}).rows
        {}
    """
    rows = dict(tables.rows)
    if "coding" in rows:
        rows["coding"] = [
            (key, dataclasses.replace(one, **{name: None for name, ids in listed.items() if key not in ids}))
            for key, one in rows["coding"]
        ]
    return tables.with_rows(rows)


def _told(source: Source) -> bool:
    """Whether a source is of people: a worker's own paper, or what somebody told or saw."""
    return bool(source.worker or source.kind in PERSONAL)


@dataclasses.dataclass(frozen=True)
class Unplaced:
    """Tables without what makes a row stand out, what there was, and which attributes went."""

    tables: Tables
    findings: tuple[Finding, ...]
    dropped: tuple[str, ...] = ()


def unplaced(tables: Tables, *, k: int, rows: Collection[str]) -> Unplaced:
    """Tables for lists by worker: sites and actors are left out of every coding where they make a row stand out.

    `rows` are the keys of the workers who have one. Where fewer than k of them share the sites, or the actors, or both,
    that their codings name, the attribute that most stand out by goes from all rows, then the next; what is not said is
    a value like any other. A release of fewer than k rows shows none of the two.

    Rule: threat model, T1; k is the audience's.
    """
    people = {key for key, one in tables.rows.get("entity", []) if one.schema == "Worker" and one.key in rows}
    held = {key: dict.fromkeys(PLACED, "") for key in people}
    for field in PLACED:
        for key, values in _values(tables, field, people).items():
            held[key][field] = ", ".join(sorted(values))
    dropped: list[str] = []
    found: list[Finding] = []
    labels = {key: one.key for key, one in tables.rows.get("entity", [])}
    if len(held) < k:
        return Unplaced(_without(tables, PLACED), (), PLACED)
    while held and (standing := [one for one in standing_out(held, k) if one.by]):
        worst = max(PLACED, key=lambda field: sum(field in dict(one.by) for one in standing))
        dropped.append(worst)
        found += [
            Finding("row-left-out", labels[one.row], (one.words,), Remedy("drop-attribute", worst), "by worker")
            for one in standing if worst in dict(one.by)
        ]  # fmt: skip
        held = {key: {name: value for name, value in values.items() if name != worst} for key, values in held.items()}
    return Unplaced(_without(tables, dropped), tuple(found), tuple(dropped))


def _values(tables: Tables, field: str, people: Collection[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for _, one in tables.rows.get("coding", []):
        if one.subject in people and (value := getattr(one, field)):
            found[one.subject].add(tables.label(value))
    return found


def _without(tables: Tables, dropped: Collection[str]) -> Tables:
    if not dropped:
        return tables
    nothing: dict[str, Any] = dict.fromkeys(dropped)
    rows = dict(tables.rows)
    rows["coding"] = [(key, dataclasses.replace(one, **nothing)) for key, one in rows.get("coding", [])]
    return tables.with_rows(rows)
