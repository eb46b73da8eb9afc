"""The table beside IOM's standard: whole on our side, honest on theirs."""

from pathlib import Path

import pytest

from workbench import codebook
from workbench.codebook.ground import place, toml
from workbench.codebook.htcds import FOLDER, HOW, ours, pairs, theirs
from workbench.codebook.interview import interview
from workbench.errors import Unknown

# The values of vic_MethodsOfControl in version 2.0.
CONTROL = {
    "DebtBondage", "TakesEarnings", "RestrictsFinancialAccess", "Threats", "PsychologicalAbuse", "PhysicalAbuse",
    "SexualAbuse", "FalsePromises", "PsychoactiveSubstances", "RestrictsMovement", "RestrictsMedicalCare",
    "ExcessiveWorkingHours", "UsesChildren", "ThreatOfLawEnforcement", "WithholdsNecessities", "WithholdsDocuments",
    "Other",
}  # fmt: skip


def test_every_indicator_has_its_line_in_order() -> None:
    lines = [pair.indicator for pair in pairs() if pair.indicator]
    assert lines == [entry.id for entry in codebook.framework("ilo-11").indicators]


def test_every_method_of_control_has_its_line() -> None:
    assert {value for pair in pairs() if pair.field == "vic_MethodsOfControl" for value in pair.values} == CONTROL


def test_a_line_without_a_counterpart_says_so_and_why() -> None:
    for pair in pairs():
        assert (pair.how == "none") == (not pair.field or not (pair.indicator or pair.question)), pair
        assert pair.how == "same" or pair.note, pair
        assert pair.field or pair.how == "none", pair


def test_questions_are_those_of_the_form() -> None:
    names = {ask.name for ask in interview().asks()}
    assert {pair.question for pair in pairs() if pair.question} <= names


def test_there_and_back() -> None:
    sent = theirs({entry.id for entry in codebook.framework("ilo-11").indicators})
    back = {name for field, values in sent.items() for value in values for name in ours(field, value)}
    lost = {entry.id for entry in codebook.framework("ilo-11").indicators} - back
    assert lost == {"isolation", "abuse-of-vulnerability"}
    assert ours("vic_MethodsOfControl", "Other") == ()


def test_a_field_that_the_table_does_not_have_is_told_with_the_nearest() -> None:
    with pytest.raises(Unknown, match="vic_MethodsOfControl"):
        ours("vic_MethodOfControl", "DebtBondage")
    with pytest.raises(Unknown) as error:
        ours("zzz", "DebtBondage")
    assert "vic_MethodsOfControl" in error.value.near


def test_nobody_claims_to_have_compared_it() -> None:
    assert toml(place(*FOLDER, "htcds.toml"))["verified"] is False


def test_the_document_shows_the_same_table(repository: Path) -> None:
    text = (repository / "docs" / "htcds.md").read_text(encoding="utf-8")
    for pair in pairs():
        assert f"| {' | '.join(pair.row())} |" in text
    assert HOW["none"] in text
