"""Who may not be named because the name points to a protected person: kin, household, sole membership, in two steps.

A ministry published the name of a suspect who was the father of the child; that rule is made from that case.
"""

import dataclasses
import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from workbench.codebook import relation_schema
from workbench.disclosure.finding import Finding, Remedy, known, ordered

STEPS = 2
KIN = frozenset({"Kinship", "Household"})  # always a tie between the two
# What may be so small that whoever is tied to it is tied to the one protected person in it: a group, a dwelling, and
# somebody who employs in person, as a household employs one domestic worker.
INSIDE = {"Membership": ("Group",), "Lodging": ("Dwelling",)}
AROUND = frozenset({"Membership", "Lodging", "LodgingControl"})
IN_PERSON = ("Person", "SubAgent")
NATURAL = frozenset({"Worker", *IN_PERSON})


@dataclasses.dataclass(frozen=True)
class Edge:
    """One step of a path, from whom to whom it is walked: ids, keys to print, the verb, the relations that claim it."""

    schema: str
    start: str
    end: str
    words: str
    relations: tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class Near:
    """A person whose name would point to a protected one, and one path of one or two steps between them.

    `person` and `protected` are ids, `person_key` and `protected_key` what may be printed.
    """

    person: str
    protected: str
    path: tuple[Edge, ...]
    person_key: str
    protected_key: str

    @property
    def words(self) -> tuple[str, ...]:
        """The path, one sentence a step."""
        return tuple(edge.words for edge in self.path)


def too_near(entities: pd.DataFrame, relations: pd.DataFrame, protected: set[str], named: set[str]) -> list[Near]:
    """Every path of at most two steps from somebody to be named to another who is protected.

    `entities` and `relations` are tables of a case. A step is kinship or a household, claimed by whomever, also where a
    source denies it; or it leads into or out of a group, a dwelling or an employer in person that has exactly one
    protected person on record. What stands between need not be named itself. A protected person who is named with
    consent is no finding for herself, and is one for her kin. Rule: threat model, T1.

    Raises:
        Unknown: `protected` or `named` holds an id that no entity has.

    Example:
        >>> from workbench.records import Entity, Relation
        >>> from workbench.tables import tabulate
        >>> people = [("a", Entity(key="SA-3", schema="SubAgent", label="a")),
        ...           ("b", Entity(key="W-17", schema="Worker", label="b"))]
        >>> kin = ("r", Relation(schema="Kinship", source_entity="a", target_entity="b", source="s"))
        >>> tables = tabulate([*people, kin], "h", bytes)
        >>> [near.words for near in too_near(tables.entities, tables.relations, {"b"}, {"a"})]
        [('SA-3 is kin of W-17',)]
    """
    known("protected person", protected, entities.index)
    known("named person", named, entities.index)
    keys = {str(one): str(key) for one, key in entities["key"].items()}
    steps = _ties(entities, relations, protected, keys)
    found = [
        Near(person, path[-1].end, path, keys[person], keys[path[-1].end])
        for person in named
        for path in _paths(steps, person)
        if path[-1].end in protected
    ]
    return sorted(found, key=lambda near: (near.person_key, near.protected_key, len(near.path), near.words))


def named_to_all(named: Mapping[str, str], where: str = "") -> list[Finding]:
    """Persons whose names everybody could read, by id with their keys, and of whom nobody decided that.

    Example:
        >>> named_to_all({"a": "SA-3"})[0].severity
        'warning'
    """
    return [
        Finding("named-to-all", key, (), Remedy("unname", person, (), f"Decide {key} show, or pseudonymise"), where)
        for person, key in sorted(named.items())
    ]


def findings(nears: list[Near], where: str = "") -> list[Finding]:
    """One finding a path: the remedy takes the name away, and makes the relations along the path general.

    Example:
        >>> step = Edge("Kinship", "a", "b", "SA-3 is kin of W-17", ("r",))
        >>> findings([Near("a", "b", (step,), "SA-3", "W-17")])[0].remedy.to
        ('r',)
    """
    touched: dict[str, set[str]] = defaultdict(set)
    for near in nears:
        touched[near.person].update(relation for edge in near.path for relation in edge.relations)
    return ordered(
        Finding(
            "kin-too-near", near.person_key, near.words,
            Remedy("unname", near.person, tuple(sorted(touched[near.person])), f"Do not name {near.person_key}, "
                   f"and say nothing of what joins {near.person_key} to {near.protected_key}"), where,
        )
        for near in nears
    )  # fmt: skip


