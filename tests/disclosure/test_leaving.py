"""Nothing leaves that speaks of somebody who did not allow it, or that rests on such a thing."""

from typing import Any

import pytest

from tests.disclosure.shared_case import account, consent, kinds, records, terms
from workbench.codebook import audience
from workbench.disclosure.leaving import INSIDE, LEAVES, STAY, Terms, leaving, quotable
from workbench.records import (
    KINDS,
    Act,
    Count,
    Entity,
    Event,
    Passage,
    PayLine,
    Place,
    Protection,
    Rate,
    Relation,
    Source,
    Statement,
    Term,
)


def left(made, to="ombudsman") -> dict:
    return dict(leaving(kinds(made), terms(made, to)).records)


def test_what_a_worker_without_consent_told_and_all_that_rests_on_it_stays() -> None:
    found = left(records(consents=5))
    assert {"w5", "s5", "i5", "p5", "c5", "e5"} <= set(found)
    assert not {"w6", "s6", "i6", "p6", "c6", "e6"} & set(found)
    assert {"press", "c-press", "branch", "count"} <= set(found)


def test_what_others_told_of_such_a_worker_stays_too() -> None:
    told = [one for one in account(1, subject="w6") if one[0] == "c1"]
    assert "c1" not in left([one for one in records(consents=5) if one[0] != "c1"] + told)


def test_only_kinds_on_the_list_leave() -> None:
    assert {type(one) for one in left(records()).values()} <= {KINDS[kind] for kind in LEAVES}
    assert not {"consent", "custody", "derivative", "counsel", "withdrawal", "protection", "access"} & set(LEAVES)


def test_wages_contracts_and_rates_stay_and_so_does_a_passage_that_is_theirs_alone() -> None:
    money = [
        ("slip", Passage(item="i1", quote="Net 460.00", start=40, end=50)),
        ("a", PayLine(subject="w1", line="paid", source="s1", value="460.00", currency="USD", passage="slip")),
        ("b", Term(subject="w1", version="signed", clause="wage", source="s1", value="750", passage="p1")),
        ("e", Statement(entity="boss", property="phone", value="064 123 4567", source="press")),
        ("f", Entity(key="HH", schema="Household", label="the family of the oldest")),
        ("g", Entity(key="AC", schema="Account", label="the account of the manager")),
        ("c", Rate(base="USD", currency="RSD", value="109", day="2024-04-30", source="press")),
    ]  # fmt: skip
    found = left(records(more=money))
    assert not {"a", "b", "c", "e", "f", "g", "slip"} & set(found)
    assert {"p1", "c1", "i1"} <= set(found)
    assert not set(STAY) & set(LEAVES)


def test_kinship_and_household_stay_whatever_was_allowed() -> None:
    ties = [(f"k{n}", Relation(schema=schema, source_entity="boss", target_entity="w1", source="press"))
            for n, schema in enumerate(sorted(INSIDE))]  # fmt: skip
    assert not {key for key, _ in ties} & set(left(records(more=ties)))


def test_an_account_that_names_no_worker_stays() -> None:
    stray = [("x", Source(key="T-99", label="an interview", kind="worker"))]
    made = records(more=stray)
    found = leaving(kinds(made), terms(made))
    assert "x" not in dict(found.records) and found.kept_back["source", next(
        reason for kind, reason in found.kept_back if "names no worker" in reason)] == 1  # fmt: skip


def test_a_decision_withholds_a_record_and_what_rests_on_it_for_its_audience_alone() -> None:
    decided = [("d", Protection(act="withhold", target="p1", reason="by hand", audience="public"))]
    made = [*records(more=decided), *(consent(n, "public") for n in range(1, 7))]
    assert {"p1", "c1"} <= set(left(made)) and not {"p1", "c1"} & set(left(made, "public"))


TOLD: list[tuple[str, Any]] = [
    ("n-event", Event(track="work", title="A man was struck", source="press", passage="p-press", actors=("boss",))),
    ("n-place", Place(entity="barracks", geometry="POINT (20.5 45.25)", how="map", source="press", precision_m="15",
                      passage="p-press")),
    ("n-count", Count(what="present", label="men", low=4, high=5, source="press", passage="p-press")),
    ("n-owns", Relation(schema="Ownership", source_entity="branch", target_entity="g", source="press",
                        passage="p-press")),
    ("n-act", Act(bearer="branch", source="press", duty="un-answer", role="notice", title="A letter",
                  passage="p-press")),
]  # fmt: skip


