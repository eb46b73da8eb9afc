"""The quick judgement and the one line by line say the same; where the quick one says nothing, the other is asked."""

import dataclasses
from pathlib import Path

import pytest

from tests.casefile.sealed_case import told_by
from workbench.casefile import Case, reread, verify
from workbench.casefile.audit import Audit
from workbench.casefile.counsel import note_aside
from workbench.casefile.seal import make
from workbench.casefile.taking_out import take_out
from workbench.records import Correction, CounselNote, Count, Derivative, Passage


def line_by_line(case: Case, monkeypatch: pytest.MonkeyPatch, **how: object) -> Audit:
    with monkeypatch.context() as patch:
        patch.setattr(reread, "swept", lambda *_, **__: None)
        return verify(case, **how)  # type: ignore[arg-type]


def was_quick(case: Case) -> bool:
    return len(reread.reread(case, None).walked["ledger"]) < len(list(case.lines()))


@pytest.fixture
def grown(filled: Case) -> Case:
    """With counts, a correction, a look that left a copy and a note of counsel."""
    who, source = filled.agent("MJ"), filled.state().of("source")[0].id
    made = told_by(filled)
    with filled.writing(who) as writer:
        counts = [writer.record(Count(what="present", label="w", low=low, high=9, source=source)) for low in range(5)]
        writer.record(Correction(target=counts[0], reason="typed twice"))
    filled.log_access(who, [("matrix.csv", "0" * 64)])
    coding = made.get("coding") or filled.state().of("coding")[0].id
    note_aside(filled, who, [CounselNote(coding=coding, text="to be put")])
    return filled


def test_of_a_sound_case_both_say_the_same(grown: Case, monkeypatch) -> None:
    seal = make(grown, grown.door.signer("0"))
    assert was_quick(grown)
    for how in ({}, {"seal": seal}):
        quick, slow = verify(grown, **how), line_by_line(grown, monkeypatch, **how)
        assert quick == slow
    assert verify(grown).problems == ()


def test_a_seal_is_compared_line_by_line_all_the_same(grown: Case, monkeypatch) -> None:
    seal = make(grown, grown.door.signer("0"))
    tails = tuple(dataclasses.replace(tail, digest="ab" * 32, marks="") for tail in seal.chains)
    other = dataclasses.replace(seal, chains=tails)
    quick, slow = verify(grown, seal=other), line_by_line(grown, monkeypatch, seal=other)
    assert quick == slow and {"ledger-replaced", "ledger-forked"} & {one.code for one in quick.problems}


def damaged_object(case: Case) -> None:
    item = case.state().of("item")[0].record
    case.objects.path(item.object).unlink()


def lost_reference(case: Case) -> None:
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Count(what="present", label="w", low=1, high=2, source="ab" * 32))


def moved_quote(case: Case) -> None:
    passage: Passage = case.state().of("passage")[0].record
    with case.writing(case.agent("MJ")) as writer:
        writer.record(dataclasses.replace(passage, start=0, end=8))


def copy_of_no_item(case: Case) -> None:
    made: Derivative = case.state().of("derivative")[0].record
    with case.writing(case.agent("MJ")) as writer:
        writer.record(dataclasses.replace(made, item=case.state().of("source")[0].id))


def flipped_byte(case: Case) -> None:
    file = case.chains()[0]
    raw = file.read_bytes()
    file.write_bytes(raw[:200] + bytes([raw[200] ^ 1]) + raw[201:])


def torn_tail(case: Case) -> None:
    file = case.chains()[0]
    file.write_bytes(file.read_bytes() + b'{"agent":')


def look_of_nobody(case: Case) -> None:
    case.log_access("cd" * 32, [("matrix.csv", "0" * 64)])


def note_on_nothing(case: Case) -> None:
    note_aside(case, case.agent("MJ"), [CounselNote(coding="cd" * 32, text="of what?")])


@pytest.mark.parametrize(
    ("spoil", "code"),
    [(damaged_object, "missing"), (lost_reference, "reference-missing"), (moved_quote, "quote-moved"),
     (copy_of_no_item, "derivative-unlinked"), (flipped_byte, "ledger-broken"), (torn_tail, "ledger-torn-tail"),
     (look_of_nobody, "reference-missing"), (note_on_nothing, "reference-missing")],
    ids=lambda value: getattr(value, "__name__", value),
)  # fmt: skip
def test_of_a_case_with_a_fault_both_say_the_same(grown: Case, monkeypatch, spoil, code: str) -> None:
    spoil(grown)
    quick, slow = verify(grown), line_by_line(grown, monkeypatch)
    assert quick == slow and code in {one.code for one in quick.problems}


def test_where_something_was_taken_out_the_whole_state_is_made(grown: Case, monkeypatch) -> None:
    item = next(live for live in grown.state().of("item") if live.record.name == "a.txt")
    with grown.writing(grown.agent("MJ")) as writer:
        for passage in grown.state().of("passage"):
            if passage.record.item == item.id:
                writer.record(Correction(target=passage.id, reason="another's photograph"))
    take_out(grown, item.id, agent=grown.agent("MJ"), reason="another's photograph")
    assert not was_quick(grown)
    assert verify(grown) == line_by_line(grown, monkeypatch)


def test_a_sealed_case_is_judged_line_by_line(sealed: Case) -> None:
    told_by(sealed)
    assert not was_quick(sealed) and verify(sealed).ok


def test_a_folder_without_a_ledger_is_told(filled: Case, tmp_path: Path) -> None:
    for file in filled.chains():
        file.unlink()
    assert "ledger-broken" in {one.code for one in verify(filled).problems}
