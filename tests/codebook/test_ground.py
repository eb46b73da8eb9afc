"""Reading the data that ships, and finding the name that was meant."""

from pathlib import Path

import pytest

from workbench.codebook.ground import json_of, near, place, stems, toml
from workbench.errors import BadValue, Missing


def test_a_file_that_does_not_ship_is_missing() -> None:
    with pytest.raises(Missing) as caught:
        place("frameworks", "ilo-99.toml")
    assert caught.value.subject == "evidence_schema/frameworks/ilo-99.toml"


def test_names_come_sorted_and_without_their_suffix() -> None:
    kinds = stems(place("records"), ".json")
    assert kinds == sorted(kinds) and "coding" in kinds
    assert json_of("records", "coding.json")["title"] == "Coding"


@pytest.mark.parametrize(
    ("written", "meant"),
    [("debt_bondage", "debt-bondage"), ("Debt Bondage", "debt-bondage"), ("isolaton", "isolation"), ("xyzzy", None)],
)
def test_what_was_meant_is_found_whatever_joins_the_words(written: str, meant: str | None) -> None:
    found = near(written, ["isolation", "debt-bondage", "deception"])
    assert (found[0] if found else None) == meant


def test_near_does_not_depend_on_the_order_of_what_is_known() -> None:
    known = ["supply", "supplies", "supplied"]
    assert near("suppli", known) == near("suppli", known[::-1])


def test_bytes_that_are_no_toml_are_refused_with_their_place(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_bytes(b"a = 1\nb = ")
    with pytest.raises(BadValue, match="TOML"):
        toml(file)
