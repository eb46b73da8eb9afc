"""The team of a sealed case changes: each change holds, and one that is cut off is ended by whoever writes next."""

import dataclasses
import functools
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.casefile.sealed_case import PASSPHRASE, told_by
from workbench.casefile import Case, create_sealed, open_case, team, verify
from workbench.casefile.cipher import NotOpened
from workbench.casefile.members import WrongPassphrase, recovery_secrets
from workbench.casefile.ring import Ring
from workbench.casefile.ring_lines import generations, lines_of
from workbench.casefile.roster import roster_of
from workbench.casefile.seal import make
from workbench.errors import BadValue, NotWritten, Refused, Unknown
from workbench.records import Agent, CaseInfo, Source

HERS, NEW = "hers alone, and long enough", "another one, that is also long"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stretching is measured elsewhere; here it would only take time."""
    short = lambda passphrase, salt: hashlib.sha256(salt + passphrase.encode()).digest()  # noqa: E731
    monkeypatch.setattr("workbench.casefile.cipher.stretch", short)


@pytest.fixture
def begun(tmp_path: Path) -> tuple[Case, str]:
    """A sealed case with some content, of MJ alone, and its recovery key."""
    info, custodian = CaseInfo(title="Site A", custodian="MJ"), Agent(key="MJ", kind="person", name="M. J.")
    made = create_sealed(tmp_path / "case", info, custodian, PASSPHRASE)
    told_by(made.case)
    return made.case, made.recovery


@pytest.fixture
def two(begun: tuple[Case, str]) -> Case:
    team.add_member(begun[0], "AK", HERS, name="A. K.")
    return begun[0]


def opens(path: Path, passphrase: str) -> bool:
    try:
        return len(open_case(path).unlock(passphrase).state().of("item")) == 1
    except (WrongPassphrase, NotOpened):
        return False


def sound(case: Case) -> bool:
    """Nothing at all is said, with a key or without."""
    outside = [one.code for one in verify(open_case(case.path), without_key=True).problems]
    return outside == ["not-opened"] and verify(case).problems == ()


def test_an_added_member_reads_signs_and_is_the_one_who_acts(two: Case) -> None:
    hers = open_case(two.path).unlock(HERS)
    assert hers.state().get(hers.member_agent()).record == two.state().get(two.agent("AK")).record
    with hers.writing(hers.member_agent()) as writer:
        writer.record(Source(key="S9", label="S9", kind="press"))
    assert hers.vault.secrets.signer.public in {line.key for line in hers.lines()}
    assert {held.key for held in team.held_keys(two)} == {"MJ", "AK"}
    assert sound(two) and sound(hers) and len(two.state().of("source")) == 2
    assert opens(two.path, PASSPHRASE)


def test_who_coded_before_without_keys_stays_the_same_agent(begun: tuple[Case, str]) -> None:
    case, _ = begun
    with case.writing(case.agent("MJ")) as writer:
        before = writer.record(Agent(key="AK", kind="person", name="A. K."))
    team.add_member(case, "AK", HERS)
    assert open_case(case.path).unlock(HERS).member_agent() == before == case.agent("AK")
    assert len([live for live in case.state().of("agent") if live.record.key == "AK"]) == 1
    assert sound(case)


def test_a_member_is_not_added_twice(two: Case) -> None:
    with pytest.raises(Refused, match="already"):
        team.add_member(two, "AK", "x" * 20)
    assert not list((two.path / "keys").glob("*.new")) and sound(two)


def test_an_empty_passphrase_changes_nothing(begun: tuple[Case, str]) -> None:
    head = begun[0].head()
    with pytest.raises(Refused):
        team.add_member(begun[0], "AK", "")
    assert begun[0].head() == head and sound(begun[0])


def test_a_removed_member_opens_nothing_from_then_on_even_with_her_old_key_file(two: Case, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(two.path, copy)
    hers = open_case(copy).unlock(HERS).vault.secrets
    before = lines_of(two.path / "keys", generations(two.path / "keys")[-1])[0]
    team.remove_member(two, "AK")
    told = told_by(two, "A second account.", worker="W-02", key="S-02", name="t2.txt")
    assert not opens(two.path, HERS)
    with pytest.raises(NotOpened):
        Ring(two.path / "keys", hers.identity)
    (line, *_) = lines_of(two.path / "keys", generations(two.path / "keys")[-1])
    assert hers.recipient in before.recipients and hers.recipient not in line.recipients
    # Neither does the ring key that she may have kept.
    old = Ring(copy / "keys", hers.identity)
    assert old._key != two.vault.ring._key
    assert told["item"] in {live.id for live in two.state().of("item")} and sound(two)
    # What she copied before, she still reads.
    assert opens(copy, HERS)


def test_removed_she_can_be_taken_again_under_the_same_key_with_new_keys(two: Case) -> None:
    first = [held.signing for held in team.held_keys(two) if held.key == "AK"]
    team.remove_member(two, "AK")
    team.add_member(two, "AK", NEW)
    keys = [(held.signing, held.current) for held in team.held_keys(two) if held.key == "AK"]
    assert keys[0] == (first[0], False) and keys[1][1] and keys[1][0] != first[0]
    assert opens(two.path, NEW) and not opens(two.path, HERS) and sound(two)
    assert open_case(two.path).unlock(NEW).member_agent() == two.agent("AK")


def test_the_last_member_and_oneself_cannot_be_removed(begun: tuple[Case, str]) -> None:
    case, _ = begun
    with pytest.raises(Refused, match="last member"):
        team.remove_member(case, "MJ")
    team.add_member(case, "AK", HERS)
    with pytest.raises(Refused, match="themselves"):
        team.remove_member(case, "MJ")
    with pytest.raises(Unknown):
        team.remove_member(case, "AKA")
    assert sound(case)


def test_another_passphrase_closes_the_same_keys(two: Case) -> None:
    secrets = two.vault.secrets
    team.change_passphrase(two, NEW)
    assert not opens(two.path, PASSPHRASE) and opens(two.path, HERS)
    again = open_case(two.path).unlock(NEW)
    assert again.vault.secrets == secrets and sound(again)
    assert len([held for held in team.held_keys(two) if held.key == "MJ"]) == 1


def test_the_recovery_key_gives_who_lost_the_passphrase_new_keys(begun: tuple[Case, str]) -> None:
    case, recovery = begun
    lost = case.vault.secrets
    again = open_case(case.path)
    team.recover(again, "MJ", recovery.lower(), NEW)
    assert opens(case.path, NEW) and not opens(case.path, PASSPHRASE)
    assert again.vault.secrets.seed != lost.seed
    with pytest.raises(NotOpened):
        Ring(case.path / "keys", lost.identity)
    signer = recovery_secrets(recovery).signer.public
    (line,) = [line for line in again.lines() if line.key == signer]
    assert line.kind == "member" and again.state().get(line.id).record.recipient == again.vault.secrets.recipient
    assert [held.current for held in team.held_keys(again)] == [False, True]
    assert again.member_agent() == again.agent("MJ") and sound(again)
    team.recover(open_case(case.path), "MJ", recovery, HERS)  # it was printed once and serves until it is renewed
    assert opens(case.path, HERS) and not opens(case.path, NEW)


@pytest.mark.parametrize("key", ["AGE-SECRET-KEY-1", "", "five words"])
def test_what_is_no_recovery_key_is_named_without_being_shown(begun: tuple[Case, str], key: str) -> None:
    with pytest.raises(BadValue, match="as it was printed"):
        team.recover(open_case(begun[0].path), "MJ", key, NEW)


def test_a_recovery_for_nobody_leaves_the_case_closed(begun: tuple[Case, str]) -> None:
    again = open_case(begun[0].path)
    with pytest.raises(Unknown):
        team.recover(again, "XX", begun[1], NEW)
    assert not again.vault.is_open and sound(begun[0])


def test_a_renewed_recovery_key_replaces_the_one_before(begun: tuple[Case, str]) -> None:
    case, old = begun
    shown: list[str] = []
    team.renew_recovery(case, shown.append)
    assert shown[0] != old and sound(case)
    with pytest.raises(Refused, match="renewed since"):
        team.recover(open_case(case.path), "MJ", old, NEW)
    team.recover(open_case(case.path), "MJ", shown[0], NEW)
    assert opens(case.path, NEW)
    held = b"".join(file.read_bytes() for file in case.path.rglob("*") if file.is_file())
    assert shown[0].encode() not in held and shown[0].lower().encode() not in held


def test_a_seal_made_with_a_revoked_key_is_named_also_where_the_key_wrote_nothing(two: Case) -> None:
    held = team.held_keys(two)
    own = two.vault.signer()
    assert own is not None and held[0].signing == own.public
    made = {"later": make(two, own), "before": dataclasses.replace(make(two, own), at="2025-12-31T09:00:00Z")}
    team.revoke(two, "MJ", "2026-01-01")
    later = [one.code for one in verify(two, seal=made["later"]).problems]
    before = [one.code for one in verify(two, seal=made["before"]).problems]
    assert "seal-key-revoked" in later and "seal-key-unknown" not in later
    assert "seal-key-revoked" not in before
    silent = dataclasses.replace(made["later"], key=held[1].signing)  # AK is a member, and wrote nothing
    assert "seal-key-unknown" not in [one.code for one in verify(two, seal=silent).problems]


@pytest.mark.parametrize("lost", ["member", "ring"])
def test_a_key_file_that_is_wrong_breaks_no_ledger(two: Case, lost: str) -> None:
    file = next(iter(sorted((two.path / "keys").glob(f"{lost}-*"))))
    file.chmod(0o600)
    file.write_bytes(file.read_bytes()[:-2] + b"??")
    audit = verify(open_case(two.path), without_key=True)
    assert not audit.ok and audit.ledger_ok, audit.problems


def test_a_key_is_revoked_from_a_date_and_an_earlier_one_by_its_beginning(two: Case) -> None:
    first = team.held_keys(two)[1].signing
    assert team.revoke(two, "AK", "2026-03-01") == first
    team.remove_member(two, "AK")
    team.add_member(two, "AK", NEW)
    second = team.held_keys(two)[-1].signing
    assert team.revoke(two, "AK", "2026-02-01", signing=first[:8]) == first
    since = {held.signing: held.revoked_since for held in team.held_keys(two)}
    assert (since[first], since[second]) == ("2026-02-01", None)
    for date in ("yesterday", "2026-02-30"):
        with pytest.raises(BadValue):
            team.revoke(two, "AK", date)
    with pytest.raises(Unknown):
        team.revoke(two, "AK", "2026-02-01", signing="zz")
    assert sound(two)


def test_the_order_of_changes_does_not_hang_on_clocks(two: Case) -> None:
    """Her clock is a year behind that of who added her."""
    hers = open_case(two.path, door=dataclasses.replace(two.door, now=lambda: "2020-01-01T00:00:00Z")).unlock(HERS)
    team.change_passphrase(hers, NEW)
    assert opens(two.path, NEW) and not opens(two.path, HERS) and sound(two)
    team.remove_member(two, "AK")
    assert not opens(two.path, NEW) and sound(two)


def test_an_unsealed_case_has_no_team(case: Case) -> None:
    for act in (lambda: team.add_member(case, "AK", HERS), lambda: team.renew_recovery(case, print)):
        with pytest.raises(Refused, match="unsealed"):
            act()


def test_a_full_disk_changes_nothing(two: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    head = two.head()
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        for act in (lambda: team.remove_member(two, "AK"), lambda: team.change_passphrase(two, NEW)):
            with pytest.raises(NotWritten):
                act()
    assert two.head() == head and opens(two.path, HERS) and opens(two.path, PASSPHRASE)
    settle(open_case(two.path).unlock(PASSPHRASE))
    assert sound(two)


def settle(case: Case) -> None:
    """Somebody writes something else."""
    with case.writing(case.member_agent()) as writer:
        writer.record(Source(key="S8", label="S8", kind="press"))


def cut_off(act: Callable[[], None], at: int) -> bool:
    """Runs an act in a process that dies at its `at`-th change of the disk; False where it came to its end before."""
    child = os.fork()
    if child == 0:
        _die_at(at)
        try:
            act()
        except BaseException:  # the child must not come back into the tests
            os._exit(9)
        os._exit(1)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, 1), f"the act failed at {at}"
    return code == 0


def _die_at(at: int) -> None:
    """Counts every write, fsync, rename and unlink; half of the write is on the disk where one is cut off."""
    from workbench.casefile import disk, ledger, members, ring

    left = iter(range(at, -1, -1))

    def counted(real: Callable) -> Callable:
        def call(*arguments, **named):
            if next(left) == 0:
                if real is write_all:
                    real(arguments[0], arguments[1][: len(arguments[1]) // 2])
                os._exit(0)
            return real(*arguments, **named)

        return call

    write_all = disk.write_all
    for module in (members, ring, ledger):
        module.write_all = counted(write_all)
    os.fsync, Path.rename, Path.unlink = counted(os.fsync), counted(Path.rename), counted(Path.unlink)


def acts(recovery: str) -> Iterator[tuple[Callable[[Path], object], str]]:
    """Each act of the team on the case in a folder, and its name."""
    fresh = lambda path, one: open_case(path).unlock(one)  # noqa: E731
    yield lambda path: team.add_member(fresh(path, PASSPHRASE), "JS", NEW), "JS"
    yield lambda path: team.remove_member(fresh(path, PASSPHRASE), "AK"), "AK"
    yield lambda path: team.change_passphrase(fresh(path, PASSPHRASE), NEW), "passphrase"
    yield lambda path: team.recover(open_case(path), "MJ", recovery, NEW), "recover"
    yield lambda path: team.renew_recovery(fresh(path, PASSPHRASE), lambda key: None), "renew"
    yield lambda path: team.revoke(fresh(path, PASSPHRASE), "AK", "2026-01-01"), "revoke"


@pytest.mark.parametrize("number", range(6), ids=["add", "remove", "passphrase", "recover", "renew", "revoke"])
def test_cut_off_at_any_step_the_case_opens_verifies_and_is_mended_by_the_next_act(
    begun: tuple[Case, str], tmp_path: Path, number: int
) -> None:
    case, recovery = begun
    hers = team.add_member(case, "AK", HERS)
    act, name = list(acts(recovery))[number]
    events, met = len(list(case.lines())), set()
    for at in range(200):
        place = tmp_path / f"{at}"
        shutil.copytree(case.path, place)
        if not cut_off(functools.partial(act, place), at):
            break
        outside = verify(open_case(place), without_key=True)
        assert {one.code for one in outside.problems} <= {"unfinished", "ledger-torn-tail", "not-opened"}
        met.add(outside.events > events)
        mine = open_case(place)
        mine.unlock(PASSPHRASE if opens(place, PASSPHRASE) else NEW if opens(place, NEW) else HERS)
        told = roster_of(mine.state().all)
        assert {one.code for one in verify(mine).problems} <= {"unfinished", "ledger-torn-tail"}
        settle(mine)
        if mine.vault.secrets.recipient not in told.openers:
            # The keys that the recovery replaced open until somebody else writes, or the recovery is done again.
            mine = open_case(place)
            team.recover(mine, "MJ", recovery, NEW)
            told = roster_of(mine.state().all)
        assert sound(mine), (at, verify(mine).problems)
        # Whoever the ledger names opens the case, and nobody else does.
        assert set(mine.vault.ring.recipients) == told.openers
        assert opens(place, HERS) == (told.files[hers] is not None)
        if name == "JS":
            assert opens(place, NEW) == (len(told.recipients) == 3) and opens(place, PASSPHRASE)
        elif name in ("passphrase", "recover"):
            assert opens(place, NEW) != opens(place, PASSPHRASE)
        shutil.rmtree(place)
    assert at > 3 and met == {False, True}


def test_a_seal_of_the_day_of_a_revocation_is_named_and_breaks_no_ledger(two: Case) -> None:
    silent = team.held_keys(two)[1].signing  # AK is a member, and wrote nothing
    own = two.vault.signer()
    assert own is not None
    seal = dataclasses.replace(make(two, own), key=silent)
    team.revoke(two, "AK", seal.at[:10])
    audit = verify(two, seal=seal)
    assert "seal-key-revoked" in [one.code for one in audit.problems] and audit.ledger_ok
