"""A person says whether two entities are one: nobody else, only once, and back again."""

import csv
from pathlib import Path
from typing import Any

import pytest

from workbench.casefile import Case
from workbench.coding.resolutions import COLUMNS, decide, sheet
from workbench.coding.undo import undo
from workbench.errors import BadValue, Refused
from workbench.records import Agent, Entity


@pytest.fixture
def two(case: Case) -> Case:
    """Two workers who may be one; BOT is a program."""
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Agent(key="BOT", kind="software", name="A program"))
        writer.record(Entity(key="W-02", schema="Worker", label="W-02", names=("Nguyễn Văn A",)))
    return case


def said(case: Case, folder: Path, *rows: dict[str, str], who: str = "MJ") -> Any:
    file = folder / "pairs.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows({"a": "W-01", "b": "W-02"} | row for row in rows)
    return decide(case, file, agent=case.agent(who))


def test_it_is_recorded_once_with_who_said_it_and_both_stay(two: Case, tmp_path: Path) -> None:
    before = [live.id for live in two.state().of("entity")]
    assert len(said(two, tmp_path, {"decision": "same", "note": "one passport"}).recorded) == 1
    record = two.state().of("sameness")[0].record
    assert (record.decision, record.note, record.agent) == ("same", "one passport", two.agent("MJ"))
    assert [live.id for live in two.state().of("entity")] == before
    turned = {"a": "W-02", "b": "W-01", "decision": "same", "note": "one passport"}
    again = said(two, tmp_path, turned)
    assert (again.recorded, again.already, again.problems) == ((), 1, ())
    assert [row.decision for _, row in two.tables().samenesses.iterrows()] == ["same"]


def test_a_row_left_open_is_passed_over(two: Case, tmp_path: Path) -> None:
    done = said(two, tmp_path, {}, {"decision": "unsure"})
    assert len(done.recorded) == 1 and done.problems == ()


@pytest.mark.parametrize(
    ("row", "code"),
    [({"decision": "probably"}, "bad-value"), ({"decision": "same", "b": "W-01"}, "bad-value"),
     ({"decision": "same", "b": "W-99"}, "unknown")],
)  # fmt: skip
def test_what_cannot_be_taken_is_said_and_nothing_recorded(two: Case, tmp_path: Path, row: dict, code: str) -> None:
    done = said(two, tmp_path, row)
    assert done.recorded == () and [one.code for one in done.problems] == [code]


def test_no_program_decides(two: Case, tmp_path: Path) -> None:
    done = said(two, tmp_path, {"decision": "same"}, who="BOT")
    assert done.recorded == () and "only a person" in str(done.problems[0])


def test_another_mind_needs_an_undo_and_the_undo_takes_them_apart(two: Case, tmp_path: Path) -> None:
    first = said(two, tmp_path, {"decision": "same"}).recorded[0]
    other = said(two, tmp_path, {"decision": "different"})
    assert other.recorded == () and "undo" in str(other.problems[0]).lower()
    undo(two, first, agent=two.agent("MJ"))
    assert two.state().of("sameness") == [] or not list(two.state().of("sameness"))
    assert len(said(two, tmp_path, {"decision": "different"}).recorded) == 1
    assert len(said(two, tmp_path, {"decision": "same"}, who="AK").recorded) == 1


def test_a_sheet_is_written_once_and_as_csv(tmp_path: Path) -> None:
    sheet(tmp_path / "p.csv", [{"a": "W-01", "b": "W-02", "score": 0.5, "reasons": "=cmd"}])
    text = (tmp_path / "p.csv").read_text(encoding="utf-8-sig")
    assert "W-01" in text and ",=cmd" not in text
    with pytest.raises(Refused):
        sheet(tmp_path / "p.csv", [])
    with pytest.raises(BadValue):
        sheet(tmp_path / "p.xlsx", [])
