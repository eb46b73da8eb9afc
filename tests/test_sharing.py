"""Consents, decisions and receipts, through a real case on disk."""

from pathlib import Path

import pytest

from tests.casefile.sealed_case import PASSPHRASE, told_by
from tests.casefile.two_members import team_of
from workbench import keeping, sharing
from workbench.casefile import Case, create, create_sealed, verify
from workbench.casefile.taking_out import take_out
from workbench.casefile.withdrawal import ask_to_destroy, confirm_destruction
from workbench.errors import BadValue, Unknown
from workbench.records import Agent, CaseInfo, Entity, Item, Passage, Protection, Source

GIVEN = {"purpose": "report", "form": "oral", "given": "2024-05-11"}


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = create(tmp_path / "case", CaseInfo(title="A"), Agent(key="MJ", kind="person", name="M. J."))
    with made.writing(made.agent("MJ")) as writer:
        for key in ("W-01", "W-02"):
            writer.record(Entity(key=key, schema="Worker", label=key))
        writer.record(Entity(key="P-1", schema="Person", label="P-1"))
        writer.record(Source(key="S-1", label="a chat", kind="chat"))
    return made


def consent(case: Case, worker: str = "W-01", **more) -> str:
    told = {"audience": "public", "summary": True, **GIVEN, **more}
    return sharing.consent(case, worker, agent=case.agent("MJ"), **told)


def test_a_consent_is_recorded_once_and_counts_for_its_audience_alone(case: Case) -> None:
    made = consent(case, shown_as="pseudonym", language="vi", guardian="P-1", assent="2024-05-10")
    assert consent(case, shown_as="pseudonym", language="vi", guardian="P-1", assent="2024-05-10") == made
    allowed = dict(sharing.allowed(case, "public", day="2024-06-01"))
    assert allowed["W-01"].counted and not allowed["W-02"].counted
    assert not dict(sharing.allowed(case, "parliament", day="2024-06-01"))["W-01"].counted
    assert verify(case).ok


def test_who_stops_the_sharing_allows_nothing_any_more(case: Case) -> None:
    consent(case)
    keeping.withdraw(case, "W-01", agent=case.agent("MJ"))
    assert "stopped" in dict(sharing.allowed(case, "public", day="2024-06-01"))["W-01"].why


@pytest.mark.parametrize(
    ("more", "error"),
    [({"audience": "everybody"}, Unknown), ({"guardian": "P-9"}, Unknown), ({"given": "yesterday"}, BadValue),
     ({"shown_as": "face"}, BadValue)],
)  # fmt: skip
def test_what_is_no_consent_is_refused_and_nothing_is_recorded(case: Case, more, error) -> None:
    with pytest.raises(error):
        consent(case, **more)
    assert not case.state().of("consent")
    with pytest.raises(Unknown):
        consent(case, "W-99")


def test_a_decision_names_its_record_by_key_or_by_the_start_of_its_id(case: Case) -> None:
    made = sharing.decide(case, "P-1", "pseudonymise", agent=case.agent("MJ"), reason="kin", audience="public")
    source = next(live.id for live in case.state().of("source"))
    sharing.decide(case, source[:12], "withhold", agent=case.agent("MJ"), reason="by hand")
    held = {live.record for live in case.state().of("protection")}
    person = next(live.id for live in case.state().of("entity") if live.record.key == "P-1")
    assert Protection(act="pseudonymise", target=person, reason="kin", audience="public") in held and len(held) == 2
    assert sharing.decide(case, "P-1", "pseudonymise", agent=case.agent("MJ"), reason="kin", audience="public") == made


def test_a_passage_may_be_generalised_and_no_source(case: Case) -> None:
    with case.writing(case.agent("MJ")) as writer:
        passage = writer.record(Passage(item="0" * 64, derivative="1" * 64, quote="I was alone", start=0, end=11))
    made = sharing.decide(case, passage[:12], "generalise", agent=case.agent("MJ"), reason="one person's task")
    held = {live.id: live.record for live in case.state().of("protection")}
    assert held[made] == Protection(act="generalise", target=passage, reason="one person's task")
    with pytest.raises(BadValue, match="the id of a passage"):
        sharing.decide(case, "S-1", "generalise", agent=case.agent("MJ"), reason="r")


@pytest.mark.parametrize(
    ("target", "act", "audience", "error"),
    [("P-1", "hide", None, BadValue), ("S-1", "pseudonymise", None, BadValue), ("P-9", "withhold", None, Unknown),
     ("P-1", "withhold", "everybody", Unknown)],
)  # fmt: skip
def test_what_is_no_decision_is_refused(case: Case, target, act, audience, error) -> None:
    with pytest.raises(error):
        sharing.decide(case, target, act, agent=case.agent("MJ"), reason="r", audience=audience)


def test_a_receipt_says_whom_to_tell_of_a_later_withdrawal(case: Case) -> None:
    case.log_access("", [("out/a.csv", "0" * 64)], release="f" * 64, audience="public")
    assert [one.tell for one in sharing.receipts(case)] == [()]
    keeping.withdraw(case, "W-02", agent=case.agent("MJ"))
    receipt = sharing.receipts(case)[0]
    assert receipt.tell == ("W-02",) and receipt.values()["audience"] == "public"
    assert "published" not in receipt.values()


def test_every_audience_is_there_for_the_choosing() -> None:
    assert {"ombudsman", "public", "respondent"} <= {one.id for one in sharing.audiences()}


def test_of_whoever_was_destroyed_a_receipt_names_the_tombstone(tmp_path: Path) -> None:
    mj = Agent(key="MJ", kind="person", name="M. J.")
    team = team_of(create_sealed(tmp_path / "sealed", CaseInfo(title="A"), mj, PASSPHRASE).case)
    case = team.opened("MJ")
    told = told_by(case)
    case.log_access("", [("bag/a", "0" * 64)], release="a" * 64, audience="reviewer")
    assert [one.tell for one in sharing.receipts(case)] == [()]
    ask_to_destroy(case, told["worker"], agent=case.agent("MJ"), reason="R", private="alone", offered="none had")
    assert [one.tell for one in sharing.receipts(team.opened("MJ"))] == [("W-01",)]
    team.clock.turn(days=31)
    second = team.opened("AK")
    done = confirm_destruction(second, told["worker"], agent=second.agent("AK"), reason="R")
    team.clock.turn(days=1)
    later = team.opened("MJ")
    later.log_access("", [("bag/b", "0" * 64)], release="b" * 64, audience="reviewer")
    assert done.carried_out
    assert [one.tell for one in sharing.receipts(team.opened("MJ"))] == [
        (f"a destroyed worker (tombstone {done.record[:12]})",), (),
    ]  # fmt: skip


def test_of_a_file_that_was_taken_out_a_receipt_says_nothing(tmp_path: Path) -> None:
    mj = Agent(key="MJ", kind="person", name="M. J.")
    sealed = create_sealed(tmp_path / "sealed", CaseInfo(title="A"), mj, PASSPHRASE).case
    sealed.log_access("", [("bag/a", "0" * 64)], release="a" * 64, audience="reviewer")
    with sealed.writing(sealed.agent("MJ")) as writer:
        kept = writer.store(b"wrong")
        fields = {"media_type": "text/plain", "kind": "text", "object": kept.name, "sha256": kept.sha256}
        wrong = writer.record(Item(size=kept.size, name="x.txt", **fields))
    take_out(sealed, wrong, agent=sealed.agent("MJ"), reason="R")
    assert [one.tell for one in sharing.receipts(sealed)] == [()]
