"""The entities of a case as they are compared: their names, and what else the registers say that tells people apart."""

from workbench.disclosure.identifiers import identifiers
from workbench.findings.said import said
from workbench.findings.sameness import decided_same, groups
from workbench.matching.named import BODIES, PEOPLE, Named
from workbench.tables import Tables

# What `identifiers` finds in words that says who somebody is; anything else it finds says where.
PHONES = frozenset({"telephone", "phone"})
NO_NUMBERS = frozenset({"date", "date of birth", "coordinates", "network address", "address"})


def named(tables: Tables) -> list[Named]:
    """The persons and bodies of a case with every name, in the order of their keys.

    Numbers and telephones are those that stand in the notes of the register. A worker's label is a key, and no name.

    Example:
        >>> from workbench.records import Entity
        >>> from workbench.tables import tabulate
        >>> firm = Entity(key="F", schema="Company", label="Gradnja d.o.o.", note="matični broj 20123456")
        >>> named(tabulate([("f", firm)], "h", bytes))[0].names
        ('Gradnja d.o.o.',)
    """
    found = []
    for _, row in tables.entities.sort_values("key").iterrows():
        if row["schema"] not in PEOPLE | BODIES:
            continue
        signs = identifiers(" ; ".join(str(said(row[name]) or "") for name in ("note", "role")))
        label = () if row["schema"] == "Worker" or row["label"] == row["key"] else (str(row["label"]),)
        found.append(Named(
            key=str(row["key"]), schema=str(row["schema"]), names=tuple(dict.fromkeys((*row["names"], *label))),
            born=said(row["born"]), phones=tuple(sign.text for sign in signs if sign.kind in PHONES),
            numbers=tuple(sign.text for sign in signs if sign.kind not in PHONES | NO_NUMBERS),
        ))  # fmt: skip
    return found


def decisions(tables: Tables) -> dict[frozenset[str], list[dict[str, str | None]]]:
    """What people say of two entities, by their keys: `decision`, `by`, `note`.

    Example:
        >>> from workbench.tables import tabulate
        >>> decisions(tabulate([], "h", bytes))
        {}
    """
    keys = tables.entities["key"].to_dict()
    found: dict[frozenset[str], list[dict[str, str | None]]] = {}
    for _, row in tables.samenesses.iterrows():
        pair = frozenset(str(keys.get(row[name], row[name])) for name in ("entity_a", "entity_b"))
        told = {"decision": row["decision"], "by": tables.label(row["agent"]), "note": said(row["note"])}
        found.setdefault(pair, []).append(told)
    return found


def settled(tables: Tables) -> dict[str, frozenset[str]]:
    """By key, everybody who is one with somebody by what people say, through others too.

    Example:
        >>> from workbench.tables import tabulate
        >>> settled(tabulate([], "h", bytes))
        {}
    """
    keys = tables.entities["key"].to_dict()
    pairs = decided_same(record for _, record in tables.rows.get("sameness", []))
    return groups((str(keys.get(a, a)), str(keys.get(b, b))) for a, b in pairs)
