"""Keys of two copies come together; what was destroyed here does not come back."""

import os
import shutil
from pathlib import Path

import pytest

from tests.casefile.sealed_case import PASSPHRASE, told_by
from workbench.casefile import Case, open_case, team, verify
from workbench.casefile.cipher import NotOpened
from workbench.casefile.members import WrongPassphrase
from workbench.casefile.merging import merge
from workbench.casefile.recipients import new_identity, recipient_of
from workbench.casefile.ring import Ring, drop_older, write_generation
from workbench.errors import Refused
from workbench.records import Member, Tombstone

HERS, HIS = "hers alone, and long enough", "his alone, and long enough"


def copied(case: Case, place: Path) -> Case:
    shutil.copytree(case.path, place)
    return open_case(place).unlock(PASSPHRASE)


def test_a_unit_that_was_destroyed_here_does_not_come_back_with_a_merge(sealed: Case, tmp_path: Path) -> None:
    told = told_by(sealed)
    other = copied(sealed, tmp_path / "other")
    ring = Ring(sealed.path / "keys", sealed.vault.secrets.identity)  # type: ignore[attr-defined]
    gone = {sealed.ground().units.unit_of(told["item"]), sealed.ground().units.unit_of(told["worker"])}
    records = tuple(told[name] for name in ("worker", "source", "item", "text", "passage", "coding"))
    records += tuple(live.id for live in sealed.state().of("custody"))
    with sealed.writing(sealed.agent("MJ")) as writer:
        writer.record(
            Tombstone(cause="withdrawn", records=records, units=tuple(sorted(gone)), objects=tuple(told["objects"]))
        )
    left = {unit: key for unit, key in ring.keys.items() if unit not in gone}
    write_generation(sealed.path / "keys", 2, left, ring.recipients, os.urandom(32), os.urandom(12))
    drop_older(sealed.path / "keys")
    for name in told["objects"]:
        sealed.objects.path(name).unlink()
    here = open_case(sealed.path).unlock(PASSPHRASE)
    assert verify(here).ok and verify(here).items["withdrawn"] == 1
    merge(here, other, agent=here.agent("MJ"))
    after = open_case(sealed.path).unlock(PASSPHRASE)
    assert verify(after).problems == () and not gone & set(Ring(after.path / "keys", after.vault.secrets.identity).keys)  # type: ignore[attr-defined]
    assert not any(after.objects.path(name).exists() for name in told["objects"])
    merge(other, after, agent=other.agent("MJ"))  # a tombstone alone destroys nothing on the other side
    there = open_case(other.path).unlock(PASSPHRASE)
    assert there.state().get(told["coding"]) and there.objects.read(told["objects"][0])


def test_a_copy_sealed_anew_for_others_gives_no_keys(sealed: Case, tmp_path: Path) -> None:
    other = copied(sealed, tmp_path / "other")
    told_by(other)
    stranger = recipient_of(new_identity())
    write_generation(other.path / "keys", 2, {}, [stranger], os.urandom(32), os.urandom(12))
    before = sealed.head()
    with pytest.raises(NotOpened):
        merge(sealed, other, agent=sealed.agent("MJ"))
    assert open_case(sealed.path).head() == before


def test_who_was_removed_or_given_new_keys_is_told_so_when_and_by_whom(sealed: Case, tmp_path: Path) -> None:
    team.add_member(sealed, "AK", HERS)
    shutil.copytree(sealed.path, tmp_path / "hers")
    team.remove_member(sealed, "AK")
    own = open_case(tmp_path / "hers").unlock(HERS)
    head, day = own.head(), sealed.door.now()[:10]
    with pytest.raises(Refused, match=f"you were removed from the team on {day} by MJ: .* Ask MJ to merge your copy"):
        merge(own, open_case(sealed.path), agent=own.agent("AK"))
    team.add_member(sealed, "AK", HIS)
    with pytest.raises(Refused, match=f"you were given new keys on {day} by MJ"):
        merge(own, open_case(sealed.path), agent=own.agent("AK"))
    assert open_case(own.path).head() == head
    with pytest.raises(WrongPassphrase, match="whoever was removed from the team has no keys here any more"):
        open_case(sealed.path).unlock(HERS)
    merge(sealed, own, agent=sealed.agent("MJ"))
    assert verify(sealed).ok, "and what she was told to ask for works"


def test_who_joined_or_was_shut_out_on_one_side_is_so_on_both(sealed: Case, tmp_path: Path) -> None:
    team.add_member(sealed, "AK", HERS)
    other = copied(sealed, tmp_path / "other")
    team.remove_member(other, "AK")
    team.add_member(other, "JS", HIS)
    shown: list[str] = []
    team.renew_recovery(other, shown.append)
    told_by(sealed)
    merge(sealed, other, agent=sealed.agent("MJ"))
    merge(other, sealed, agent=other.agent("MJ"))
    assert sealed.head() == other.head()
    for case in (sealed, other):
        assert verify(case).problems == ()
        assert open_case(case.path).unlock(HIS).member_agent() == case.agent("JS")
        with pytest.raises(WrongPassphrase):
            open_case(case.path).unlock(HERS)
        assert recipient_of(shown[0]) in case.vault.ring.recipients and len(case.vault.ring.recipients) == 3  # type: ignore[attr-defined]


def test_a_ring_that_somebody_made_up_lets_nobody_in(sealed: Case, tmp_path: Path) -> None:
    """He has the disk on which a copy travels, and no key: he wraps a ring of his own for the team and for himself."""
    other = copied(sealed, tmp_path / "other")
    his = recipient_of(new_identity())
    with other.writing(other.agent("MJ")) as writer:
        writer.record(Member(member="0e" * 8, action="added", recipient=his, signing="0" * 64, file="0" * 64, turn=9))
    real = list(sealed.vault.ring.recipients)  # type: ignore[attr-defined]
    write_generation(other.path / "keys", 2, {"ee" * 16: bytes(32)}, [*real, his], os.urandom(32), os.urandom(12))
    with pytest.raises(Refused, match="made it up"):
        merge(sealed, open_case(other.path), agent=sealed.agent("MJ"))
    assert sealed.vault.ring.recipients == real and verify(sealed).problems == ()  # type: ignore[attr-defined]
