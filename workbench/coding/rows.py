"""What each kind of register holds: its columns, and the record that a row makes."""

from collections.abc import Callable
from decimal import Decimal

from workbench import codebook
from workbench.coding import act_rows, pay_rows, people_rows, site_rows, statement_rows
from workbench.coding.cells import PASSAGE, PERIOD, Context, decimal_of, money_of, period_of
from workbench.coding.sheet import Row
from workbench.errors import BadValue, Unknown
from workbench.records import (
    Agent,
    Coding,
    Consent,
    Count,
    Entity,
    Event,
    Place,
    Record,
    Relation,
    Source,
)

GRADES = ("reliability", "information")
COLUMNS: dict[str, tuple[list[str], list[str]]] = {
    "agents": (["key", "kind", "name", "role"], ["key", "kind", "name"]),
    "entities": (
        ["key", "schema", "label", "names", "country", "role", "born", "note", "group_of", "scope"],
        ["key", "schema", "label"],
    ),
    "sources": (
        ["key", "label", "kind", "worker", "language", "interpreter", "session", "retells", "same_origin_as",
         "published", "address", "note", "reliability", "information", "files"],
        ["key", "label", "kind"],
    ),
    "consents": (
        ["worker", "audience", "purpose", "form", "given", "until", "submit", "letter", "summary", "naming",
         "language", "interpreter", "note", "shown_as", "recipient", "guardian", "assent"],
        ["worker", "audience", "purpose", "form", "given"],
    ),
    "relations": (
        ["schema", "from", "to", *PERIOD, "stance", "status", "source", *PASSAGE, "amount", "currency", "share",
         "share_high", "count", "note"],
        ["schema", "from", "to", "source"],
    ),
    "places": (
        ["entity", "latitude", "longitude", "wkt", "feature", "precision_m", "how", *PERIOD, "source", *PASSAGE,
         "note"],
        ["entity", "how", "source"],
    ),
    "events": (
        ["track", "title", *PERIOD, "actors", "site", "status", "source", *PASSAGE, "note"],
        ["track", "title", "source"],
    ),
    "counts": (
        ["what", "label", "low", "high", *PERIOD, "source", *PASSAGE, "note"],
        ["what", "label", "low", "high", "source"],
    ),
    "codings": (
        ["coder", *PASSAGE, "region", "framework", "indicator", "stance", "subject", "scope", *PERIOD,
         "site", "actor", "means", "phase", "question", "elicited", "memo", "span", "place",
         "supersedes", "counsel_memo"],
        ["file", "framework", "indicator", "stance", "subject", "means"],
    ),
    **pay_rows.COLUMNS,
    **act_rows.COLUMNS,
    **site_rows.COLUMNS,
    **people_rows.COLUMNS,
    **statement_rows.COLUMNS,
}  # fmt: skip


def _agent(row: Row, context: Context) -> Agent:
    return Agent(key=row.need("key"), kind=row.need("kind"), name=row.need("name"), role=row.text("role"))


def _entity(row: Row, context: Context) -> Entity:
    schema = row.need("schema")
    if schema not in codebook.entity_schemas():
        raise Unknown(row.file, row.place("schema"), schema, codebook.near(schema, codebook.entity_schemas()))
    if codebook.entity_schema(schema).tier == "place":
        site_rows.refuse_safe_place(row, ("label", "names", "role", "note"))
    plain = {name: row.text(name) for name in ("country", "role", "born", "note", "group_of", "scope")}
    return Entity(key=row.need("key"), schema=schema, label=row.need("label"), names=row.many("names"), **plain)


def _source(row: Row, context: Context) -> Source:
    links = {
        name: tuple(context.keys.named("source", key, row, name) for key in row.many(name))
        for name in ("retells", "same_origin_as")
    }
    plain = {
        name: row.text(name) for name in ("language", "interpreter", "session", "published", "address", "note", *GRADES)
    }
    worker = context.keys.find("entity", row, "worker")
    return Source(key=row.need("key"), label=row.need("label"), kind=row.need("kind"), worker=worker, **links, **plain)  # type: ignore[arg-type]


def _consent(row: Row, context: Context) -> Consent:
    switches = {name: row.yes(name) for name in ("submit", "letter", "summary", "naming")}
    plain = {name: row.need(name) for name in ("audience", "purpose", "form", "given")}
    names = ("until", "language", "interpreter", "note", "shown_as", "recipient", "assent")
    optional = {name: row.text(name) for name in names}
    optional["guardian"] = context.keys.find("entity", row, "guardian")
    return Consent(worker=context.keys.need("entity", row, "worker"), **plain, **optional, **switches)  # type: ignore[arg-type]


