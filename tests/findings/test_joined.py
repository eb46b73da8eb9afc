"""Entities that somebody says are one in the network: one node that names both, apart again without the decision."""

from typing import Any

from workbench.findings.joined import ANOTHER, joined
from workbench.findings.network import Network, network
from workbench.records import Entity, Period, Relation, Sameness, Source
from workbench.tables import tabulate

RECORDS: list[tuple[str, Any]] = [
    ("a", Entity(key="F-1", schema="Company", label="Linglong Tire", names=("玲珑轮胎",), country="CN")),
    ("b", Entity(key="F-2", schema="Company", label="Linglong Tajr", names=("Линглонг Тајр",), role="employer")),
    ("c", Entity(key="F-3", schema="Company", label="Other firm")),
    ("w", Entity(key="W-01", schema="Worker", label="W-01", names=("Nguyễn Văn Hư",))),
    ("p", Entity(key="P-1", schema="Person", label="Nguyen Van Hu", names=("NGUYEN VAN HU",))),
    ("s", Source(key="S", label="Report", kind="press")),
    ("t", Source(key="T", label="Contract", kind="document")),
    ("r1", Relation(schema="Employment", source_entity="a", target_entity="w", source="s",
                    period=Period(start="2021", end="2022"))),
    ("r2", Relation(schema="Employment", source_entity="b", target_entity="w", source="t", stance="contradicts",
                    period=Period(start="2021", end="2022"))),
    ("r3", Relation(schema="Representation", source_entity="p", target_entity="c", source="s")),
]  # fmt: skip
ONE = ("m1", Sameness(entity_a="a", entity_b="b", decision="same", agent="x", note="one register number"))
WORKER = ("m2", Sameness(entity_a="p", entity_b="w", decision="same", agent="x"))


def shown(*more: Any) -> Network:
    return network(tabulate([*RECORDS, *more], "h", bytes))


def test_two_companies_are_one_node_that_names_both() -> None:
    found = shown(ONE)
    assert set(found.graph) == {"a", "c", "w", "p"}
    node = found.graph.nodes["a"]
    assert node["label"] == "Linglong Tire = Linglong Tajr" and node["keys"] == ("F-1", "F-2")
    assert node["members"] == ("a", "b") and node["names"] == ("玲珑轮胎", "Линглонг Тајр")
    assert (node["country"], node["role"]) == ("CN", "employer")
    for name in ("F-2", "Linglong Tajr", "b"):
        assert repr(found.path(name, "W-01")) == repr(found.path("F-1", "W-01"))


def test_what_contradicts_stays_side_by_side_and_is_seen_as_such() -> None:
    apart, one = shown(), shown(ONE)
    assert set(apart.df["relation"]) == set(one.df["relation"])
    assert dict(zip(apart.df["relation"], apart.df["status"], strict=True))["r1"] == "alleged"
    status = dict(zip(one.df["relation"], one.df["status"], strict=True))
    assert status["r1"] == status["r2"] == "contradicted"
    assert set(one.df.loc[one.df["relation"].isin(["r1", "r2"]), "source"]) == {"Report", "Contract"}


def test_without_the_decision_they_stand_apart_again() -> None:
    tables = tabulate(RECORDS, "h", bytes)
    assert joined(tables).entities is tables.entities and set(shown().graph) == {"a", "b", "c", "w", "p"}
    unsure = ("m", Sameness(entity_a="a", entity_b="b", decision="unsure", agent="x"))
    denied = ("n", Sameness(entity_a="b", entity_b="a", decision="different", agent="y"))
    assert set(shown(unsure).graph) == set(shown(ONE, denied).graph) == set(shown().graph)


def test_a_workers_node_bears_no_name_not_even_the_other_records() -> None:
    found = shown(WORKER)
    assert found.graph.nodes["w"]["label"] == f"W-01 = {ANOTHER}" and found.graph.nodes["w"]["names"] == ()
    everything = f"{dict(found.graph.nodes(data=True))} {found.df.to_csv()} {found._repr_html_()}"
    assert "Nguyen Van Hu" not in everything and "Nguyễn" not in everything
    assert found.df.set_index("relation").at["r3", "from_id"] == "w"
