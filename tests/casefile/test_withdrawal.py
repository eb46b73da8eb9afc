"""Three acts: what each does, what it does not, and what is left of a worker when everything was done."""

import base64
import dataclasses
import shutil
import unicodedata
from pathlib import Path

import pytest

from tests.casefile.sealed_case import at_night, coding_of, said_later, told_by
from tests.casefile.two_members import Team, team_of
from workbench.casefile import Case, cipher, verify, withdrawal
from workbench.casefile.adopting import lying
from workbench.casefile.cipher import NotOpened
from workbench.casefile.counsel import counsel_notes, note_aside
from workbench.casefile.leaving import SEALED_TOGETHER
from workbench.casefile.members import Secrets
from workbench.casefile.merging import merge
from workbench.casefile.ring import Ring, generations, lines_of
from workbench.casefile.sealed_vault import SealedVault
from workbench.casefile.taking_out import take_out
from workbench.casefile.vault import NoKey
from workbench.casefile.waiting import Pending, pending
from workbench.casefile.withdrawal import (
    ask_to_destroy,
    carry_out,
    confirm_destruction,
    hold,
    stop_sharing,
    stop_using,
    worker_of,
)
from workbench.coding.undo import undo
from workbench.errors import BadValue, Refused, Unknown, WorkbenchError
from workbench.records import Consent, Correction, CounselNote, Entity, Event, Item, Passage, Relation, Source

PLANTED = "Trần Thị Hồng, passport C4417733"
TOLD = {"private": "alone with her in the garden, in Vietnamese", "offered": "her passport copy; she took it"}


@pytest.fixture
def team(sealed: Case) -> Team:
    return team_of(sealed)


def tell(case: Case) -> dict:
    """Two workers; what only the first says, and what others say of her."""
    told = told_by(case, f"{PLANTED}. They keep our passports.")
    other = told_by(case, "I saw it. Nobody was paid.", worker="W-02", key="S-02", name="u.txt")
    mj = case.agent("MJ")
    with case.writing(mj) as writer:
        told["consent"] = writer.record(
            Consent(worker=told["worker"], audience="public", purpose=PLANTED, form="oral", given="2026-01")
        )
        firm = writer.record(Entity(key="E-01", schema="Company", label="E-01"))
        told["fee"] = writer.record(
            Relation(
                schema="Fee", source_entity=told["worker"], target_entity=firm, source=told["source"], note=PLANTED
            )
        )
        report = writer.record(Source(key="R", label="R", kind="press", retells=(told["source"],)))
        told["both"] = writer.record(
            Event(track="work", title="Both went", source=other["source"], status="agreed",
                  actors=(told["worker"], other["worker"]))
        )  # fmt: skip
        told["across"] = writer.record(
            dataclasses.replace(coding_of(case, told["passage"], other["worker"]), memo=PLANTED)
        )
        told["of_her"] = writer.record(coding_of(case, other["passage"], told["worker"]))
        told["report"] = report
    note_aside(case, mj, [CounselNote(coding=told["coding"], text=PLANTED)])
    return told | {"other": other}


def gone(team: Team, told: dict) -> Case:
    """The whole way to destruction; gives the case as AK left it."""
    case = team.opened("MJ")
    ask_to_destroy(case, told["worker"], agent=case.agent("MJ"), reason=PLANTED, **TOLD)
    team.clock.turn(days=31)
    second = team.opened("AK")
    done = confirm_destruction(second, told["worker"], agent=second.agent("AK"), reason=PLANTED)
    assert done.carried_out and done.pending == ()
    return second


def forms(words: str) -> list[bytes]:
    """Planted words as they might still lie somewhere."""
    plain = [unicodedata.normalize(form, words) for form in ("NFC", "NFD")]
    raw = [text.encode(code) for text in plain for code in ("utf-8", "utf-16-le")]
    return [*raw, *(base64.b64encode(one)[4:-4] for one in raw)]


