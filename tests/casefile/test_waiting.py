"""What a wish to destroy waits for: counted by the ledger's time and the case's clock."""

import dataclasses
import json
import shutil
from pathlib import Path

import pytest

from tests.casefile.sealed_case import PASSPHRASE, told_by
from tests.casefile.two_members import SECOND, Team, team_of
from workbench.casefile import Case, create_sealed
from workbench.casefile.members import unlock
from workbench.casefile.team import add_member, recover, remove_member, revoke
from workbench.casefile.waiting import asked, holds, lacks_key_of, pending
from workbench.casefile.withdrawal import ask_to_destroy, confirm_destruction, hold
from workbench.coding.undo import undo
from workbench.records import Agent, CaseInfo


@pytest.fixture
def team(sealed: Case) -> Team:
    return team_of(sealed)


def whats(case: Case, worker: str) -> list[str]:
    return [one.what for one in pending(case, worker)]


def test_without_a_wish_there_is_nothing_to_wait_for(sealed: Case) -> None:
    told = told_by(sealed)
    assert whats(sealed, told["worker"]) == ["asked"] and asked(sealed, told["worker"]) == []


def test_the_delay_ends_to_the_second_and_counts_from_the_first_wish_that_counts(team: Team) -> None:
    told = told_by(team.case)
    case = team.opened("MJ")
    mj, worker = case.agent("MJ"), told["worker"]
    first = ask_to_destroy(case, worker, agent=mj, reason="r").record
    team.clock.turn(days=10)
    ask_to_destroy(case, worker, agent=mj, reason="r", private="p", offered="o")
    assert [one.until for one in pending(case, worker) if one.until] == ["2026-03-31T09:00:00Z"]
    undo(case, first, agent=mj)
    assert [one.until for one in pending(case, worker) if one.until] == ["2026-04-10T09:00:00Z"]
    team.clock.turn(days=29, hours=23, minutes=59, seconds=59)
    assert "delay" in whats(case, worker)
    team.clock.turn(seconds=1)
    assert whats(case, worker) == ["second-agent"]


@pytest.mark.parametrize(("days", "waits"), [(0, False), (7, True), (None, True)])
def test_the_case_sets_the_delay(tmp_path: Path, days: int | None, waits: bool) -> None:
    begun = create_sealed(
        tmp_path / "c",
        CaseInfo(title="A", destroy_after_days=days),
        Agent(key="MJ", kind="person", name="M"),
        PASSPHRASE,
    )
    told = told_by(begun.case)
    ask_to_destroy(begun.case, told["worker"], agent=begun.case.agent("MJ"), reason="r")
    assert ("delay" in whats(begun.case, told["worker"])) == waits


def test_a_confirmation_counts_on_the_copy_on_which_it_was_made(team: Team, tmp_path: Path) -> None:
    told = told_by(team.case)
    case = team.opened("MJ")
    ask_to_destroy(case, told["worker"], agent=case.agent("MJ"), reason="r", private="p", offered="o")
    second = team.opened("AK")
    assert [one.what for one in confirm_destruction(
        second, told["worker"], agent=second.agent("AK"), reason="r").pending] == ["delay"]  # fmt: skip
    shutil.copytree(case.path, tmp_path / "copy")
    moved = dataclasses.replace(team, case=team.opened("MJ"))
    moved.case.path = tmp_path / "copy"
    assert whats(moved.opened("MJ"), told["worker"]) == ["second-agent", "delay"]


def test_holds_count_on_a_worker_or_on_all_until_they_are_undone(case: Case) -> None:
    one, two = told_by(case), told_by(case, worker="W-02", key="S-02", name="u.txt")
    hers = hold(case, one["worker"], agent=case.agent("MJ"), reason="filed")
    assert [live.id for live in holds(case.state(), [one["worker"]])] == [hers]
    assert holds(case.state(), [two["worker"]]) == []
    everybody = hold(case, None, agent=case.agent("MJ"), reason="seized")
    assert [live.id for live in holds(case.state(), [two["worker"]])] == [everybody]
    undo(case, everybody, agent=case.agent("MJ"))
    assert holds(case.state(), [two["worker"]]) == []


def test_what_is_pending_names_no_worker(team: Team) -> None:
    told = told_by(team.case)
    case = team.opened("MJ")
    told_of = ask_to_destroy(case, told["worker"], agent=case.agent("MJ"), reason="r").pending
    assert "W-01" not in json.dumps([dataclasses.asdict(one) for one in told_of])


def test_a_confirmation_with_the_key_of_the_wish_says_why_it_does_not_count_and_the_other_key_makes_it_count(
    team: Team,
) -> None:
    told = told_by(team.case)
    worker, second = told["worker"], team.opened("AK")
    mj, ak = second.agent("MJ"), second.agent("AK")
    ask_to_destroy(second, worker, agent=mj, reason="r", private="p", offered="o")  # AK's passphrase, MJ's name
    (waits, delay) = confirm_destruction(second, worker, agent=ak, reason="r").pending
    assert (waits.what, delay.what) == ("second-key", "delay")
    assert "by AK does not count, because the same key signed the wish" in waits.message
    before = second.tips()
    for agent in (mj, ak):  # with the same key again: nothing is recorded, and nothing counts
        assert not lacks_key_of(second, worker, agent)
        assert ask_to_destroy(second, worker, agent=agent, reason="r").pending[0].what == "second-key"
    assert second.tips() == before
    own = team.opened("MJ")
    assert lacks_key_of(own, worker, mj)
    assert [one.what for one in ask_to_destroy(own, worker, agent=mj, reason="r").pending] == ["delay"]
    assert len(asked(own, worker)) == 2
    team.clock.turn(days=30)
    assert ask_to_destroy(team.opened("AK"), worker, agent=ak, reason="r").carried_out


