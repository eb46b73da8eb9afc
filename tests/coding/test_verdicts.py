"""From draft to coding: only by a named person, exact words only, once, and nothing lost or half recorded."""

from pathlib import Path

import pytest

from tests.coding.conftest import of_another, store
from tests.coding.drafted import WORDS, accepted, judged, rejected, written
from workbench.casefile import Case
from workbench.casefile.withdrawal import stop_using, worker_of
from workbench.coding.drafts import drafts
from workbench.coding.undo import undo
from workbench.coding.verdicts import sheet
from workbench.coding.worksheet import blind, take
from workbench.errors import BadValue, Refused
from workbench.findings.matrix import matrix
from workbench.records import Agent, Entity


@pytest.fixture
def talk(case: Case) -> Case:
    """The case of the other tests with a text that has drafts, and a program among its agents."""
    store(case, "talk.txt", WORDS.encode())
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Agent(key="BOT", kind="software", name="A program"))
    return case


def states(case: Case) -> list[str]:
    """The states of the cells that somebody assessed."""
    return [str(one) for one in matrix(case.tables()).df.to_numpy().ravel() if one != "not-assessed"]


def test_an_accepted_draft_is_a_coding_of_whoever_accepts_and_counts(talk: Case, tmp_path: Path) -> None:
    row = written(talk, tmp_path, "talk.txt")[0]
    done = judged(talk, tmp_path, [accepted(row, start="2021-03", memo="his own words")], who="AK")
    assert (done.accepted, done.rejected, done.problems) == (1, 0, ())
    made, verdict = talk.state().of("coding")[0], talk.state().of("verdict")[0].record
    coding = made.record
    assert (coding.coder, coding.stance, coding.period.start) == (talk.agent("AK"), "supports", "2021-03")
    assert (verdict.cue, verdict.agent, verdict.coding) == (
        row["cue"],
        talk.agent("AK"),
        talk.state().of("coding")[0].id,
    )
    passage = talk.state().get(coding.passage).record
    assert passage.quote == row["quote"] == WORDS[passage.start : passage.end]
    assert states(talk) == ["supported"]


def test_a_rejected_draft_counts_nowhere(talk: Case, tmp_path: Path) -> None:
    done = judged(talk, tmp_path, [rejected(row) for row in written(talk, tmp_path, "talk.txt")])
    assert (done.accepted, done.rejected) == (0, 3) and talk.state().of("coding") == []
    assert states(talk) == []
    assert {one.decision for one in drafts(talk, item="talk.txt")} == {"rejected"}


def test_the_blind_worksheet_shows_neither_drafts_nor_verdicts(talk: Case, tmp_path: Path) -> None:
    rows = written(talk, tmp_path, "talk.txt")
    judged(talk, tmp_path, [accepted(rows[0]), rejected(rows[1])])
    assert blind(talk, tmp_path / "blind.csv", "AK") == 1
    text = (tmp_path / "blind.csv").read_text(encoding="utf-8")
    assert rows[0]["quote"] in text and rows[1]["quote"] not in text and "cue" not in text


def test_who_judged_drafts_of_a_file_does_not_pass_for_blind_there(talk: Case, tmp_path: Path) -> None:
    rows = written(talk, tmp_path, "talk.txt")
    judged(talk, tmp_path, [accepted(rows[0])])
    judged(talk, tmp_path, [rejected(rows[1])], who="AK")
    blind(talk, tmp_path / "blind.csv", "AK")
    sheet_text = (tmp_path / "blind.csv").read_text(encoding="utf-8")
    (tmp_path / "done.csv").write_text(sheet_text.replace(",,yes\n", ",yes,yes\n"), encoding="utf-8")
    done = take(talk, tmp_path / "done.csv", agent=talk.agent("AK"))
    assert done.recorded == () and "blind" in str(done.problems[0]) and "drafts" in str(done.problems[0])
    (tmp_path / "told.csv").write_text(sheet_text.replace(",,yes\n", ",yes,no\n"), encoding="utf-8")
    assert len(take(talk, tmp_path / "told.csv", agent=talk.agent("AK")).recorded) == 1


def test_the_same_file_twice_records_nothing_twice(talk: Case, tmp_path: Path) -> None:
    rows = written(talk, tmp_path, "talk.txt")
    filled = [accepted(rows[0]), rejected(rows[1]), rows[2]]
    first = judged(talk, tmp_path, filled)
    assert (first.accepted, first.rejected, first.left_open) == (1, 1, 1)
    events = len(talk.state().all)
    again = judged(talk, tmp_path, filled)
    assert (again.accepted, again.rejected, again.already, again.problems) == (0, 0, 2, ())
    assert len(talk.state().all) == events


