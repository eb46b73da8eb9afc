"""The register of statements: what sources say of names, addresses, telephones and numbers, value by value."""

from collections.abc import Callable

from workbench import codebook
from workbench.coding.cells import PASSAGE, PERIOD, Context, period_of
from workbench.coding.sheet import Row
from workbench.errors import BadValue, Unknown
from workbench.records import Record, Statement, first_day

COLUMNS: dict[str, tuple[list[str], list[str]]] = {
    "statements": (
        ["entity", "property", "value", "language", *PERIOD, "stance", "status", "source", *PASSAGE, "region", "note"],
        ["entity", "property", "value", "source"],
    ),
}


def _statement(row: Row, context: Context) -> Statement:
    name, entity = row.need("property"), context.keys.need("entity", row, "entity")
    if name not in codebook.properties():
        raise Unknown(row.file, row.place("property"), name, codebook.near(name, codebook.properties()))
    _fits(row, name, context, entity)
    return Statement(
        entity=entity,
        property=name,
        value=row.need("value"),
        source=context.keys.need("source", row, "source"),
        language=row.text("language"),
        stance=row.text("stance") or "supports",
        status=row.text("status") or "alleged",
        period=period_of(row),
        passage=context.passage or None,
        note=row.text("note"),
    )


def _fits(row: Row, name: str, context: Context, entity: str) -> None:
    """Refuses a property that this kind of entity does not have, and a date that is none."""
    known, live = codebook.property_schema(name), context.keys.state.get(entity)
    if live is not None and live.record.schema not in known.kinds:
        raise BadValue(row.file, row.place("property"), f"{name} of a {live.record.schema}",
                       f"a property of {' or '.join(known.kinds)}")  # fmt: skip
    if name.endswith("Date") and first_day(row.need("value")) is None:
        raise BadValue(row.file, row.place("value"), row.need("value"), "a date as YYYY, YYYY-MM or YYYY-MM-DD")


MAKERS: dict[str, Callable[[Row, Context], Record]] = {"statements": _statement}
