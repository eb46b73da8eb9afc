"""A wrong file goes, and that it was there stays."""

import shutil
from pathlib import Path

import pytest

from tests.casefile.sealed_case import PASSPHRASE, at_night, said_later
from workbench.casefile import Case, open_case, verify
from workbench.casefile.merging import merge
from workbench.casefile.taking_out import take_back, take_out
from workbench.casefile.withdrawal import hold
from workbench.coding.undo import undo
from workbench.errors import Refused, Unknown
from workbench.intake import add
from workbench.records import Entity, Passage, Source

WORDS = "A private letter that was in the wrong folder"


@pytest.fixture(params=["plain", "sealed"])
def wrong(request: pytest.FixtureRequest, case: Case, sealed: Case, tmp_path: Path) -> Case:
    """A case with a wrong file and a right one."""
    chosen = case if request.param == "plain" else sealed
    (tmp_path / "letter.txt").write_text(WORDS)
    (tmp_path / "right.txt").write_text("They keep our passports.")
    add(chosen, [tmp_path / "letter.txt", tmp_path / "right.txt"], agent=chosen.agent("MJ"))
    return chosen


def again(case: Case) -> Case:
    fresh = open_case(case.path)
    return fresh.unlock(PASSPHRASE) if case.sealed else fresh


def test_it_goes_with_its_copies_and_leaves_a_trace(wrong: Case) -> None:
    mj = wrong.agent("MJ")
    done = take_out(wrong, "letter.txt", agent=mj, reason="not ours")
    assert len(done.objects) >= 1 and not any(wrong.objects.path(name).exists() for name in done.objects)
    case = again(wrong)
    assert [live.record.name for live in case.state().of("item")] == ["right.txt"]
    assert [live.record.name for live in case.state().of("item") if case.objects.read(live.record.object)]
    trace = [live for live in case.state().all if live.kind == "correction" and live.record.target == done.item]
    assert [(live.agent, live.record.reason) for live in trace] == [(mj, "not ours")]
    for audit in (verify(case), verify(case, without_key=True)):
        assert {problem.code for problem in audit.problems} <= {"not-opened"}
        assert (audit.items["withdrawn"], audit.items["ok"], audit.ok) == (1, 1, True)
    raw = b"".join(file.read_bytes() for file in case.path.rglob("*") if file.is_file())
    assert WORDS.encode() not in raw and (b"letter.txt" in raw) == (not case.sealed)
    assert ("letter.txt" in done.remains) == (not case.sealed)


def test_the_same_file_can_come_in_again(wrong: Case, tmp_path: Path) -> None:
    first = take_out(wrong, "letter.txt", agent=wrong.agent("MJ"), reason="too early")
    taken = add(again(wrong), [tmp_path / "letter.txt"], agent=wrong.agent("MJ"))
    assert taken.added == 1 and taken.items[0].id != first.item
    assert verify(again(wrong)).problems == () and verify(again(wrong)).items["withdrawn"] == 1
    second = take_out(again(wrong), "letter.txt", agent=wrong.agent("MJ"), reason="it was wrong after all")
    assert second.item == taken.items[0].id
    assert verify(again(wrong)).problems == () and verify(again(wrong)).items["withdrawn"] == 2
    with pytest.raises(Unknown):
        take_out(again(wrong), "letter.txt", agent=wrong.agent("MJ"), reason="r")


def test_what_somebody_has_coded_or_a_hold_keeps_is_not_taken_out(wrong: Case) -> None:
    mj = wrong.agent("MJ")
    item = next(live.id for live in wrong.state().of("item") if live.record.name == "letter.txt")
    with wrong.writing(mj) as writer:
        passage = writer.record(Passage(item=item, region=(0, 0, 1, 1)))
    with pytest.raises(Refused, match=f"passage {passage[:12]}"):
        take_out(wrong, "letter.txt", agent=mj, reason="r")
    undo(wrong, passage, agent=mj)
    held = hold(wrong, None, agent=mj, reason="seized")
    with pytest.raises(Refused, match=held[:12]):
        take_out(wrong, "letter.txt", agent=mj, reason="r")
    undo(wrong, held, agent=mj)
    assert passage in take_out(wrong, item[:8], agent=mj, reason="r").removed
    assert verify(again(wrong)).problems == ()
    with pytest.raises(Unknown, match="right"):
        take_out(wrong, "rigth.txt", agent=mj, reason="r")


