"""Two who worked apart come together: nothing lost, every chain whole, the same whoever begins."""

import dataclasses
import itertools
import random
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.casefile.sealed_case import PASSPHRASE, at_night, brought_again, coding_of, said_later, told_by, untold
from workbench.casefile import Case, Door, anchor, create, open_case, verify
from workbench.casefile.chains import MERGING
from workbench.casefile.cipher import Signer
from workbench.casefile.finishing import finish_merging
from workbench.casefile.merging import merge
from workbench.casefile.ring import Ring
from workbench.casefile.since import verify_since
from workbench.casefile.withdrawal import stop_using
from workbench.coding.undo import undo
from workbench.errors import Damaged, Refused, WorkbenchError
from workbench.records import Agent, CaseInfo, Correction, Entity, Source

CLOCK = iter(range(10**9))


def door_of(name: str, seed: int) -> Door:
    """A device of its own, with a clock that all share."""
    draws = random.Random(seed)
    return Door(
        now=lambda: (
            f"2026-01-{1 + (second := next(CLOCK)) // 86400 % 28:02d}T{second // 3600 % 24:02d}:"
            f"{second // 60 % 60:02d}:{second % 60:02d}Z"
        ),
        salt=lambda: draws.randbytes(32).hex(),
        device=lambda: name,
        signer=lambda chain: Signer(chain.encode()[:32]),
    )


def twins(tmp_path: Path, seed: int = 0) -> tuple[Case, Case]:
    one = create(
        tmp_path / "one", CaseInfo(title="A"), Agent(key="MJ", kind="person", name="M"), door=door_of("1", seed)
    )
    shutil.copytree(one.path, tmp_path / "two")
    return one, open_case(tmp_path / "two", door=door_of("2", seed + 1))


def again(case: Case) -> Case:
    return open_case(case.path, door=case.door)


def both_ways(one: Case, two: Case, place: Path) -> tuple[Case, Case]:
    """One that merged two, and two that merged one, each from its own copy as it was."""
    shutil.copytree(one.path, place / "one-as-it-was")
    first_ = again(one)
    merge(first_, two, agent=first_.agent("MJ"))
    second = again(two)
    merge(second, open_case(place / "one-as-it-was"), agent=second.agent("MJ"))
    return first_, second


def known(case: Case) -> tuple[str, list[tuple[str, str]], list[str]]:
    state = again(case).state()
    return again(case).head(), [(live.kind, live.id) for live in state.all], sorted(case.objects.names())


def test_the_union_is_the_same_whoever_begins_and_every_chain_verifies(tmp_path: Path) -> None:
    one, two = twins(tmp_path)
    first_, second = told_by(one), told_by(two, "Quite another account", worker="W-02", key="S-02", name="u.txt")
    mine, theirs = both_ways(one, two, tmp_path)
    assert known(mine) == known(theirs)
    for case in (mine, theirs):
        assert verify(again(case)).problems == ()
        assert all(again(case).state().get(told["coding"]) for told in (first_, second))
    again_merged = merge(again(mine), again(theirs), agent=mine.agent("MJ"))
    assert (again_merged.events, again_merged.objects, again_merged.conflicts, again_merged.forks) == (0, 0, (), ())


def test_a_backup_that_was_put_back_and_worked_in_leaves_two_branches(tmp_path: Path) -> None:
    one, _ = twins(tmp_path)
    shutil.copytree(one.path, tmp_path / "backup")
    first_ = told_by(one)
    back = open_case(tmp_path / "backup", door=door_of("1", 77))  # the same device, the same place
    second = told_by(back, "Quite another account", worker="W-02", key="S-02", name="u.txt")
    assert [file.name for file in one.chains()] == [file.name for file in back.chains()]
    mine, theirs = both_ways(one, back, tmp_path)
    assert known(mine) == known(theirs)
    assert len(list((mine.path / "ledger" / "forks").rglob("*.jsonl"))) == 1
    for case in (mine, theirs):
        (aside,) = verify(again(case)).problems
        assert (aside.code, verify(again(case)).ok) == ("branch-aside", True)
        assert all(again(case).state().get(told["coding"]) for told in (first_, second))
    told, *looks = merge(again(mine), again(theirs), agent=mine.agent("MJ")).forks
    assert {one.chain.partition("/")[0] for one in looks} == {"access"}, "by now each has logged a merge, too"
    (branch,) = (mine.path / "ledger" / "forks").rglob("*.jsonl")
    begun = set((mine.path / "ledger" / branch.name).read_text().splitlines())
    own = sum(line not in begun for line in branch.read_text().splitlines())
    assert (told.chain, told.events, told.agent) == (f"ledger/{branch.name}", own, "MJ") and own
    assert aside.subject == told.chain and f"({own} events, from {told.since} on)" in aside.message
    kept = anchor.seal(again(mine), tmp_path / "head.json")
    told_by(again(mine), "And work goes on", worker="W-03", key="S-03", name="v.txt")
    assert verify(again(mine)).ok and verify(again(mine), seal=kept).ok
    with pytest.raises(Refused, match="--against"):
        verify_since(again(mine), kept)
    merge(again(theirs), again(mine), agent=theirs.agent("MJ"))
    assert known(theirs) == known(mine) and verify(again(theirs)).ok


