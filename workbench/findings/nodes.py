"""The entities of a case as the nodes of its network: labels for people, their place in the chain, their groups."""

from collections.abc import Iterator
from typing import Any

from workbench.findings.joined import Joined
from workbench.findings.said import records, said
from workbench.findings.tiers import PEOPLE, tiers
from workbench.tables import Tables

# A worker's names stay in the sealed record: what is drawn, exported or printed carries the label.
NAMELESS = PEOPLE | {"Person", "Household"}


def nodes(tables: Tables, one: Joined) -> Iterator[tuple[str, dict[str, Any]]]:
    """The id and the attributes of each node, in the order of the keys.

    `groups` are the nodes of the groups to which somebody belongs, by the register or by a membership that a source
    supports; `members`, `keys` and `labels` are those of all entities that somebody says are one.

    Example:
        >>> from workbench.findings.joined import joined
        >>> from workbench.records import Entity
        >>> from workbench.tables import tabulate
        >>> case = tabulate([("f", Entity(key="F", schema="Company", label="Firm"))], "h", bytes)
        >>> [(node, made["tier"], made["groups"]) for node, made in nodes(case, joined(case))]
        [('f', 'employer or contractor', ())]
    """
    entities = one.entities.sort_values("key")
    places = tiers(one.entities, one.relations(tables.relations))
    told = {one.of(worker) for worker in tables.sources["worker"].dropna()}
    held = (tables.entities[name].tolist() for name in ("key", "label", "schema", "group_of"))
    known = dict(zip(tables.entities.index, zip(*held, strict=True), strict=True))
    groups = _groups(tables, one)
    for key, row in zip(entities.index, records(entities), strict=True):
        node = str(key)
        members = one.members.get(node, (node,))
        rows = [known[member] for member in members]
        shown = [label for _, label, schema, _ in rows if schema in PEOPLE] or [label for _, label, _, _ in rows]
        plain = {name: said(row[name]) for name in ("key", "schema", "label", "role", "country", "scope")}
        yield node, {
            **plain, "names": () if row["schema"] in NAMELESS else tuple(row["names"]), "tier": places[node],
            "told_us": node in told, "members": members, "keys": tuple(one[0] for one in rows), "labels": tuple(shown),
            "groups": tuple(sorted(groups.get(node, ()))),
        }  # fmt: skip


def _groups(tables: Tables, one: Joined) -> dict[str, set[str]]:
    """By node the nodes of the groups that the register or a membership puts it in."""
    entities, relations = tables.entities, tables.relations
    of_key = dict(zip(entities["key"], entities.index, strict=True))
    found: dict[str, set[str]] = {}
    for key, written in entities["group_of"].dropna().items():
        for name in (part.strip() for part in written.split(";")):
            if name in of_key:
                found.setdefault(one.of(str(key)), set()).add(one.of(of_key[name]))
    belong = relations[(relations["schema"] == "Membership") & (relations["stance"] == "supports")]
    for member, group in zip(belong["source_entity"], belong["target_entity"], strict=True):
        found.setdefault(one.of(member), set()).add(one.of(group))
    return found