def without(named: set[str], nears: list[Near]) -> set[str]:
    """Who may still be named once the remedy is applied; `too_near` of these finds nothing.

    Example:
        >>> without({"a", "c"}, [Near("a", "b", (), "SA-3", "W-17")])
        {'c'}
    """
    return named - {near.person for near in nears}


def _ties(
    entities: pd.DataFrame, relations: pd.DataFrame, protected: set[str], keys: dict[str, str]
) -> dict[str, dict[str, list[Edge]]]:
    """From each node to each other, the steps that count; several claims of one tie are one step."""
    schemas = {str(one): str(schema) for one, schema in entities["schema"].items()}
    claims = [*_claims(relations), *_registered(entities)]
    inside: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        around, member = _container(claim, schemas)
        if around and member in protected:
            inside[around].add(member)
    sole = {around for around, members in inside.items() if len(members) == 1}
    merged: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for claim in claims:
        if claim["schema"] in KIN or _joins_sole(claim, sole, schemas):
            ends = claim["source"], claim["target"]
            one, other = sorted(ends) if claim["schema"] in KIN else ends  # kinship reads the same both ways
            merged[claim["schema"], one, other].append(claim)
    steps: dict[str, dict[str, list[Edge]]] = defaultdict(lambda: defaultdict(list))
    for (schema, source, target), same in merged.items():
        for edge in _both_ways(schema, source, target, same, keys):
            steps[edge.start][edge.end].append(edge)
    return steps


def _claims(relations: pd.DataFrame) -> list[dict[str, Any]]:
    columns = (relations[name] for name in ("schema", "source_entity", "target_entity", "stance"))
    return [
        {"id": str(id), "schema": schema, "source": source, "target": target, "denied": stance == "contradicts"}
        for id, schema, source, target, stance in zip(relations.index, *columns, strict=True)
    ]


def _registered(entities: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Memberships that the register of entities gives as keys of groups, without a relation of their own."""
    ids = {str(key): str(one) for one, key in entities["key"].items()}
    for one, groups in entities["group_of"].items():
        for key in groups.split(";") if isinstance(groups, str) else ():
            if key.strip() in ids:
                group = ids[key.strip()]
                yield {"id": "", "schema": "Membership", "source": str(one), "target": group, "denied": False}


def _container(claim: dict[str, Any], schemas: dict[str, str]) -> tuple[str, str]:
    """What is around whom, as a claim has it; two empty texts where it says nothing of the kind."""
    if schemas.get(claim["target"]) in INSIDE.get(claim["schema"], ()):
        return claim["target"], claim["source"]
    if claim["schema"] == "Employment" and schemas.get(claim["source"]) in IN_PERSON:
        return claim["source"], claim["target"]
    return "", ""


def _joins_sole(claim: dict[str, Any], sole: set[str], schemas: dict[str, str]) -> bool:
    if claim["schema"] in AROUND:
        return claim["target"] in sole and schemas.get(claim["source"]) in NATURAL
    return claim["schema"] == "Employment" and claim["source"] in sole


def _both_ways(
    schema: str, source: str, target: str, same: list[dict[str, Any]], keys: dict[str, str]
) -> Iterator[Edge]:
    kind = relation_schema(schema)
    denied = " (denied by a source)" if all(claim["denied"] for claim in same) else ""
    ids = tuple(sorted({claim["id"] for claim in same} - {""}))
    one, other = keys.get(source, source), keys.get(target, target)
    yield Edge(schema, source, target, f"{one} {kind.verb} {other}{denied}", ids)
    yield Edge(schema, target, source, f"{other} {kind.reverse_verb} {one}{denied}", ids)


def _paths(steps: dict[str, dict[str, list[Edge]]], start: str) -> Iterator[tuple[Edge, ...]]:
    """Every walk of one or two steps that does not come back to where it began."""
    for middle, first in steps.get(start, {}).items():
        if middle == start:
            continue
        for edge in first:
            yield (edge,)
        for end, second in steps.get(middle, {}).items():
            if end not in (start, middle):
                yield from itertools.product(first, second)
