"""The columns of a network's edges: what stands on the record, in order, with the status that the sources leave it."""

import random
from typing import Any

import pandas as pd
import pytest

from tests.findings.small_case import RELATIONS, SOURCES, key, tables
from workbench.findings.edges import COLUMNS, edges, texts
from workbench.findings.joined import joined
from workbench.findings.said import period, said, when
from workbench.records import Period, Relation
from workbench.tables import Tables, tabulate


def shown(case: Tables, as_of: str | None = None) -> pd.DataFrame:
    return edges(case, as_of, joined(case))


def test_columns_and_order() -> None:
    found = shown(tables())
    assert list(found.columns) == COLUMNS and list(found["number"]) == list(range(1, len(found) + 1))
    keys = list(zip(found["from"], found["schema"], found["to"], strict=True))
    assert keys == sorted(keys)


def test_ids_decide_where_all_else_is_equal() -> None:
    firms = [tables().rows["entity"][3], tables().rows["entity"][12]]
    ends = {"source_entity": key("EMP"), "target_entity": key("W-01"), "source": key("T-01")}
    told: list[tuple[str, Any]] = [(f"r{n}", Relation(schema="Employment", **ends)) for n in (3, 1, 2)]
    found = shown(tabulate([*firms, *told, SOURCES[0]], "h", bytes))
    assert list(found["relation"]) == ["r1", "r2", "r3"]


@pytest.mark.parametrize("source", [one for one, _ in SOURCES])
def test_a_removed_source_removes_exactly_its_edges(source: str) -> None:
    whole = tables()
    rows = {**whole.rows, "source": [(one, told) for one, told in whole.rows["source"] if one != source]}
    left, before = shown(whole.with_rows(rows)), shown(whole)
    assert set(left["relation"]) == set(before.loc[before["source_id"] != source, "relation"])
    assert 0 < len(left) < len(before)


def test_an_edge_needs_both_its_ends() -> None:
    whole = tables()
    rows = {**whole.rows, "entity": [(one, told) for one, told in whole.rows["entity"] if one != key("EMP")]}
    left = shown(whole.with_rows(rows))
    gone = {one for one, told in RELATIONS if key("EMP") in (told.source_entity, told.target_entity)}
    assert set(left["relation"]) == {one for one, _ in RELATIONS} - gone


@pytest.mark.parametrize("seed", range(8))
def test_statuses_are_those_of_the_definition_row_by_row(seed: int) -> None:
    """The definition: contradicted where a denial of the same relation stands in an overlapping time."""
    chance, whole = random.Random(seed), tables()
    dates = [None, Period(start="2021-03", end="2021-05"), Period(start="2021-05"), Period(as_written="once")]
    told: list[tuple[str, Any]] = []
    for number in range(60):
        ends = {
            "source_entity": chance.choice([key("EMP"), key("CON")]),
            "target_entity": chance.choice([key("W-01"), key("W-02")]),
        }
        more = {
            "stance": chance.choice(["supports", "contradicts", "unclear"]),
            "status": chance.choice(["alleged", "documented"]),
        }
        told.append(
            (
                f"r{number:02}",
                Relation(schema="Employment", source=key("T-01"), period=chance.choice(dates), **ends, **more),
            )
        )
    found = shown(whole.with_rows({**whole.rows, "relation": told}))
    held = dict(told)
    for row in found.to_dict("records"):
        one = held[row["relation"]]
        rivals = [
            other for other in held.values() if other.stance == "contradicts"
            and (other.source_entity, other.target_entity) == (one.source_entity, one.target_entity)
        ]  # fmt: skip
        denied = any((one.period or Period()).overlaps(other.period or Period()) for other in rivals)
        plain = "documented" if (one.status, one.stance) == ("documented", "supports") else "alleged"
        assert row["status"] == ("contradicted" if denied or one.stance == "contradicts" else plain)
        assert row["when"] == when(one.period or Period())


def test_what_a_relation_says_stands_in_its_row() -> None:
    whole = tables()
    found = shown(whole).set_index("relation")
    for identity, told in whole.relations.iterrows():
        row = found.loc[identity]
        assert (row["start"], row["end"]) == (period(told).start, period(told).end)
        assert [row[name] for name in ("amount", "currency", "note")] == [
            said(told[name]) for name in ("amount", "currency", "note")
        ]
        assert row["source"] == whole.label(told["source"]) and row["from"] == whole.label(told["source_entity"])


def test_texts_read_each_value_once() -> None:
    assert texts(pd.Series([" a", "", None, " a"], dtype="object")).tolist() == ["a", None, None, "a"]
