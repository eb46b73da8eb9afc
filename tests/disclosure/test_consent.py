"""What is missing is no: each switch, each audience, each day."""

import pytest

from workbench.codebook import audience
from workbench.disclosure.consent import Allowance, allowances, of_consents
from workbench.records import Consent, Entity, Record, Relation

WORKER = ("w", Entity(key="W-01", schema="Worker", label="W-01", born="1990"))
CHILD = ("k", Entity(key="W-17", schema="Worker", label="W-17", born="2008"))
FATHER = ("f", Entity(key="P-1", schema="Person", label="P-1"))
AUNT = ("a", Entity(key="P-2", schema="Person", label="P-2"))
RECRUITED = ("r", Relation(schema="Recruitment", source_entity="f", target_entity="k", source="s"))
DAY = "2024-06-01"


def given(**more) -> Consent:
    told = {"worker": "w", "audience": "ombudsman", "purpose": "inquiry", "form": "signed", "given": "2024-05-11"}
    return Consent(**(told | more))


def allowed(*consents: Consent, to: str = "ombudsman", day: str = DAY, whose: str = "w", **more) -> Allowance:
    records: list[tuple[str, Record]] = [WORKER, CHILD, FATHER, AUNT, RECRUITED]
    return allowances([*records, *((f"c{n}", one) for n, one in enumerate(consents))], audience(to), day, **more)[whose]


ALL = {"submit": True, "letter": True, "summary": True}


def test_nothing_on_file_is_no() -> None:
    assert allowed() == Allowance(worker="w", why="no consent on file for this audience")


def test_a_consent_for_another_audience_is_no() -> None:
    assert not allowed(given(**ALL), to="public").counted


@pytest.mark.parametrize(
    ("switches", "counted", "account", "form"),
    [
        ({}, False, False, "totals"),
        ({"summary": True}, True, False, "totals"),
        ({"submit": True, "summary": True}, True, False, "totals"),  # nobody told the worker of a letter
        ({"submit": True, "letter": True}, True, True, "pseudonym"),
        (ALL, True, True, "pseudonym"),
        ({**ALL, "naming": True}, True, True, "name"),
        ({**ALL, "naming": True, "shown_as": "initials"}, True, True, "initials"),
        ({**ALL, "shown_as": "name"}, True, True, "pseudonym"),  # without the fourth switch no name
        ({**ALL, "shown_as": "totals"}, True, False, "totals"),
    ],
)
def test_each_switch_opens_its_own_door(switches, counted, account, form) -> None:
    found = allowed(given(**switches))
    assert (found.counted, found.account, found.form) == (counted, account, form)


def test_an_audience_that_names_nobody_gets_a_pseudonym() -> None:
    assert allowed(given(audience="public", **ALL, naming=True), to="public").form == "pseudonym"


def test_who_is_no_authority_needs_no_letter() -> None:
    assert allowed(given(audience="public", submit=True), to="public").account


def test_a_consent_that_ran_out_or_lies_ahead_is_no() -> None:
    assert allowed(given(**ALL, until="2024-06-01")).counted
    assert "ran out on 2024-05" in allowed(given(**ALL, until="2024-05")).why
    assert "after that day" in allowed(given(**ALL, given="2024-07-01")).why


def test_the_later_of_two_for_one_purpose_decides() -> None:
    assert not allowed(given(**ALL), given(given="2024-05-20")).counted
    assert allowed(given(given="2024-05-01"), given(**ALL)).account


def test_purposes_must_agree_unless_one_is_named() -> None:
    both = (given(**ALL), given(purpose="press", summary=True))
    assert not allowed(*both).account and allowed(*both).counted
    assert allowed(*both, purpose="inquiry").account
    assert not allowed(*both, purpose="another").counted


def test_who_stopped_the_sharing_is_in_nothing() -> None:
    found = allowed(given(**ALL), withdrawn=["w"])
    assert not found.counted and "stopped" in found.why


@pytest.mark.parametrize(
    ("more", "counted", "why"),
    [
        ({}, False, "without an independent guardian"),
        ({"guardian": "a"}, False, "without an independent guardian"),
        ({"guardian": "f", "assent": "2024-05-10"}, False, "Recruitment"),
        ({"guardian": "a", "assent": "2024-05-10"}, True, "in totals alone"),
    ],
)
def test_a_child_needs_an_independent_guardian_and_its_own_word(more, counted: bool, why: str) -> None:
    found = allowed(given(worker="k", **ALL, naming=True, **more), whose="k")
    assert found.child and found.counted is counted and why in found.why
    assert (found.account, found.form) == (False, "totals")


def test_findings_say_who_is_left_out_and_which_purposes_differ() -> None:
    records: list[tuple[str, Record]] = [
        WORKER, CHILD, FATHER, AUNT, RECRUITED, ("c1", given(**ALL)), ("c2", given(purpose="press", summary=True)),
        ("c3", given(worker="k", **ALL, guardian="f", assent="2024-05-10")),
    ]  # fmt: skip
    found = allowances(records, audience("ombudsman"), DAY)
    told = {one.code: one for one in of_consents(records, found, "ombudsman")}
    assert set(told) == {"no-consent", "guardian-not-independent", "purposes-differ"}
    assert told["guardian-not-independent"].subject == "W-17" and told["purposes-differ"].path == ("inquiry", "press")
    assert "purposes-differ" not in {one.code for one in of_consents(records, found, "ombudsman", "inquiry")}
