"""What is added to what is known is what reading the whole gives, in whatever way a case grows; and it is cheap."""

import dataclasses
import random
import shutil
from pathlib import Path

import pytest

from tests.casefile.sealed_case import PASSPHRASE, brought_again, on_it, told_by, untold
from tests.casefile.two_members import team_of
from workbench.casefile import Case, growing, line, open_case, seeded_door
from workbench.casefile.batch import write_batch
from workbench.casefile.counsel import note_aside
from workbench.casefile.growing import known
from workbench.casefile.ledger import append, tip
from workbench.casefile.merging import merge
from workbench.casefile.sealed_vault import SealedVault
from workbench.casefile.taking_out import take_out
from workbench.errors import Damaged, WorkbenchError
from workbench.records import Correction, CounselNote, Count, CustodyEvent, Entity, Item, Source


@pytest.fixture(params=["open", "sealed"])
def grown(request: pytest.FixtureRequest, case: Case, sealed: Case) -> Case:
    """A case with a testimony; the sealed one goes on by a later clock: its copy writes a chain of its own, which comes
    before the first in the order of the state where a second has the events of both.
    """
    if request.param == "open":
        chosen = case
    else:
        door = dataclasses.replace(sealed.door, now=seeded_door("later", "2030-01-01T00:00:00Z").now)
        chosen = open_case(sealed.path, door=door).unlock(PASSPHRASE)
    told_by(chosen)
    return chosen


def again(case: Case, device: str = "", now: str = "") -> Case:
    """The same case as another process sees it, on this device or another, with a clock that stands still."""
    door = case.door
    if device:
        door = dataclasses.replace(door, device=lambda: device)
    if now:
        door = dataclasses.replace(door, now=lambda: now)
    other = open_case(case.path, door=door)
    return other.unlock(PASSPHRASE) if case.sealed else other


def agrees(case: Case) -> None:
    """What this object knows, having watched the case grow, is what somebody reads who sees it for the first time."""
    case.state()
    fresh = known(case, None)
    assert case._known is not None
    assert case._known.state == fresh.state
    assert (case._known.tips, case._known.places) == (fresh.tips, fresh.places)
    assert (case._known.latest, case._known.last) == (fresh.latest, fresh.last)
    of_it, of_fresh = dict(vars(case._known.units)), dict(vars(fresh.units))
    # Whoever wrote beside the ledger knows the units of that as well.
    assert of_fresh.pop("_units").items() <= of_it.pop("_units").items()
    assert of_it == of_fresh


def count(case: Case, low: int = 1) -> str:
    with case.writing(case.agent("MJ")) as writer:
        return writer.record(Count(what="present", label="w", low=low, high=99, source="ab" * 32))


def test_batch_after_batch_is_added(grown: Case, monkeypatch) -> None:
    grown.state()
    with monkeypatch.context() as patch:
        patch.setattr(growing, "_whole", lambda _: pytest.fail("the whole was read"))
        for low in range(5):
            one = count(grown, low)
            assert grown.state().all[-1].id == one
        with grown.writing(grown.agent("MJ")) as writer:
            writer.record(Correction(target=one, reason="typed twice"))
        assert grown.state().set_aside(one)
        with grown.writing(grown.agent("MJ")) as writer:
            writer.record(Correction(target=one, reason="typed three times"))
            writer.record(Correction(target=grown.state().of("correction")[0].id, reason="no"))
    agrees(grown)
    assert grown.state().set_aside(one)


def test_what_another_process_adds_is_added_too(grown: Case) -> None:
    other, late = again(grown), again(grown, device="0f" * 16, now="2031-01-01T00:00:00Z")
    grown.state()
    for writer in (other, grown, late, grown, other, late):
        count(writer)
        for one in (grown, other, late):
            agrees(one)


def test_what_counts_earlier_than_what_is_known_stands_in_its_place(grown: Case) -> None:
    grown.state()
    early = again(grown, device="0f" * 16, now="2001-01-01T00:00:00Z")
    one = count(early)
    assert grown.state().all[0].id == one
    agrees(grown)
    count(early)
    count(grown)
    agrees(grown)


def test_random_histories_of_several_devices(grown: Case) -> None:
    chance = random.Random(5)
    devices = [again(grown, device=f"{n:02}" * 16, now=f"20{20 + n}-01-01T00:00:00Z") for n in range(3)]
    for turn in range(20):
        writer = chance.choice([grown, *devices])
        with writer.writing(writer.agent("MJ")) as batch:
            for _ in range(chance.randrange(1, 4)):
                kind = chance.randrange(3)
                if kind == 0:
                    batch.record(Entity(key=f"W-{turn}", schema="Worker", label="w"))
                elif kind == 1:
                    workers = [live.id for live in writer.state().of("entity")] or [None]
                    batch.record(Source(key=f"S-{turn}", label="s", kind="worker", worker=chance.choice(workers)))
                else:
                    target = chance.choice(writer.state().all)
                    batch.record(Correction(target=target.id, reason="read again"))
        agrees(chance.choice([grown, *devices]))
    for one in (grown, *devices):
        agrees(one)


def test_a_merge_brings_its_chains(grown: Case, tmp_path: Path) -> None:
    shutil.copytree(grown.path, tmp_path / "copy")
    copy = dataclasses.replace(grown.door, device=lambda: "0f" * 16)
    other = open_case(tmp_path / "copy", door=copy)
    if grown.sealed:
        other.unlock(PASSPHRASE)
    told_by(other, "I saw it too.", worker="W-02", key="S-02", name="u.txt")
    grown.state()
    merge(grown, other, agent=grown.agent("MJ"))
    agrees(grown)
    assert len(grown.state().of("entity")) == 2