def test_the_other_copy_leaves_it_out_and_keeps_it_until_it_is_taken_out_there(wrong: Case, tmp_path: Path) -> None:
    shutil.copytree(wrong.path, tmp_path / "copy")
    other = open_case(tmp_path / "copy")
    other = other.unlock(PASSPHRASE) if wrong.sealed else other
    done = take_out(wrong, "letter.txt", agent=wrong.agent("MJ"), reason="not ours")
    merge(other, wrong, agent=other.agent("MJ"))
    assert [live.record.name for live in again(other).state().of("item")] == ["right.txt"]
    with again(other).writing(other.agent("MJ")) as writer:
        writer.record(Source(key="N", label="N", kind="press"))
    assert all(other.objects.path(name).exists() for name in done.objects)
    for audit in (verify(again(other)), verify(again(other), without_key=True)):
        assert {problem.code for problem in audit.problems} - {"not-opened"} == {"destroyed-elsewhere"} and audit.ok
    take_out(again(other), done.item, agent=other.agent("MJ"), reason="not ours")
    assert verify(again(other)).problems == () and verify(again(other)).items["withdrawn"] == 1
    reasons = [live.record.reason for live in again(other).state().all if live.kind == "correction"]
    assert set(reasons) == {"not ours"}
    merge(again(wrong), again(other), agent=wrong.agent("MJ"))
    assert verify(again(wrong)).problems == ()


def test_a_receipt_that_was_a_mistake_is_taken_back_alone_and_leaves_a_trace(wrong: Case, tmp_path: Path) -> None:
    mj = wrong.agent("MJ")
    with wrong.writing(mj) as writer:
        people = [writer.record(Entity(key=key, schema="Worker", label=key)) for key in ("W-01", "W-02")]
        made = {key: writer.record(Source(key=key, label=key, kind="worker", worker=worker))
                for key, worker in zip(("S-1", "S-2"), people, strict=True)}  # fmt: skip
    for source in (made["S-1"], made["S-2"], None):
        add(wrong, [tmp_path / "letter.txt"], agent=mj, source=source)
    item = next(live.id for live in wrong.state().of("item") if live.record.name == "letter.txt")
    assert wrong.state().tellers[item] == (made["S-1"], made["S-2"])
    assert item not in wrong.state().speaking_of(people[0]).own, "it came from others as well"
    with pytest.raises(Unknown, match="S-1, S-2") as unknown:
        take_back(wrong, "letter.txt", "S-9", agent=mj, reason="r")
    assert "S-9" in str(unknown.value)
    receipts = [live.id for live in wrong.state().of("custody") if live.record.received_from == made["S-2"]]
    with pytest.raises(Refused, match="take-out CASE ITEM --receipt SOURCE"):
        undo(wrong, receipts[0], agent=mj)
    held = hold(wrong, people[1], agent=mj, reason="filed")
    with pytest.raises(Refused, match="legal hold"):
        take_back(wrong, "letter.txt", "S-2", agent=mj, reason="r")
    undo(wrong, held, agent=mj)
    done = take_back(wrong, "letter.txt", "S-2", agent=mj, reason="the wrong line of the list")
    assert (done.item, done.receipts, done.told_by) == (item, (receipts[0],), (made["S-1"],))
    case = again(wrong)
    assert case.state().tellers[item] == (made["S-1"],) and item in case.state().speaking_of(people[0]).own
    assert item not in case.state().speaking_of(people[1]).own
    assert case.objects.path(case.state().get(item).record.object).exists()  # type: ignore[union-attr]
    (trace,) = case.state().corrections[receipts[0]]
    assert (trace.id, trace.agent, trace.record.reason) == (done.corrections[0], mj, "the wrong line of the list")
    assert verify(case).ok
    with pytest.raises(Unknown):
        take_back(case, "letter.txt", "S-2", agent=mj, reason="r")
    undo(case, done.corrections[0], agent=mj)
    assert again(case).state().tellers[item] == (made["S-1"], made["S-2"])
    unnamed = next(one.id for one in case.state().of("custody") if one.record.item == item
                   and one.record.action == "received-again" and not one.record.received_from)  # fmt: skip
    assert take_back(case, "letter.txt", unnamed[:8], agent=mj, reason="r").receipts == (unnamed,)


def test_a_hold_on_whoever_is_said_later_to_have_told_a_file_keeps_it(case: Case) -> None:
    mj = case.agent("MJ")
    with case.writing(mj) as writer:
        people = [writer.record(Entity(key=key, schema="Worker", label=key)) for key in ("W-01", "W-02")]
    night = at_night(case, people[0])
    undo(case, night["coding"], agent=mj)
    undo(case, night["passage"], agent=mj)
    said = [said_later(case, night["source"], person) for person in people]
    held = hold(case, people[1], agent=mj, reason="filed")
    with pytest.raises(Refused, match="legal hold"):
        take_out(case, night["item"], agent=mj, reason="wrong")
    undo(case, held, agent=mj)
    assert set(said) <= {live.id for live in case.state().all}
    take_out(case, night["item"], agent=mj, reason="wrong")
    assert [live for live in case.state().of("item") if live.id == night["item"]] == []
