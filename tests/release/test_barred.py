"""A bundle that went out whole is told of everything that a release for reviewers would keep back or change today."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.casefile.sealed_case import PASSPHRASE, brought_again, told_by
from workbench.casefile import Case, create, open_case
from workbench.casefile.door import system_door
from workbench.casefile.withdrawal import stop_sharing
from workbench.coding.undo import undo
from workbench.records import (
    Agent,
    Approval,
    CaseInfo,
    Completion,
    Entity,
    Event,
    Passage,
    Period,
    Record,
    Redaction,
    Relation,
    Sameness,
    Source,
)
from workbench.release import bundle as packing
from workbench.release.barred import barred
from workbench.release.bundle import whole
from workbench.release.checking import check_bundle
from workbench.release.notebooks import shipped
from workbench.release.recalling import recall
from workbench.sharing import consent, decide

ALL = {"submit": True, "summary": True, "naming": True, "purpose": "review", "form": "signed", "given": "2024-05-11"}
Told = dict[str, Any]


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Told]:
    """A case of two workers who allow reviewers everything, and its bundle with the whole record."""
    folder = tmp_path_factory.mktemp("barred")
    case = create(folder / "case", CaseInfo(title="A", nature="synthetic"), Agent(key="MJ", kind="person", name="M"))
    told = {
        "W-01": told_by(case),
        "W-02": told_by(case, "We sleep in one room.", worker="W-02", key="S-02", name="2.txt"),
    }
    both = tuple(told[key]["worker"] for key in ("W-01", "W-02"))
    with case.writing(case.agent("MJ")) as writer:
        item, text = (told["W-01"][name] for name in ("item", "text"))
        more = writer.record(Passage(item=item, derivative=text, quote="our passports", start=10, end=23))
        body = writer.record(Entity(key="CO-1", schema="Company", label="A contractor"))
        paper = writer.record(Source(key="P-1", label="A register", kind="official"))
        work = writer.record(Relation(schema="Employment", source_entity=body, target_entity=both[0], source=paper))
        event = writer.record(Event(track="work", title="Both were let go", source=paper, actors=both,
                                    period=Period(start="2024-05-17")))  # fmt: skip
    for key in told:
        consent(case, key, agent=case.agent("MJ"), audience="reviewer", **ALL)
    assert whole(case)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packing, "shipped", lambda: [path for path in shipped() if path.name == "01_intake.ipynb"])
        packing.pack(case, audience="reviewer", out=folder / "bundle")
    shared = {"more": more, "body": body, "paper": paper, "work": work, "event": event}
    return case.path, folder / "bundle", told | shared


@pytest.fixture
def case(released: tuple[Path, Path, Told], tmp_path: Path) -> Case:
    """A copy of it, in which something may be decided, and that signs as the case itself does at its place."""
    return open_case(Path(shutil.copytree(released[0], tmp_path / "case")), door=system_door(released[0]))


@pytest.fixture
def told(released: tuple[Path, Path, Told]) -> Told:
    return released[2]


@pytest.fixture
def named(case: Case, released: tuple[Path, Path, Told]) -> Callable[[], set[str]]:
    """What a notice of that bundle names now."""
    return lambda: {*recall(case, released[1])["rows"]}


def kept(case: Case, record: Record) -> str:
    with case.writing(case.agent("MJ")) as writer:
        return writer.record(record)


def answered(case: Case, told: Told, decision: str, **more: Any) -> str:
    one = told["W-01"]
    return kept(case, Approval(worker=one["worker"], passage=one["passage"], decision=decision, day="2024-06-01",
                               how="read in vi", **more))  # fmt: skip


def test_while_nothing_was_decided_nothing_is_named(case: Case, named: Callable[[], set[str]]) -> None:
    assert named() == set() == barred(case)


def test_a_redaction_names_the_item_its_text_and_the_passages_that_it_touches_until_it_is_undone(
    case: Case, told: Told, named: Callable[[], set[str]]
) -> None:
    one = told["W-01"]
    made = kept(case, Redaction(item=one["item"], reason="identity", derivative=one["text"], spans=((0, 3),)))
    assert named() == {one["item"], one["text"], one["passage"]}, "the words further on may stand"
    undo(case, made, agent=case.agent("MJ"))
    assert named() == set()
    kept(case, Redaction(item=one["item"], reason="identity", whole=True))
    assert named() == {one["item"], one["text"], one["passage"], told["more"]}


@pytest.mark.parametrize(("decision", "audience", "is_named"), [
    ("refused", None, True), ("refused", "reviewer", True), ("changed", "reviewer", True),
    ("refused", "public", False), ("approved", None, False),
])  # fmt: skip
def test_words_that_were_refused_since_are_named_and_what_is_coded_from_them_counts(
    case: Case, told: Told, named: Callable[[], set[str]], decision: str, audience: str | None, is_named: bool
) -> None:
    again = kept(case, Passage(item=told["W-01"]["item"], derivative=told["W-01"]["text"], quote="y k", start=3, end=6))
    answered(case, told, decision, audience=audience, wording="otherwise" if decision == "changed" else None)
    assert named() == ({told["W-01"]["passage"]} if is_named else set())
    assert (again in barred(case)) is is_named, "the same words in another passage, were it in the bundle"


def of_the_first(told: Told) -> set[str]:
    one = told["W-01"]
    return {one[name] for name in ("worker", "source", "item", "text", "passage", "coding")} | {
        told["more"], told["work"], told["event"]
    }  # fmt: skip


@pytest.mark.parametrize("less", [
    {"submit": False}, {"submit": False, "summary": False, "naming": False}, {"until": "2024-06-01"},
    {"shown_as": "totals"},
])  # fmt: skip
def test_a_consent_to_no_account_names_all_that_speaks_of_the_worker_and_nothing_of_another(
    case: Case, told: Told, named: Callable[[], set[str]], less: Told
) -> None:
    consent(case, "W-01", agent=case.agent("MJ"), audience="reviewer", **(ALL | {"given": "2024-05-20"} | less))
    rows = named()
    assert of_the_first(told) <= rows
    assert not {told["W-02"][name] for name in ("worker", "source", "item", "text", "passage", "coding")} & rows
    assert not {told["body"], told["paper"]} & rows
    consent(case, "W-01", agent=case.agent("MJ"), audience="reviewer", **(ALL | {"given": "2024-05-21"}))
    assert named() == set()


@pytest.mark.parametrize("less", [{"naming": False}, {"shown_as": "pseudonym"}, {"shown_as": "initials"}])
def test_a_consent_without_the_name_names_the_record_with_the_name_alone(
    case: Case, told: Told, named: Callable[[], set[str]], less: Told
) -> None:
    consent(case, "W-01", agent=case.agent("MJ"), audience="reviewer", **(ALL | {"given": "2024-05-20"} | less))
    assert named() == {told["W-01"]["worker"]}


def test_a_consent_for_others_changes_nothing(case: Case, named: Callable[[], set[str]]) -> None:
    consent(
        case, "W-01", agent=case.agent("MJ"), audience="public", purpose="review", form="signed", given="2024-05-20"
    )
    assert named() == set()


def test_whoever_stopped_the_sharing_is_named_as_whoever_allows_no_account(
    case: Case, told: Told, named: Callable[[], set[str]]
) -> None:
    stop_sharing(case, told["W-01"]["worker"], agent=case.agent("MJ"), reason="by telephone")
    assert of_the_first(told) <= named()


def test_a_file_that_another_brought_too_and_a_source_said_later_to_be_theirs_go_with_them(
    case: Case, told: Told, named: Callable[[], set[str]]
) -> None:
    brought_again(case, told["W-02"]["item"], told["W-01"]["source"])
    kept(case, Completion(source=told["paper"], label="A register", kind="worker", worker=told["W-01"]["worker"]))
    assert named() == set()
    consent(
        case, "W-01", agent=case.agent("MJ"), audience="reviewer", **(ALL | {"given": "2024-05-20", "submit": False})
    )
    assert {told["paper"], *(told["W-02"][name] for name in ("item", "text", "passage", "coding"))} <= named()
    assert told["W-02"]["source"] not in named()


def test_a_worker_who_is_said_to_be_one_with_another_allows_no_more(
    case: Case, told: Told, named: Callable[[], set[str]]
) -> None:
    kept(case, Sameness(entity_a=told["W-01"]["worker"], entity_b=told["W-02"]["worker"], decision="same",
                        agent=case.agent("MJ"), note="one passport"))  # fmt: skip
    consent(
        case, "W-01", agent=case.agent("MJ"), audience="reviewer", **(ALL | {"given": "2024-05-20", "submit": False})
    )
    assert {told["W-01"]["worker"], told["W-02"]["worker"], told["W-02"]["coding"]} <= named()


def test_decisions_name_what_they_keep_back_or_change(case: Case, told: Told, named: Callable[[], set[str]]) -> None:
    mj, passage = case.agent("MJ"), told["W-01"]["passage"]
    second = {told["W-02"][name] for name in ("source", "item", "text", "passage", "coding")}
    second |= {live.id for live in case.state().of("custody") if live.record.item in second}
    for target, act, rows in [
        ("CO-1", "pseudonymise", {told["body"]}), ("CO-1", "generalise", {told["body"]}),
        (passage, "generalise", {passage}), (passage, "withhold", {passage, told["W-01"]["coding"]}),
        (passage, "show", set()), (told["W-02"]["source"], "withhold", second),
    ]:  # fmt: skip
        for audience in ("public", "reviewer"):
            made = decide(case, target, act, agent=mj, reason="x", audience=audience)
            assert named() == (rows if audience == "reviewer" else set()), (target, act, audience)
            undo(case, made, agent=mj)


def test_words_in_a_bundle_of_rows_that_were_refused_or_redacted_since_are_named(
    sealed_rows: Any, rows_bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", PASSPHRASE)
    case = open_case(Path(shutil.copytree(sealed_rows[0].path, tmp_path / "case")))
    spoken = {row["id"]: row["fields"]["quote"] for row in check_bundle(rows_bundle).rows if row["kind"] == "passage"}
    state = case.state()
    for live in state.of("passage")[:7]:
        source = state.get(state.get(live.record.item).record.source)
        kept(
            case,
            Approval(worker=source.record.worker, passage=live.id, decision="refused", day="2024-06-01", how="read"),
        )
    quoted = {one for one, words in spoken.items() if words != "[withheld]"}
    assert quoted and {*recall(case, rows_bundle)["rows"]} == quoted