@pytest.mark.parametrize("target", ["p-press", "i-press"])
def test_what_stands_on_a_passage_alone_goes_with_it_where_somebody_decided_to_withhold_it(target: str) -> None:
    decided = [("d", Protection(act="withhold", target=target, reason="by hand", audience="ombudsman"))]
    names = {key for key, _ in TOLD}
    assert names <= set(left(records(more=TOLD)))
    found = leaving(kinds(made := records(more=[*TOLD, *decided])), terms(made))
    assert not (names | {"p-press", "c-press"}) & set(dict(found.records))
    assert {found.kept_back[kind, "withheld by decision"] for kind in ("event", "place", "count", "act")} == {1}
    assert names <= set(left([*records(more=[*TOLD, *decided]), *(consent(n, "reviewer") for n in range(1, 7))],
                             "reviewer"))  # fmt: skip
    assert {"event", "place", "count"} <= set(dict(found.records)), "what stands on no passage stays what it was"


def test_an_event_that_an_open_passage_tells_as_well_keeps_its_title() -> None:
    decided = [("d", Protection(act="withhold", target="p-press", reason="by hand"))]
    other = ("n-too", Event(track="work", title="A man was struck", source="press", passage="p-too"))
    open_ = ("p-too", Passage(item="i-press", quote="a man was struck", start=20, end=36))
    found = left(records(more=[*TOLD, *decided, open_, other]))
    assert "n-event" not in found and found["n-too"].title == "A man was struck" and found["n-too"].passage == "p-too"
    shown = [("d", Protection(act="generalise", target="p-press", reason="by hand"))]
    assert "n-event" in left(records(more=[*TOLD, *shown])), "its words alone are left out"


def test_an_event_loses_what_it_names_and_goes_with_its_teller() -> None:
    assert left(records())["event"].actors == ("w1", "boss")
    assert "event" not in left([one for one in records() if one[0] != "consent-ombudsman-1"])


def test_words_of_a_person_are_quoted_as_far_as_allowed_and_published_ones_always() -> None:
    made = records(consents=1)
    found = terms(made)
    named = dict(made)
    assert quotable(named["s1"], found) and quotable(named["press"], found)
    assert not quotable(named["s2"], found) and not quotable(None, found)
    assert not quotable(Source(key="L", label="a neighbour", kind="colleague"), found)
    assert not quotable(named["s1"], Terms(audience("respondent"), found.allowed, {}))


def test_what_one_told_who_stands_in_totals_alone_is_no_sentence_of_a_release() -> None:
    made = [one for one in records() if one[0] != "consent-ombudsman-1"] + [consent(1, submit=False)]
    assert "event" not in left(made) and {"w1", "c1"} <= set(left(made))
    assert "event" not in left(records(to="public"), "public")  # nobody has a row: no event of one worker
    assert "event" in left(records())


def test_what_a_neighbour_told_without_a_consent_on_file_stays() -> None:
    told = [("n", Source(key="N", label="a neighbour", kind="colleague")),
            ("ev", Event(track="work", title="They queued at night", source="n"))]  # fmt: skip
    assert "ev" not in left(records(more=told))


def test_what_an_institution_did_leaves_for_whoever_is_told_of_it_and_names_no_worker() -> None:
    told = {"duty": "un-answer", "role": "notice", "title": "A letter"}
    made = [
        ("words", Passage(item="i-press", quote="they wrote", start=50, end=60)),
        ("d", Act(bearer="branch", source="press", passage="words", by="boss", **told)),
        ("by-one", Act(bearer="branch", source="press", by="w6", **told)),
        ("told-by-one", Act(bearer="branch", source="s6", **told)),
        ("no", Protection(act="withhold", target="boss", reason="by hand", audience="prosecutor")),
    ]  # fmt: skip
    found = left(records(more=made, consents=5))
    assert {"d", "words"} <= set(found) and not {"by-one", "told-by-one"} & set(found)
    assert found["d"].by == "boss" and left(records(more=made), "prosecutor")["d"].by is None
    assert not {"d", "words"} & set(left(records(more=made, to="respondent"), "respondent"))
