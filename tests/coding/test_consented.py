"""Consents out of a filled-in form: four switches an audience, and only the word yes is a yes."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from workbench import sharing, verbs
from workbench.casefile import Case, Live, verify
from workbench.coding.consented import consented
from workbench.records import Entity

PURPOSE = "as asked"
SAID = {
    "consents/audience": "ombudsman", "consents/consent_submit": "yes", "consents/consent_letter": "yes",
    "consents/consent_summary": "no", "consents/consent_naming": "no", "consents/consent_shown": "pseudonym",
    "consents/consent_form": "oral", "consents/consent_until": "2026-06-15",
}  # fmt: skip
OTHER = {"consents/audience": "public", "consents/consent_summary": "yes", "consents/consent_submit": "not_asked"}
HEAD = {"meeting/worker_code": "W-01", "meeting/interview_date": "2024-06-15", "_uuid": "u-1"}


def added(case: Case, folder: Path, kind: str, consents: list[dict[str, str]], head: dict[str, str] = HEAD) -> Live:
    """A form with its repeated consents, exported as a form server does."""
    file = folder / f"form.{kind}"
    if kind == "json":
        file.write_text(json.dumps([head | {"consents": consents}]), encoding="utf-8")
    else:
        book = openpyxl.Workbook()
        first: Any = book.active
        first.title = "Interview"
        first.append([*head, "_index"])
        first.append([*head.values(), "1"])
        second = book.create_sheet("consents")
        second.append([*SAID, "_parent_table_name", "_parent_index"])
        for one in consents:
            second.append([*(one.get(name, "") for name in SAID), "Interview", "1"])
        book.save(file)
    verbs.add(case, file, agent="MJ")
    return verbs.item_of(case, file.name)


@pytest.mark.parametrize("kind", ["json", "xlsx"])
def test_each_audience_has_its_four_switches_and_what_is_missing_is_no(case: Case, tmp_path: Path, kind: str) -> None:
    item = added(case, tmp_path, kind, [SAID, OTHER])
    first, second = consented(case, item)
    assert (first.worker, first.audience, first.place) == ("W-01", "ombudsman", "submission 1, consent 1")
    switches = ("submit", "letter", "summary", "naming")
    assert [first.told[name] for name in switches] == [True, True, False, False] and first.told["note"] is None
    assert [second.told[name] for name in switches] == [False, False, True, False]
    assert "submit (not_asked), letter (no answer), naming (no answer)" in second.told["note"]
    made, problems = sharing.from_form(case, item, agent=case.agent("MJ"), purpose=PURPOSE)
    assert len(made) == 2 and not problems and verify(case).ok
    kept = {live.record.audience: live.record for live in case.state().of("consent")}
    assert (kept["ombudsman"].until, kept["ombudsman"].purpose) == ("2026-06-15", PURPOSE)
    assert kept["ombudsman"].given == "2024-06-15" and kept["public"].form == "not stated"
    allowed = dict(sharing.allowed(case, "ombudsman", day="2025-01-01"))["W-01"]
    assert allowed.account and allowed.form == "pseudonym"
    assert not dict(sharing.allowed(case, "public", day="2025-01-01"))["W-01"].account
    assert not dict(sharing.allowed(case, "greta", day="2025-01-01"))["W-01"].counted
    assert sharing.from_form(case, item, agent=case.agent("MJ"), purpose=PURPOSE) == ([], [])


@pytest.mark.parametrize(
    ("head", "consent", "said"),
    [
        (HEAD | {"meeting/worker_code": "W-77"}, SAID, "W-77"),
        (HEAD | {"meeting/interview_date": ""}, SAID, "given"),
        (HEAD, SAID | {"consents/audience": "everybody"}, "everybody"),
        (HEAD, SAID | {"consents/consent_shown": "face"}, "shown"),
        (HEAD, SAID | {"consents/consent_guardian": "P-77"}, "P-77"),
    ],
)
def test_what_cannot_be_taken_is_said_with_its_place_and_allows_nothing(
    case: Case, tmp_path: Path, head: dict[str, str], consent: dict[str, str], said: str
) -> None:
    item = added(case, tmp_path, "json", [consent], head)
    made, (problem,) = sharing.from_form(case, item, agent=case.agent("MJ"), purpose=PURPOSE)
    assert made == [] and "form.json, submission 1, consent 1" in str(problem) and said in str(problem)
    assert case.state().of("consent") == []


def test_a_form_without_consents_says_nothing(case: Case, tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text("telling/account,_uuid\nHọ giữ,u\n", encoding="utf-8")
    (tmp_path / "n.txt").write_text("no form")
    verbs.add(case, tmp_path / "f.csv", tmp_path / "n.txt", agent="MJ")
    assert consented(case, verbs.item_of(case, "f.csv")) == consented(case, verbs.item_of(case, "n.txt")) == []


CHILD = HEAD | {"danger/danger_child": "yes", "child/child_guardian": "appointed"}
ASSENT = SAID | {"consents/child_assent": "yes", "consents/consent_guardian": "P-01"}


def test_a_child_that_agreed_beside_somebody_independent_is_recorded_with_its_assent(
    case: Case, tmp_path: Path
) -> None:
    with case.writing(case.agent("MJ")) as writer:
        appointed = writer.record(Entity(key="P-01", schema="Person", label="P-01"))
    item = added(case, tmp_path, "json", [ASSENT, ASSENT | {"consents/child_assent_date": "2024-06-17"}], CHILD)
    made, problems = sharing.from_form(case, item, agent=case.agent("MJ"), purpose=PURPOSE)
    assert len(made) == 2 and not problems
    first, second = (live.record for live in case.state().of("consent"))
    assert (first.assent, second.assent, first.submit) == ("2024-06-15", "2024-06-17", True)
    assert first.guardian == appointed and first.note is None


@pytest.mark.parametrize(
    ("head", "consent", "said"),
    [
        (CHILD, ASSENT | {"consents/child_assent": "no"}, "did not agree (no)"),
        (CHILD, ASSENT | {"consents/child_assent": ""}, "did not agree (no answer)"),
        (CHILD | {"child/child_guardian": "involved"}, ASSENT, "nobody independent agreed beside the child (involved)"),
        (CHILD | {"child/child_guardian": "nobody"}, ASSENT, "(nobody)"),
        (CHILD, ASSENT | {"consents/consent_guardian": ""}, "not named"),
        (CHILD | {"danger/danger_child": "unknown"}, SAID, "is or may be under 18 and did not agree"),
    ],
)
def test_a_child_allows_nothing_alone_and_a_guardian_who_may_have_a_part_is_never_one(
    case: Case, tmp_path: Path, head: dict[str, str], consent: dict[str, str], said: str
) -> None:
    (one,) = consented(case, added(case, tmp_path, "json", [consent], head))
    assert not any(one.told[name] for name in ("submit", "letter", "summary", "naming"))
    assert said in one.told["note"] and "so all four are no" in one.told["note"]
    if head["child/child_guardian"] in ("involved", "nobody"):
        assert one.told["guardian"] is None and one.told["assent"] == "2024-06-15"


def test_whoever_is_no_child_is_asked_for_no_assent(case: Case, tmp_path: Path) -> None:
    (one,) = consented(case, added(case, tmp_path, "json", [SAID], HEAD | {"danger/danger_child": "no"}))
    assert one.told["submit"] and one.told["note"] is None and "assent" not in one.told
