"""What was kept of a large case gives what folding gives, or is passed over; nothing destroyed stays in it."""

import dataclasses
import datetime
import itertools
import json
from pathlib import Path

import pandas as pd
import pytest

from tests.casefile.sealed_case import TEXT, coding_of, told_by
from tests.casefile.two_members import SECOND
from workbench.casefile import Case, create, open_case, snapshot
from workbench.casefile.door import Door, system_door
from workbench.casefile.sealed_vault import SealedVault
from workbench.casefile.snapshot import drop, held
from workbench.casefile.tabled import tables_of
from workbench.casefile.taking_out import take_out
from workbench.casefile.team import add_member
from workbench.records import Agent, CaseInfo, Correction, Count, Entity, Item, Withdrawal
from workbench.tables import Tables


@pytest.fixture(autouse=True)
def everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "WORTH", 6)


def in_the_open(path: Path) -> Case:
    return create(path, CaseInfo(title="A"), Agent(key="MJ", kind="person", name="M."))


@pytest.fixture(params=["open", "sealed"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Case:
    """A case whose columns were kept, as the next process sees it."""
    case = in_the_open(tmp_path / "case") if request.param == "open" else request.getfixturevalue("sealed")
    # A clock that moves on with each look: within one second, which chain comes last would be a matter of its name.
    begin = datetime.datetime(2031, 1, 1, tzinfo=datetime.UTC)
    ticks = (f"{begin + datetime.timedelta(seconds=n):%Y-%m-%dT%H:%M:%SZ}" for n in itertools.count())
    case.door = dataclasses.replace(case.door, now=lambda: next(ticks))
    told_by(case)
    case.tables()
    return again(case)


def again(case: Case, door: Door | None = None) -> Case:
    """The case as another process sees it, without stretching a passphrase again."""
    other = open_case(case.path, door=door or case.door)
    if isinstance(case.vault, SealedVault) and isinstance(other.vault, SealedVault):
        other.vault.open_with(case.vault.secrets)
    return other


def folded(case: Case) -> Tables:
    """The tables without anything kept."""
    drop(case.path)
    return tables_of(again(case), folded=True)


def agree(one: Tables, other: Tables) -> None:
    assert one.head == other.head
    assert {kind: one.rows[kind] for kind in one.rows} == {kind: other.rows[kind] for kind in other.rows}
    for kind in other.rows:
        pd.testing.assert_frame_equal(one.recorded(kind), other.recorded(kind), check_exact=True)
    assert one.passages.to_dict() == other.passages.to_dict()


def not_folded(case: Case, patch: pytest.MonkeyPatch) -> Tables:
    with patch.context() as inside:
        inside.setattr(Case, "known", lambda self: pytest.fail("the ledger was folded"))
        return case.tables()


def test_a_case_opens_from_what_was_kept(kept: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = not_folded(kept, monkeypatch)
    assert len(tables.codings) == 1
    agree(tables, folded(kept))


def test_what_came_after_is_added(kept: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    passage, worker = (kept.state().of(kind)[0].id for kind in ("passage", "entity"))
    with kept.writing(kept.agent("MJ")) as writer:
        writer.record(coding_of(kept, passage, worker))
        writer.record(Count(what="present", label="w", low=1, high=9, source=kept.state().of("source")[0].id))
    tables = not_folded(again(kept), monkeypatch)
    assert len(tables.codings) == 2
    agree(tables, folded(kept))


def test_a_correction_makes_all_of_it_be_folded_anew_and_kept(kept: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    coding = kept.state().of("coding")[0].id
    with kept.writing(kept.agent("MJ")) as writer:
        writer.record(Correction(target=coding, reason="typed twice"))
    assert held(again(kept)) is None
    assert len(again(kept).tables().codings) == 0
    tables = not_folded(again(kept), monkeypatch)
    agree(tables, folded(kept))


def test_of_a_worker_who_withdrew_nothing_new_is_added_unseen(kept: Case) -> None:
    passage, worker = (kept.state().of(kind)[0].id for kind in ("passage", "entity"))
    with kept.writing(kept.agent("MJ")) as writer:
        writer.record(Withdrawal(subject=worker, act="stop-using", reason="asked"))
    kept.tables()
    assert len(not_kept := again(kept).tables().codings) == 0, not_kept
    with kept.writing(kept.agent("MJ")) as writer:
        writer.record(coding_of(kept, passage, worker))
    assert held(again(kept)) is None
    assert len(again(kept).tables().codings) == 0


def test_what_counts_earlier_than_what_was_kept_is_folded(kept: Case) -> None:
    early = dataclasses.replace(kept.door, device=lambda: "0f" * 16, now=lambda: "2001-01-01T00:00:00Z")
    other = again(kept, early)
    with other.writing(other.agent("MJ")) as writer:
        writer.record(Entity(key="W-00", schema="Worker", label="W-00"))
    assert held(again(kept)) is None
    assert again(kept).tables().entities["key"].tolist()[0] == "W-00"


@pytest.mark.parametrize("file", ["index.json", "coding.arrow"])
def test_whatever_was_changed_is_passed_over(kept: Case, file: str) -> None:
    place = kept.path / "cache" / "columns" / file
    raw = bytearray(place.read_bytes())
    raw[len(raw) // 2] ^= 1
    place.write_bytes(bytes(raw))
    assert held(again(kept)) is None
    assert len(again(kept).tables().codings) == 1
    assert held(again(kept)) is not None, "it was not kept anew"


def test_a_cut_off_chain_is_no_longer_what_was_kept(kept: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    before = again(kept).state().of("coding")
    chain = max(kept.chains(), key=lambda file: file.stat().st_size)
    raw = chain.read_bytes()
    chain.write_bytes(raw[: raw[:-1].rindex(b"\n") + 1])
    assert before
    assert held(again(kept)) is None


def test_only_the_device_that_signed_columns_takes_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = in_the_open(tmp_path / "case")
    told_by(case)
    case.tables()
    place = case.path / "cache" / "columns" / "index.json"
    raw = place.read_bytes()
    told = json.loads(raw)
    told["kinds"].pop("coding")
    place.write_text(json.dumps(told))
    assert held(again(case)) is None
    place.write_bytes(raw)
    assert held(again(case)) is not None
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "another"))
    assert held(open_case(case.path, door=system_door(case.path))) is None


def test_nothing_of_a_sealed_case_is_kept_in_the_open(sealed: Case) -> None:
    told_by(sealed)
    sealed.tables()
    stored = b"".join(file.read_bytes() for file in (sealed.path / "cache").rglob("*") if file.is_file())
    assert stored
    assert not [word for word in (b"W-01", b"Testimony", TEXT[:4].encode(), b"ilo-11", b"coding") if word in stored]


def test_a_destruction_leaves_no_columns(kept: Case) -> None:
    with kept.writing(kept.agent("MJ")) as writer:
        wrong = writer.store(b"a wrong file")
        fields = {"media_type": "text/plain", "kind": "text", "object": wrong.name, "sha256": wrong.sha256}
        item = writer.record(Item(size=wrong.size, name="wrong.txt", **fields))
    drop(kept.path)
    again(kept).tables()
    assert (kept.path / "cache" / "columns").is_dir()
    take_out(kept, item, agent=kept.agent("MJ"), reason="another case's")
    assert not (kept.path / "cache" / "columns").exists()
    assert item not in again(kept).tables().items.index


def test_a_change_of_the_team_leaves_no_columns(sealed: Case) -> None:
    told_by(sealed)
    sealed.tables()
    assert (sealed.path / "cache" / "columns").is_dir()
    add_member(sealed, "AK", SECOND)
    assert not (sealed.path / "cache" / "columns").exists()


def test_a_shipped_case_and_a_small_one_keep_nothing(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    told_by(case)
    case.tables()
    assert not (case.path / "cache").exists()
    monkeypatch.setattr(snapshot, "WORTH", 1000)
    own = in_the_open(case.path.with_name("own"))
    told_by(own)
    own.tables()
    assert not (own.path / "cache").exists()


def test_a_drive_that_takes_nothing_is_no_error(kept: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    drop(kept.path)
    monkeypatch.setattr(snapshot, "_write", lambda *_: (_ for _ in ()).throw(OSError(30, "Read-only file system")))
    assert len(again(kept).tables().codings) == 1
    assert not (kept.path / "cache" / "columns").exists()