def test_two_branches_of_a_chain_are_read_whole(grown: Case, tmp_path: Path) -> None:
    shutil.copytree(grown.path, tmp_path / "copy")
    other = open_case(tmp_path / "copy", door=grown.door)
    if grown.sealed:
        other.unlock(PASSPHRASE)
    count(other)
    count(grown)
    count(grown)
    merge(grown, other, agent=grown.agent("MJ"))
    count(grown)
    agrees(grown)
    assert grown._known is not None and grown._known.places is None


def test_what_was_taken_out_is_no_longer_known(sealed: Case) -> None:
    with sealed.writing(sealed.agent("MJ")) as writer:
        kept = writer.store(b"a wrong file")
        item = writer.record(Item(sha256=kept.sha256, size=kept.size, object=kept.name, name="w.txt",
                                  media_type="text/plain", kind="text"))  # fmt: skip
        writer.record(CustodyEvent(item=item, action="intake", outcome="parsed"))
    other = again(sealed)
    assert other.state().get(item) is not None
    take_out(sealed, item, agent=sealed.agent("MJ"), reason="another's")
    for one in (sealed, other):
        assert one.state().get(item) is None and item in {line.id for line in one.state().destroyed}
        agrees(one)
        count(one)
        agrees(one)


def test_a_chain_that_was_exchanged_is_read_anew(case: Case) -> None:
    told_by(case)
    count(case, 3)
    case.state()
    chain = max(case.chains(), key=lambda file: file.stat().st_size)
    lines = chain.read_bytes().splitlines(keepends=True)
    chain.write_bytes(b"".join(lines[:-1]))
    agrees(case)
    count(case, 4)
    agrees(case)
    changed = chain.read_bytes().replace(b'"low":4', b'"low":5')
    chain.write_bytes(changed)
    with pytest.raises(WorkbenchError):
        case.state()


def test_a_batch_that_takes_the_place_of_a_torn_one_is_read(case: Case) -> None:
    told_by(case)
    chain = max(case.chains(), key=lambda file: file.stat().st_size)
    with chain.open("ab") as file:
        file.write(b'{"agent":"half of a line that a power cut left')
    case.state()
    torn = chain.stat().st_size
    one = count(case)
    assert chain.stat().st_size > torn and case.state().all[-1].id == one
    agrees(case)


def test_a_broken_new_line_is_told_and_what_was_known_stays(case: Case) -> None:
    told_by(case)
    before = case.state()
    chain = max(case.chains(), key=lambda file: file.stat().st_size)
    raw = chain.read_bytes()
    append(chain, b"{}\n")
    with pytest.raises(WorkbenchError):
        case.state()
    chain.write_bytes(raw)
    assert case.state() == before
    agrees(case)


def test_a_key_that_comes_back_opens_what_was_sealed(sealed: Case) -> None:
    told_by(sealed)
    ring = sealed.path / "keys" / "ring-000001.jsonl"
    raw = ring.read_bytes()
    lines = raw.splitlines(keepends=True)
    ring.write_bytes(b"".join(lines[:-1]))
    other = open_case(sealed.path, door=sealed.door).unlock(PASSPHRASE)
    assert other.state().sealed
    ring.write_bytes(raw)
    with (max(sealed.chains(), key=lambda file: file.stat().st_size)).open("ab"):
        pass
    count(sealed)
    assert not other.state().sealed
    agrees(other)


def test_a_new_generation_of_the_ring_is_read_with_the_whole(sealed: Case) -> None:
    told_by(sealed)
    sealed.state()
    team_of(sealed)
    agrees(sealed)
    assert isinstance(sealed.vault, SealedVault)
    count(sealed)
    agrees(sealed)


def test_a_batch_costs_what_it_holds_and_not_what_is_there(grown: Case, monkeypatch) -> None:
    def parsed() -> int:
        calls: list[int] = []
        real = line._quick
        with monkeypatch.context() as patch:
            patch.setattr(line, "_quick", lambda raw: calls.append(1) or real(raw))
            count(grown)
            grown.state()
        return len(calls)

    grown.state()
    few = parsed()
    with grown.writing(grown.agent("MJ")) as writer:
        for low in range(300):
            writer.record(Count(what="present", label="w", low=low, high=999, source="ab" * 32))
    grown.state()
    assert parsed() == few < 12


def test_notes_beside_the_ledger_do_not_move_it(grown: Case) -> None:
    before = grown.state()
    note_aside(grown, grown.agent("MJ"), [CounselNote(coding=before.of("coding")[0].id, text="to be put")])
    assert grown.state().all == before.all
    agrees(grown)


def test_a_record_that_is_not_the_one_of_its_id_is_told(case: Case) -> None:
    count(case)
    case.state()
    chain = max(case.chains(), key=lambda file: file.stat().st_size)
    events = [{"agent": "", "at": "2036-01-15T09:00:00Z", "id": "ab" * 32, "kind": "count",
               "body": {"salt": "ab" * 32, "content": {}}}]  # fmt: skip
    append(chain, write_batch(chain.stem, tip(chain), events, case.door.signer(chain.stem)))
    with pytest.raises(Damaged):
        case.state()


def test_a_file_whose_teller_becomes_known_later_is_known_alike_at_every_step(grown: Case, tmp_path: Path) -> None:
    grown.state()
    worker, source = (grown.state().of(kind)[0].id for kind in ("entity", "source"))
    other = again(grown, device="0f" * 16, now="2031-01-01T00:00:00Z")
    file = untold(grown, worker)
    agrees(grown)
    brought_again(other, file["item"], source)
    agrees(other)
    on_it(grown, file["item"], worker, 1)
    on_it(other, file["item"], worker, 2)
    for one in (grown, other):
        agrees(one)
    assert grown.tables().tellers[file["item"]] == (source,)
