"""Every check has a severity, a message and a remedy, under the code that the code base uses."""

import re
from pathlib import Path

import pytest

from workbench.codebook.outcomes import check_of, checks, message, severity
from workbench.errors import Unknown
from workbench.extract.outcome import REASONS

WORKBENCH = Path(__file__).resolve().parents[2] / "workbench"


def test_severities_are_the_three_and_sentences_stand_without_a_full_stop() -> None:
    assert {entry.severity for entry in checks()} == {"error", "warning", "notice"}
    for entry in checks():
        for said in (*entry.messages.values(), entry.remedy):
            assert said[0].isupper() and not said.endswith("."), entry.code
        assert set(entry.unreviewed) <= set(entry.messages) - {"en"}


def test_what_verify_can_find_is_there() -> None:
    codes = {entry.code for entry in checks()}
    assert {
        "changed", "missing", "unverifiable", "withdrawn", "unknown-file", "ledger-broken", "ledger-torn-tail",
        "newer-format", "derivative-unlinked", "quote-moved", "object-damaged",
    } <= codes  # fmt: skip
    sources = [(WORKBENCH / f"casefile/{name}.py").read_text(encoding="utf-8") for name in ("audit", "walked")]
    used = set(re.findall(r'problem\(\s*"([a-z-]+)"', "".join(sources)))
    assert used and used <= codes


def test_what_extraction_can_say_is_there_and_as_serious_as_what_it_loses() -> None:
    serious = {"parsed": "notice", "partial": "warning", "opaque": "warning", "quarantined": "error"}
    known = {entry.code: entry.severity for entry in checks()}
    for code, (outcome, _) in REASONS.items():
        assert known.get(code) == serious[outcome], code


def test_every_code_in_the_code_base_is_a_check() -> None:
    known = {entry.code for entry in checks()}
    found = {
        (path.name, code)
        for path in WORKBENCH.rglob("*.py")
        for code in re.findall(r'^    code = "([a-z-]+)"', path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert len(found) > 5
    assert {entry for entry in found if entry[1] not in known} == set()


def test_a_withdrawn_item_is_no_fault_and_a_changed_one_is() -> None:
    assert severity("withdrawn") == "notice"
    assert severity("changed") == "error"


def test_a_code_or_a_language_that_is_not_there_is_refused() -> None:
    with pytest.raises(Unknown) as caught:
        check_of("ledger-brokn")
    assert caught.value.near[0] == "ledger-broken"
    with pytest.raises(Unknown):
        message("changed", "fr")
