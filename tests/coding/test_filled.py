"""Sheets that a person fills in: never written over one that is there, and no row costs another."""

from pathlib import Path

import pytest

from workbench.casefile import Case, Writer, create, verify
from workbench.coding.filled import blank, placed, taken
from workbench.coding.sheet import Row
from workbench.errors import BadValue, Missing, Refused
from workbench.records import Agent, CaseInfo, Count


class Counting:
    """Records how many stood there, from a column `low`."""

    def __init__(self, case: Case, writer: Writer) -> None:
        self.writer, self.already, self.who = writer, 0, writer.agent

    def take(self, row: Row) -> list[str]:
        if row.text("low") == "again":
            self.already += 1
            return []
        low = int(row.need("low"))
        return [self.writer.record(Count(what="present", label="workers", low=low, high=9, source=self.who))]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return create(tmp_path / "case", CaseInfo(title="A"), Agent(key="MJ", kind="person", name="M. J."))


def test_what_may_be_half_filled_in_is_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "pairs.csv"
    blank(file, ["a", "decision"], [{"a": "=1+1", "left out": 3}])
    assert file.read_bytes() == b"a,decision\n'=1+1,\n"
    with pytest.raises(Refused, match="Name a new one"):
        blank(file, ["a", "decision"], [])
    with pytest.raises(BadValue, match=r"ends in \.csv"):
        blank(tmp_path / "pairs.xlsx", ["a"], [])
    assert file.read_bytes().startswith(b"a,decision") and not (tmp_path / "pairs.xlsx").exists()


def test_a_row_that_cannot_be_taken_costs_no_other(case: Case) -> None:
    told = [Missing("note.txt")]
    rows = [Row("n.csv", line, {"low": low}) for line, low in enumerate(["3", "", "12", "again", "4"], 2)]
    made = taken(case, rows, Counting, agent=case.agent("MJ"), told=told)
    assert [live.record.low for live in case.state().of("count")] == [3, 4] and verify(case).ok
    assert (len(made.recorded), made.already, made.problems[0]) == (2, 1, told[0])
    assert [str(one).split(":")[0] for one in made.problems[1:]] == [
        "n.csv, line 3, column low",
        "n.csv, line 4, column high",
    ]


def test_an_error_of_another_file_is_left_as_it_is() -> None:
    row = Row("n.csv", 7, {})
    assert str(placed(BadValue("record", "/a/low", 12, "less"), row)).startswith("n.csv, line 7, column low")
    own, other = BadValue("n.csv", "line 1", "", "a header"), Missing("a.txt")
    assert placed(own, row) is own and placed(other, row) is other