def test_what_both_say_differently_is_listed_and_stays(tmp_path: Path) -> None:
    one, two = twins(tmp_path)
    told = told_by(one)
    merge(two, one, agent=two.agent("MJ"))
    for case, stance, label in ((one, "contradicts", "Nguyen"), (again(two), "unclear", "Nguyễn")):
        with case.writing(case.agent("MJ")) as writer:
            coding = coding_of(case, told["passage"], told["worker"])
            writer.record(dataclasses.replace(coding, stance=stance))
            writer.record(Entity(key="P-09", schema="Person", label=label))
            writer.record(
                Correction(
                    target=told["coding"], reason="mended", replacement=told["worker"] if label == "Nguyen" else None
                )
            )
    found = merge(again(one), again(two), agent=one.agent("MJ")).conflicts
    assert [(one.kind, one.about) for one in found] == [
        ("correction", f"record {told['coding'][:12]}"),
        ("name", "entity P-09"),
        ("stance", "W-01, retention-of-identity-documents"),
    ]
    state = again(one).state()
    assert all(state.get(identity) for conflict in found for identity in conflict.ids)
    assert [side.rsplit(": ")[-1] for side in found[2].message.split("; ")[:2]] == ["contradicts", "unclear"]
    assert all(side.startswith(("here MJ, 2", "there MJ, 2")) for side in found[2].message.split("; ")[:2])
    assert "label Nguyen;" in found[1].message and found[1].message.endswith("label Nguyễn")
    assert f"replaced by {told['worker'][:12]}; there" in found[0].message and found[0].message.endswith("set aside")
    assert merge(again(one), again(two), agent=one.agent("MJ")).conflicts == found, "they stand when nothing is new"
    turned = merge(again(two), again(one), agent=two.agent("MJ")).conflicts
    assert [(one.kind, one.about, one.ids) for one in turned] == [(one.kind, one.about, one.ids) for one in found]
    assert [side.rsplit(": ")[-1] for side in turned[2].message.split("; ")[:2]] == ["unclear", "contradicts"]
    for case, other, wanted in ((one, two, found), (two, one, turned)):  # now both hold all of it
        last = merge(again(case), again(other), agent=case.agent("MJ"))
        assert (last.events, last.conflicts) == (0, wanted)
    undo(again(one), found[2].ids[0], agent=one.agent("MJ"))
    left = merge(again(one), again(two), agent=one.agent("MJ")).conflicts
    assert [conflict.kind for conflict in left] == ["correction", "name"], "corrected, it stands no more"


def test_another_case_itself_and_a_damaged_copy_are_refused_and_change_nothing(tmp_path: Path) -> None:
    one, two = twins(tmp_path)
    told = told_by(two)
    other = create(
        tmp_path / "other", CaseInfo(title="A"), Agent(key="MJ", kind="person", name="M"), door=door_of("3", 9)
    )
    before = known(one)
    for wrong in (other, one):
        with pytest.raises(Refused):
            merge(one, wrong, agent=one.agent("MJ"))
    path = two.objects.path(told["objects"][0])
    path.chmod(0o600)
    path.write_bytes(b"changed")
    with pytest.raises(Damaged):
        merge(one, two, agent=one.agent("MJ"))
    chain = max(two.chains(), key=lambda file: file.stat().st_size)
    chain.write_bytes(chain.read_bytes().replace(b'"kind":"item"', b'"kind":"itex"'))
    with pytest.raises(WorkbenchError):
        merge(one, again(two), agent=one.agent("MJ"))
    assert known(one) == before and verify(again(one)).ok


