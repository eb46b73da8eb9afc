"""How many workers somebody has in hand: never below the record, nobody twice, no order by number."""

from typing import Any

import pytest

from workbench.findings.control import above, words
from workbench.findings.network import network
from workbench.records import Entity, Period, Relation, Source
from workbench.tables import tabulate


def entity(name: str, schema: str, **more: Any) -> tuple[str, Any]:
    return name, Entity(key=name, schema=schema, label=f"<{name}>", **more)


ENTITIES = [
    entity("FIRM", "Company"), entity("CAMP", "Person"), entity("BANK", "Company"), entity("AGENT", "SubAgent"),
    entity("HOME", "Dwelling"), entity("YARD", "Site"), entity("ALL", "Group"), entity("ONE", "Group", group_of="ALL"),
    entity("TEAM", "Group", group_of="ONE"), entity("ELSE", "Group"),
    *(entity(f"W{n}", "Worker", group_of="TEAM" if n < 3 else None) for n in range(6)),
]  # fmt: skip
SOURCES = [(name, Source(key=name, label=f"Source {name}", kind="press")) for name in ("s", "t")]


def told(*claims: tuple[Any, ...], as_of: str | None = None) -> dict[tuple[str, str], dict[str, Any]]:
    """The rows of the table by who and matter; a claim is schema, from, to and further fields."""
    records: list[tuple[str, Any]] = [*ENTITIES, *SOURCES]
    for at, (schema, one, other, *rest) in enumerate(claims):
        fields = {"source": "s", **(rest[0] if rest else {})}
        records.append((f"r{at}", Relation(schema=schema, source_entity=one, target_entity=other, **fields)))
    table = network(tabulate(records, "h", bytes), as_of=as_of).control().df
    return {(row["who_id"], row["matter"]): row for row in table.to_dict("records")}


def holds(*whom: str, **more: Any) -> list[tuple[Any, ...]]:
    return [("DocumentCustody", "FIRM", one, more) for one in whom]


def test_a_worker_counts_once_whoever_tells_it() -> None:
    found = told(*holds("W0", "W1"), *holds("W0", source="t"))["FIRM", "documents"]
    assert (found["low"], found["high"], found["named"], found["workers"]) == (2, 2, 2, "2")
    assert (found["sources"], found["source"]) == (2, "Source s, Source t")
    assert set(found["relations"]) == {"r0", "r1", "r2"}


def test_rival_counts_of_a_group_are_a_range() -> None:
    found = told(*holds("ONE", count="180"), *holds("ONE", count="200", source="t"), *holds("ONE"))["FIRM", "documents"]
    assert (found["low"], found["high"], found["workers"]) == (180, 200, "180 to 200")
    assert found["groups"] == ("<ONE>",) and found["named"] == 0


def test_members_and_parts_of_a_group_are_not_added_again() -> None:
    claims = [*holds("ONE", count="180"), *holds("TEAM", count="40"), *holds("W0", "W1", "W2")]
    found = told(*claims)["FIRM", "documents"]
    assert (found["low"], found["high"], found["named"]) == (180, 180, 3)
    more = told(*claims, *holds("W3"))["FIRM", "documents"]
    assert (more["low"], more["high"]) == (180, 181), "whether W3 is in the group no record says"


def test_groups_of_which_no_record_says_that_they_overlap_may() -> None:
    found = told(*holds("ONE", count="180"), *holds("ELSE", count="60"))["FIRM", "documents"]
    assert (found["low"], found["high"]) == (180, 240)


def test_never_below_the_names_on_record() -> None:
    found = told(*holds("TEAM", count="2"), *holds("W0", "W1", "W2"))["FIRM", "documents"]
    assert (found["low"], found["high"]) == (3, 3)


def test_a_group_without_a_number_leaves_the_most_open() -> None:
    found = told(*holds("ELSE"), *holds("W0", "W1"))["FIRM", "documents"]
    assert (found["low"], found["high"], found["workers"]) == (2, None, "2 or more")
    inside = told(*holds("ONE", count="180"), *holds("TEAM"))["FIRM", "documents"]
    assert (inside["low"], inside["high"]) == (180, 180), "the group without a number is part of the other"


def test_wages_and_debts_have_their_hands_at_the_right_end() -> None:
    found = told(("WageOwed", "FIRM", "W0"), ("Debt", "W1", "BANK"), ("Debt", "W2", "BANK"))
    assert found["FIRM", "wages owed"]["low"] == 1 and found["BANK", "debts"]["low"] == 2
    assert ("W1", "debts") not in found


def test_lodging_is_controlled_by_whoever_runs_the_place_at_that_time() -> None:
    here = {"period": Period(start="2024-03", end="2024-05")}
    claims = [("Lodging", "W0", "HOME", here), ("Lodging", "TEAM", "HOME", here | {"count": "40"}),
              ("LodgingControl", "CAMP", "HOME", {"period": Period(start="2024-04")}),
              ("LodgingControl", "AGENT", "HOME", {"period": Period(start="2024-06")}),
              ("PartOf", "HOME", "YARD"), ("PartOf", "YARD", "HOME"), ("LodgingControl", "FIRM", "YARD")]  # fmt: skip
    found = told(*claims)
    assert found["CAMP", "lodging"]["workers"] == "40" and set(found["CAMP", "lodging"]["relations"]) == {
        "r0",
        "r1",
        "r2",
    }
    assert ("AGENT", "lodging") not in found
    assert {"r4", "r6"} < set(found["FIRM", "lodging"]["relations"]), "the place is part of what the firm runs"


def test_what_is_denied_is_counted_as_denied_and_a_denial_alone_counts_nobody() -> None:
    no = {"stance": "contradicts", "source": "t"}
    found = told(*holds("W0", "W1", status="documented"), *holds("W0", **no))["FIRM", "documents"]
    assert (found["documented"], found["contradicted"], found["against"], found["low"]) == (1, 1, 1, 2)
    assert told(*holds("W0", **no), *holds("W1", stance="unclear")) == {}


def test_as_of_a_date() -> None:
    claims = [*holds("W0", period=Period(start="2021-03", end="2021-05")), *holds("W1", period=Period(start="2021-06"))]
    assert told(*claims)["FIRM", "documents"]["low"] == 2
    assert told(*claims, as_of="2021-07")["FIRM", "documents"]["low"] == 1


@pytest.mark.parametrize("many", [("FIRM", "CAMP"), ("CAMP", "FIRM")])
def test_the_order_never_goes_by_a_number(many: tuple[str, str]) -> None:
    more, less = many
    claims = [("DocumentCustody", more, f"W{n}") for n in range(5)] + [("DocumentCustody", less, "W5")]
    assert [who for who, _ in told(*claims)] == ["CAMP", "FIRM"]


def test_groups_in_a_circle_end() -> None:
    nodes = {"g": {"groups": ("h",)}, "h": {"groups": ("g",)}}
    assert above(nodes, "g") == {"g", "h"} and words(1200, 1300) == "1,200 to 1,300"


def test_it_shows_itself_and_gives_plain_values() -> None:
    records = [
        *ENTITIES,
        *SOURCES,
        ("r", Relation(schema="DocumentCustody", source_entity="FIRM", target_entity="W0", source="s")),
    ]
    found = network(tabulate(records, "h", bytes)).control()
    assert "&lt;FIRM&gt;" in found._repr_html_() and repr(found) == "Control(1 rows, 1 bodies or persons)"
    assert found.document()[0]["relations"] == ["r"]
