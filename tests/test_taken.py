"""What the ledger is told of a file that is taken in, and what is remembered of it."""

from pathlib import Path

import pytest

from tests.casefile.sealed_case import PASSPHRASE, brought_again, told_by, untold
from workbench.casefile import Case, create, create_sealed, verify
from workbench.casefile.leaving import CALLED_SO
from workbench.casefile.state import State
from workbench.casefile.withdrawal import ask_to_destroy, stop_using
from workbench.coding.undo import undo
from workbench.errors import Refused
from workbench.extract import Made
from workbench.records import Agent, CaseInfo, Completion, Correction, Entity, Item, Source
from workbench.taken import Taken, held, known, record_again, record_custody, record_made, source_of, withdrawn


@pytest.fixture
def case(tmp_path: Path, monkeypatch) -> Case:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return create(tmp_path / "case", CaseInfo(title="Site A"), Agent(key="MJ", kind="person", name="M."))


def test_an_item_its_copies_and_its_custody_are_remembered(case: Case) -> None:
    with case.writing(case.agent("MJ")) as writer:
        kept = writer.store(iter([b"They keep ", b"the cards."]))
        identity = writer.record(
            Item(sha256=kept.sha256, size=kept.size, object=kept.name, name="a.txt", media_type="text/plain",
                 kind="text")
        )  # fmt: skip
        record_custody(writer, identity, "partial", (("no-text", "No words"),), None)
        record_made(writer, identity, kept, [Made("text", "text/plain", b"They keep the cards.", "tool", "1")])
        again = record_again(writer, "b.txt", known(case).get(kept.sha256) or _taken(identity, kept.sha256), None)
    assert again.duplicate and again.path == "b.txt"
    assert known(case) == {kept.sha256: _taken(identity, kept.sha256)}
    assert case.tables().text(identity) == "They keep the cards."
    told = [(live.record.action, live.record.outcome, live.record.detail) for live in case.state().of("custody")]
    assert told == [("intake", "partial", None), ("received-again", "duplicate", "the same bytes came again as b.txt")]
    assert verify(case).ok


def _taken(identity: str, digest: str) -> Taken:
    return Taken(identity, digest, "a.txt", "text", "text/plain", "partial")


def test_the_key_of_a_worker_is_a_source_that_the_worker_told(case: Case) -> None:
    with case.writing(case.agent("MJ")) as writer:
        worker = writer.record(Entity(key="W-01", schema="Worker", label="W-01"))
        writer.record(Entity(key="E-01", schema="Company", label="E-01"))
    said: list[str] = []
    made = [source_of(case, key, case.agent("MJ"), said.append) for key in ("W-01", "E-01", "W-01", "S-9")]
    state = case.state()
    assert [(state.get(one).record.kind, state.get(one).record.worker) for one in made] == [
        ("worker", worker), ("unstated", None), ("worker", worker), ("unstated", None),
    ]  # fmt: skip
    assert made[0] == made[2] and [one.partition(":")[2].split()[0] for one in said] == ["W-01", "E-01", "S-9"]


def test_nothing_more_is_taken_in_from_a_source_of_somebody_who_withdrew(case: Case) -> None:
    mj = case.agent("MJ")
    with case.writing(mj) as writer:
        worker = writer.record(Entity(key="W-01", schema="Worker", label="W-01"))
        writer.record(Source(key="S-01", label="S-01", kind="worker", worker=worker))
    made = stop_using(case, worker, agent=mj, reason="R")
    for key in ("S-01", "W-01"):
        with pytest.raises(Refused, match="has withdrawn"):
            source_of(case, key, mj)
    undo(case, made.record, agent=mj, reason="it was forced")
    assert case.state().get(source_of(case, "S-01", mj)).record.worker == worker