def test_a_merge_that_was_cut_off_after_it_counted_is_ended_by_the_next_act(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workbench.casefile import merging

    one, two = twins(tmp_path)
    told = told_by(two)
    shutil.copytree(one.path, tmp_path / "untouched")

    def cut(root: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(merging, "finish_merging", cut)
        with pytest.raises(KeyboardInterrupt):
            merge(one, two, agent=one.agent("MJ"))
    assert (one.path / MERGING).is_dir()
    assert again(one).state().get(told["coding"]) and {p.code for p in verify(again(one)).problems} == {"unfinished"}
    with again(one).writing(one.agent("MJ")) as writer:
        writer.record(Source(key="S-09", label="S-09", kind="press"))
    assert not (one.path / MERGING).exists() and verify(again(one)).problems == ()
    finish_merging(one.path)
    assert verify(again(one)).ok


def test_two_sealed_copies_share_their_keys_and_a_stranger_gets_nothing(sealed: Case, tmp_path: Path) -> None:
    place = tmp_path / "elsewhere"
    shutil.copytree(sealed.path, place)
    other = open_case(place).unlock(PASSPHRASE)
    first_, second = told_by(sealed), told_by(other, worker="W-02", key="S-02", name="u.txt")
    merged = merge(sealed, other, agent=sealed.agent("MJ"))
    assert merged.objects == 2 and merged.events == 7
    merge(other, sealed, agent=other.agent("MJ"))
    for case in (sealed, other):
        fresh = open_case(case.path).unlock(PASSPHRASE)
        assert verify(fresh).problems == () and not fresh.state().sealed
        assert all(fresh.state().get(told["coding"]) for told in (first_, second))
        assert verify(open_case(case.path)).ok
    assert sealed.head() == other.head() and sorted(sealed.objects.names()) == sorted(other.objects.names())
    keys = [Ring(case.path / "keys", case.vault.secrets.identity).keys for case in (sealed, other)]  # type: ignore[attr-defined]
    assert keys[0] == keys[1]


ACTS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["tell", "source", "complete", "correct", "merge", "restore"])),
    max_size=8,
)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS, seed=st.integers(0, 10**6))
def test_random_histories_end_alike_in_all_orders(
    tmp_path_factory: pytest.TempPathFactory, acts: list, seed: int
) -> None:
    ends_alike(tmp_path_factory.mktemp("history"), acts, seed)


@pytest.mark.prove
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS, seed=st.integers(0, 10**6))
def test_two_hundred_random_histories_end_alike_in_all_orders(
    tmp_path_factory: pytest.TempPathFactory, acts: list, seed: int
) -> None:
    ends_alike(tmp_path_factory.mktemp("history"), acts, seed)


def completed_somehow(case: Case, number: int) -> str:
    """Somebody says who told the file that came at night, in one of two ways."""
    person = next((live.id for live in case.state().of("entity")), None)
    held = next((live.id for live in case.state().of("source") if live.record.key == "S-90"), None)
    if held is None:
        with case.writing(case.agent("MJ")) as writer:
            held = writer.record(Source(key="S-90", label="S-90", kind="unstated"))
    return said_later(case, held, person, label=f"Talk {number % 2}")


def ends_alike(place: Path, acts: list[tuple[int, str]], seed: int) -> None:
    """Three copies that tell, correct, merge and are put back from backups; then merged in six orders."""
    one, two = twins(place, seed)
    shutil.copytree(one.path, place / "three")
    copies = [one, two, open_case(place / "three", door=door_of("3", seed + 2))]
    ids = set()
    for number, (who, act) in enumerate(acts):
        case = again(copies[who])
        if act == "tell":
            ids.add(
                told_by(case, f"account {number}", worker=f"W-{number}", key=f"S-{number}", name=f"{number}.txt")[
                    "coding"
                ]
            )
        elif act == "source":
            with case.writing(case.agent("MJ")) as writer:
                ids.add(writer.record(Source(key="S", label=f"S {number}", kind="press")))
        elif act == "complete":
            ids.add(completed_somehow(case, number))
        elif act == "correct" and case.state().of("source"):
            with case.writing(case.agent("MJ")) as writer:
                ids.add(writer.record(Correction(target=case.state().of("source")[0].id, reason="mended")))
        elif act == "merge":
            merge(case, again(copies[(who + 1) % 3]), agent=case.agent("MJ"))
        elif act == "restore":  # what was done since is in another copy, and work goes on from the old state
            shutil.copytree(case.path, place / f"kept-{number}")
            copies.append(open_case(place / f"kept-{number}", door=case.door))
            with case.writing(case.agent("MJ")) as writer:
                ids.add(writer.record(Source(key="R", label=f"R {number}", kind="press")))
    ends = set()
    orders = list(itertools.permutations(range(len(copies))))
    for order in random.Random(seed).sample(orders, min(6, len(orders))):
        end = place / ("end-" + "".join(map(str, order)))
        shutil.copytree(copies[order[0]].path, end)
        for following in order[1:]:
            merge(open_case(end, door=door_of("end", 5)), again(copies[following]), agent=again(copies[0]).agent("MJ"))
        case = open_case(end)
        head, records, names = known(case)
        told = tuple((live.id, live.record) for live in case.state().of("source"))
        ends.add((head, tuple(records), tuple(names), told))
        assert verify(case).problems == () and ids <= {identity for _, identity in records}
        shutil.rmtree(end)
    assert len(ends) == 1


