"""A small fictional case as real Tables: what findings and figures are tried on beside the demo case."""

from workbench.records import CaseInfo, Entity, Event, Passage, Period, Place, Relation, Source
from workbench.tables import Tables, tabulate


def key(name: str) -> str:
    """A 64-hex id that a person can read."""
    return name.encode().hex().ljust(64, "0")[:64]


def entity(name: str, schema: str, label: str, **more: object) -> tuple[str, Entity]:
    return key(name), Entity(key=name, schema=schema, label=label, **more)  # type: ignore[arg-type]


def span(start: str | None = None, end: str | None = None, words: str | None = None) -> Period:
    return Period(start=start, end=end, as_written=words)


def relation(name: str, schema: str, one: str, other: str, **more: object) -> tuple[str, Relation]:
    fields: dict[str, object] = {"source": key("T-01"), **more}
    fields["source"] = key(str(fields["source"])) if len(str(fields["source"])) < 64 else fields["source"]
    return key(name), Relation(schema=schema, source_entity=key(one), target_entity=key(other), **fields)  # type: ignore[arg-type]


ENTITIES = [
    entity("SUB", "SubAgent", "Sub-agent Bình"),
    entity("AG1", "Agency", "Agency One", names=("Công ty Một",), country="VN"),
    entity("AG2", "Agency", "Agency Two", country="VN"),
    entity("EMP", "Company", "Fictional Building d.o.o.", country="RS"),
    entity("CON", "Company", "General Contractor Ltd", country="RS"),
    entity("OWN", "Company", "Site Owner International d.o.o.", country="RS"),
    entity("PAR", "Company", "Parent Group Co., Ltd", country="CN"),
    entity("BRA", "Company", "Brand AG", country="DE"),
    entity("SITE", "Site", "Plant site"),
    entity("GATE", "Gate", "East gate"),
    entity("LODGE", "Dwelling", "Barracks A"),
    entity("OMB", "PublicBody", "Ombudsman", country="RS"),
    entity("W-01", "Worker", "W-01", names=("Nguyễn Văn Hư Cấu",)),
    entity("W-02", "Worker", "W-02"),
    entity("W-03", "Worker", "W-03"),
    entity("CHILD", "Person", "P-01", names=("Trần Thị Hư Cấu",)),
    entity("GRP", "Group", "the strikers"),
    entity("ALONE", "Company", "Unconnected Ltd"),
]
RELATIONS = [
    relation("r01", "Recruitment", "SUB", "W-01", status="documented"),
    relation("r02", "Recruitment", "AG1", "W-01", status="documented", period=span("2021-02", "2021-03")),
    relation("r03", "Recruitment", "AG1", "W-02"),
    relation("r04", "Recruitment", "SUB", "W-02"),
    relation("r05", "Recruitment", "AG2", "W-03"),
    relation("r06", "Employment", "EMP", "W-01", status="documented", period=span("2021-03", "2021-11-30")),
    relation("r07", "Employment", "EMP", "W-02"),
    relation("r08", "Employment", "EMP", "W-03"),
    relation("r09", "Subcontract", "CON", "EMP", status="documented"),
    relation("r10", "Subcontract", "OWN", "CON"),
    relation("r11", "SiteOwnership", "OWN", "SITE", status="documented", source="N-01"),
    relation("r12", "Ownership", "PAR", "OWN", status="documented", source="N-01"),
    relation("r13", "Purchase", "BRA", "OWN", source="N-01"),
    relation("r14", "DocumentCustody", "EMP", "W-01", period=span("2021-03-04", "2021-11-23", "until the 23rd")),
    relation("r15", "DocumentCustody", "EMP", "GRP", period=span("2021-11-26"), source="N-01"),
    relation("r16", "DocumentCustody", "EMP", "GRP", period=span("2021-11"), stance="contradicts", source="O-01"),
    relation("r17", "WageOwed", "EMP", "W-01", amount="900.50", currency="EUR", passage=key("p1")),
    relation("r18", "Debt", "W-02", "AG1", amount="2200", currency="USD"),
    relation("r19", "WorksAt", "W-01", "SITE"),
    relation("r20", "Lodging", "W-01", "LODGE"),
    relation("r21", "LodgingControl", "EMP", "LODGE"),
    relation("r22", "Kinship", "CHILD", "W-03"),
    relation("r23", "Supervision", "OMB", "EMP", status="documented", source="O-01"),
]
SOURCES = [
    (key("T-01"), Source(key="T-01", label="Testimony T-01", kind="worker", worker=key("W-01"))),
    (key("N-01"), Source(key="N-01", label="NGO report N-01", kind="ngo-report")),
    (key("O-01"), Source(key="O-01", label="Ombudsman's note O-01", kind="institution")),
]


def place(name: str, of: str, wkt: str, **more: object) -> tuple[str, Place]:
    fields: dict[str, object] = {"how": "survey", "precision_m": "10", **more}
    return key(name), Place(entity=key(of), geometry=wkt, source=key("N-01"), **fields)  # type: ignore[arg-type]


PLACES = [
    place("g1", "SITE", "POLYGON ((20.440 45.365, 20.450 45.365, 20.450 45.372, 20.440 45.372, 20.440 45.365))"),
    place("g2", "GATE", "POINT (20.4505 45.3685)", how="gps", precision_m="5"),
    place("g3", "LODGE", "POINT (20.455 45.370)", how="testimony", precision_m="150"),
    place("g4", "LODGE", "POINT (20.456 45.3705)", how="estimate", precision_m=None),
    place("g5", "EMP", "POINT (20.4 95.0)"),
    place("g6", "EMP", "not a shape"),
    place("g7", "AG1", "POINT (105.85 21.03)", how="document", precision_m="2000"),
]


def event(name: str, track: str, title: str, period: Period | None, **more: object) -> tuple[str, Event]:
    return key(name), Event(track=track, title=title, source=key("N-01"), period=period, **more)  # type: ignore[arg-type]


EVENTS = [
    event("e1", "travel", "Workers arrive", span("2021-03", "2021-05", "between March and May"), actors=(key("W-01"),)),
    event(
        "e2",
        "documents",
        "Passports are back",
        span("2021-11-23", "2021-11-23"),
        status="disputed",
        actors=(key("EMP"),),
    ),
    event("e3", "documents", "Passports were never taken", span("2021-11", "2021-11"), status="disputed"),
    event(
        "e4",
        "documents",
        "Passports taken again",
        span("2021-11-26", "2021-11-26"),
        status="single-origin",
        site=key("SITE"),
    ),
    event("e5", "pay", "Paid once", None, passage=key("p1")),
    event("e6", "authority", "Inspection", span("2021", "2021")),
]


def tables(*, without: frozenset[str] = frozenset()) -> Tables:
    """The small case; `without` leaves out kinds of record ("place", "event", "relation")."""
    passage = (key("p1"), Passage(item=key("i1"), derivative=key("d1"), quote="paid once", start=0, end=9))
    kinds = {"entity": ENTITIES, "relation": RELATIONS, "source": SOURCES, "place": PLACES, "event": EVENTS}
    kept = [record for kind, records in kinds.items() if kind not in without for record in records]
    return tabulate(
        [(key("case"), CaseInfo(title="Small case", nature="synthetic")), passage, *kept], "0" * 64, lambda name: b""
    )
