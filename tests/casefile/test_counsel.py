"""Counsel's chain: apart from the ledger, and checked like it."""

import pytest

from workbench.casefile import Case, open_case, verify
from workbench.casefile.counsel import counsel_notes, note_aside
from workbench.errors import BadValue, Refused
from workbench.records import Coding, Correction, CounselNote, Entity


@pytest.fixture
def coding(filled: Case) -> str:
    with filled.writing(filled.agent("MJ")) as writer:
        worker = writer.record(Entity(key="W-01", schema="Worker", label="W-01"))
        return writer.record(
            Coding(
                passage=filled.state().of("passage")[0].id, framework="ilo-11", indicator="isolation", stance="unclear",
                subject=worker, coder=filled.agent("MJ"), means="hearsay",
            )
        )  # fmt: skip


def test_a_note_moves_neither_head_nor_state_and_is_verified(filled: Case, coding: str) -> None:
    head, size = filled.head(), len(filled.state().all)
    (made,) = note_aside(filled, filled.agent("MJ"), [CounselNote(coding=coding, text="ask again")])
    again = open_case(filled.path)
    assert (again.head(), len(again.state().all)) == (head, size)
    assert counsel_notes(again).get(made).record.text == "ask again"
    assert verify(again).ok


def test_the_ledger_refuses_a_note(filled: Case, coding: str) -> None:
    with pytest.raises(Refused), filled.writing(filled.agent("MJ")) as writer:
        writer.record(CounselNote(coding=coding, text="ask again"))
    assert b"ask again" not in b"".join(file.read_bytes() for file in filled.chains())


def test_a_note_can_be_set_aside_in_its_own_chain(filled: Case, coding: str) -> None:
    (made,) = note_aside(filled, filled.agent("MJ"), [CounselNote(coding=coding, text="ask again")])
    note_aside(filled, filled.agent("MJ"), [Correction(target=made, reason="said twice")])
    assert counsel_notes(filled).of("counsel") == []
    assert verify(filled).ok


def test_an_altered_note_a_note_on_nothing_and_a_stranger_are_found(filled: Case, coding: str) -> None:
    note_aside(filled, filled.agent("MJ"), [CounselNote(coding="f" * 64, text="on nothing")])
    assert [problem.code for problem in verify(filled).problems] == ["reference-missing"]
    (chain,) = (filled.path / "counsel").iterdir()
    chain.write_bytes(chain.read_bytes().replace(b"on nothing", b"on_nothing"))
    assert not verify(filled).ok
    (filled.path / "counsel" / "notes.txt").write_text("x")
    assert "counsel/notes.txt" in [problem.subject for problem in verify(filled).problems]


def test_an_empty_note_is_refused(filled: Case, coding: str) -> None:
    with pytest.raises(BadValue, match="/text"):
        note_aside(filled, filled.agent("MJ"), [CounselNote(coding=coding, text="")])
