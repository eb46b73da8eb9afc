"""Cut off anywhere, a destruction is not begun, or ended by whoever writes next; and only where it was ordered."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.casefile.sealed_case import told_by
from tests.casefile.two_members import Team, team_of
from workbench.casefile import Case, verify
from workbench.casefile.destroying import ORDER, destroy, finish_destroying
from workbench.casefile.leaving import leaving_with
from workbench.casefile.sealed_vault import SealedVault
from workbench.errors import BadValue, NotWritten
from workbench.records import Source

CALLS = ("fsync", "rename", "unlink")


@pytest.fixture
def team(sealed: Case) -> Team:
    told_by(sealed, worker="W-02", key="S-02", name="u.txt")
    return team_of(sealed)


def cut(monkeypatch: pytest.MonkeyPatch, at: int, error: BaseException) -> list[int]:
    """Lets every call that makes something durable or takes it away fail from the `at`-th on; counts them."""
    count = [0]

    def failing(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            count[0] += 1
            if count[0] >= at:
                raise error
            return real(*given, **named)

        return call

    for name in CALLS:
        monkeypatch.setattr(os, name, failing(getattr(os, name)))
    return count


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(28, "No space left on device")], ids=["kill", "full"])
def test_cut_off_at_every_step_it_is_not_begun_or_ends_with_the_next_act(
    team: Team, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, error: BaseException
) -> None:
    told = told_by(team.case)
    begun = ended = unfinished = 0
    for at in range(1, 60):
        place = tmp_path / str(at)
        shutil.copytree(team.case.path, place)
        team_here = Team(
            Case(place, team.case.door, SealedVault(place / "keys", team.case.door)), team.clock, team.secrets
        )
        case = team_here.opened("MJ")
        leaving = leaving_with(case, told["worker"])
        with monkeypatch.context() as patch:
            calls = cut(patch, at, error)
            try:
                with case.holding():
                    destroy(case, case.agent("MJ"), leaving, cause="withdrawn")
            except (KeyboardInterrupt, NotWritten):
                pass
        whole = calls[0] < at
        unfinished += says_what_is_left(team_here.opened("MJ"), (place / ORDER).exists())
        again = team_here.opened("AK")
        with again.writing(again.agent("AK")) as writer:
            writer.record(Source(key="N", label="N", kind="press"))
        stands = again.state().get(told["coding"]) is not None
        begun, ended = begun + stands, ended + (not stands)
        assert stands == all(again.objects.path(name).exists() for name in told["objects"])
        assert stands or not any(again.objects.path(name).exists() for name in told["objects"])
        assert stands or not set(leaving.units) & set(again.vault.ring.keys)  # type: ignore[attr-defined]
        assert verify(again).problems == () and verify(again, without_key=True).items["withdrawn"] == (not stands)
        assert not (place / ORDER).exists() and len(list((place / "keys").glob("ring-*.age"))) == 1
        shutil.rmtree(place)
        if whole:
            break
    assert begun >= 3 and ended >= 8 and unfinished >= 3, (begun, ended, unfinished)
    assert whole, "the last round was not cut off"


def says_what_is_left(case: Case, is_ordered: bool) -> bool:
    """Of an act that was cut off verify never says that it happened elsewhere; does it say that it is unfinished?"""
    told: list[bool] = []
    for without_key in (False, True):
        audit = verify(case, without_key=without_key)
        found = {problem.code for problem in audit.problems}
        assert "destroyed-elsewhere" not in found
        left = found & {"destruction-unfinished", "destroyed-remains"}
        assert without_key or audit.ok != bool(left)
        told.append("destruction-unfinished" in found)
        assert is_ordered or not told[-1]
    return told[0]


def test_an_order_without_its_tombstone_never_counted(sealed: Case) -> None:
    told = told_by(sealed)
    (sealed.path / ORDER).write_text('{"tombstone":"' + "a" * 64 + '"}\n')
    assert {problem.code for problem in verify(sealed).problems} == {"unfinished"} and verify(sealed).ok
    told_by(sealed, worker="W-02", key="S-02", name="u.txt")
    assert not (sealed.path / ORDER).exists() and sealed.state().get(told["coding"])


def test_an_order_that_nobody_can_read_is_named(sealed: Case) -> None:
    (sealed.path / ORDER).write_text("no order")
    with pytest.raises(BadValue, match=ORDER), sealed.holding():
        pass


def test_without_an_order_nothing_is_destroyed(team: Team) -> None:
    told = told_by(team.case)
    case = team.opened("MJ")
    from workbench.records import Tombstone

    leaving = leaving_with(case, told["worker"])
    with case.writing(case.agent("MJ")) as writer:  # as it arrives with a merge
        writer.record(
            Tombstone(cause="withdrawn", records=leaving.records, units=leaving.units, objects=leaving.objects)
        )
    with case.holding():
        finish_destroying(case)
    assert case.state().get(told["coding"]) and case.objects.read(told["objects"][0])
