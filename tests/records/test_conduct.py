"""Who acts, and under which rules: what is missing is no, and nothing is changed in place."""

import dataclasses

import pytest

from workbench.records import Agent, CaseInfo, Consent, Correction


def test_a_consent_allows_nothing_that_it_does_not_say() -> None:
    consent = Consent(worker="w", audience="press", purpose="report", form="oral", given="2024-05")
    assert not any((consent.submit, consent.letter, consent.summary, consent.naming))


def test_a_case_is_confidential_unless_it_says_otherwise() -> None:
    assert CaseInfo(title="A").nature == "confidential"
    assert not CaseInfo(title="A").seeded


def test_an_undo_is_a_correction_without_replacement() -> None:
    assert Correction(target="t", reason="typed twice").replacement is None


def test_a_record_is_never_changed_in_place() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Agent(key="MJ", kind="person", name="M.").name = "N."  # type: ignore[misc]