def test_two_confirmations_with_one_key_never_make_two_people(team: Team) -> None:
    told = told_by(team.case)
    second = team.opened("AK")
    mj, ak = second.agent("MJ"), second.agent("AK")
    for name in (mj, ak, mj):
        ask_to_destroy(second, told["worker"], agent=name, reason="r", private="p", offered="o")
        team.clock.turn(seconds=1)
    confirm_destruction(second, told["worker"], agent=ak, reason="r")
    team.clock.turn(days=31)
    assert whats(team.opened("AK"), told["worker"]) == ["second-key"]
    own = team.opened("MJ")
    done = ask_to_destroy(own, told["worker"], agent=mj, reason="r")
    assert done.carried_out and done.pending == ()


def test_a_wish_with_the_other_key_that_was_undone_makes_nothing_count(team: Team) -> None:
    told = told_by(team.case)
    second = team.opened("AK")
    ask_to_destroy(second, told["worker"], agent=second.agent("MJ"), reason="r", private="p", offered="o")
    confirm_destruction(second, told["worker"], agent=second.agent("AK"), reason="r")
    own = team.opened("MJ")
    ask_to_destroy(own, told["worker"], agent=own.agent("MJ"), reason="r")
    undo(own, asked(own, told["worker"])[1].id, agent=own.agent("MJ"))
    team.clock.turn(days=31)
    assert whats(team.opened("MJ"), told["worker"]) == ["second-key"]


NEW = "five more words after it"


@pytest.fixture
def papered(tmp_path: Path) -> tuple[Team, str]:
    """A sealed case with MJ and AK, and its recovery key."""
    begun = create_sealed(tmp_path / "c", CaseInfo(title="A"), Agent(key="MJ", kind="person", name="M"), PASSPHRASE)
    return team_of(begun.case), begun.recovery


def recovered(team: Team, key: str, recovery: str) -> None:
    """Whoever holds the recovery key makes new keys in the name of an agent, and takes that agent's place."""
    again = team.opened(key)
    recover(again, key, recovery, NEW)
    team.secrets[key] = again.vault.secrets


def test_whoever_holds_the_recovery_key_is_no_second_agent(papered: tuple[Team, str]) -> None:
    team, recovery = papered
    worker = told_by(team.case)["worker"]
    mine = team.opened("MJ")
    ask_to_destroy(mine, worker, agent=mine.agent("MJ"), reason="r", private="p", offered="o")
    team.clock.turn(days=31)
    recovered(team, "AK", recovery)
    theirs = team.opened("AK")
    done = confirm_destruction(theirs, worker, agent=theirs.agent("AK"), reason="r")
    assert [one.what for one in done.pending] == ["recovered-key"] and not done.carried_out
    assert (
        "confirmation by AK does not count, because AK's key was made with the recovery key" in done.pending[0].message
    )
    made = [(one.did, one.agent, one.made_by) for one in done.agents]
    assert made == [("asked", "MJ", "MJ"), ("confirmed", "AK", "recovery key")]
    remove_member(team.opened("MJ"), "AK")
    member = add_member(team.opened("MJ"), "AK", SECOND)
    team.secrets["AK"] = unlock(team.case.vault.keys, SECOND, first=member)
    own = team.opened("AK")
    done = confirm_destruction(own, worker, agent=own.agent("AK"), reason="r")
    assert done.carried_out and sorted(one.made_by for one in done.agents) == ["MJ", "MJ", "recovery key"]


def test_a_wish_that_was_signed_with_a_recovered_key_waits_for_one_that_was_not(papered: tuple[Team, str]) -> None:
    team, recovery = papered
    worker = told_by(team.case)["worker"]
    recovered(team, "MJ", recovery)
    mine = team.opened("MJ")
    ask_to_destroy(mine, worker, agent=mine.agent("MJ"), reason="r", private="p", offered="o")
    team.clock.turn(days=31)
    theirs = team.opened("AK")
    done = confirm_destruction(theirs, worker, agent=theirs.agent("AK"), reason="r")
    assert [one.what for one in done.pending] == ["recovered-key"] and "the wish by MJ" in done.pending[0].message
    again = team.opened("MJ")
    assert not lacks_key_of(again, worker, again.agent("MJ")), "with that key nothing more is recorded"
    remove_member(team.opened("AK"), "MJ")
    member = add_member(team.opened("AK"), "MJ", PASSPHRASE)
    team.secrets["MJ"] = unlock(team.case.vault.keys, PASSPHRASE, first=member)
    own = team.opened("MJ")
    assert ask_to_destroy(own, worker, agent=own.agent("MJ"), reason="r").carried_out


def test_a_confirmation_with_a_key_that_is_revoked_from_that_day_does_not_count(team: Team) -> None:
    worker = told_by(team.case)["worker"]
    mine = team.opened("MJ")
    ask_to_destroy(mine, worker, agent=mine.agent("MJ"), reason="r", private="p", offered="o")
    theirs = team.opened("AK")
    confirm_destruction(theirs, worker, agent=theirs.agent("AK"), reason="r")
    team.clock.turn(days=31)
    revoke(team.opened("MJ"), "AK", "2026-03-01")
    (waits,) = pending(team.opened("MJ"), worker)
    assert waits.what == "second-agent" and "their key was revoked" in waits.message
    revoked = team.opened("MJ")
    assert not ask_to_destroy(revoked, worker, agent=revoked.agent("MJ"), reason="r").carried_out
