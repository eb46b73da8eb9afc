"""Statements of FollowTheMoney (one value a row, as OpenSanctions publishes them) put together as entities again."""

from collections.abc import Iterable

from workbench.codebook import foreign
from workbench.errors import BadValue
from workbench.foreign.entities import Foreign
from workbench.foreign.told import Span

Row = tuple[dict[str, str], str, Span | None]
NEEDED = ("prop", "value")


def entities_of_statements(rows: Iterable[Row], file: str, problems: list[BadValue]) -> list[Foreign]:
    """Entities from rows with canonical_id (else entity_id), schema, prop and value; each row is listed or taken.

    An entity's kind is the narrowest that its statements name; where it stands is where its first statement stands.

    Example:
        >>> row = {"entity_id": "a", "schema": "Company", "prop": "name", "value": "A"}
        >>> entities_of_statements([(row, "row 2", None)], "s.csv", [])[0].properties
        {'name': ['A']}
    """
    held: dict[str, dict[str, list[str]]] = {}
    kinds: dict[str, set[str]] = {}
    places: dict[str, tuple[str, Span | None]] = {}
    for row, where, span in rows:
        key = row.get("canonical_id") or row.get("entity_id")
        schema = row.get("schema") or row.get("prop", "").rpartition(":")[0]  # a pack writes Company:name
        if not key or not schema or not all(row.get(name) for name in NEEDED):
            problems.append(BadValue(file, where, str(row)[:60], "entity_id, schema, prop and value"))
            continue
        places.setdefault(key, (where, span))
        kinds.setdefault(key, set()).add(schema)
        values = held.setdefault(key, {}).setdefault(row["prop"].rpartition(":")[2], [])
        if row["value"] not in values:
            values.append(row["value"])
    # The statement `id` is the sum of an entity's others and says nothing of it.
    return [
        Foreign(key, _narrowest(kinds[key]), {name: texts for name, texts in values.items() if name != "id"},
                *places[key])
        for key, values in held.items()
    ]  # fmt: skip


def _narrowest(kinds: set[str]) -> str:
    model = foreign.ftm_model()
    alone = [kind for kind in kinds if not any(other != kind and model.is_a(other, kind) for other in kinds)]
    return min(alone)
