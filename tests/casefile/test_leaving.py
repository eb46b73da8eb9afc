"""A unit goes only where nothing stays under it; what cannot go is named."""

import pytest

from tests.casefile.sealed_case import brought_again, coding_of, on_it, told_by, untold
from workbench.casefile import Case
from workbench.casefile.counsel import note_aside
from workbench.casefile.leaving import SEALED_TOGETHER, leaving_item, leaving_with, staying
from workbench.casefile.speaking import SAME_BYTES
from workbench.records import Correction, CounselNote, Derivative, Entity, Passage, Source
from workbench.taken import beside


def test_a_worker_leaves_with_items_copies_corrections_and_counsels_notes(sealed: Case) -> None:
    told = told_by(sealed)
    told_by(sealed, "Another account.", worker="W-02", key="S-02", name="u.txt")
    mj = sealed.agent("MJ")
    with sealed.writing(mj) as writer:
        late = writer.store(b"read later")  # a copy under a key of its own
        fields = {"kind": "text", "media_type": "text/plain", "object": late.name, "sha256": late.sha256}
        later = writer.record(Derivative(item=told["item"], tool="t", version="2", **fields))
        mended = writer.record(Correction(target=told["coding"], reason="W-01 said otherwise"))
    (note,) = note_aside(sealed, mj, [CounselNote(coding=told["coding"], text="T")])
    (undone,) = note_aside(sealed, mj, [Correction(target=note, reason="U")])
    leaving = leaving_with(sealed, told["worker"])
    own = {told[name] for name in ("worker", "source", "item", "text", "passage", "coding")}
    assert own | {later, mended, note, undone} <= set(leaving.records)
    assert set(leaving.objects) == {*told["objects"], late.name} and leaving.stays == ()
    under = {line.body.get("unit") for line in sealed.lines() if line.id in leaving.records}
    assert under <= set(leaving.units) and sealed.ground().units.case not in leaving.units
    others = {line.id for line in sealed.lines() if line.body.get("unit") in leaving.units}
    assert others <= set(leaving.records)


def test_words_in_anothers_item_stay_there_and_are_named(sealed: Case) -> None:
    told, other = told_by(sealed), told_by(sealed, worker="W-02", key="S-02", name="u.txt")
    with sealed.writing(sealed.agent("MJ")) as writer:
        passage = writer.record(Passage(item=other["item"], derivative=other["text"], quote="keep", start=5, end=9))
        coding = writer.record(coding_of(sealed, passage, told["worker"]))
    leaving = leaving_with(sealed, told["worker"])
    assert coding in leaving.records and passage not in leaving.records
    assert {(one.id, one.reason) for one in leaving.stays} >= {(passage, SEALED_TOGETHER)}
    assert [one.id for one in staying(sealed, told["worker"])] == [other["item"]]


def test_an_object_that_another_record_names_does_not_leave(case: Case) -> None:
    told = told_by(case)
    told_by(case, worker="W-02", key="S-02", name="u.txt")  # the same words, and so the same object
    leaving = leaving_item(case, told["item"])
    assert told["text"] in leaving.records and leaving.objects == () and leaving.units == ()


def test_a_file_goes_whole_with_who_brought_it_later_whatever_was_recorded_before_and_after(sealed: Case) -> None:
    told, other = told_by(sealed), told_by(sealed, "Another account.", worker="W-02", key="S-02", name="u.txt")
    file = untold(sealed, other["worker"])
    brought_again(sealed, file["item"], told["source"])
    after = [on_it(sealed, file["item"], told["worker"], 1), on_it(sealed, file["item"], other["worker"], 2)]
    leaving = leaving_with(sealed, told["worker"])
    assert {*file.values(), *(one for made in after for one in made.values())} <= set(leaving.records)
    assert leaving.stays == (), "nothing of it is sealed with what stays"
    assert told["worker"] in leaving.records and other["worker"] not in leaving.records


def test_a_file_that_two_brought_stays_with_one_and_nothing_of_the_other_is_held_back_by_it(sealed: Case) -> None:
    told, other = told_by(sealed), told_by(sealed, "Another account.", worker="W-02", key="S-02", name="u.txt")
    file = untold(sealed, told["worker"])
    brought_again(sealed, file["item"], told["source"])
    about = on_it(sealed, file["item"], told["worker"], 1)
    brought_again(sealed, file["item"], other["source"])
    leaving = leaving_with(sealed, told["worker"])
    assert {file["passage"], file["coding"], *about.values(), told["worker"]} <= set(leaving.records)
    assert file["item"] not in leaving.records
    assert {one.id: one.reason for one in leaving.stays}.keys() == {file["item"]}


def test_a_file_of_the_same_bytes_that_another_gave_stays_and_is_named(sealed: Case) -> None:
    told, other = told_by(sealed), told_by(sealed, worker="W-02", key="S-02", name="u.txt")
    assert [(one.id, one.reason) for one in staying(sealed, told["worker"])] == [(other["item"], SAME_BYTES)]


def test_a_unit_that_an_event_holds_stays_though_nothing_names_an_object_under_it(sealed: Case) -> None:
    told, other = told_by(sealed), told_by(sealed, "Another account.", worker="W-02", key="S-02", name="u.txt")
    theirs = beside(sealed, sealed.state().get(other["item"]))
    with pytest.raises(KeyboardInterrupt), sealed.writing(sealed.agent("MJ")) as writer:
        kept = writer.store(b"a copy of what W-02 told", beside=theirs)
        sealed.objects.settle()
        sealed.vault.flush()
        raise KeyboardInterrupt  # the event of the copy was never written
    assert kept.unit == theirs.unit
    leaving = leaving_with(sealed, told["worker"])
    assert kept.name in leaving.objects and theirs.unit not in leaving.units


def test_what_is_no_sealed_object_and_named_by_nothing_goes_without_a_key(sealed: Case) -> None:
    told, name = told_by(sealed), "ab" * 32
    file = sealed.objects.path(name)
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"no sealed object")
    assert name in leaving_with(sealed, told["worker"]).objects


def test_of_a_source_of_a_workers_key_that_says_who_told_it_nobody_is_asked(case: Case) -> None:
    with case.writing(case.agent("MJ")) as writer:
        worker = writer.record(Entity(key="W-01", schema="Worker", label="W-01"))
        writer.record(Source(key="W-01", label="An article", kind="chat"))
    assert staying(case, worker) == ()
