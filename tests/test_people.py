"""A person's file, leaks and reprisals: kept with the worker, shown to the team, and in no release."""

import json
from pathlib import Path

import pytest

from tests.casefile.conftest import case, sealed, sealed_once, state_home  # noqa: F401 - fixtures
from tests.casefile.sealed_case import told_by
from workbench import danger, people
from workbench.casefile import Case
from workbench.casefile.shown import card_of
from workbench.codebook import audience, audiences
from workbench.disclosure.consent import Allowance
from workbench.disclosure.leaving import Terms, leaving
from workbench.disclosure.view import MADE
from workbench.errors import Refused, Unknown
from workbench.records import Approval, Danger, Incident, Period, Step, Withdrawal

DAY = Period(start="2024-07-01", end="2024-07-01")


def with_a_file(case: Case) -> dict[str, str]:  # noqa: F811
    told = told_by(case)
    with case.writing(case.agent("MJ")) as writer:
        told["step"] = writer.record(Step(subject=told["worker"], kind="identification", title="Refused at the counter",
                                          source=told["source"], outcome="refused", period=DAY))  # fmt: skip
        told["incident"] = writer.record(Incident(kind="leak", title="A list was read out", source=told["source"],
                                                  subjects=(told["worker"],)))  # fmt: skip
        told["approval"] = writer.record(Approval(worker=told["worker"], passage=told["passage"], decision="refused",
                                                  day="2024-07-02", how="read at the kitchen table"))  # fmt: skip
    return told


def test_the_file_and_the_register_are_read_from_the_case(case: Case) -> None:  # noqa: F811
    with_a_file(case)
    assert [one.title for one in people.person(case, "W-01").steps] == ["Refused at the counter"]
    assert people.incidents(case).open == 1
    with pytest.raises(Unknown):
        people.person(case, "W-02")


def test_open_ones_stand_on_the_card(case: Case) -> None:  # noqa: F811
    with_a_file(case)
    assert "leak: A list was read out" in card_of(case)


def test_nothing_of_it_leaves_for_any_audience(case: Case) -> None:  # noqa: F811
    told = with_a_file(case)
    everything = [(live.kind, live.id, live.record) for live in case.state().all]
    allowed = {told["worker"]: Allowance(worker=told["worker"], counted=True, account=True, form="name")}
    for name in audiences():
        gone = leaving(everything, Terms(audience(name), allowed, {}))
        assert told["coding"] in dict(gone.records)  # the account leaves, and the file does not
        said = json.dumps([str(one) for _, one in gone.records])
        assert "counter" not in said and "read out" not in said and "kitchen" not in said
        assert not any(isinstance(one, Step | Incident | Approval) for _, one in gone.records)
    assert not {Step, Incident, Approval} & set(MADE)


def test_in_a_sealed_case_it_is_sealed_with_the_worker_and_goes_with_the_worker(sealed: Case) -> None:  # noqa: F811
    told = with_a_file(sealed)
    ledger = "".join(file.read_text("utf-8") for file in sealed.chains())
    assert "counter" not in ledger and "read out" not in ledger and "kitchen" not in ledger
    for name in ("step", "incident", "approval"):
        assert sealed.ground().units.unit_of(told[name]) == sealed.ground().units.unit_of(told["worker"]), name
        assert told[name] in sealed.state().speaking_of(told["worker"]).own


def test_a_leak_that_touches_two_stays_when_one_withdraws(case: Case) -> None:  # noqa: F811
    told = told_by(case)
    other = told_by(case, worker="W-02", key="S-02", name="u.txt")
    with case.writing(case.agent("MJ")) as writer:
        from workbench.records import Source

        note = writer.record(Source(key="N", label="Note", kind="document"))
        both = writer.record(Incident(kind="leak", title="Two names", source=note,
                                      subjects=(told["worker"], other["worker"])))  # fmt: skip
    speaking = case.state().speaking_of(told["worker"])
    assert both not in speaking.own and both in dict(speaking.stays)


