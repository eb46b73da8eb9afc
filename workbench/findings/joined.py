"""Entities that somebody says are one, shown as one: a view over the tables, in which nothing is lost or changed."""

import dataclasses

import pandas as pd

from workbench.findings.sameness import decided_same, groups
from workbench.findings.tiers import PEOPLE
from workbench.records import Entity
from workbench.tables import Tables

ANOTHER = "another record of the same person"


@dataclasses.dataclass(frozen=True)
class Joined:
    """The entities as the network shows them: one row a node, and who stands in it.

    `entities` has no row for who stands in another's, `members` gives for each row the ids of all who do, `head` for
    each of these the row; `labels` names all of them.
    """

    entities: pd.DataFrame
    members: dict[str, tuple[str, ...]]
    head: dict[str, str]
    labels: dict[str, str]

    def of(self, identity: str) -> str:
        """The id of the node in which an entity stands."""
        return self.head.get(identity, identity)

    def relations(self, relations: pd.DataFrame) -> pd.DataFrame:
        """Relations between nodes instead of entities."""
        if not self.head:
            return relations
        ends = {name: relations[name].map(self.of) for name in ("source_entity", "target_entity")}
        return relations.assign(**ends)


def joined(tables: Tables) -> Joined:
    """The entities of a case, those that people say are one in one row, which names all of them.

    Who stands first is a worker where one is among them, else whoever has the first key. A worker who stands in a row
    keeps everybody else's name out of it: a label that is a name would say who the worker is.

    Example:
        >>> from workbench.records import Sameness
        >>> from workbench.tables import tabulate
        >>> firms = [(n, Entity(key=n, schema="Company", label=f"Firm {n}")) for n in "AB"]
        >>> same = Sameness(entity_a="A", entity_b="B", decision="same", agent="x")
        >>> joined(tabulate([*firms, ("s", same)], "h", bytes)).labels["A"]
        'Firm A = Firm B'
    """
    entities, records = tables.entities, dict(tables.rows.get("entity", []))
    pairs = decided_same(record for _, record in tables.rows.get("sameness", []))
    known = set(entities.index)
    members: dict[str, tuple[str, ...]] = {}
    for group in set(groups(pair for pair in pairs if set(pair) <= known).values()):
        order = sorted(group, key=lambda one: (records[one].schema not in PEOPLE, records[one].key))
        members[order[0]] = tuple(order)
    if not members:
        return Joined(entities, {}, {}, {})
    head = {one: first for first, all_ in members.items() for one in all_}
    rows = entities[[head.get(str(one), one) == one for one in entities.index]].copy()
    labels = {first: _label([records[one] for one in all_]) for first, all_ in members.items()}
    told = [[records[one] for one in members.get(str(key), (str(key),))] for key in rows.index]
    rows["label"] = [labels.get(str(key), held[0].label) for key, held in zip(rows.index, told, strict=True)]
    for column in ("role", "country", "scope"):
        first_said = [next((value for one in held if (value := getattr(one, column))), None) for held in told]
        rows[column] = pd.Series(first_said, index=rows.index, dtype="object")
    names = [tuple(dict.fromkeys(name for one in held for name in one.names)) for held in told]
    rows["names"] = pd.Series(names, index=rows.index, dtype="object")
    return Joined(rows, members, head, {one: labels[first] for one, first in head.items()})


def _label(held: list[Entity]) -> str:
    people = [one.label for one in held if one.schema in PEOPLE]
    shown = people or [one.label for one in held]
    return " = ".join(dict.fromkeys([*shown, *([ANOTHER] if len(shown) < len(held) else [])]))
