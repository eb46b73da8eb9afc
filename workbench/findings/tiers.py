"""Where in the chain an entity stands, from sub-agent to brand, read from what the relations say of it."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from workbench.codebook import entity_schema
from workbench.findings.said import said

TIERS = (
    "sub-agent",
    "agency",
    "workers",
    "employer or contractor",
    "place",
    "site owner",
    "parent or product",
    "brand or buyer",
)
AUTHORITY = "authority"
PEOPLE = frozenset({"Worker", "Group"})
PLACES = frozenset({"Site", "Dwelling", "Gate", "GuardPost", "Fence", "Office", "PoliceStation", "Hospital", "Clinic",
                    "Embassy", "BorderPoint", "Shop", "BusStop"})  # fmt: skip

# The first line that fits decides: who owns the site is its owner, also where it employs.
_BY_RELATION = (
    ("SiteOwnership", "source_entity", 5),
    ("Purchase", "source_entity", 7),
    ("Purchase", "target_entity", 5),
    ("Employment", "source_entity", 3),
    ("Subcontract", "target_entity", 3),
    ("Supply", "source_entity", 5),
    ("Subcontract", "source_entity", 3),
    ("Recruitment", "source_entity", 1),
    ("Ownership", "source_entity", 6),
    ("LodgingControl", "source_entity", 3),
    ("WageOwed", "source_entity", 3),
    ("Debt", "target_entity", 1),
)
_BY_WORD = (
    ("sub-agent", 0), ("subagent", 0), ("recruit", 1), ("agency", 1), ("site owner", 5), ("investor", 5),
    ("parent", 6), ("brand", 7), ("buyer", 7),
)  # fmt: skip


def tiers(entities: pd.DataFrame, relations: pd.DataFrame) -> dict[str, str]:
    """The tier of each entity id: one of `TIERS`, or `AUTHORITY` for a public body.

    The kind of entity decides first (a sub-agent, a worker, a site), then what relations say of it (who owns the
    site, who employs, who buys), then the words of its role; a person stands where the company stands that it acts
    for.

    Example:
        >>> empty = pd.DataFrame(columns=["schema", "source_entity", "target_entity"])
        >>> tiers(pd.DataFrame({"schema": ["SubAgent"], "role": [None]}, index=["e1"]), empty)
        {'e1': 'sub-agent'}
    """
    ends = [_ends(relations, name, end) for name, end, _ in _BY_RELATION]
    rows = zip(entities.index, entities["schema"], entities["role"], strict=True)
    found = {key: _level(key, schema, said(role), ends) for key, schema, role in rows}
    _follow(found, entities, relations)
    return {key: AUTHORITY if level < 0 else TIERS[level] for key, level in found.items()}


def _level(key: str, schema: str, role: str | None, ends: list[set[Any]]) -> int:
    own = entity_schema(schema).tier
    if own:
        return -1 if own == AUTHORITY else TIERS.index(own)
    for held, (_, _, level) in zip(ends, _BY_RELATION, strict=True):
        if key in held:
            return level
    return next((level for word, level in _BY_WORD if role and word in role.lower()), 3)


def _ends(relations: pd.DataFrame, schema: str, column: str) -> set[Any]:
    return set(relations.loc[relations["schema"] == schema, column])


def _follow(found: dict[str, int], entities: pd.DataFrame, relations: pd.DataFrame) -> None:
    """A person stands with the company it acts for or directs, kin with the worker, a thing with who has it."""
    persons = set(entities.index[entities["schema"] == "Person"])
    for source, target in _pairs(relations, ("Directorship", "Representation", "Kinship", "Household")):
        if source in persons and target in found:
            found[source] = found[target]
    things = set(entities.index[entities["schema"].isin(["Account", "Vehicle"])])
    for source, target in _pairs(relations, ("AccountHolding", "VehicleUse")):
        if target in things and source in found:
            found[target] = found[source]


def _pairs(relations: pd.DataFrame, schemas: Iterable[str]) -> list[tuple[Any, Any]]:
    chosen = relations[relations["schema"].isin(list(schemas))]
    return list(zip(chosen["source_entity"], chosen["target_entity"], strict=True))
