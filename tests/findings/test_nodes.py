from typing import Any

from workbench.findings.joined import joined
from workbench.findings.nodes import nodes
from workbench.records import Entity, Relation, Sameness, Source
from workbench.tables import tabulate

RECORDS: list[tuple[str, Any]] = [
    ("w", Entity(key="W-01", schema="Worker", label="W-01", names=("Nguyễn",), group_of="G-1 ; G-9")),
    ("v", Entity(key="W-02", schema="Worker", label="W-02")),
    ("g", Entity(key="G-1", schema="Group", label="Group one", group_of="G-2")),
    ("h", Entity(key="G-2", schema="Group", label="All")),
    ("f", Entity(key="F", schema="Company", label="Firm", names=("Фирма",))),
    ("b", Entity(key="V-1", schema="Vehicle", label="The bus")),
    ("k", Entity(key="HH", schema="Household", label="HH", names=("the Nguyễn family",))),
    ("s", Source(key="S", label="Testimony", kind="worker", worker="w")),
    ("r1", Relation(schema="Membership", source_entity="v", target_entity="h", source="s")),
    ("r2", Relation(schema="Membership", source_entity="w", target_entity="h", source="s", stance="contradicts")),
    ("r3", Relation(schema="VehicleUse", source_entity="f", target_entity="b", source="s")),
]


def made(*more: Any) -> dict[str, dict[str, Any]]:
    tables = tabulate([*RECORDS, *more], "h", bytes)
    return dict(nodes(tables, joined(tables)))


def test_nodes_come_by_key_with_groups_of_the_register_and_of_memberships() -> None:
    found = made()
    assert list(found) == ["f", "g", "h", "k", "b", "w", "v"]
    assert found["w"]["groups"] == ("g",) and found["v"]["groups"] == ("h",) and found["g"]["groups"] == ("h",)
    assert found["w"]["told_us"] and not found["v"]["told_us"]


def test_no_name_of_a_person_or_a_household_and_those_of_a_firm_in_every_script() -> None:
    found = made()
    assert found["w"]["names"] == found["k"]["names"] == () and found["f"]["names"] == ("Фирма",)


def test_a_thing_stands_with_whoever_has_it() -> None:
    assert made()["b"]["tier"] == made()["f"]["tier"] == "employer or contractor"


def test_one_node_for_two_records_keeps_both_keys() -> None:
    found = made(("m", Sameness(entity_a="v", entity_b="w", decision="same", agent="x")))
    assert found["w"]["keys"] == ("W-01", "W-02") and found["w"]["groups"] == ("g", "h") and "v" not in found
