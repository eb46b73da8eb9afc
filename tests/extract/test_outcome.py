import pytest

from workbench.extract.outcome import OUTCOMES, REASONS, outcome_of, reason, version_of


def test_every_reason_has_an_outcome_and_a_sentence():
    for code, (outcome, sentence) in REASONS.items():
        assert outcome in OUTCOMES
        assert sentence[0].isupper(), code
        assert not sentence.endswith("."), code


def test_the_worst_reason_decides():
    assert outcome_of(()) == "parsed"
    assert outcome_of((reason("macros"),)) == "parsed"
    assert outcome_of((reason("xml-entities"), reason("no-text"), reason("empty"))) == "quarantined"


def test_an_unknown_code_is_a_fault_of_ours():
    with pytest.raises(KeyError):
        reason("no-such-code")


def test_versions_name_the_packages():
    assert version_of("pillow").startswith("1 (pillow ")
