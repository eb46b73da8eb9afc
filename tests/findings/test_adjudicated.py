"""A third person's decision in the fold: what it sets aside, what it lets stand, and what opens it again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.findings.two_coders import coding, decision, key, tables
from workbench.findings.adjudicated import settled

PASSPORTS = "retention-of-identity-documents"
TWO = [coding("c1", "A", "p1", PASSPORTS, "supports"), coding("c2", "B", "p1", PASSPORTS, "unclear")]


def after(*records):
    case = tables(*records)
    return settled(case.codings, case.adjudications)


def stances(found) -> dict[str, str]:
    return found.codings["stance"].to_dict()


def test_without_decisions_the_same_frame_comes_back() -> None:
    case = tables(*TWO)
    assert settled(case.codings, case.adjudications).codings is case.codings


def test_the_reading_decided_on_speaks_and_the_other_is_overruled() -> None:
    found = after(*TWO, decision("a1", "p1", PASSPORTS, "supports", "c1", "c2"))
    assert stances(found) == {key("c1"): "supports"}
    assert found.overruled == {key("c2"): key("a1")} and found.reread == {}
    assert list(found.decided.values()) == [key("a1")]


def test_where_nobody_read_it_so_all_speak_with_the_decided_stance() -> None:
    found = after(*TWO, decision("a1", "p1", PASSPORTS, "contradicts", "c1", "c2"))
    assert stances(found) == {key("c1"): "contradicts", key("c2"): "contradicts"}
    assert found.reread == {key("c1"): key("a1"), key("c2"): key("a1")}


def test_decided_that_the_passage_does_not_speak_nothing_speaks() -> None:
    assert stances(after(*TWO, decision("a1", "p1", PASSPORTS, "none", "c1", "c2"))) == {}


def test_the_records_stay_as_they_were() -> None:
    case = tables(*TWO, decision("a1", "p1", PASSPORTS, "contradicts", "c1", "c2"))
    before = case.codings.copy()
    settled(case.codings, case.adjudications)
    assert case.codings.equals(before)


def test_other_people_indicators_and_passages_are_untouched() -> None:
    others = [coding("c3", "A", "p1", PASSPORTS, "unclear", "W-02"), coding("c4", "A", "p1", "isolation", "unclear"),
              coding("c5", "A", "p2", PASSPORTS, "unclear")]  # fmt: skip
    found = after(*TWO, *others, decision("a1", "p1", PASSPORTS, "none", "c1", "c2"))
    assert stances(found) == {key("c3"): "unclear", key("c4"): "unclear", key("c5"): "unclear"}


@pytest.mark.parametrize(("later", "holds"), [("supports", True), ("contradicts", False)])
def test_a_later_coding_that_reads_otherwise_opens_the_dispute_again(later: str, holds: bool) -> None:
    found = after(*TWO, coding("c3", "C", "p1", PASSPORTS, later),
                  decision("a1", "p1", PASSPORTS, "supports", "c1", "c2"))  # fmt: skip
    assert bool(found.decided) is holds
    assert len(found.codings) == (2 if holds else 3)


def test_two_decisions_that_differ_decide_nothing() -> None:
    found = after(*TWO, decision("a1", "p1", PASSPORTS, "supports", "c1", "c2"),
                  decision("a2", "p1", PASSPORTS, "none", "c1", "c2", agent="C"))  # fmt: skip
    assert found.decided == {} and len(found.codings) == 2


STANCES = ["supports", "contradicts", "unclear"]
CODINGS = st.lists(
    st.tuples(st.sampled_from("AB"), st.sampled_from(["p1", "p2"]), st.sampled_from(STANCES)),
    max_size=8,
)  # fmt: skip


@given(CODINGS, st.sampled_from([*STANCES, "none"]))
def test_after_a_decision_a_passage_has_one_stance_or_none(said, stance: str) -> None:
    records = [coding(f"c{n}", coder, of, PASSPORTS, one) for n, (coder, of, one) in enumerate(said)]
    names = [f"c{n}" for n, (_, of, _) in enumerate(said) if of == "p1"]
    found = after(*records, decision("a1", "p1", PASSPORTS, stance, *names))
    here = found.codings[found.codings["passage"] == key("p1")]
    assert set(here["stance"]) == ({stance} if names and stance != "none" else set())
    assert len(here) + len(found.overruled) == len(names)
    assert len(found.codings) - len(here) == len(said) - len(names)
