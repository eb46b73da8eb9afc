"""Who may open a case as its ledger states it; what the ledger states gives nobody the keys."""

import dataclasses
import shutil
from pathlib import Path

import pytest

from tests.casefile.sealed_case import PASSPHRASE
from workbench.casefile import Case, open_case, roster, verify
from workbench.casefile.recipients import new_identity, recipient_of
from workbench.casefile.ring_lines import generations
from workbench.casefile.roster import Roster, by_turn, fresh_digest, holders, mend, rewrap, roster_of
from workbench.casefile.sealed_vault import SealedVault
from workbench.casefile.state import Live
from workbench.errors import Unreadable
from workbench.records import Member

OTHER = "0e" * 8


def of(*records: Member) -> Roster:
    return roster_of([Live(f"{n:064}", "2026-01-01T00:00:00Z", "", "member", one) for n, one in enumerate(records)])


def added(member: str, name: str, turn: int = 0) -> Member:
    return Member(member=member, action="added", recipient=f"age1{name}", signing=name, file=name, turn=turn)


def test_the_last_word_on_each_member_counts_and_the_first_recovery_key_goes_with_the_second() -> None:
    recoveries = (Member(member="aa", action="recovery", recipient=f"age1{one}", turn=n) for n, one in enumerate("rs"))
    told = of(added("a", "x"), added("b", "y"), *recoveries, Member(member="b", action="removed", turn=1),
              added("a", "z", 2))  # fmt: skip
    assert told.openers == {"age1z", "age1s"}
    assert told.files == {"a": "z", "b": None} and told.signing == {"a": "z", "b": "y"}


def test_turns_count_before_clocks_and_a_change_brings_no_removed_member_back() -> None:
    removed = Member(member="a", action="removed", turn=2)
    changed = Member(member="a", action="changed", file="w", recipient="age1x", turn=3)
    assert of(removed, added("a", "x", 1)).recipients == {}
    assert of(added("a", "x"), removed, changed) == Roster({"a": None}, {}, {"a": "x"})
    assert [one.turn for one in by_turn([Live("", "", "", "member", one) for one in (changed, removed)])] == [2, 3]


@pytest.mark.parametrize("act", ["added", "recovery"])
def test_a_line_that_a_stranger_wrote_gives_him_no_key(sealed: Case, act: str) -> None:
    """Members stand in the open, so anybody who can write to the disk can add such a line."""
    able = list(sealed.vault.ring.recipients)
    his = recipient_of(new_identity())
    with sealed.writing(sealed.agent("MJ")) as writer:
        writer.record(dataclasses.replace(added(OTHER, "z", 9), action=act, recipient=his, signing="0" * 64,
                                          file="0" * 64))  # fmt: skip
    with sealed.writing(sealed.agent("MJ")):
        pass
    assert sealed.vault.ring.recipients == able, "and takes nobody's place"
    assert ("shut-out", "keys/ring-000001.age") in {(one.code, one.subject) for one in verify(sealed).problems}


def test_a_stranger_cannot_shut_out_the_one_who_works(sealed: Case) -> None:
    own = sealed.vault.secrets
    with sealed.writing(sealed.agent("MJ")) as writer:
        writer.record(Member(member=own.member, action="removed", turn=9))
    with sealed.writing(sealed.agent("MJ")):
        pass
    assert open_case(sealed.path).unlock(PASSPHRASE).info.title == "Site A"
    assert {one.code for one in verify(sealed).problems} == {"unfinished"}


def test_rewrapping_changes_the_ring_key_and_keeps_every_key_in_it(sealed: Case, tmp_path: Path) -> None:
    ring = sealed.vault.ring
    keys, before = dict(ring.keys), ring._key
    fresh = sealed.vault.new_unit()
    rewrap(sealed.vault, ring.recipients)
    assert ring._key != before and ring.keys.items() >= keys.items() and fresh in ring.keys
    assert generations(sealed.path / "keys") == [1, 2]
    mend(sealed.vault, sealed.state().all)
    assert generations(sealed.path / "keys") == [2]


def test_what_waits_beside_its_place_is_put_there_or_taken_away_and_strangers_stay(sealed: Case) -> None:
    keys = sealed.path / "keys"
    own = next(keys.glob("member-*.json"))
    member = sealed.vault.secrets.member
    shutil.copy(own, keys / f"member-{OTHER}.json")
    (keys / f"member-{OTHER}.json.new").write_bytes(b"never acknowledged")
    own.rename(keys / (own.name + ".new"))
    assert fresh_digest(keys, member) == roster_of(sealed.state().all).files[member]
    assert ("unfinished", f"keys/{own.name}") in {(one.code, one.subject) for one in verify(sealed).problems}
    mend(sealed.vault, sealed.state().all)
    assert own.exists() and fresh_digest(keys, member) is None
    assert {(one.code, one.subject) for one in verify(sealed).problems} == {
        ("unknown-file", f"keys/member-{OTHER}.json")
    }


def test_each_member_has_an_agent(sealed: Case) -> None:
    assert {member: live.record.key for member, live in holders(sealed.state()).items()} == {
        sealed.vault.secrets.member: "MJ"
    }


def test_a_new_key_file_that_cannot_be_read_now_is_not_taken_away(sealed: Case, monkeypatch) -> None:
    """Too many open files, or a drive that hesitates: the ledger names that file, and no other copy is there."""
    assert isinstance(sealed.vault, SealedVault)
    keys, member = sealed.path / "keys", sealed.vault.secrets.member
    own, fresh = keys / f"member-{member}.json", keys / f"member-{member}.json.new"
    own.rename(fresh)
    real = roster.whole_bytes

    def too_many(path):
        if path == fresh:
            raise Unreadable(path, "Too many open files")
        return real(path)

    with monkeypatch.context() as patch:
        patch.setattr(roster, "whole_bytes", too_many)
        with pytest.raises(Unreadable), sealed.writing(sealed.agent("MJ")):
            pass
        told = [one for one in verify(sealed).problems if one.subject.startswith("keys/member")]
        assert {one.code for one in told} == {"unverifiable", "unfinished"}
    assert fresh.exists()
    with sealed.writing(sealed.agent("MJ")):
        pass
    assert own.exists() and not fresh.exists() and verify(sealed).ok
