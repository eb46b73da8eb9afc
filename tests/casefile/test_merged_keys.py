"""Keys of two copies come together; what was destroyed here does not come back."""

import os
import shutil
from pathlib import Path

import pytest

from tests.casefile.sealed_case import PASSPHRASE, told_by
from workbench.casefile import Case, open_case, verify
from workbench.casefile.cipher import NotOpened
from workbench.casefile.line import Line
from workbench.casefile.merged_keys import recipients, standing
from workbench.casefile.merging import merge
from workbench.casefile.recipients import new_identity, recipient_of
from workbench.casefile.ring import Ring, drop_older, write_generation
from workbench.records import Tombstone


def copied(case: Case, place: Path) -> Case:
    shutil.copytree(case.path, place)
    return open_case(place).unlock(PASSPHRASE)


def test_a_unit_that_was_destroyed_here_does_not_come_back_with_a_merge(sealed: Case, tmp_path: Path) -> None:
    told = told_by(sealed)
    other = copied(sealed, tmp_path / "other")
    ring = Ring(sealed.path / "keys", sealed.vault.secrets.identity)  # type: ignore[attr-defined]
    gone = {sealed.units.unit_of(told["item"]), sealed.units.unit_of(told["worker"])}
    records = tuple(told[name] for name in ("worker", "source", "item", "text", "passage", "coding"))
    records += tuple(live.id for live in sealed.state().of("custody"))
    with sealed.writing(sealed.agent("MJ")) as writer:
        writer.record(
            Tombstone(cause="withdrawn", records=records, units=tuple(sorted(gone)), objects=tuple(told["objects"]))
        )
    left = {unit: key for unit, key in ring.keys.items() if unit not in gone}
    team = recipients(standing(line for line in sealed.lines() if line.kind == "member"))
    write_generation(sealed.path / "keys", 2, left, team, os.urandom(32), os.urandom(12))
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


def test_the_later_of_two_records_of_a_member_counts_in_whichever_order_they_come() -> None:
    def line(n: int, **told: str) -> Line:
        body = {"content": {"member": "0a", **told}}
        return Line("c", n, f"2026-01-15T09:00:0{n}Z", "", "member", "", "", body, 0, "")

    told = [line(0, action="added", recipient="age1a", file="1"), line(1, action="changed", file="2")]
    for order in (told, told[::-1]):
        assert standing(order) == {"0a": {"member": "0a", "action": "changed", "recipient": "age1a", "file": "2"}}
    assert standing([*told, line(2, action="removed")]) == {}