def test_an_unstated_source_of_a_workers_key_is_named_with_its_files_when_the_worker_withdraws_and_takes_no_more(
    case: Case,
) -> None:
    mj = case.agent("MJ")
    source = source_of(case, "W-01", mj)  # before anybody said that there is such a worker
    with case.writing(mj) as writer:
        kept = writer.store(b"a letter")
        item = writer.record(Item(sha256=kept.sha256, size=8, object=kept.name, name="w01.txt", kind="text",
                                  media_type="text/plain", source=source))  # fmt: skip
        worker = writer.record(Entity(key="W-01", schema="Worker", label="W-01"))
    assert source_of(case, "W-01", mj) == source
    done = stop_using(case, worker, agent=mj, reason="R")
    assert [(one.id, one.reason) for one in done.stays] == [(item, CALLED_SO), (source, CALLED_SO)]
    with pytest.raises(Refused, match="has withdrawn"):
        source_of(case, "W-01", mj)
    with case.writing(mj) as writer:
        writer.record(Completion(source=source, label="a cousin", kind="family"))
    assert source_of(case, "W-01", mj) == source, "somebody said since that it is another's"


def test_what_speaks_of_whoever_withdrew_is_found_once_and_not_for_each_file(case: Case, monkeypatch) -> None:
    mj = case.agent("MJ")
    with case.writing(mj) as writer:
        worker = writer.record(Entity(key="W-01", schema="Worker", label="W-01"))
        told = writer.record(Source(key="S-01", label="S-01", kind="worker", worker=worker))
        for number in range(9):
            kept = writer.store(b"%d" % number)
            writer.record(Item(sha256=kept.sha256, size=1, object=kept.name, name=f"{number}.txt", kind="text",
                               media_type="text/plain", source=told))  # fmt: skip
    made = stop_using(case, worker, agent=mj, reason="R")
    looks: list[str] = []
    real = State.speaking_of
    monkeypatch.setattr(State, "speaking_of", lambda self, one: looks.append(one) or real(self, one))
    found = withdrawn(case)
    assert len(found) == 9 and {one.withdrawal for one in found.values()} == {made.record}
    assert looks.count(worker) <= 2, "once here, and once for what counts"


def test_what_an_intake_holds_is_read_once(case: Case) -> None:
    assert (held(case).known, held(case).withdrawn, withdrawn(case)) == ({}, {}, {})


@pytest.fixture
def sealed(tmp_path: Path) -> Case:
    return create_sealed(tmp_path / "sealed", CaseInfo(title="A"), Agent(key="MJ", kind="person", name="M."),
                         PASSPHRASE).case  # fmt: skip


def test_a_wish_to_destroy_alone_keeps_bytes_and_sources_out(sealed: Case) -> None:
    told = told_by(sealed)
    wish = ask_to_destroy(sealed, told["worker"], agent=sealed.agent("MJ"), reason="R")
    assert {one.withdrawal for one in withdrawn(sealed).values()} == {wish.record}
    assert sealed.state().get(told["item"]).record.sha256 in withdrawn(sealed)
    for key in ("S-01", "W-01"):
        with pytest.raises(Refused, match="has withdrawn"):
            source_of(sealed, key, sealed.agent("MJ"))


def test_each_refusal_names_the_withdrawal_of_whose_bytes_they_are_and_all_who_brought_them(case: Case) -> None:
    told, other = told_by(case), told_by(case, "Another account.", worker="W-02", key="S-02", name="u.txt")
    file = untold(case, told["worker"])
    brought_again(case, file["item"], told["source"])
    wishes = {one["item"]: stop_using(case, one["worker"], agent=case.agent("MJ"), reason="R").record
              for one in (other, told)}  # fmt: skip
    digest = {item: case.state().get(item).record.sha256 for item in (*wishes, file["item"])}
    found = withdrawn(case)
    assert {item: found[digest[item]].withdrawal for item in wishes} == wishes
    assert found[digest[file["item"]]].sources == {told["source"]}, "who brought it later brought the same bytes"


def test_of_a_file_that_was_set_aside_nobody_believes_whose_it_is(case: Case) -> None:
    told = told_by(case)
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Correction(target=told["item"], reason="the wrong file"))
    stop_using(case, told["worker"], agent=case.agent("MJ"), reason="R")
    assert withdrawn(case) == {}


def test_a_source_that_was_set_aside_is_none_of_somebody_who_withdrew(case: Case) -> None:
    first = source_of(case, "S-9", case.agent("MJ"))
    undo(case, first, agent=case.agent("MJ"), reason="mistyped")
    assert source_of(case, "S-9", case.agent("MJ")) != first
