"""Act, means and purpose per actor: adult and child reading, and the age where it is open."""

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.findings.second_formulation import by_trying, palermo_adult, palermo_child
from workbench.codebook import framework
from workbench.errors import BadValue, Unknown
from workbench.findings.determination import Determination, determine

MET, NOT_MET, OPEN = "criteria_met", "criteria_not_met_on_this_record", "undetermined"
ITEMS = [item.id for item in framework("palermo").indicators if not item.outside]
ALL = {"act": ["recruitment"], "means": ["deception"], "purpose": ["forced_labour"]}


def answer(*actors: dict[str, Any], **more: Any) -> Determination:
    return determine("palermo", {"actors": list(actors), **more})


def without(*elements: str) -> dict[str, Any]:
    return {name: ids for name, ids in ALL.items() if name not in elements}


@pytest.mark.parametrize("elements", list(itertools.product([True, False], repeat=3)))
@pytest.mark.parametrize("age", [12, 17, 18, 40])
def test_all_three_for_an_adult_and_two_for_a_child(elements: tuple[bool, bool, bool], age: int) -> None:
    act, means, purpose = elements
    left_out = [name for name, there in zip(ALL, elements, strict=True) if not there]
    expected = act and purpose and (means or age < 18)
    found = answer(without(*left_out), age=age, complete=True)
    assert found.determination == (MET if expected else NOT_MET)
    assert list(found.readings or ()) == (["child"] if age < 18 else ["adult"])


def test_the_three_belong_together_per_actor() -> None:
    split = [without("means"), {"means": ["deception"]}]
    assert answer(*split, age=30, complete=True).determination == NOT_MET
    assert answer(*split, age=30, complete=True).sets == {"A1": "negative", "A2": "negative"}
    assert answer(*split, ALL, age=30, complete=True).determination == MET


def test_without_an_age_both_readings_are_given() -> None:
    found = answer(without("means"), complete=True)
    assert found.readings is not None
    assert {name: one["determination"] for name, one in found.readings.items()} == {"adult": NOT_MET, "child": MET}
    assert found.determination == OPEN and found.deciding == ("age",)
    assert answer(ALL).determination == MET and answer(ALL).deciding == ()
    assert answer(without("purpose"), complete=True).determination == NOT_MET


def test_the_age_decides_nothing_where_the_rule_for_adults_is_met_already() -> None:
    found = answer(ALL, without("means"), complete=True)
    assert found.determination == MET and found.deciding == ()


def test_reason_to_believe_that_the_person_is_a_child_shows_the_child_rule_too() -> None:
    found = answer(without("means"), age=19, complete=True, reason_to_believe_under_18=True)
    assert found.readings is not None and found.readings["child"]["determination"] == MET
    assert found.determination == OPEN and "age" in found.deciding
    assert any("protected as a child" in note and "10(3)" in note for note in found.notes)
    assert any("10(3)" in source for source in found.sources)


def test_consent_changes_nothing() -> None:
    for consent in (True, False):
        found = answer({**ALL, "consent": consent}, age=30, consent=consent)
        assert found.determination == MET
        assert any("consent is irrelevant (article 3(b))" in note for note in found.notes)


def test_consent_is_irrelevant_to_whoever_used_a_means_and_the_answer_says_who() -> None:
    found = answer({**without("means"), "actor": "agency"}, {**ALL, "actor": "firm"}, age=30)
    assert [note for note in found.notes if "consent" in note and "agency" not in note and "firm" in note]
    found = answer({**ALL, "actor": "agency"}, {**ALL, "actor": "firm"}, age=30)
    assert not [note for note in found.notes if "consent" in note and "firm" in note]


@pytest.mark.parametrize("purpose", ["sexual_exploitation", "sexual", "forced_begging"])
@pytest.mark.parametrize("complete", [True, False])
def test_what_lies_outside_is_referred(purpose: str, complete: bool) -> None:
    found = answer({**ALL, "purpose": [purpose]}, complete=complete)
    assert found.determination == "outside_framework"
    assert {one["determination"] for one in (found.readings or {}).values()} == {"outside_framework"}
    assert answer({**ALL, "purpose": [purpose, "forced_labour"]}).determination == MET


def test_other_names_of_an_item_are_known_and_misspelt_ones_refused() -> None:
    for name in ("forced labour", "forced-labour-or-services", "forced_labor", "purpose.forced_labour"):
        assert answer({**ALL, "purpose": [name]}, age=30).determination == MET
    with pytest.raises(Unknown) as caught:
        answer({**ALL, "means": ["decepton"]})
    assert caught.value.near == ["deception"] and "/actors/0/supported/means/0" in str(caught.value)


@pytest.mark.parametrize(
    "states",
    [
        {"actors": {}}, {"actors": ["employer"]}, {"actors": [{"act": "recruitment"}]}, {"actors": [{"act": [1]}]},
        {"actors": [{"actor": "a.b"}]}, {"actors": [{"actor": "x"}, {"actor": "x"}]},
        {"actors": [{"act": [], "supported": {}}]},
    ],
)  # fmt: skip
def test_what_is_no_list_of_actors_is_refused(states: Any) -> None:
    with pytest.raises(BadValue):
        determine("palermo", states)


@settings(max_examples=120, deadline=None)
@given(data=st.data(), age=st.sampled_from([None, 15, 30]))
def test_bounds_and_deciding_items_by_trying_every_completion(data: st.DataObject, age: int | None) -> None:
    ids = [f"A{actor}.{item}" for actor in (1, 2) for item in ITEMS]
    shown = data.draw(st.sets(st.sampled_from(ids), max_size=4))
    left = data.draw(st.sets(st.sampled_from(sorted(set(ids) - shown)), max_size=7))
    actors = [
        {"supported": sorted(id[3:] for id in shown if id.startswith(f"A{actor}")),
         "contradicted": sorted(id[3:] for id in set(ids) - shown - left if id.startswith(f"A{actor}"))}
        for actor in (1, 2)
    ]  # fmt: skip

    def judged(present: Any) -> bool:
        young = age == 15 or (age is None and "age" not in present)
        return palermo_child([id for id in present if id != "age"]) if young else palermo_adult(set(present) - {"age"})

    answers, deciding = by_trying(judged, shown, left | ({"age"} if age is None else set()))
    found = answer(*actors, age=age)
    assert found.determination == (OPEN if len(answers) == 2 else MET if answers == {True} else NOT_MET)
    assert set(found.deciding) == deciding
