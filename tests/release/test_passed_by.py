"""What a copy of the whole ledger for reviewers would pass by keeps that copy from leaving; nothing else does."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.casefile.sealed_case import told_by
from workbench.casefile import Case, create
from workbench.casefile.withdrawal import stop_sharing
from workbench.coding.undo import undo
from workbench.records import Agent, Approval, CaseInfo, Danger, Incident, Protection, Record, Redaction, Step
from workbench.release.bundle import whole
from workbench.release.passed_by import NEVER, passed_by
from workbench.sharing import consent, decide

Told = dict[str, Any]
TOLD = {"agent": "MJ", "purpose": "review", "form": "signed", "given": "2024-05-11"}


def begun(folder: Path, nature: str = "synthetic") -> tuple[Case, Told]:
    case = create(folder / "c", CaseInfo(title="A", nature=nature), Agent(key="MJ", kind="person", name="M"))
    return case, told_by(case)


def kept(case: Case, record: Record) -> str:
    with case.writing(case.agent("MJ")) as writer:
        return writer.record(record)


def asked(case: Case, **said: Any) -> str:
    return consent(case, "W-01", **(TOLD | {"agent": case.agent("MJ"), "audience": "reviewer"} | said))


@pytest.mark.parametrize("name", ["demo_case", "public_case"])
def test_the_shipped_cases_leave_as_a_whole(name: str, request: pytest.FixtureRequest) -> None:
    case = request.getfixturevalue(name)
    assert passed_by(case) == () and whole(case)


@pytest.mark.parametrize("act", ["withhold", "pseudonymise", "generalise"])
@pytest.mark.parametrize("audience", [None, "reviewer"])
def test_a_decision_for_reviewers_or_for_all_is_not_passed_by_until_it_is_undone(
    tmp_path: Path, act: str, audience: str | None
) -> None:
    case, told = begun(tmp_path)
    target = told["worker"] if act == "pseudonymise" else told["passage"]
    made = decide(case, target, act, agent=case.agent("MJ"), reason="points to one man", audience=audience)
    (said,) = passed_by(case)
    assert said.startswith("1 decision keeps a record back or changes it for reviewers (" + made[:12] + ";")
    assert not whole(case)
    undo(case, made, agent=case.agent("MJ"))
    assert passed_by(case) == () and whole(case)


def test_a_decision_for_others_or_to_show_changes_nothing_for_reviewers(tmp_path: Path) -> None:
    case, told = begun(tmp_path)
    decide(case, told["passage"], "withhold", agent=case.agent("MJ"), reason="x", audience="public")
    decide(case, told["passage"], "show", agent=case.agent("MJ"), reason="x")
    assert passed_by(case) == () and whole(case)


def test_many_decisions_are_counted_and_three_are_named(tmp_path: Path) -> None:
    case, told = begun(tmp_path)
    made = [kept(case, Protection(act="withhold", target=told[name], reason="x", audience=None))
            for name in ("passage", "coding", "item", "source")]  # fmt: skip
    (said,) = passed_by(case)
    assert said.startswith("4 decisions keep records back") and sum(one[:12] in said for one in made) == 3
    assert ", ...;" in said


@pytest.mark.parametrize(("decision", "audience", "bars"), [
    ("refused", None, True), ("changed", "reviewer", True), ("refused", "public", False), ("approved", None, False),
])  # fmt: skip
def test_words_that_a_worker_refused_are_not_passed_by(
    tmp_path: Path, decision: str, audience: str | None, bars: bool
) -> None:
    case, told = begun(tmp_path)
    wording = "otherwise" if decision == "changed" else None
    kept(case, Approval(worker=told["worker"], passage=told["passage"], decision=decision, day="2024-06-01",
                        how="read in vi", audience=audience, wording=wording))  # fmt: skip
    assert any("refused 1 quote" in one for one in passed_by(case)) is bars is not whole(case)


def test_a_redacted_item_is_not_passed_by(tmp_path: Path) -> None:
    case, told = begun(tmp_path)
    made = kept(case, Redaction(item=told["item"], reason="identity", whole=True))
    assert passed_by(case) == ("1 item is redacted",) and not whole(case)
    undo(case, made, agent=case.agent("MJ"))
    assert whole(case)


@pytest.mark.parametrize(("said", "bars"), [
    ({}, True), ({"summary": True}, True), ({"submit": True, "summary": True}, True),
    ({"submit": True, "naming": True, "shown_as": "pseudonym"}, True),
    ({"submit": True, "naming": True, "until": "2024-06-01"}, True),
    ({"submit": True, "naming": True}, False), ({"audience": "public"}, False),
])  # fmt: skip
def test_a_consent_for_reviewers_to_less_than_all_is_not_passed_by(tmp_path: Path, said: Told, bars: bool) -> None:
    case, _ = begun(tmp_path)
    asked(case, **said)
    assert any("the consent of 1 worker allows reviewers less" in one for one in passed_by(case)) is bars
    assert whole(case) is not bars


def test_whoever_stopped_the_sharing_is_counted_and_not_named(tmp_path: Path) -> None:
    case, told = begun(tmp_path)
    stop_sharing(case, told["worker"], agent=case.agent("MJ"), reason="by telephone")
    assert passed_by(case) == ("1 worker has stopped the sharing of what speaks of them",) and not whole(case)


OF_A_PERSON: dict[str, Callable[[Told], Record]] = {
    "danger": lambda told: Danger(subject=told["worker"], asked="2024-05-11"),
    "step": lambda told: Step(subject=told["worker"], kind="ask", title="Asks for his passport", source=told["source"]),
    "incident": lambda told: Incident(kind="threat", title="A black list", source=told["source"]),
}


@pytest.mark.parametrize("kind", NEVER)
def test_what_no_release_holds_keeps_a_public_record_and_is_invented_in_a_synthetic_case(
    tmp_path: Path, kind: str
) -> None:
    for nature, bars in (("public-record", True), ("synthetic", False)):
        (tmp_path / nature).mkdir()
        case, told = begun(tmp_path / nature, nature)
        kept(case, OF_A_PERSON[kind](told))
        assert any("is on record" in one for one in passed_by(case)) is bars is not whole(case)
