"""The list that a person works through."""

import pytest

from tests.matching.test_of_case import RECORDS, said
from workbench.errors import Refused
from workbench.matching import listing, pairs
from workbench.records import Agent, Entity
from workbench.tables import tabulate


def test_pairs_carry_their_decisions_and_none_is_decided_by_a_score() -> None:
    found = listing.listed(tabulate(RECORDS, "h", bytes))
    assert {(one["a"], one["b"]) for one in found} >= {("P-1", "W-01")}
    assert all(one["decision"] is None for one in found)
    told = listing.listed(tabulate([*RECORDS, said("1", "w", "p", "different")], "h", bytes))
    assert next(one for one in told if {one["a"], one["b"]} == {"P-1", "W-01"})["decision"] == "different"


def test_what_a_person_decided_of_a_pair_that_no_score_found_is_listed_too() -> None:
    found = listing.listed(tabulate([*RECORDS, said("1", "f", "s", "same")], "h", bytes))
    last = found[-1]
    assert (last["a"], last["b"], last["score"], last["decision"]) == ("F", "SITE", None, "same")


def test_people_who_do_not_agree_are_shown_so() -> None:
    other = ("ak", Agent(key="AK", kind="person", name="A."))
    apart = said("2", "p", "w", "different")[1].__class__(entity_a="p", entity_b="w", decision="different", agent="ak")
    tables = tabulate([*RECORDS, other, said("1", "w", "p", "same"), ("2", apart)], "h", bytes)
    found = next(one for one in listing.listed(tables) if {one["a"], one["b"]} == {"P-1", "W-01"})
    assert found["decision"] == "disputed" and len(found["said"]) == 2


def test_more_than_memory_takes_needs_the_extra_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs, "IN_MEMORY", 2)
    monkeypatch.setattr("workbench.matching.splinked.missing", lambda: "splink")
    firms = [(str(n), Entity(key=f"F{n}", schema="Company", label=f"Firm {n}")) for n in range(3)]
    with pytest.raises(Refused, match=r"splink.*pip install"):
        listing.listed(tabulate(firms, "h", bytes))