def _relation(row: Row, context: Context) -> Relation:
    schema = row.need("schema")
    if schema not in codebook.relation_schemas():
        raise Unknown(row.file, row.place("schema"), schema, codebook.near(schema, codebook.relation_schemas()))
    source_entity, target_entity = context.keys.ends(row, schema)
    return Relation(
        schema=schema,
        source_entity=source_entity,
        target_entity=target_entity,
        source=context.keys.need("source", row, "source"),
        stance=row.text("stance") or "supports",
        status=row.text("status") or "alleged",
        period=period_of(row),
        passage=context.passage or None,
        amount=money_of(row, "amount"),
        currency=row.text("currency"),
        share=_share(row, "share"),
        share_high=_share(row, "share_high"),
        count=row.text("count"),
        note=row.text("note"),
    )


def _share(row: Row, column: str) -> str | None:
    share = decimal_of(row, column)
    if share is not None and not 0 <= Decimal(share) <= 100:
        raise BadValue(row.file, row.place(column), share, "per cent from 0 to 100")
    return share


def _place(row: Row, context: Context) -> Place:
    site_rows.refuse_safe_place(row, ("as_written", "quote", "note"))
    site_rows.refuse_safe_entity(row, context)
    return Place(
        entity=context.keys.need("entity", row, "entity"),
        geometry=_geometry(row),
        how=row.need("how"),
        source=context.keys.need("source", row, "source"),
        precision_m=decimal_of(row, "precision_m"),
        period=period_of(row),
        passage=context.passage or None,
        note=row.text("note"),
    )


def _event(row: Row, context: Context) -> Event:
    return Event(
        track=row.need("track"),
        title=row.need("title"),
        source=context.keys.need("source", row, "source"),
        period=period_of(row),
        actors=tuple(context.keys.named("entity", key, row, "actors") for key in row.many("actors")),
        site=context.keys.find("entity", row, "site"),
        status=row.text("status") or "reported",
        passage=context.passage or None,
        note=row.text("note"),
    )


def _count(row: Row, context: Context) -> Count:
    return Count(
        what=row.need("what"),
        label=row.need("label"),
        low=row.number("low"),
        high=row.number("high"),
        source=context.keys.need("source", row, "source"),
        period=period_of(row),
        passage=context.passage or None,
        note=row.text("note"),
    )


def _coding(row: Row, context: Context) -> Coding:
    framework, indicator = codebook.framework(row.need("framework")), row.need("indicator")
    known = [entry.id for entry in framework.indicators]
    if indicator not in known:
        raise Unknown(row.file, row.place("indicator"), indicator, codebook.near(indicator, known))
    plain = {name: row.text(name) for name in ("scope", "phase", "question", "elicited", "memo")}
    actor = "unknown" if row.text("actor") == "unknown" else context.keys.find("entity", row, "actor")
    return Coding(
        passage=context.passage,
        framework=framework.id,
        indicator=indicator,
        stance=row.need("stance"),
        subject=context.keys.need("entity", row, "subject"),
        coder=context.keys.find("agent", row, "coder") or context.agent,
        means=row.need("means"),
        period=period_of(row),
        site=context.keys.find("entity", row, "site"),
        actor=actor,
        **plain,
    )


def _geometry(row: Row) -> str:
    wkt = row.text("wkt")
    if wkt is not None:
        return wkt
    latitude, longitude = decimal_of(row, "latitude"), decimal_of(row, "longitude")
    if latitude is None or longitude is None:
        raise BadValue(row.file, row.place("latitude"), "", "latitude and longitude in degrees, or wkt")
    if abs(Decimal(latitude)) > 90 or abs(Decimal(longitude)) > 180:
        raise BadValue(row.file, row.place("latitude"), f"{latitude} {longitude}", "degrees within 90 and 180")
    return f"POINT ({longitude} {latitude})"


MAKERS: dict[str, Callable[[Row, Context], Record]] = {
    "agents": _agent,
    "entities": _entity,
    "sources": _source,
    "consents": _consent,
    "relations": _relation,
    "places": _place,
    "events": _event,
    "counts": _count,
    "codings": _coding,
    **pay_rows.MAKERS,
    **act_rows.MAKERS,
    **site_rows.MAKERS,
    **people_rows.MAKERS,
    **statement_rows.MAKERS,
}
