"""Building a case from its folder: complete, repeatable, refused where it must be."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from workbench.demo import SHIPPED, build, demo, shipped
from workbench.errors import BadValue, Missing, Refused


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A copy of the public-record case's folder, to be spoilt."""
    return Path(shutil.copytree(shipped("zrenjanin_public_record"), tmp_path / "home"))


@pytest.mark.parametrize("name", SHIPPED)
def test_every_raw_file_becomes_an_item_with_a_source(name: str, tmp_path: Path) -> None:
    built = build(shipped(name), tmp_path / "case")
    raw = [file for file in (shipped(name) / "raw").rglob("*") if file.is_file()]
    assert built.problems == []
    assert built.intake.refused == ()
    assert len(built.intake.items) == len(raw)
    assert all(live.record.source for live in built.case.state().of("item"))
    assert built.case.info.seeded


def test_the_same_folder_gives_the_same_head(home: Path, tmp_path: Path) -> None:
    assert build(home, tmp_path / "a").case.head() == build(home, tmp_path / "b").case.head()


def test_one_changed_letter_gives_another_head(home: Path, tmp_path: Path) -> None:
    before = build(home, tmp_path / "a").case.head()
    note = next((home / "raw").rglob("*.md"), None) or next((home / "raw").rglob("*.txt"))
    note.write_text(note.read_text(encoding="utf-8") + "\nOne more line.\n", encoding="utf-8")
    assert build(home, tmp_path / "b").case.head() != before


def test_a_row_that_cannot_be_taken_is_listed_and_the_rest_goes_on(home: Path, tmp_path: Path) -> None:
    file = home / "register" / "counts.csv"
    header, first, *rest = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([header, first.replace(first.split(",")[0], "", 1), *rest]) + "\n", encoding="utf-8")
    built = build(home, tmp_path / "case")
    assert [problem.code for problem in built.problems] == ["bad-value"]
    assert len(built.registers["counts"].recorded) == len(rest)


def test_a_confidential_case_is_never_built_from_a_seed(home: Path, tmp_path: Path) -> None:
    plan = home / "case.toml"
    plan.write_text(plan.read_text(encoding="utf-8").replace('"public-record"', '"confidential"'), encoding="utf-8")
    with pytest.raises(Refused):
        build(home, tmp_path / "case")
    assert not (tmp_path / "case").exists()


def test_a_plan_without_a_field_names_it(home: Path, tmp_path: Path) -> None:
    plan = home / "case.toml"
    lines = [line for line in plan.read_text(encoding="utf-8").splitlines() if not line.startswith("seed")]
    plan.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(BadValue, match="seed"):
        build(home, tmp_path / "case")


def test_an_unknown_case_names_those_that_exist() -> None:
    with pytest.raises(Missing, match="demo_synthetic"):
        shipped("atlantis")


def test_demo_gives_the_case_with_its_outputs(tmp_path: Path) -> None:
    case: Any = demo(tmp_path / "case", case="zrenjanin_public_record")
    assert (case.path / "output" / "matrix-by-worker.html").is_file()
