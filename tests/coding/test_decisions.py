"""Decisions of a third person: on disputes only, by nobody who coded them, once, and with all three kept."""

import csv
from pathlib import Path

import pytest

from workbench.casefile import Case
from workbench.coding.decisions import HEADER, Differing, decide, sheet
from workbench.coding.registers import register
from workbench.errors import Refused
from workbench.findings.disputes import disputes
from workbench.records import Agent, Correction

COLUMNS = "file,quote,framework,indicator,stance,subject,means,coder\n"
WAGES = "withholding-of-wages"


@pytest.fixture
def disputed(case: Case, tmp_path: Path) -> Case:
    """MJ and AK differ on one passage; TP is a third person, BOT a program."""
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Agent(key="TP", kind="person", name="T."))
        writer.record(Agent(key="BOT", kind="software", name="A program"))
    (tmp_path / "c.csv").write_text(
        COLUMNS + f"a.txt,No pay,ilo-11,{WAGES},supports,W-01,first-hand,MJ\n"
        f"a.txt,No pay,ilo-11,{WAGES},unclear,W-01,first-hand,AK\n", encoding="utf-8",
    )  # fmt: skip
    assert register(case, "codings", tmp_path / "c.csv", agent=case.agent("MJ")).problems == ()
    return case


def decided(case: Case, folder: Path, who: str, **row: str):
    """What comes of one row, decided by whoever has this key."""
    known = {"file": "a.txt", "quote": "No pay", "indicator": WAGES, "subject": "W-01", "stance": "supports",
             "reason": "Paid in April only."}  # fmt: skip
    file = folder / "d.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, HEADER, restval="")
        writer.writeheader()
        writer.writerow(known | row)
    differing = {
        one.key: Differing(one.coders, one.codings, next((done.id for done in one.decisions if done.stands), None))
        for one in disputes(case.tables())
    }
    return decide(case, file, agent=case.agent(who), differing=differing)


def test_a_third_decides_and_all_three_stay(disputed: Case, tmp_path: Path) -> None:
    done = decided(disputed, tmp_path, "TP")
    assert len(done.recorded) == 1 and done.problems == ()
    record = disputed.state().of("adjudication")[0].record
    assert (record.stance, record.reason, record.agent) == ("supports", "Paid in April only.", disputed.agent("TP"))
    assert set(record.codings) == {live.id for live in disputed.state().of("coding")}
    (dispute,) = disputes(disputed.tables())
    assert not dispute.open and dict(dispute.readings) == {"MJ": "supports", "AK": "unclear"}


def test_the_passage_may_be_named_by_its_id(disputed: Case, tmp_path: Path) -> None:
    passage = disputed.state().of("passage")[0].id
    assert len(decided(disputed, tmp_path, "TP", passage=passage, file="", quote="").recorded) == 1


@pytest.mark.parametrize(("who", "said"), [("MJ", "whoever coded"), ("AK", "whoever coded"), ("BOT", "only a person")])
def test_a_coder_of_the_dispute_and_a_program_are_refused(disputed: Case, tmp_path: Path, who: str, said: str) -> None:
    done = decided(disputed, tmp_path, who)
    assert done.recorded == () and said in str(done.problems[0]) and "d.csv, line 2" in str(done.problems[0])
    assert disputed.state().of("adjudication") == []


def test_the_same_file_again_records_nothing_and_another_decision_is_refused(disputed: Case, tmp_path: Path) -> None:
    decided(disputed, tmp_path, "TP")
    assert decided(disputed, tmp_path, "TP").already == 1
    other = decided(disputed, tmp_path, "TP", stance="none")
    assert "this dispute is decided" in str(other.problems[0])


def test_a_decision_is_taken_back_by_a_correction_and_can_be_made_anew(disputed: Case, tmp_path: Path) -> None:
    (first,) = decided(disputed, tmp_path, "TP").recorded
    with disputed.writing(disputed.agent("TP")) as writer:
        writer.record(Correction(target=first, reason="the wrong line"))
    assert disputes(disputed.tables())[0].open
    assert len(decided(disputed, tmp_path, "TP", stance="none").recorded) == 1
    assert [done.stance for done in disputes(disputed.tables())[0].decisions] == ["none"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"indicator": "isolation"}, "a dispute on isolation about W-01"),
        ({"stance": "agreed"}, "one of supports, contradicts, unclear, none"),
        ({"stance": ""}, "column stance"),
        ({"reason": ""}, "column reason"),
        ({"subject": "W-99"}, "W-99"),
        ({"quote": "No pass"}, "No pass"),
        ({"quote": "pay"}, "a dispute on"),
        ({"file": "", "quote": ""}, "column passage"),
        ({"framework": "palermo"}, "a dispute on"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(disputed: Case, tmp_path: Path, row: dict[str, str], said: str) -> None:
    done = decided(disputed, tmp_path, "TP", **row)
    assert done.recorded == () and said in str(done.problems[0])
    assert disputed.state().of("adjudication") == []


def test_a_row_that_nobody_filled_in_is_left_for_later(disputed: Case, tmp_path: Path) -> None:
    done = decided(disputed, tmp_path, "TP", stance="", reason="")
    assert (done.recorded, done.already, done.problems) == ((), 0, ())


def test_a_sheet_to_fill_in_is_never_written_over(tmp_path: Path) -> None:
    sheet(tmp_path / "s.csv", [{"passage": "p", "readings": "MJ: supports; AK: unclear"}])
    with (tmp_path / "s.csv").open(encoding="utf-8", newline="") as opened:
        (row,) = csv.DictReader(opened)
    assert list(row) == HEADER and row["stance"] == row["reason"] == ""
    with pytest.raises(Refused):
        sheet(tmp_path / "s.csv", [])
