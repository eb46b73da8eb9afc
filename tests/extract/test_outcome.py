import pytest

from workbench.extract.outcome import OUTCOMES, REASONS, fault, outcome_of, reason, version_of


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


def test_where_in_memory_something_lay_is_never_part_of_what_is_said():
    """It is another on every run, and the ledger would be, too."""
    said = "cannot identify image file <_io.BytesIO object at 0x7f974c0c1a80>"
    assert fault(OSError(said)) == "OSError: cannot identify image file <_io.BytesIO object>"
    assert "0x" not in reason("reader-failed", said).message
