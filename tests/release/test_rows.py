"""The rows of a bundle: what may leave one by one, proved where it is shown as it was recorded, silent of the rest."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.release.sealed_rows import ALLOWED
from workbench.errors import BadValue, Missing
from workbench.release.committing import commitments
from workbench.release.rows import Rows, rows


def rows_of(bundle: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (bundle / "data/rows.jsonl").read_bytes().splitlines()]


def test_who_allowed_it_has_rows_and_nobody_else(sealed_rows: Any) -> None:
    case, bundle = sealed_rows
    ids = commitments(case, json.loads((bundle / "data/commitments.json").read_bytes())["nonce"]).ids
    workers = {live.record.key: ids[live.id] for live in case.state().of("entity") if live.record.schema == "Worker"}
    there = {row["id"] for row in rows_of(bundle)}
    assert {key for key, new in workers.items() if new in there} == set(ALLOWED)
    relations = {row["fields"]["schema"] for row in rows_of(bundle) if row["kind"] == "relation"}
    assert relations == {"Ownership"}  # a claim with a worker at one end is counted, never listed


def test_what_is_shown_as_recorded_is_opened_and_what_is_not_shown_is_not(sealed_rows: Any) -> None:
    case, bundle = sealed_rows
    made = commitments(case, json.loads((bundle / "data/commitments.json").read_bytes())["nonce"])
    recorded = {made.ids[key]: {one.field: one.value for one in sealed} for key, sealed in made.of.items()}
    for row in rows_of(bundle):
        assert set(row["leaves"]) == set(recorded[row["id"]])
        assert set(row["salts"]) <= set(row["fields"])
        for name in row["salts"]:
            assert row["fields"][name] == recorded[row["id"]][name]
        for name in set(row["fields"]) - set(row["salts"]):
            value = row["fields"][name]
            assert isinstance(value, list) or value != recorded[row["id"]][name]
    event = next(row for row in rows_of(bundle) if row["kind"] == "event")
    assert event["fields"]["period"] == {"start": "2024-05"}
    assert "period" not in event["salts"]


def test_the_rows_are_tables_again_elsewhere(rows_bundle: Path) -> None:
    held = rows(rows_bundle / "data/rows.jsonl")
    tables = held.tables()
    assert tables.head == json.loads((rows_bundle / "data/release.json").read_bytes())["head"]
    assert len(tables.codings) == len(ALLOWED)
    assert set(tables.passages["quote"]) == {"They"}
    assert "protected rows of A building site (invented)" in repr(held)


def test_what_is_no_row_is_named(tmp_path: Path) -> None:
    with pytest.raises(Missing):
        Rows(tmp_path / "rows.jsonl").tables()
    (tmp_path / "rows.jsonl").write_text('{"id":"a","kind":"robot","fields":{}}\n')
    with pytest.raises(BadValue):
        Rows(tmp_path / "rows.jsonl").tables()
    (tmp_path / "rows.jsonl").write_text("[]\n")
    with pytest.raises(BadValue, match="line 1"):
        Rows(tmp_path / "rows.jsonl").tables()
