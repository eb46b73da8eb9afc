"""Undo adds an event and takes nothing away; an undo can be undone; what others rest on stays."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.casefile import Case, open_case, verify
from workbench.casefile.counsel import counsel_notes, note_aside
from workbench.coding.undo import undo
from workbench.errors import Refused, Unknown
from workbench.records import CounselNote


def counts(case: Case, identity: str) -> bool:
    return not case.state().set_aside(identity)


def test_a_coding_is_set_aside_with_who_when_and_why(rich: Case) -> None:
    first, size = rich.state().of("coding")[0], len(rich.state().all)
    done = undo(rich, first.id[:10], agent=rich.agent("AK"), reason="coded twice")
    again = open_case(rich.path).state()
    correction = again.get(done.correction)
    assert (done.event, done.kind, done.back) == (first.id, "coding", None)
    assert (correction.record.reason, correction.agent) == ("coded twice", rich.agent("AK"))
    assert again.set_aside(first.id) and again.get(first.id).record == first.record
    assert len(again.all) == size + 1
    assert verify(rich).ok


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8, deadline=None)
@given(st.integers(1, 6))
def test_an_undo_of_an_undo_brings_back_as_often_as_one_likes(rich: Case, rounds: int) -> None:
    with rich.writing(rich.agent("MJ")) as writer:
        event = coding = writer.record(rich.state().of("coding")[0].record)
    for number in range(1, rounds + 1):
        done = undo(rich, event, agent=rich.agent("MJ"))
        event = done.correction
        assert counts(rich, coding) == (number % 2 == 0)
        assert (done.back == coding) == (number == 2)


def test_what_is_set_aside_names_the_way_back(rich: Case) -> None:
    first = rich.state().of("coding")[0].id
    done = undo(rich, first, agent=rich.agent("MJ"))
    with pytest.raises(Refused, match=done.correction[:12]):
        undo(rich, first, agent=rich.agent("MJ"))


def test_what_other_records_rest_on_is_not_undone_before_them(rich: Case) -> None:
    state = rich.state()
    for kind in ("passage", "entity", "agent"):
        with pytest.raises(Refused, match="rest on it"):
            undo(rich, state.of(kind)[0].id, agent=rich.agent("MJ"))
    source = state.of("source")[0].id
    assert undo(rich, source, agent=rich.agent("MJ")).kind == "source"
    rich.tables().sources.empty  # noqa: B018 - the tables still fold


@pytest.mark.parametrize("kind", ["case", "item", "derivative"])
def test_originals_and_the_case_itself_are_never_undone(rich: Case, kind: str) -> None:
    with pytest.raises(Refused, match="never undone"):
        undo(rich, rich.state().of(kind)[0].id, agent=rich.agent("MJ"))


@pytest.mark.parametrize("event", ["", "0", "f" * 64, "zzzzzz", "W-01"])
def test_what_names_no_event_is_unknown_and_nothing_is_written(rich: Case, event: str) -> None:
    head = rich.head()
    with pytest.raises(Unknown):
        undo(rich, event, agent=rich.agent("MJ"))
    assert rich.head() == head


def test_a_note_of_counsel_is_undone_in_its_own_chain(rich: Case) -> None:
    coding, head = rich.state().of("coding")[0].id, rich.head()
    (note,) = note_aside(rich, rich.agent("MJ"), [CounselNote(coding=coding, text="x")])
    done = undo(rich, note, agent=rich.agent("MJ"))
    assert (done.kind, counsel_notes(rich).of("counsel"), rich.head()) == ("counsel", [], head)
    assert undo(rich, done.correction, agent=rich.agent("MJ")).back == note
    assert len(counsel_notes(rich).of("counsel")) == 1
