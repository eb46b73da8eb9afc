"""What was decided of which record, for whom; and what a decision takes back that a consent gave."""

import pytest

from tests.disclosure.shared_case import DAY, account, consent, worker
from workbench.codebook import audience
from workbench.disclosure.consent import allowances, of_consents
from workbench.disclosure.decided import decisions
from workbench.records import Protection, Sameness

UNNAME = Protection(act="pseudonymise", target="w1", reason="she asked for it", audience="ombudsman")


def test_a_decision_holds_for_its_audience_or_for_all() -> None:
    everybody = Protection(act="withhold", target="p1", reason="by hand")
    told = [("d", UNNAME), ("e", everybody)]
    assert decisions(told, "ombudsman") == {"w1": frozenset({"pseudonymise"}), "p1": frozenset({"withhold"})}
    assert decisions(told, "public") == {"p1": frozenset({"withhold"})}


def test_what_protects_one_protects_all_who_are_one_with_it() -> None:
    same = Sameness(entity_a="w1", entity_b="w2", decision="same", agent="mj")
    found = decisions([worker(1), worker(2), ("s", same), ("d", UNNAME)], "ombudsman")
    held = {one: acts for one, acts in found.items() if acts}
    assert held == dict.fromkeys(("w1", "w2"), frozenset({"pseudonymise"}))


@pytest.mark.parametrize("shown", [None, "name", "initials"])
def test_whoever_may_be_named_goes_by_a_pseudonym_where_that_was_decided(shown: str | None) -> None:
    told = [worker(1), *account(1), consent(1, naming=True, shown_as=shown)]
    before = allowances(told, audience("ombudsman"), DAY)["w1"]
    after = allowances([*told, ("d", UNNAME)], audience("ombudsman"), DAY)["w1"]
    assert before.named and not after.named
    assert (after.form, after.account, after.why) == ("pseudonym", True, "")
    assert not list(of_consents([*told, ("d", UNNAME)], {"w1": after}, "ombudsman")), "the consent holds for all else"
    elsewhere = Protection(act="pseudonymise", target="w1", reason="r", audience="public")
    assert allowances([*told, ("d", elsewhere)], audience("ombudsman"), DAY)["w1"] == before
