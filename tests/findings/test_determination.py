"""Determinations against a second formulation of every rule, the contract's example, and what must never be said."""

import itertools
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.findings.second_formulation import (
    DELPHI,
    HTS,
    ICLS,
    RULES,
    by_trying,
    delphi_line,
    delphi_positive,
    delphi_set_is_negative,
)
from workbench.codebook import framework
from workbench.errors import BadValue, Unknown
from workbench.findings.determination import Determination, determine

MET, NOT_MET, OPEN = "criteria_met", "criteria_not_met_on_this_record", "undetermined"
RANK = {NOT_MET: 0, OPEN: 1, MET: 2}
ITEMS = {
    DELPHI: [item.id for item in framework(DELPHI).indicators],
    HTS: [item.id for item in framework(HTS).indicators],
    ICLS: [item.id for item in framework(HTS).indicators],
}
EXAMPLE = """{"complete": false, "age": null, "supported": {"DR": ["nature_of_job_location_or_employer"], "EX":
["bad_living_conditions"]}, "contradicted": {"CD": ["confiscation_of_documents"]}}"""


def answer(book: str, supported: Any = (), contradicted: Any = (), **more: Any) -> Determination:
    return determine(book, {"supported": list(supported), "contradicted": list(contradicted), **more})


def said(answers: set[object]) -> str:
    return OPEN if len(answers) == 2 else MET if answers == {True} else NOT_MET


def of_set(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"strong": [], "medium": [], "weak": []}
    for item in framework(DELPHI).indicators:
        if item.group == name:
            found[item.strength].append(item.id)
    return found


def test_the_example_of_the_manual() -> None:
    found = determine(DELPHI, json.loads(EXAMPLE)).document()
    assert list(found)[:7] == ["framework", "determination", "typology", "sets", "deciding", "rule", "sources"]
    assert found["framework"] == DELPHI and found["determination"] == OPEN
    assert found["typology"] == {"lower": "none_on_this_record", "upper": "trafficking_for_forced_labour"}
    assert found["sets"] == dict.fromkeys(["DR", "CR", "RV", "EX", "CD", "VD"], "undetermined")
    assert {"DR.conditions_of_work", "EX.excessive_working_days_or_hours"} <= set(found["deciding"])
    assert len(found["deciding"]) == 67 - 3
    assert found["met"] == ["DR.nature_of_job_location_or_employer", "EX.bad_living_conditions"]
    assert found["against"] == ["CD.confiscation_of_documents"] and len(found["open"]) == 64
    assert "one strong and one medium or weak" in found["rule"] and "2009" in found["sources"][0]


@pytest.mark.parametrize(("name", "sizes"), [("DR", (1, 8, 1)), ("CR", (1, 9, 0)), ("RV", (0, 14, 2)),
                                             ("EX", (1, 7, 1)), ("CD", (4, 10, 1)), ("VD", (0, 5, 2))])  # fmt: skip
def test_every_combination_of_sizes_of_every_set(name: str, sizes: tuple[int, int, int]) -> None:
    own = of_set(name)
    assert tuple(map(len, own.values())) == sizes
    everything = [id for ids in own.values() for id in ids]
    for numbers in itertools.product(*(range(size + 1) for size in sizes)):
        shown = [id for ids, number in zip(own.values(), numbers, strict=True) for id in ids[:number]]
        expected = "negative" if delphi_set_is_negative(*numbers) else "positive"
        assert answer(DELPHI, shown, complete=True).sets[name] == expected, numbers
        # The same counts as the most that can still be found: nothing shown, the others spoken against.
        against = sorted(set(everything) - set(shown))
        left = "negative" if expected == "negative" else "undetermined"
        assert answer(DELPHI, [], against).sets[name] == left, numbers


@pytest.mark.parametrize("values", list(itertools.product("+-?", repeat=3)))
def test_the_typology_for_every_value_of_every_set(values: tuple[str, ...]) -> None:
    """3 ** 6 records: each set positive, negative or open; bounds by trying every completion of the open sets."""
    names = ("DR", "CR", "RV", "EX", "CD", "VD")
    for rest in itertools.product("+-?", repeat=3):
        given_values = dict(zip(names, values + rest, strict=True))
        shown = [id for name, value in given_values.items() if value == "+" for id in of_set(name)["medium"][:3]]
        left = [id for id in ITEMS[DELPHI] if given_values[id[:2]] == "?"]
        found = answer(DELPHI, shown, sorted(set(ITEMS[DELPHI]) - set(shown) - set(left)))
        words = {"+": "positive", "-": "negative", "?": "undetermined"}
        assert found.sets == {name: words[value] for name, value in given_values.items()}
        sure = [name for name in names if given_values[name] == "+"]
        asked = [name for name in names if given_values[name] == "?"]
        lines, deciding_lines = by_trying(delphi_line, sure, asked)
        answers, deciding = by_trying(lambda positive: delphi_line(positive).startswith("trafficking"), sure, asked)
        assert found.typology == {"lower": delphi_line(sure), "upper": delphi_line([*sure, *asked])}
        assert set(found.typology.values()) <= lines
        assert found.determination == said(answers)
        assert set(found.deciding) == {id for id in left if id[:2] in deciding}
        assert set(found.deciding_typology or ()) == {id for id in left if id[:2] in deciding_lines}