def everything_opened(root: Path, identity: str) -> bytes:
    """All bytes of a case, and all that a key of it still opens: bodies of every chain, and stored objects."""
    raw = b"".join(file.read_bytes() for file in root.rglob("*") if file.is_file())
    from workbench.casefile import open_case

    case = open_case(root)
    assert isinstance(case.vault, SealedVault)
    case.vault.open_with(Secrets("", identity, bytes(32)))
    opened = []
    from workbench.casefile.chains import chains_in
    from workbench.casefile.ledger import read_chain

    for folder in ("ledger", "access", "counsel"):
        for file in chains_in(root / folder):
            for line in read_chain(file):
                try:
                    opened.append(str(case.vault.open(line.kind, line.id, line.body)).encode())
                except NoKey:
                    continue
    for name in case.objects.names():
        try:
            opened.append(case.objects.read(name))
        except NoKey:
            continue
    return raw + b"".join(opened)


def test_sharing_stops_at_once_and_nothing_else_changes(case: Case) -> None:
    told = tell(case)
    before = {kind: [live.id for live in case.state().of(kind)] for kind in ("item", "coding", "passage")}
    case.log_access("", [("bag/a", "0" * 64)], release="f" * 64, audience="reviewer")
    done = stop_sharing(case, told["worker"], agent=case.agent("MJ"), reason="by telephone")
    assert set(case.state().withdrawals("stop-sharing")) == {told["worker"]}
    assert {kind: [live.id for live in case.state().of(kind)] for kind in before} == before
    assert [(one.id, one.audience) for one in done.released] == [("f" * 64, "reviewer")]
    assert {told["item"], told["across"], told["of_her"]} <= set(done.removed) and told["both"] not in done.removed
    assert {one.id: one.reason for one in done.stays}[told["both"]] == "this event also names others"
    again = stop_sharing(case, told["worker"], agent=case.agent("MJ"), reason="again")
    assert again.already and again.record == done.record


def test_using_stops_and_an_undo_brings_everything_back(case: Case) -> None:
    told = tell(case)
    kinds = ("item", "coding", "passage", "relation", "derivative", "custody", "source")
    before = {kind: [live.id for live in case.state().of(kind)] for kind in kinds}
    done = stop_using(case, told["worker"], agent=case.agent("MJ"), reason="she was told to")
    now = {live.id for kind in kinds for live in case.state().of(kind)}
    assert not now & set(done.removed) and told["other"]["item"] in now
    assert verify(case).items["withdrawn"] == 1 and verify(case).ok
    undo(case, done.record, agent=case.agent("MJ"), reason="forced by the foreman")
    assert {kind: [live.id for live in case.state().of(kind)] for kind in kinds} == before
    stop_using(case, told["worker"], agent=case.agent("MJ"), reason="a")
    assert stop_sharing(case, told["worker"], agent=case.agent("MJ"), reason="b").already, "it holds what is before it"


def test_an_unsealed_case_destroys_nothing_and_says_what_to_do(case: Case) -> None:
    told = tell(case)
    for act in (ask_to_destroy, confirm_destruction):
        with pytest.raises(Refused, match="--stop-using"):
            act(case, told["worker"], agent=case.agent("MJ"), reason="r")
    with pytest.raises(Refused):
        carry_out(case, told["worker"], agent=case.agent("MJ"))
    assert case.state().withdrawals("destroy") == {}


def test_a_worker_is_found_by_key_and_by_id_and_nobody_else_is(case: Case) -> None:
    told = tell(case)
    assert {worker_of(case, name) for name in ("W-01", told["worker"], told["worker"][:8])} == {told["worker"]}
    with pytest.raises(Unknown, match="W-01"):
        worker_of(case, "W-03")
    with pytest.raises(BadValue, match="Company"):
        worker_of(case, "E-01")
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Entity(key="W-01", schema="Worker", label="another"))
    with pytest.raises(BadValue, match=told["worker"][:12]):
        worker_of(case, "W-01")


