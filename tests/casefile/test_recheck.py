"""Stored bytes against names, contents against records, quotes against texts."""

from pathlib import Path

import pytest

from tests.casefile.sealed_case import PASSPHRASE, told_by
from workbench.casefile import Case, open_case, verify
from workbench.casefile.recheck import resting_on_destroyed
from workbench.casefile.state import State
from workbench.records import Correction


@pytest.fixture(params=["plain", "sealed"])
def told(request: pytest.FixtureRequest, case: Case, sealed: Case) -> tuple[Case, dict]:
    chosen = case if request.param == "plain" else sealed
    return chosen, told_by(chosen)


def spoil(path: Path, data: bytes) -> None:
    path.chmod(0o600)
    path.write_bytes(data)


@pytest.mark.parametrize("which", [0, 1])
def test_a_changed_and_a_missing_object_are_named_with_and_without_a_key(told: tuple[Case, dict], which: int) -> None:
    case, made = told
    path = case.objects.path(made["objects"][which])
    raw = path.read_bytes()
    spoil(path, raw[:-1] + bytes([raw[-1] ^ 1]))
    for audit in (verify(case), verify(case, without_key=True)):
        assert "changed" in {problem.code for problem in audit.problems} and not audit.ok
    path.unlink()
    for audit in (verify(case), verify(case, without_key=True)):
        assert "missing" in {problem.code for problem in audit.problems} and not audit.ok
    expected = (
        {"missing": 1, "ok": 0} if which == 0 or made["objects"][0] == made["objects"][1] else {"missing": 0, "ok": 1}
    )
    assert {name: verify(case).items[name] for name in expected} == expected


def test_an_object_swapped_for_another_of_the_same_case_is_seen_without_a_key(sealed: Case) -> None:
    made = told_by(sealed)
    first, second = (sealed.objects.path(name) for name in made["objects"])
    raw = second.read_bytes()
    spoil(first, raw)
    audit = verify(open_case(sealed.path))
    assert audit.depth == "stored" and audit.items["changed"] == 1


def test_sealed_items_whose_key_is_lost_are_unverifiable_and_never_ok(sealed: Case) -> None:
    told_by(sealed)
    ring = sealed.path / "keys" / "ring-000001.jsonl"
    ring.write_bytes(b"".join(ring.read_bytes().splitlines(keepends=True)[:-1]))
    audit = verify(open_case(sealed.path).unlock(PASSPHRASE))
    assert (audit.items["ok"], audit.items["unverifiable"], audit.ok) == (0, 1, False)


def test_what_came_of_somebody_destroyed_and_was_set_aside_since_is_not_named_again(sealed: Case) -> None:
    told = told_by(sealed)
    state, lost = sealed.state(), {told["worker"], told["source"]}
    left = tuple(live for live in state.all if live.id not in lost)
    over = tuple(line for line in sealed.lines() if line.id in lost)
    assert [live.id for live in resting_on_destroyed(State(left, {}, (), over))] == [told["item"]]
    with sealed.writing(sealed.agent("MJ")) as writer:
        writer.record(Correction(target=told["item"], reason="the wrong file"))
    state = sealed.state()
    left = tuple(live for live in state.all if live.id not in lost)
    assert resting_on_destroyed(State(left, state.corrections, (), over)) == []