@st.composite
def records(draw: st.DrawFn, book: str, most_open: int) -> tuple[list[str], list[str], list[str]]:
    """(shown, spoken against, open): few open ones, often from few groups, so that completions can all be tried."""
    shown = draw(st.sets(st.sampled_from(ITEMS[book]), max_size=20))
    left = draw(st.sets(st.sampled_from(sorted(set(ITEMS[book]) - shown)), max_size=most_open))
    return sorted(shown), sorted(set(ITEMS[book]) - shown - left), sorted(left)


@pytest.mark.parametrize("book", [DELPHI, HTS, ICLS])
@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_bounds_and_deciding_items_by_trying_every_completion(book: str, data: st.DataObject) -> None:
    shown, against, left = data.draw(records(book, 8))
    found = answer(book, shown, against)
    answers, deciding = by_trying(RULES[book], shown, left)
    assert found.determination == said(answers)
    assert set(found.deciding) == deciding
    assert (list(found.met), list(found.against), list(found.open)) == tuple(
        [id for id in ITEMS[book] if id in part] for part in (shown, against, left)
    )


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_what_decides_the_typology_by_trying_every_completion(data: st.DataObject) -> None:
    shown, against, left = data.draw(records(DELPHI, 8))
    _, deciding = by_trying(lambda present: delphi_line(delphi_positive(present)), shown, left)
    assert set(answer(DELPHI, shown, against).deciding_typology or ()) == deciding


@pytest.mark.parametrize("book", [DELPHI, HTS, ICLS])
@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_more_support_never_turns_a_positive_negative(book: str, data: st.DataObject) -> None:
    shown, against, left = data.draw(records(book, 40))
    before = answer(book, shown, against)
    for more in data.draw(st.sets(st.sampled_from(sorted({*against, *left, *shown})), max_size=4)):
        after = answer(book, {*shown, more}, set(against) - {more})
        assert RANK[str(after.determination)] >= RANK[str(before.determination)]
        assert all(after.sets[name] != "negative" for name, value in before.sets.items() if value != "negative")
        assert all(after.sets[name] == "positive" for name, value in before.sets.items() if value == "positive")


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_the_definition_of_2018_is_met_wherever_the_criteria_of_2012_are(data: st.DataObject) -> None:
    shown, against, _ = data.draw(records(HTS, 40))
    beside = answer(HTS, shown, against).disagreement
    assert beside == answer(ICLS, shown, against).disagreement and beside is not None
    assert RANK[beside[ICLS]] >= RANK[beside[HTS]]
    assert beside["agree"] == (beside[ICLS] == beside[HTS])
    assert beside[HTS] == answer(HTS, shown, against).determination
    assert beside[ICLS] == answer(ICLS, shown, against).determination


def test_silence_is_not_no() -> None:
    for book in (DELPHI, HTS, ICLS, "palermo"):
        assert determine(book, {}).determination == OPEN
        assert determine(book, {"complete": True}).determination == NOT_MET
    assert determine(DELPHI, {}).against == ()


@pytest.mark.parametrize("book", [DELPHI, HTS, ICLS])
def test_an_instrument_for_adults_says_nothing_on_a_child(book: str) -> None:
    found = answer(book, ITEMS[book], age=17)
    assert found.determination == "not_applicable"
    assert found.deciding == () and found.sets == {}
    assert any("Palermo's child rule" in note for note in found.notes)
    assert answer(book, ITEMS[book], age=18).determination == MET
    assert answer(book, ITEMS[book], age=None).determination == MET


def test_where_there_is_reason_to_believe_that_a_person_is_a_child_the_adult_instruments_say_what_to_do() -> None:
    found = answer(HTS, [], reason_to_believe_under_18=True)
    assert any("protected as a child" in note and "article 10(3)" in note for note in found.notes)


@pytest.mark.parametrize("form", ["sexual_exploitation", "forced_begging", "forced-begging"])
@pytest.mark.parametrize("complete", [True, False])
def test_what_lies_outside_is_referred_and_never_a_negative(form: str, complete: bool) -> None:
    for book, group in ((DELPHI, "EX"), (HTS, "WD"), (ICLS, "WD")):
        for states in ({"supported": {group: [form]}}, {"exploitation": form}):
            found = determine(book, {**states, "complete": complete})
            assert found.determination == "outside_framework"
            assert found.outside_framework == (form.replace("-", "_"),)
            assert any("refer the person" in note for note in found.notes)
            assert "not_met" not in json.dumps(found.document()) and "negative" not in found.sets.values()