def test_destroying_waits_for_each_thing_it_needs(team: Team) -> None:
    told = tell(team.opened("MJ"))
    case = team.opened("MJ")
    mj = case.agent("MJ")
    done = ask_to_destroy(case, told["worker"], agent=mj, reason="r")
    assert [one.what for one in done.pending] == ["second-agent", "private", "offered", "delay"]
    assert next(one.until for one in done.pending if one.until) == "2026-03-31T09:00:00Z"
    assert told["item"] not in {live.id for live in case.state().of("item")}, "using stops at once"
    assert ask_to_destroy(case, told["worker"], agent=mj, reason="again").record == done.record
    done = ask_to_destroy(case, told["worker"], agent=mj, reason="r", **TOLD)
    assert [one.what for one in done.pending] == ["second-agent", "delay"]
    with pytest.raises(Refused, match="who asked cannot"):
        confirm_destruction(case, told["worker"], agent=mj, reason="r")
    with pytest.raises(Refused, match="own passphrase"):
        confirm_destruction(case, told["worker"], agent=case.agent("AK"), reason="r")
    second = team.opened("AK")
    held = hold(second, told["worker"], agent=second.agent("AK"), reason="filed", authority="District court")
    done = confirm_destruction(second, told["worker"], agent=second.agent("AK"), reason="she said so to me too")
    assert [one.what for one in done.pending] == ["delay", "hold"]
    team.clock.turn(days=30)
    case = team.opened("MJ")
    with pytest.raises(Refused, match="District court"):
        carry_out(case, told["worker"], agent=mj)
    undo(case, held, agent=mj, reason="withdrawn by the court")
    on_all = hold(case, None, agent=mj, reason="a hold on everything")
    assert [one.what for one in ask_to_destroy(case, told["worker"], agent=mj, reason="r").pending] == ["hold"]
    undo(case, on_all, agent=mj)
    hold(case, told["other"]["worker"], agent=mj, reason="another's")
    assert ask_to_destroy(case, told["worker"], agent=mj, reason="r").carried_out


def test_a_confirmation_under_another_name_with_the_same_key_does_not_count(team: Team) -> None:
    told = tell(team.opened("MJ"))
    case = team.opened("MJ")
    done = ask_to_destroy(case, told["worker"], agent=case.agent("MJ"), reason="r", **TOLD)
    from workbench.records import Withdrawal

    with case.writing(case.agent("AK")) as writer:  # MJ's passphrase, AK's name
        writer.record(Withdrawal(subject=told["worker"], act="destroy", reason="r", confirms=done.record))
    team.clock.turn(days=31)
    again = team.opened("MJ")
    done = ask_to_destroy(again, told["worker"], agent=again.agent("MJ"), reason="r")
    assert [one.what for one in done.pending] == ["second-agent"] and not done.carried_out
    assert "by AK does not count, because another key than theirs signed it" in done.pending[0].message


def test_a_wish_that_is_undone_destroys_nothing(team: Team) -> None:
    told = tell(team.opened("MJ"))
    case = team.opened("MJ")
    done = ask_to_destroy(case, told["worker"], agent=case.agent("MJ"), reason="forced", **TOLD)
    undo(case, done.record, agent=case.agent("MJ"))
    team.clock.turn(days=31)
    second = team.opened("AK")
    with pytest.raises(Refused, match="nobody has asked"):
        confirm_destruction(second, told["worker"], agent=second.agent("AK"), reason="r")
    assert second.state().get(told["coding"]) and not second.state().withdrawn(told["coding"])


