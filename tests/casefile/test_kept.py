"""A state that was kept says what folding says: of every record, after whatever came later; or it is passed over."""

import dataclasses
import datetime
import itertools
from pathlib import Path
from typing import Any

import pytest

from tests.casefile.sealed_case import at_night, brought_again, coding_of, on_it, said_later, told_by, untold
from workbench.casefile import Case, create, open_case, snapshot
from workbench.casefile.destroying import destroy
from workbench.casefile.growing import Known, known
from workbench.casefile.kept import KeptState, kept_tables
from workbench.casefile.leaving import Leaving
from workbench.casefile.sealed_vault import SealedVault
from workbench.casefile.snapshot import remembered
from workbench.casefile.state import State
from workbench.casefile.tabled import tables_of
from workbench.casefile.units import Units
from workbench.casefile.withdrawal import stop_using
from workbench.coding.undo import undo
from workbench.records import KINDS, Agent, CaseInfo, Correction, Count, Entity


@pytest.fixture(autouse=True)
def everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "WORTH", 6)


@pytest.fixture(params=["open", "sealed"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Case:
    """A case with an account, a coding that was put right, and one that was undone and brought back; its state kept."""
    if request.param == "open":
        case = create(tmp_path / "case", CaseInfo(title="A"), Agent(key="MJ", kind="person", name="M."))
    else:
        case = request.getfixturevalue("sealed")
    begin = datetime.datetime(2031, 1, 1, tzinfo=datetime.UTC)
    ticks = (f"{begin + datetime.timedelta(seconds=n):%Y-%m-%dT%H:%M:%SZ}" for n in itertools.count())
    case.door = dataclasses.replace(case.door, now=lambda: next(ticks))
    told_by(case)
    first = of(case, "coding")[0]
    with case.writing(case.agent("MJ")) as writer:
        second = writer.record(dataclasses.replace(first.record, stance="contradicts"))
        writer.record(Correction(target=first.id, replacement=second, reason="typed wrongly"))
    undo(case, undo(case, second, agent=case.agent("MJ")).correction, agent=case.agent("MJ"))
    case.forget()
    case.tables()
    return again(case)


def of(case: Case, kind: str) -> list[Any]:
    return case.state().of(kind)


def again(case: Case) -> Case:
    """The case as another process sees it, without stretching a passphrase again."""
    other = open_case(case.path, door=case.door)
    if isinstance(case.vault, SealedVault) and isinstance(other.vault, SealedVault):
        other.vault.open_with(case.vault.secrets)
    return other


def alike(case: Case, *, taken: bool = True) -> Known:
    """Another process believes what was kept (or does not), and what it then knows is what the whole ledger makes."""
    other = again(case)
    found = remembered(other)
    assert (found is not None) == taken
    now, whole = other.known(), known(again(case), None)
    assert isinstance(whole.state, State) and not isinstance(whole.state, KeptState)
    same(now.state, whole.state)
    assert (now.tips, now.places, now.latest, now.last) == (whole.tips, whole.places, whole.latest, whole.last)
    assert vars(now.units) == vars(whole.units)
    return now


def same(state: State, whole: State) -> None:
    for kind in KINDS:
        assert state.of(kind) == whole.of(kind), kind
        assert state.recorded(kind) == whole.recorded(kind), kind
    for live in whole.all:
        assert state.get(live.id) == whole.get(live.id)
        assert state.set_aside(live.id) == whole.set_aside(live.id)
        assert state.withdrawn(live.id) == whole.withdrawn(live.id)
        assert state.naming(live.id) == whole.naming(live.id)
        assert state.beginning(live.id[:6]) == whole.beginning(live.id[:6])
    assert state.get("no such record") is None
    assert state.withdrawals("stop-using", "stop-sharing") == whole.withdrawals("stop-using", "stop-sharing")
    assert (state.all, state.corrections) == (whole.all, whole.corrections)
    assert (state.sealed, state.destroyed) == (whole.sealed, whole.destroyed)


def test_what_was_kept_is_what_is_folded(kept: Case) -> None:
    found = alike(kept)
    assert isinstance(found.state, KeptState) and len(found.state.of("coding")) == 1
    assert len(found.state.recorded("coding")) == 2


def test_a_writer_opens_no_record_that_was_kept(kept: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    other = again(kept)
    real = other.vault.open
    monkeypatch.setattr(
        other.vault, "open", lambda kind, identity, body: (opened.append(kind), real(kind, identity, body))[1]
    )
    with other.writing(other.agent("MJ")) as writer:
        writer.record(Count(what="present", label="w", low=1, high=1, source="ab" * 32))
    assert opened == []
    assert len(of(other, "count")) == 1 and set(opened) <= {"count"}
    alike(kept)


def test_what_came_later_is_added_in_its_order(kept: Case) -> None:
    passage, worker = (of(kept, kind)[0].id for kind in ("passage", "entity"))
    with kept.writing(kept.agent("MJ")) as writer:
        coding = writer.record(coding_of(kept, passage, worker))
        writer.record(Entity(key="W-90", schema="Worker", label="W-90"))
    found = alike(kept)
    assert isinstance(found.state, KeptState) and found.state.of("coding")[-1].id == coding
    assert found.state.columns is not None
    assert list(again(kept).tables().codings.index) == [live.id for live in found.state.of("coding")]


def test_what_is_undone_or_brought_back_later_counts_so(kept: Case) -> None:
    """Also what was set aside when the state was kept."""
    state = kept.state()
    second = state.of("coding")[0]
    first = next(live for live in state.recorded("coding") if live.id != second.id)
    swap = next(live for live in state.recorded("correction") if live.record.target == first.id)
    undo(kept, second.id, agent=kept.agent("MJ"))
    assert alike(kept).state.of("coding") == []
    undo(again(kept), swap.id, agent=kept.agent("MJ"))
    found = alike(kept)
    assert [live.id for live in found.state.of("coding")] == [first.id]
    assert isinstance(found.state, KeptState) and found.state.columns is None
    other = again(kept)
    other.state()
    assert list(other.tables().codings.index) == [first.id]
    assert isinstance(alike(kept).state, KeptState)


def test_who_withdrew_before_or_later_counts_nowhere(kept: Case) -> None:
    worker = next(live.id for live in of(kept, "entity") if live.record.schema == "Worker")
    stop_using(kept, worker, agent=kept.agent("MJ"), reason="asked")
    later = alike(kept)
    assert later.state.of("coding") == [] and not isinstance(later.state, KeptState)
    kept.forget()
    snapshot.drop(kept.path)
    kept.tables()
    before = alike(kept)
    assert isinstance(before.state, KeptState) and before.state.of("coding") == []
    passage = before.state.recorded("passage")[0].id
    with kept.writing(kept.agent("MJ")) as writer:
        writer.record(coding_of(kept, passage, worker))
    assert alike(kept).state.of("coding") == []
    wish = before.state.of("withdrawal")[0].id
    undo(again(kept), wish, agent=kept.agent("MJ"))
    assert len(alike(kept).state.of("coding")) == 2


def test_where_records_are_destroyed_nothing_that_was_kept_is_believed(sealed: Case) -> None:
    told = told_by(sealed)
    sealed.tables()
    assert remembered(again(sealed)) is not None
    units = tuple(sorted({sealed.ground().units.unit_of(told["coding"])}))
    with sealed.holding():
        destroy(sealed, sealed.agent("MJ"), Leaving((told["coding"],), units, ()), cause="withdrawn")
    assert not (sealed.path / "cache" / "columns").exists()
    sealed.tables()
    alike(sealed, taken=False)


@pytest.mark.parametrize("file", ["index.json", "records.arrow", "aside-coding.arrow", "correction.arrow"])
def test_whatever_was_changed_is_never_believed(kept: Case, file: str) -> None:
    place = kept.path / "cache" / "columns" / file
    raw = bytearray(place.read_bytes())
    raw[len(raw) // 2] ^= 1
    place.write_bytes(bytes(raw))
    alike(kept, taken=False)
    place.unlink()
    alike(kept, taken=False)


def test_much_that_is_new_is_folded(kept: Case) -> None:
    with kept.writing(kept.agent("MJ")) as writer:
        for number in range(6):
            writer.record(Count(what="present", label="w", low=number, high=number, source="ab" * 32))
    alike(kept, taken=False)


def test_nothing_in_a_sealed_case_stands_in_the_open(sealed: Case) -> None:
    told = told_by(sealed)
    undo(sealed, told["coding"], agent=sealed.agent("MJ"))
    sealed.tables()
    assert (sealed.path / "cache" / "columns" / "aside-coding.arrow").is_file()
    stored = b"".join(file.read_bytes() for file in (sealed.path / "cache").rglob("*") if file.is_file())
    assert not [word for word in (b"W-01", told["coding"].encode(), b"ilo-11", b"coding", b"ARROW") if word in stored]


def test_what_is_kept_of_a_state_names_each_record_once(kept: Case) -> None:
    whole = known(again(kept), None)
    found = kept_tables(whole.state, whole.units)
    assert found["records"].index.tolist() == [live.id for live in whole.state.all]
    assert sorted(found) == ["aside-coding", "aside-correction", "records"]
    assert vars(Units.of([])) == vars(Units())


def test_who_told_a_file_later_is_known_alike_from_what_was_kept(sealed: Case) -> None:
    told = told_by(sealed)
    file = untold(sealed, told["worker"])
    sealed.tables()
    alike(sealed)
    brought_again(sealed, file["item"], told["source"])
    after = on_it(again(sealed), file["item"], told["worker"], 1)
    units = alike(sealed).units
    assert len({units.unit_of(one) for one in (*file.values(), *after.values(), told["worker"])}) == 6
    kept, before = again(sealed).tables(), remembered(again(sealed))
    assert before is not None and isinstance(before.state, KeptState) and before.state.columns is not None
    assert before.state.tellers == known(again(sealed), None).state.tellers == kept.tellers
    assert kept.items["source"].to_dict() == {told["item"]: told["source"], file["item"]: told["source"]}
    assert kept.tellers == {told["item"]: (told["source"],), file["item"]: (told["source"],)}


def keep_anew(case: Case) -> None:
    snapshot.drop(case.path)
    case.forget()
    case.tables()


def test_who_told_a_source_said_before_it_was_kept_and_after_and_taken_back(kept: Case) -> None:
    worker = of(kept, "entity")[0].id
    night = at_night(kept, worker)
    keep_anew(kept)

    def told(kind: str) -> None:
        found = alike(again(kept))
        assert found.state.get(night["source"]).record.kind == kind  # type: ignore[union-attr]
        for tables in (again(kept).tables(), tables_of(again(kept))):
            assert tables.sources.loc[night["source"], "kind"] == kind
            assert dict(tables.rows["source"])[night["source"]].kind == kind
        assert {live.record.kind for live in found.state.recorded("source")} == {"worker", "unstated"}

    told("unstated")
    first = said_later(kept, night["source"], worker)
    told("worker")
    keep_anew(kept)
    other = said_later(kept, night["source"], None, kind="family")
    told("unstated")
    undo(kept, other, agent=kept.agent("MJ"))
    told("worker")
    (raw,) = (live for live in again(kept).state().recorded("source") if live.id == night["source"])
    assert raw.record.kind == "unstated"
    undo(kept, first, agent=kept.agent("MJ"))
    told("unstated")


def test_columns_that_would_hold_one_of_two_sides_are_not_kept(kept: Case) -> None:
    one = of(kept, "entity")[0].id
    two = told_by(kept, worker="W-02", key="S-02", name="u.txt")["worker"]
    night = at_night(kept, one)
    for worker in (one, two):
        said_later(kept, night["source"], worker)
    stop_using(kept, one, agent=kept.agent("MJ"), reason="she wishes it")
    keep_anew(kept)
    fresh = again(kept)
    assert remembered(fresh) is None
    assert night["source"] not in fresh.tables().sources.index and night["item"] not in fresh.tables().items.index
    assert fresh.state().withdrawn(night["item"])