def test_what_lies_outside_takes_nothing_away_from_the_rest() -> None:
    found = answer(ICLS, ["WD.degrading_living_conditions", "WD.dismissal"], exploitation=["sexual_exploitation"])
    assert found.determination == MET and found.outside_framework == ("sexual_exploitation",)


def test_the_eleven_have_no_determination() -> None:
    found = determine("ilo-11", {"supported": ["debt-bondage"], "denied": ["isolation"], "unclear": ["deception"]})
    assert found.determination is None and found.document()["determination"] is None
    assert found.deciding == () and "no threshold" in found.rule
    assert found.states is not None and len(found.states) == 11
    assert [found.states[id] for id in ("debt-bondage", "isolation", "deception", "excessive-overtime")] == [
        "supported", "denied", "unclear", "not-assessed",
    ]  # fmt: skip
    assert any("nothing is determined" in note for note in found.notes)


def test_denied_reads_as_contradicted_and_unclear_as_open() -> None:
    states = {"denied": {"CD": ["debt_bondage"]}, "unclear": {"EX": ["hazardous_work"]}, "complete": True,
              "conflicting": {"EX": ["bad_living_conditions"]}}  # fmt: skip
    found = determine(DELPHI, states)
    assert "CD.debt_bondage" in found.against
    assert found.open == ("EX.bad_living_conditions", "EX.hazardous_work")


def test_stated_both_ways_is_open_and_said() -> None:
    id = "EX.excessive_working_days_or_hours"
    found = answer(DELPHI, [id], [id])
    assert id in found.open and id not in found.met and id not in found.against
    assert any("for and against" in note and id in note for note in found.notes)


def test_an_item_listed_twice_counts_once_and_one_fact_counts_once_in_a_set() -> None:
    twice = determine(DELPHI, {"supported": {"CD": ["debt_bondage", "debt_bondage"]}, "complete": True})
    assert twice.sets["CD"] == "negative"
    assert any("counted once" in note for note in twice.notes)
    ids = ["CD.debt_bondage", "CD.confiscation_of_documents", "CR.debt_bondage", "CR.confiscation_of_documents",
           "CR.withholding_of_money"]  # fmt: skip
    same = answer(DELPHI, ids, complete=True, facts={id: ["f1"] for id in ids[:2]})
    assert same.sets["CD"] == "negative" and same.sets["CR"] == "positive"
    across = answer(DELPHI, ids, complete=True, facts={id: ["f1"] for id in (ids[0], ids[2])})
    assert across.sets["CD"] == "positive" and across.sets["CR"] == "positive"
    with pytest.raises(BadValue):
        answer(HTS, [], facts={})


def test_a_disputed_weight_that_bears_the_answer_is_named() -> None:
    base = ["EX.bad_living_conditions", "EX.hazardous_work", "EX.wage_manipulation", "CD.debt_bondage",
            "CD.violence_on_victims"]  # fmt: skip
    disputed = ["RV.economic_reasons", "RV.difficulties_in_the_past", "RV.difficulty_to_organise_travel"]
    found = answer(DELPHI, base + disputed, complete=True)
    assert found.determination == MET
    assert any("sources dispute" in note and "criteria not met on this record" in note for note in found.notes)
    firm = answer(DELPHI, [*base, *disputed, "RV.illegal_status", "RV.family_situation"], complete=True)
    assert not any("sources dispute" in note for note in firm.notes)


def test_no_answer_holds_a_score_or_calls_anyone_anything() -> None:
    for book in (DELPHI, HTS, ICLS, "palermo", "ilo-11"):
        found = determine(book, {"complete": True}).document()
        assert not [value for value in _leaves(found) if isinstance(value, float) or type(value) is int]
        prose = " ".join([found["rule"], *found["notes"], *found["sources"]]).lower()
        assert not [word for word in ("victim", "score of", "violation", "guilty") if word in prose]
        assert found["sources"] and found["rule"]
        assert any("no release contains one" in note for note in found["notes"])


def _leaves(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [leaf for entry in value.values() for leaf in _leaves(entry)]
    return [leaf for entry in value for leaf in _leaves(entry)] if isinstance(value, list) else [value]


def test_survey_measures_say_so_and_ask_for_the_period() -> None:
    for book in (HTS, ICLS):
        assert any("survey measure" in note for note in determine(book, {}).notes)
        assert any("reference period" in note for note in determine(book, {}).notes)
        dated = determine(book, {"reference_period": "2021-05 to 2021-11", "person": "W-07"})
        assert dated.reference_period == "2021-05 to 2021-11" and dated.person == "W-07"
        assert not any("No reference period" in note for note in dated.notes)
    assert not any("survey" in note for note in determine(DELPHI, {}).notes)


def test_an_unknown_framework_is_refused() -> None:
    with pytest.raises(Unknown):
        determine("ilo-hts-2012", {})