def test_nothing_of_a_destroyed_worker_can_be_recovered_and_the_chain_is_whole(team: Team, sealed_once: tuple) -> None:
    told = tell(team.opened("MJ"))
    team.opened("MJ").log_access("", [("bag/a", "0" * 64)], release="f" * 64, audience="reviewer")
    planted = forms(PLANTED) + forms("Name of W-01") + forms("alone with her in the garden")
    before = everything_opened(team.case.path, sealed_once[1])
    assert sum(one in before for one in planted) >= 3, "the search finds what is there"
    head = team.opened("MJ").tips()
    case = gone(team, told)
    for identity in (sealed_once[1], *(secrets.identity for secrets in team.secrets.values())):
        held = everything_opened(case.path, identity)
        assert not [one for one in planted if one in held]
    assert all(case.tips()[chain][0] >= count for chain, (count, _) in head.items())
    for audit in (verify(case), verify(case, without_key=True)):
        assert [problem for problem in audit.problems if problem.code != "not-opened"] == []
        assert (audit.items["withdrawn"], audit.items["ok"], audit.ledger_ok) == (1, 1, True)
    state = case.state()
    assert {told["other"]["item"], told["both"], told["report"]} <= {live.id for live in state.all}
    assert state.get(told["across"]) is None and state.get(told["of_her"]) is None and state.sealed == ()
    assert counsel_notes(case).all == ()
    (stone,) = state.of("tombstone")
    assert stone.record.cause == "withdrawn" and set(stone.record.objects) == set(told["objects"])
    ring = {unit for line in lines_of(case.path / "keys", generations(case.path / "keys")[-1]) for unit in line.units}
    assert not ring & set(stone.record.units) and len(generations(case.path / "keys")) == 1


def test_a_stored_file_that_is_put_back_after_its_destruction_is_taken_for_no_new_one(team: Team) -> None:
    told = tell(team.opened("MJ"))
    first = team.opened("MJ")
    kept = {name: first.objects.path(name).read_bytes() for name in told["objects"]}
    digest = first.state().get(told["item"]).record.sha256  # type: ignore[union-attr]
    case = gone(team, told)
    for name, raw in kept.items():
        case.objects.path(name).parent.mkdir(exist_ok=True)
        case.objects.path(name).write_bytes(raw)
    assert lying(case).take(digest) is None, "its key is gone, so that nobody can tell what is in it"