def test_a_withdrawal_that_came_along_is_said_and_so_is_one_that_came_undone(tmp_path: Path) -> None:
    one, two = twins(tmp_path)
    told = told_by(one)
    merge(two, one, agent=two.agent("MJ"))
    forged = stop_using(again(two), told["worker"], agent=two.agent("MJ"), reason="forged").record
    (came,) = merge(again(one), again(two), agent=one.agent("MJ")).withdrawals
    assert (came.record, came.act, came.worker, came.agent) == (forged, "stop-using", "W-01", "MJ")
    assert came.counts and came.reason == "forged" and again(one).state().of("coding") == []
    assert merge(again(one), again(two), agent=one.agent("MJ")).withdrawals == (), "said once"
    undo(again(one), forged, agent=one.agent("MJ"), reason="she says that she never asked")
    assert [live.id for live in again(one).state().of("coding")] == [told["coding"]]
    (gone,) = merge(again(two), again(one), agent=two.agent("MJ")).withdrawals
    assert gone == dataclasses.replace(came, counts=False)
    assert [live.id for live in again(two).state().of("coding")] == [told["coding"]]


def test_who_told_a_file_is_known_where_the_other_copy_heard_it_and_where_it_took_the_same_bytes_in(
    tmp_path: Path,
) -> None:
    one, two = twins(tmp_path)
    told = told_by(one)
    file = untold(one, told["worker"])
    merge(two, one, agent=two.agent("MJ"))
    brought_again(two, file["item"], told["source"])
    here = untold(one, told["worker"], "They lock the gate.", "gate.txt")
    there = told_by(two, "They lock the gate.", worker="W-02", key="S-02", name="gate.txt")
    for case in both_ways(one, two, tmp_path):
        tables, state = again(case).tables(), again(case).state()
        assert tables.tellers[file["item"]] == (told["source"],)
        assert tables.tellers[here["item"]] == tables.tellers[there["item"]] == (there["source"],)
        assert tables.items["source"][here["item"]] == there["source"]
        assert file["item"] in state.speaking_of(told["worker"]).own
        assert here["item"] in state.speaking_of(there["worker"]).own


def test_two_copies_that_say_different_things_of_who_told_a_file_keep_both_and_list_it(tmp_path: Path) -> None:
    one, two = twins(tmp_path)
    first_, second = told_by(one), told_by(one, worker="W-02", key="S-02", name="u.txt")
    night = at_night(one, first_["worker"])
    merge(two, one, agent=two.agent("MJ"))
    here, there = said_later(one, night["source"], first_["worker"]), said_later(two, night["source"], second["worker"])
    mine, theirs = both_ways(again(one), again(two), tmp_path)
    assert known(mine) == known(theirs)
    for case in (again(mine), again(theirs)):
        assert case.state().get(night["source"]).record.kind == "unstated" and verify(case).problems == ()
        assert case.tables().sources.loc[night["source"], "worker"] is None
    (found,) = merge(again(mine), again(theirs), agent=mine.agent("MJ")).conflicts
    assert (found.kind, found.about, set(found.ids)) == ("completion", "who told source S-90", {here, there})
    assert "worker W-01" in found.sides[0] and "worker W-02" in found.sides[1] and "unstated" in found.message
    undo(again(mine), there, agent=mine.agent("MJ"))
    assert again(mine).state().get(night["source"]).record.worker == first_["worker"]
    assert merge(again(mine), again(theirs), agent=mine.agent("MJ")).conflicts == ()


def test_two_copies_that_each_began_a_source_of_one_key_list_what_they_say_differently_of_it(tmp_path: Path) -> None:
    one, two = twins(tmp_path)
    first_, second = told_by(one), told_by(one, worker="W-02", key="S-02", name="u.txt")
    merge(two, one, agent=two.agent("MJ"))
    mine, theirs = at_night(one, first_["worker"])["source"], at_night(two, second["worker"])["source"]
    assert mine != theirs
    here, there = said_later(again(one), mine, first_["worker"]), said_later(again(two), theirs, second["worker"])
    for case in both_ways(again(one), again(two), tmp_path):
        assert again(case).state().get(mine).record.worker == first_["worker"], "each counts as its own side says"
        assert again(case).state().get(theirs).record.worker == second["worker"]
    (found,) = merge(again(one), again(two), agent=one.agent("MJ")).conflicts
    assert (found.kind, found.about, set(found.ids)) == ("completion", "who told source S-90", {here, there})
    assert "each side began a source of this key" in found.message and "source " not in found.sides[0]


def test_two_copies_that_say_the_same_of_who_told_a_file_agree(tmp_path: Path) -> None:
    one, two = twins(tmp_path)
    told = told_by(one)
    night = at_night(one, told["worker"])
    merge(two, one, agent=two.agent("MJ"))
    for case in (one, two):
        said_later(again(case), night["source"], told["worker"])
    assert merge(again(one), again(two), agent=one.agent("MJ")).conflicts == ()
    assert again(one).state().get(night["source"]).record.worker == told["worker"]
