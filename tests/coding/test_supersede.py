"""A later coding takes the place of an earlier one: both stay in the ledger, one counts."""

from pathlib import Path
from typing import Any

import pytest

from workbench.casefile import Case, verify
from workbench.coding.filled import Imported
from workbench.coding.registers import register
from workbench.coding.undo import undo
from workbench.errors import BadValue, Unknown

ROW = {"file": "a.txt", "quote": "No pay", "framework": "ilo-11", "indicator": "withholding-of-wages",
       "stance": "supports", "subject": "W-01", "means": "first-hand", "supersedes": ""}  # fmt: skip


@pytest.fixture
def take(case: Case, tmp_path: Path, sheet_of: Any) -> Any:
    def one(*changes: dict[str, str]) -> Imported:
        return register(
            case, "codings", sheet_of(tmp_path / "c.csv", [ROW | change for change in changes]), agent=case.agent("MJ")
        )

    return one


def counting(case: Case) -> list[str]:
    return [live.record.stance for live in case.state().of("coding")]


def test_the_earlier_coding_gives_way_and_stays(case: Case, take: Any) -> None:
    (old,) = take({}).recorded
    (new,) = take({"stance": "unclear", "supersedes": old[:12]}).recorded
    state = case.state()
    assert counting(case) == ["unclear"]
    assert state.set_aside(old) and state.get(old).record.stance == "supports"
    (correction,) = state.of("correction")
    assert (correction.record.target, correction.record.replacement) == (old, new)
    assert verify(case).ok


def test_importing_it_twice_records_nothing_twice(case: Case, take: Any) -> None:
    (old,) = take({}).recorded
    take({"stance": "unclear", "supersedes": old})
    size = len(case.state().all)
    again = take({"stance": "unclear", "supersedes": old})
    assert (again.recorded, again.already, again.problems, len(case.state().all)) == ((), 1, (), size)


def test_a_coding_that_is_there_already_can_take_the_place(case: Case, take: Any) -> None:
    old, _ = take({}, {"stance": "unclear"}).recorded
    assert take({"stance": "unclear", "supersedes": old}).already == 1
    assert counting(case) == ["unclear"]


@pytest.mark.parametrize(("name", "error"), [("f" * 64, Unknown), ("ab", Unknown), ("itself", BadValue)])
def test_what_names_no_other_coding_is_refused_and_leaves_nothing(
    case: Case, take: Any, name: str, error: type
) -> None:
    (old,) = take({}).recorded
    size = len(case.state().all)
    change = {"supersedes": old} if name == "itself" else {"supersedes": name, "stance": "unclear", "quote": "no pass"}
    (problem,) = take(change).problems
    assert isinstance(problem, error) and "line 2, column supersedes" in str(problem)
    assert len(case.state().all) == size


def test_a_coding_that_does_not_count_any_more_cannot_be_superseded_again(case: Case, take: Any) -> None:
    (old,) = take({}).recorded
    take({"stance": "unclear", "supersedes": old})
    (problem,) = take({"stance": "contradicts", "supersedes": old}).problems
    assert "set aside before" in str(problem)
    assert counting(case) == ["unclear"]


def test_undoing_the_correction_brings_the_earlier_back_and_says_that_both_count(case: Case, take: Any) -> None:
    (old,) = take({}).recorded
    (new,) = take({"stance": "unclear", "supersedes": old}).recorded
    done = undo(case, case.state().of("correction")[0].id, agent=case.agent("AK"))
    assert done.back == old and new[:12] in done.remark
    assert sorted(counting(case)) == ["supports", "unclear"]
    undo(case, new, agent=case.agent("AK"))
    assert counting(case) == ["supports"]