def test_what_was_waited_for_and_came_meanwhile_is_said_to_be_pending_no_more(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tell(team.opened("MJ"))
    case = team.opened("MJ")
    ask_to_destroy(case, told["worker"], agent=case.agent("MJ"), reason="r", **TOLD)
    team.clock.turn(days=31)
    second = team.opened("AK")
    waits = iter([(Pending("delay", "until noon"),)])  # asked before the lock is had: then it ends
    monkeypatch.setattr(withdrawal, "pending", lambda *_: next(waits, ()))
    done = confirm_destruction(second, told["worker"], agent=second.agent("AK"), reason="r")
    assert done.carried_out and done.pending == ()


def test_an_old_ring_key_opens_nothing_of_the_new_ring(team: Team) -> None:
    told = tell(team.opened("MJ"))
    kept = team.case.path.parent / "old-keys"
    shutil.copytree(team.case.path / "keys", kept)
    case = gone(team, told)
    newest = f"ring-{generations(case.path / 'keys')[-1]:06d}"
    old = next(kept.glob("ring-*.age"))
    shutil.copyfile(case.path / "keys" / f"{newest}.jsonl", kept / f"{newest}.jsonl")
    shutil.copyfile(old, kept / f"{newest}.age")
    with pytest.raises(NotOpened):
        Ring(kept, team.secrets["MJ"].identity)


def test_work_goes_on_after_a_destruction(team: Team) -> None:
    told = tell(team.opened("MJ"))
    case = gone(team, told)
    fresh = told_by(case, "A third account", worker="W-03", key="S-03", name="v.txt")
    again = team.opened("MJ")
    assert again.objects.read(fresh["objects"][0]) == b"A third account" and verify(again).problems == ()
    with pytest.raises(Refused, match=r"no key is left.*workbench receipts") as refused:
        worker_of(again, "W-01")
    assert "W-02" not in str(refused.value), "nobody else is proposed in the place of who is gone"


def test_only_releases_before_the_first_act_are_to_be_asked_back_and_the_strongest_act_is_told(team: Team) -> None:
    case = team.opened("MJ")
    told = tell(case)
    case.log_access("", [("bag/a", "0" * 64)], release="a" * 64, audience="reviewer")
    team.clock.turn(days=1)
    case = team.opened("MJ")
    first = stop_sharing(case, told["worker"], agent=case.agent("MJ"), reason="R")
    team.clock.turn(days=1)
    case = team.opened("MJ")
    case.log_access("", [("bag/b", "0" * 64)], release="b" * 64, audience="reviewer")
    then = stop_using(case, told["worker"], agent=case.agent("MJ"), reason="R")
    wish = ask_to_destroy(case, told["worker"], agent=case.agent("MJ"), reason="R")
    again = stop_sharing(case, told["worker"], agent=case.agent("MJ"), reason="R")
    assert [(one.counts, len(one.pending) > 0) for one in (first, then, wish, again)] == [
        ("stop-sharing", False), ("stop-using", False), ("destroy", True), ("destroy", True),
    ]  # fmt: skip
    assert {one.id for done in (first, then, wish, again) for one in done.released} == {"a" * 64}


def test_what_cannot_be_destroyed_and_was_for_her_alone_is_named_before_and_out_of_use_afterwards(team: Team) -> None:
    case = team.opened("MJ")
    told = tell(case)
    with case.writing(case.agent("MJ")) as writer:
        other = told["other"]
        words = writer.record(Passage(item=other["item"], derivative=other["text"], quote="I saw", start=0, end=5))
        writer.record(coding_of(case, words, told["worker"]))
    wish = ask_to_destroy(case, told["worker"], agent=case.agent("MJ"), reason="R", **TOLD)
    assert {one.id: one.reason for one in wish.stays}[words] == SEALED_TOGETHER
    assert words not in {live.id for live in case.state().of("passage")}
    team.clock.turn(days=31)
    second = team.opened("AK")
    done = confirm_destruction(second, told["worker"], agent=second.agent("AK"), reason="R")
    assert done.carried_out and done.stays == wish.stays
    state = team.opened("AK").state()
    assert state.get(words) and words not in {live.id for live in state.of("passage")}
    assert verify(team.opened("MJ")).ok


def test_what_an_act_that_was_cut_off_had_stored_goes_too(team: Team) -> None:
    case = team.opened("MJ")
    told = tell(case)
    with pytest.raises(KeyboardInterrupt), case.writing(case.agent("MJ")) as writer:
        kept = writer.store(PLANTED.encode())
        case.objects.settle()
        case.vault.flush()
        raise KeyboardInterrupt  # its event was never written
    assert team.opened("MJ").objects.read(kept.name) == PLANTED.encode()
    second = gone(team, told)
    assert not second.objects.path(kept.name).exists() and verify(team.opened("MJ")).problems == ()
    assert second.objects.read(told["other"]["objects"][0]), "and nothing that an event names"
    with pytest.raises(NoKey):
        second.vault.key_of(kept.unit)


def test_whoever_has_the_case_open_elsewhere_loses_the_keys_with_the_next_look(team: Team) -> None:
    told = tell(team.opened("MJ"))
    looking = team.opened("MJ")
    assert looking.state().get(told["coding"])
    gone(team, told)
    looking.unlock()  # another process has filled its memory since
    cipher.part(bytes(32), "body")
    assert looking.state().get(told["coding"]) is None
    assert cipher.part.cache_info().currsize < len(list(looking.lines())), "only what was read since"
    with pytest.raises(WorkbenchError):
        looking.objects.read(told["objects"][0])


def test_a_tombstone_of_another_copy_waits_to_be_confirmed_here(team: Team, tmp_path: Path) -> None:
    told = tell(team.opened("MJ"))
    case = team.opened("MJ")
    ask_to_destroy(case, told["worker"], agent=case.agent("MJ"), reason="r", **TOLD)
    there = team.copied(tmp_path / "elsewhere")
    team.clock.turn(days=31)
    second = team.opened("AK")
    assert confirm_destruction(second, told["worker"], agent=second.agent("AK"), reason="r").carried_out
    copy = there.opened("MJ")
    merge(copy, second, agent=copy.agent("MJ"))
    copy = there.opened("MJ")
    assert copy.objects.read(told["objects"][0]) and copy.state().withdrawn(told["coding"])
    for audit in (verify(copy), verify(copy, without_key=True)):
        assert {problem.code for problem in audit.problems} - {"not-opened"} == {"destroyed-elsewhere"} and audit.ok
    told_by(copy, "Work goes on", worker="W-09", key="S-09", name="z.txt")  # writing finishes nothing of another copy
    waits = ask_to_destroy(there.opened("MJ"), told["worker"], agent=copy.agent("MJ"), reason="r").pending
    assert [one.what for one in waits] == ["second-agent"] and "another copy" in waits[0].message
    last = there.opened("AK")
    assert confirm_destruction(last, told["worker"], agent=last.agent("AK"), reason="r").carried_out
    for audit in (verify(last), verify(last, without_key=True)):
        assert {problem.code for problem in audit.problems} <= {"not-opened"} and audit.items["withdrawn"] == 1
    merge(team.opened("MJ"), there.opened("MJ"), agent=case.agent("MJ"))
    assert verify(team.opened("MJ")).problems == ()


def test_a_forced_withdrawal_with_all_three_acts_is_undone_on_the_other_side(team: Team, tmp_path: Path) -> None:
    told = tell(team.opened("MJ"))
    shutil.copytree(team.case.path, tmp_path / "held up")
    forced = dataclasses.replace(team, case=team.opened("MJ"))
    forced.case.path = tmp_path / "held up"
    under = forced.opened("AK")
    stop_sharing(under, told["worker"], agent=under.agent("AK"), reason="forced")
    ask_to_destroy(under, told["worker"], agent=under.agent("AK"), reason="forced", **TOLD)
    team.clock.turn(days=31)
    other = forced.opened("MJ")
    assert confirm_destruction(other, told["worker"], agent=other.agent("MJ"), reason="forced").carried_out
    mine = team.opened("MJ")
    came = merge(mine, other, agent=mine.agent("MJ")).withdrawals
    assert sorted(one.act for one in came) == ["destroy", "destroy", "stop-sharing"]
    assert mine.state().withdrawn(told["coding"])
    for one in reversed(came):
        undo(mine, one.record, agent=mine.agent("MJ"), reason="both were forced")
    mine = team.opened("MJ")
    assert not mine.state().withdrawn(told["coding"]) and mine.state().get(told["coding"])
    assert mine.objects.read(told["objects"][0]) and verify(mine).items["ok"] >= 1
    assert [one.code for one in verify(mine).problems] == ["destroyed-elsewhere"], "and it still says so"
    assert pending(mine, told["worker"]) == (Pending("asked", "nobody has asked for it"),)


def test_what_another_copy_still_wrote_of_a_destroyed_worker_does_not_count_here(team: Team, tmp_path: Path) -> None:
    told = tell(team.opened("MJ"))
    there = team.copied(tmp_path / "elsewhere")
    copy = there.opened("AK")
    with copy.writing(copy.agent("AK")) as writer:
        more = writer.record(coding_of(copy, told["passage"], told["worker"]))
        across = writer.record(coding_of(copy, told["passage"], told["other"]["worker"]))
    case = gone(team, told)
    merge(case, there.opened("AK"), agent=case.agent("AK"))
    case = team.opened("MJ")
    assert verify(case).problems == () and case.state().get(more) is None
    assert across not in {live.id for live in case.state().of("coding")}


def test_a_file_that_another_copy_took_in_of_a_destroyed_worker_is_named_and_can_be_taken_out(
    team: Team, tmp_path: Path
) -> None:
    told = tell(team.opened("MJ"))
    there = team.copied(tmp_path / "elsewhere")
    copy = there.opened("AK")
    with copy.writing(copy.agent("AK")) as writer:
        kept = writer.store(b"told anew")
        fields = {"media_type": "text/plain", "kind": "text", "object": kept.name, "sha256": kept.sha256}
        item = writer.record(Item(size=kept.size, name="anew.txt", source=told["source"], **fields))
    case = gone(team, told)
    merged = merge(case, there.opened("AK"), agent=case.agent("AK"))
    assert [one.id for one in merged.returned] == [item]
    case = team.opened("MJ")
    audit = verify(case)
    (found,) = audit.problems
    assert (found.code, found.subject) == ("rests-on-destroyed", "item anew.txt") and item[:12] in found.message
    assert audit.ok, "nothing uses it: releases of the others go on"
    assert item not in {live.id for live in case.state().of("item")}, "and nothing uses it"
    take_out(case, item[:12], agent=case.agent("MJ"), reason="the worker told nothing anew")
    again = team.opened("MJ")
    assert verify(again).problems == () and not again.objects.path(kept.name).exists()


def test_what_came_at_night_is_destroyed_with_whoever_is_said_later_to_have_told_it(
    team: Team, sealed_once: tuple
) -> None:
    begun = team.opened("MJ")
    told = told_by(begun, "I saw it.")
    other = told_by(begun, "Nobody was paid.", worker="W-02", key="S-02", name="u.txt")
    night = at_night(begun, other["worker"], PLANTED)
    said_later(begun, night["source"], told["worker"], label=PLANTED, interpreter=PLANTED)
    assert forms(PLANTED)[0] in everything_opened(team.case.path, sealed_once[1])
    case = gone(team, told)
    held = everything_opened(case.path, sealed_once[1])
    assert not [one for one in forms(PLANTED) if one in held]
    assert {case.state().get(night[name]) for name in ("source", "item", "passage", "coding")} == {None}
    assert not any(case.objects.path(name).exists() for name in night["objects"])
    assert case.state().get(other["coding"]) and verify(case).problems == ()


def test_while_two_say_different_things_of_who_told_a_file_nothing_of_it_is_used_and_nothing_destroyed(
    team: Team,
) -> None:
    begun = team.opened("MJ")
    told, other = told_by(begun, "I saw it."), told_by(begun, "Unpaid.", worker="W-02", key="S-02", name="u.txt")
    night = at_night(begun, other["worker"], PLANTED)
    said_later(begun, night["source"], told["worker"])
    wrong = said_later(begun, night["source"], other["worker"])
    case = team.opened("MJ")
    ask_to_destroy(case, told["worker"], agent=case.agent("MJ"), reason="r", **TOLD)
    assert case.state().withdrawn(night["item"]) and night["coding"] not in {
        one.id for one in case.state().of("coding")
    }
    team.clock.turn(days=31)
    second = team.opened("AK")
    done = confirm_destruction(second, told["worker"], agent=second.agent("AK"), reason="r")
    assert not done.carried_out and [one.what for one in done.pending] == ["doubted"]
    assert "S-90" in done.pending[0].message
    undo(second, wrong, agent=second.agent("AK"))
    carry_out(second, told["worker"], agent=second.agent("AK"))
    assert second.state().get(night["item"]) is None and verify(second).problems == ()


def test_where_a_wrong_file_was_taken_out_nobody_is_said_to_be_destroyed(sealed: Case) -> None:
    told_by(sealed)
    with sealed.writing(sealed.agent("MJ")) as writer:
        kept = writer.store(b"wrong")
        fields = {"media_type": "text/plain", "kind": "text", "object": kept.name, "sha256": kept.sha256}
        wrong = writer.record(Item(size=kept.size, name="x.txt", **fields))
    take_out(sealed, wrong, agent=sealed.agent("MJ"), reason="R")
    with pytest.raises(Unknown, match="W-01"):
        worker_of(sealed, "W-10")


def test_what_was_set_aside_before_a_destruction_is_not_set_aside_again(team: Team) -> None:
    case = team.opened("MJ")
    told, other = told_by(case), told_by(case, "Another account.", worker="W-02", key="S-02", name="u.txt")
    with case.writing(case.agent("MJ")) as writer:
        words = writer.record(Passage(item=other["item"], derivative=other["text"], quote="Anot", start=0, end=4))
        writer.record(coding_of(case, words, told["worker"]))
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Correction(target=words, reason="wrong"))
    ask_to_destroy(case, told["worker"], agent=case.agent("MJ"), reason="R", **TOLD)
    team.clock.turn(days=31)
    second = team.opened("AK")
    done = confirm_destruction(second, told["worker"], agent=second.agent("AK"), reason="R")
    assert done.carried_out
    assert [one.reason for one in done.stays if one.id == words] == [SEALED_TOGETHER]
    assert len(team.opened("AK").state().corrections[words]) == 1