def test_a_judged_draft_is_not_judged_again_before_its_verdict_is_undone(talk: Case, tmp_path: Path) -> None:
    row = written(talk, tmp_path, "talk.txt")[0]
    judged(talk, tmp_path, [accepted(row)])
    second = judged(talk, tmp_path, [rejected(row)], who="AK")
    assert second.rejected == 0 and "accepted already" in str(second.problems[0])
    coding = talk.state().of("coding")[0].id
    with pytest.raises(Refused, match="verdict"):
        undo(talk, coding, agent=talk.agent("MJ"))  # the verdict rests on it
    undo(talk, talk.state().of("verdict")[0].id, agent=talk.agent("MJ"))
    assert judged(talk, tmp_path, [rejected(row)], who="AK").rejected == 1


def test_a_coding_that_is_there_already_is_named_and_not_doubled(talk: Case, tmp_path: Path) -> None:
    row = written(talk, tmp_path, "talk.txt")[0]
    judged(talk, tmp_path, [accepted(row)])
    coding = talk.state().of("coding")[0].id
    undo(talk, talk.state().of("verdict")[0].id, agent=talk.agent("MJ"))
    judged(talk, tmp_path, [accepted(row)])
    assert [one.id for one in talk.state().of("coding")] == [coding]


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"quote": "took our passport"}, "cue"),
        ({"from_code_point": "1"}, "cue"),
        ({"cue": "en:made-up"}, "cue"),
        ({"decision": "perhaps"}, "decision"),
        ({"subject": ""}, "subject"),
        ({"subject": "W-99"}, "subject"),
        ({"means": "guessed"}, "means"),
        ({"stance": "contradicts"}, "stance"),
        ({"start": "03/2021"}, "start"),
        ({"decision": "rejected"}, "subject"),
        ({"item": "no.txt"}, "item"),
    ],
)
def test_a_row_that_cannot_be_taken_is_named_and_leaves_nothing(
    talk: Case, tmp_path: Path, change: dict[str, str], column: str
) -> None:
    rows, events = written(talk, tmp_path, "talk.txt"), len(talk.state().all)
    done = judged(talk, tmp_path, [accepted(rows[0]) | change])
    assert (done.accepted, done.rejected, len(done.problems)) == (0, 0, 1)
    assert column in str(done.problems[0]) and "line 2" in str(done.problems[0])
    assert len(talk.state().all) == events
    assert judged(talk, tmp_path, [accepted(rows[0]) | change, accepted(rows[1], stance="")]).accepted == 1


def test_a_program_accepts_nothing(talk: Case, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="only a person"):
        judged(talk, tmp_path, [accepted(written(talk, tmp_path, "talk.txt")[0])], who="BOT")


def test_a_file_half_filled_in_is_never_overwritten(talk: Case, tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(Refused):
        sheet(tmp_path / "d.csv", drafts(talk))
    with pytest.raises(BadValue):
        sheet(tmp_path / "d.xlsx", drafts(talk))
    assert (tmp_path / "d.csv").read_text(encoding="utf-8") == "mine"


def test_a_draft_is_not_accepted_for_a_worker_who_withdrew_and_the_others_go_on(talk: Case, tmp_path: Path) -> None:
    with talk.writing(talk.agent("MJ")) as writer:
        writer.record(Entity(key="W-02", schema="Worker", label="W-02"))
    rows = written(talk, tmp_path, "talk.txt")
    assert len(rows) == 3
    of_another(talk, "talk.txt", int(rows[0]["from_code_point"]), int(rows[0]["to_code_point"]), "W-01")
    done = stop_using(talk, worker_of(talk, "W-01"), agent=talk.agent("MJ"), reason="r")
    held = len(talk.state().all)
    both = [accepted(row, subject=key) for row in rows for key in ("W-01", "W-02")]
    told = judged(talk, tmp_path, both)
    assert (told.accepted, len(told.problems)) == (2, 4) and len(talk.state().of("coding")) == 2
    refused = [str(one) for one in told.problems if isinstance(one, Refused)]
    assert len(refused) == 3 and len(talk.state().all) == held + 2 * 3, "nothing half recorded"
    assert all("W-01" in one and f"workbench undo CASE {done.record[:12]}" in one for one in refused)
    assert [one.split(":")[0] for one in refused] == [f"judged0.csv, line {line}" for line in (2, 4, 6)]
    (left,) = (one for one in told.problems if isinstance(one, BadValue))
    assert "judged0.csv, line 3" in str(left), "of words that were withdrawn nobody is offered a draft"
    undo(talk, done.record, agent=talk.agent("MJ"), reason="false")
    assert judged(talk, tmp_path, both[:1]).accepted == 1
