"""A person says of two coded passages whether they differ in what matters: nobody else, and only once."""

import csv
from pathlib import Path
from typing import Any

import pytest

from workbench.casefile import Case
from workbench.coding.differences import COLUMNS, left_open, sheet
from workbench.coding.registers import register
from workbench.coding.sheet import Row
from workbench.coding.undo import undo
from workbench.errors import BadValue, Refused
from workbench.records import Agent

BOTH = {"file": "a.txt", "quote": "No pay", "other_file": "a.txt", "other_quote": "No pay", "other_occurrence": "2"}


@pytest.fixture
def told(case: Case, tmp_path: Path) -> Case:
    """Two passages coded, a third one not; BOT is a program."""
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Agent(key="BOT", kind="software", name="A program"))
    (tmp_path / "c.csv").write_text(
        "file,quote,occurrence,framework,indicator,stance,subject,means\n"
        "a.txt,No pay,1,ilo-11,withholding-of-wages,supports,W-01,first-hand\n"
        "a.txt,No pay,2,ilo-11,withholding-of-wages,supports,W-01,first-hand\n",
        encoding="utf-8",
    )
    assert register(case, "codings", tmp_path / "c.csv", agent=case.agent("MJ")).problems == ()
    return case


def said(case: Case, folder: Path, who: str = "MJ", **row: str) -> Any:
    """What comes of one row of the register."""
    file = folder / "d.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS, restval="")
        writer.writeheader()
        writer.writerow(BOTH | row)
    return register(case, "differences", file, agent=case.agent(who))


def test_it_is_recorded_with_who_said_it_and_once(told: Case, tmp_path: Path) -> None:
    assert len(said(told, tmp_path, material="yes", note="the sum differs").recorded) == 1
    record = told.state().of("difference")[0].record
    assert (record.material, record.note, record.agent) == (True, "the sum differs", told.agent("MJ"))
    passages = {live.record.start for live in told.state().of("passage")}
    assert {told.state().get(one).record.start for one in (record.passage_a, record.passage_b)} == passages
    again = said(told, tmp_path, material="yes", note="the sum differs")
    assert (again.recorded, again.already, again.problems) == ((), 1, ())
    turned = {"quote": "No pay", "occurrence": "2", "other_occurrence": "1"}
    assert said(told, tmp_path, material="yes", note="the sum differs", **turned).already == 1


def test_both_passages_stay_and_nothing_else_changes(told: Case, tmp_path: Path) -> None:
    before = [live.id for kind in ("coding", "passage") for live in told.state().of(kind)]
    said(told, tmp_path, material="no")
    assert [live.id for kind in ("coding", "passage") for live in told.state().of(kind)] == before


def test_a_second_person_may_see_it_otherwise_the_same_one_undoes_first(told: Case, tmp_path: Path) -> None:
    said(told, tmp_path, material="yes")
    refused = said(told, tmp_path, material="no")
    assert refused.recorded == () and "said otherwise" in str(refused.problems[0])
    assert len(said(told, tmp_path, "AK", material="no").recorded) == 1
    mine = next(live for live in told.state().of("difference") if live.record.agent == told.agent("MJ"))
    undo(told, mine.id, agent=told.agent("MJ"))
    assert len(said(told, tmp_path, material="no").recorded) == 1


def test_a_passage_may_be_named_by_its_id(told: Case, tmp_path: Path) -> None:
    first, second = (live.id for live in told.state().of("passage"))
    bare = dict.fromkeys(BOTH, "") | {"passage": first, "other_passage": second}
    assert len(said(told, tmp_path, material="no", **bare).recorded) == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"material": "perhaps"}, "yes or no"),
        ({"material": "", "note": "hm"}, "material"),
        ({"other_occurrence": "1"}, "another passage"),
        ({"other_quote": "no pass", "other_occurrence": ""}, "nobody coded"),
        ({"other_quote": "no such words", "other_occurrence": ""}, "other_quote|no such words"),
        ({"other_file": ""}, "other_file"),
        ({"passage": "f" * 64}, "nobody coded"),
    ],
)
def test_what_cannot_be_compared_is_refused_by_name(
    told: Case, tmp_path: Path, change: dict[str, str], words: str
) -> None:
    events = len(told.state().all)
    done = said(told, tmp_path, **{"material": "yes"} | change)
    assert done.recorded == () and len(done.problems) == 1
    assert any(word in str(done.problems[0]) for word in words.split("|")), done.problems
    assert len(told.state().all) == events


def test_a_program_compares_nothing(told: Case, tmp_path: Path) -> None:
    assert "only a person" in str(said(told, tmp_path, "BOT", material="yes").problems[0])


def test_a_row_that_nobody_filled_in_is_left_open(told: Case, tmp_path: Path) -> None:
    done = said(told, tmp_path)
    assert (done.recorded, done.already, done.problems) == ((), 0, ())
    assert not left_open(Row("d.csv", 2, {"material": "", "note": "see later"}))


def test_a_sheet_is_never_overwritten(tmp_path: Path) -> None:
    sheet(tmp_path / "v.csv", [{"origin": "W-01", "quote": "a"}])
    with pytest.raises(Refused):
        sheet(tmp_path / "v.csv", [])
    with pytest.raises(BadValue):
        sheet(tmp_path / "v.txt", [])
