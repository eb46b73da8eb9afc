"""What a later edition says that the earlier did not, in words; of what two copies do not share, nothing."""

import copy
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workbench.errors import Missing, Refused
from workbench.release.differing import PSEUDONYM, difference


@pytest.fixture
def old(rows_bundle: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(rows_bundle / "data/figures/view", tmp_path / "old"))


def edition(old: Path, changes: dict[str, Callable[[Any], object]]) -> Path:
    new = Path(shutil.copytree(old, old.with_name("new")))
    for name, change in changes.items():
        value = json.loads((new / name).read_bytes())
        change(value)
        (new / name).write_text(json.dumps(value), "utf-8")
    return new


def test_one_release_does_not_differ_from_itself(old: Path) -> None:
    found = difference(old, old)
    assert found.lines == ("both are of one head of the ledger",)
    assert "their names are of one copy alone" in found.sentence()


def test_an_event_is_the_same_in_whatever_order_a_copy_lists_who_took_part(old: Path) -> None:
    def turned(told: Any) -> None:
        told["events"][0]["actors"] = "Ravnica Tyre, Tessaron Build, Ravnica branch"

    def other(told: Any) -> None:
        told["events"][0]["actors"] = "Tessaron Build, Ravnica branch, Ravnica Tyre"

    first = edition(old, {"chronology.json": turned}).rename(old.with_name("first"))
    assert difference(first, edition(old, {"chronology.json": other})).lines == ("both are of one head of the ledger",)


def test_origins_and_periods_are_told_in_words(old: Path) -> None:
    cell = {"row": "CO-1", "column": "retention-of-identity-documents", "state": "supported", "origins": 1,
            "statements": 1, "period": {"start": "2024-05", "end": "2024-05-20"}}  # fmt: skip

    def grown(matrix: Any) -> None:
        matrix["cells"] = [{**cell, "origins": 3, "period": {"start": "2024-05", "end": "2024-11-23"}}]

    def first(matrix: Any) -> None:
        matrix |= {"rows": ["CO-1", "P"], "row_labels": {"CO-1": "A contractor", "P": "Person 3"}, "cells": [cell]}

    before = edition(old, {"matrix-by-employer.json": first}).rename(old.with_name("before"))
    after = edition(before, {"matrix-by-employer.json": grown})
    found = difference(before, after)
    assert (
        "ILO-07, A contractor (by employer): two origins added; period ends 2024-11-23 (was 2024-05-20)" in found.lines
    )
    assert "one row by employer under names of one copy alone" in found.uncompared
    assert any("three" not in line and "two origins fewer" in line for line in difference(after, before).lines)


def test_a_number_that_one_of_two_copies_keeps_back_is_no_fewer_and_no_more(old: Path) -> None:
    cell = {"row": "CO-1", "column": "retention-of-identity-documents", "state": "supported", "origins": 3,
            "statements": 4}  # fmt: skip

    def told(matrix: Any) -> None:
        matrix |= {"rows": ["CO-1"], "row_labels": {"CO-1": "A contractor"}, "cells": [cell]}

    def kept_back(matrix: Any) -> None:
        told(matrix)
        matrix["cells"] = [cell | {"origins": None, "statements": None}]

    first = edition(old, {"matrix-by-employer.json": told}).rename(old.with_name("first"))
    second = edition(old, {"matrix-by-employer.json": kept_back}).rename(old.with_name("second"))
    lines = difference(first, second).lines, difference(second, first).lines, difference(second, second).lines
    here = "ILO-07, A contractor (by employer): "
    gone = "how many origins is no longer told (was 3); how many statements is no longer told (was 4)"
    assert here + gone in lines[0]
    assert here + "three origins (not told before); four statements (not told before)" in lines[1]
    assert not [line for line in lines[2] if line.startswith(here)]


def test_a_row_of_a_month_does_not_say_once_more_when(old: Path) -> None:
    def grown(matrix: Any) -> None:
        matrix |= {"rows": ["2024-02"], "row_labels": {"2024-02": "February 2024"}}
        matrix["cells"] = [{"row": "2024-02", "column": "deception", "state": "alleged", "origins": 1, "statements": 1,
                            "period": {"start": "2024-02", "end": "2024-02"}}]  # fmt: skip

    found = difference(old, edition(old, {"matrix-by-period.json": grown}))
    told = [line for line in found.lines if "February 2024 (by period)" in line]
    assert told == [
        "ILO-02, February 2024 (by period): alleged (was not assessed); one origin added; one statement added"
    ]


def test_head_counts_events_names_and_bands_are_compared(old: Path) -> None:
    event = {"start": "2024-06", "end": "2024-06", "track": "authority", "title": "A second inspection came",
             "actors": "", "site": None, "status": "agreed", "source": "Register of companies"}  # fmt: skip

    def more(told: Any) -> None:
        told["events"].append(event)
        told["events"].append(copy.deepcopy(event) | {"title": "Worker K7 complained"})

    def counted(told: Any) -> None:
        told["counts"] = [{"table": "by site", "of": "Main gate", "indicator": "deception", "workers": 12},
                          {"table": "by site", "of": "Group 2", "indicator": "deception", "workers": 7}]  # fmt: skip

    new = edition(old, {
        "chronology.json": more, "counts.json": counted,
        "about.json": lambda told: told.update(head="0" * 64, workers={"on_record": "20 to 99", "counted": "5 to 19"}),
        "network.json": lambda told: told["entities"].append({"id": "X", "properties": {"name": ["A new agency"]}}),
    })  # fmt: skip
    found = difference(old, new)
    assert "workers, on record: 20 to 99 (was 5 to 19)" in found.lines
    assert "head count by site, Main gate, deception: 12 (was not counted)" in found.lines
    assert "event added: 2024-06, A second inspection came (Register of companies)" in found.lines
    assert "network: A new agency added" in found.lines
    assert not [line for line in found.lines if "K7" in line or "Group 2" in line or "one head" in line]
    assert any("event in whose words a name of one copy stands" in line for line in found.uncompared)
    assert "event no longer there" in difference(new, old).sentence()


def test_two_bundles_of_rows_are_compared_by_their_view(rows_bundle: Path, old: Path) -> None:
    assert difference(rows_bundle, old).lines == ("both are of one head of the ledger",)
    (old / "sites.geojson").write_text('{"features": []}')
    assert "sites.geojson: added" in difference(rows_bundle, old).lines


def test_other_audiences_and_what_is_no_release_are_refused(old: Path, tmp_path: Path) -> None:
    new = edition(old, {"about.json": lambda about: about.update(audience="public")})
    with pytest.raises(Refused, match="it is for public, the other for reviewer"):
        difference(old, new)
    with pytest.raises(Missing):
        difference(old, tmp_path)


@pytest.mark.parametrize("name", ["Worker K7", "Person 12", "Account 3", "File 1", "Group 2", "Other interpreter 1"])
def test_what_is_drawn_for_one_copy_is_known_as_such(name: str) -> None:
    assert PSEUDONYM.search(f"said by {name}.")
    assert not PSEUDONYM.search("a worker of Person Ltd in Group A, 12 May")
