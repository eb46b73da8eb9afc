"""Where the two survey measures part, and the words for it."""

import pytest

from workbench.findings.determination import determine
from workbench.findings.survey import EIGHTEEN, TWELVE

MET, NOT_MET, OPEN = "criteria_met", "criteria_not_met_on_this_record", "undetermined"
CASES = {
    "a strong pair": (
        ["WD.degrading_living_conditions", "WD.dismissal"],
        MET,
        MET,
        "agree on this",
    ),
    "a pair apart": (
        ["UR.recruitment_linked_to_debt", "WD.withholding_of_wages"],
        NOT_MET,
        MET,
        "only in WD",
    ),
    "a pair of medium items": (["WD.induced_addiction", "WD.dismissal"], NOT_MET, MET, "medium strength"),
    "no penalty": (["UR.recruitment_linked_to_debt"], NOT_MET, NOT_MET, "agree on this"),
}


@pytest.mark.parametrize("name", CASES)
def test_the_two_stand_side_by_side(name: str) -> None:
    ids, twelve, eighteen, words = CASES[name]
    for book in (TWELVE, EIGHTEEN):
        found = determine(book, {"supported": ids, "complete": True})
        assert found.disagreement is not None
        assert (found.disagreement[TWELVE], found.disagreement[EIGHTEEN]) == (twelve, eighteen)
        assert words in found.disagreement["words"]
        assert found.determination == (twelve if book == TWELVE else eighteen)


def test_what_is_open_can_close_the_gap_or_widen_it() -> None:
    apart = determine(TWELVE, {"supported": CASES["a pair apart"][0]}).disagreement
    assert apart is not None and (apart[TWELVE], apart[EIGHTEEN]) == (OPEN, MET)
    left = ["UR.recruitment_linked_to_debt", "WD.dismissal"]
    from workbench.codebook import framework

    against = [item.id for item in framework(TWELVE).indicators if item.id not in left]
    wide = determine(TWELVE, {"contradicted": against}).disagreement
    assert wide is not None and (wide[TWELVE], wide[EIGHTEEN]) == (NOT_MET, OPEN)
    assert "could still bring" in wide["words"]


def test_both_are_for_adults() -> None:
    found = determine(EIGHTEEN, {"age": 15, "complete": True}).disagreement
    assert found is not None and found["agree"] and found[TWELVE] == "not_applicable"
    assert "not met" not in found["words"]