def reachable(case: Case, channel: str | None) -> dict[str, str]:  # noqa: F811
    told = with_a_file(case)
    danger.record(case, "W-01", Danger(subject="", asked="2024-05-18", channel=channel), agent=case.agent("MJ"))
    return told


def asked(case: Case, who: dict[str, str], title: str, **more: str) -> None:  # noqa: F811
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Step(subject=who["worker"], kind="ask", title=title, source=who["source"], **more))  # type: ignore[arg-type]


@pytest.mark.parametrize("channel", [None, "none", "None "])
def test_no_sheet_is_written_without_a_safe_channel(case: Case, tmp_path: Path, channel: str | None) -> None:  # noqa: F811
    reachable(case, channel)
    with pytest.raises(Refused, match="workbench danger"):
        people.feedback_sheet(case, "W-01", tmp_path / "sheet.html", lang="vi")
    assert not (tmp_path / "sheet.html").exists()


def test_with_one_it_is_written_in_each_language(case: Case, tmp_path: Path) -> None:  # noqa: F811
    told = reachable(case, "message")
    asked(case, told, "The wages of March", outcome="done", told="2024-06-05")
    for lang in ("en", "vi", "sr-Latn", "sr-Cyrl"):
        sheet = people.feedback_sheet(case, "W-01", tmp_path / f"{lang}.html", lang=lang)
        text = (tmp_path / f"{lang}.html").read_text("utf-8")
        assert len(sheet.asks) == 1 and "The wages of March" in text and "W-01" not in text
        assert "message" not in text and "Site A" not in text and "kitchen" not in text
    with pytest.raises(Unknown):
        people.feedback_sheet(case, "W-01", tmp_path / "fr.html", lang="fr")


@pytest.mark.parametrize(("title", "reason"), [
    ("That Name of W-02 is left in peace", None), ("Wages", "told by name of w-02"), ("Call +381 64 123 4567", None),
    ("As W-01 asked", None),
])  # fmt: skip
def test_a_planted_name_refuses_the_sheet(case: Case, tmp_path: Path, title: str, reason: str | None) -> None:  # noqa: F811
    told = reachable(case, "message")
    told_by(case, worker="W-02", key="S-02", name="u.txt")
    asked(case, told, title, outcome="refused", **({"reason": reason} if reason else {}))
    with pytest.raises(Refused, match="step"):
        people.feedback_sheet(case, "W-01", tmp_path / "sheet.html", lang="en")
    assert not (tmp_path / "sheet.html").exists()


def test_a_quote_that_names_somebody_is_left_out_and_counted(case: Case, tmp_path: Path) -> None:  # noqa: F811
    told = told_by(case, words="W-02 cried.")
    told_by(case, worker="W-02", key="S-02", name="u.txt")
    danger.record(case, "W-01", Danger(subject="", asked="2024-05-18", channel="message"), agent=case.agent("MJ"))
    sheet = people.feedback_sheet(case, "W-01", tmp_path / "sheet.html", lang="en")
    assert sheet.left_out == 1 and sheet.said == () and told["passage"]


def test_who_withdrew_gets_no_sheet(case: Case, tmp_path: Path) -> None:  # noqa: F811
    told = reachable(case, "message")
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Withdrawal(subject=told["worker"], act="stop-using", reason="asked by telephone"))
    with pytest.raises((Refused, Unknown)):
        people.feedback_sheet(case, "W-01", tmp_path / "sheet.html", lang="en")


def test_the_demo_case_has_a_refusal_without_a_reason_and_a_claim_that_runs(demo_case: Case) -> None:
    found = people.person(demo_case, "W-05", as_of="2024-07-01")
    assert "8. 2024-06-10: Not identified: refused, and no reason is on record" in found.open
    assert {need: met.split(" by ")[0] for need, met in found.met} == {
        "A doctor for the hand": "met", "A bed away from the site": "met"
    }  # fmt: skip
    claim = next(one for one in found.times if one.clock and one.clock.id == "rs-wage-claims")
    assert str(claim.earliest) == "2027-05-10" and claim.state == "running"
    assert people.incidents(demo_case).open == 1
