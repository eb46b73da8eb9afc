"""How for and against make a state: each rule of docs/design.md, and laws that hold for any statements."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.findings.assessment import NOT_ASSESSED, STATES, Statement, assess
from workbench.findings.origins import Origins
from workbench.records import Period

COLUMNS = ["key", "label", "kind", "worker", "interpreter", "session", "retells", "same_origin_as"]
ORIGINS = Origins(
    pd.DataFrame(
        [
            ["S-1", "W-01 himself", "worker", "w1", None, None, (), ()],
            ["S-2", "W-02 himself", "worker", "w2", None, None, (), ()],
            ["DOC", "a gate log", "document", None, None, None, (), ()],
            ["NGO", "a report", "ngo-report", None, None, None, (), ()],
            ["OMB", "an Ombudsman", "institution", None, None, None, (), ()],
        ],
        index=["s1", "s2", "doc", "ngo", "omb"],
        columns=COLUMNS,
    )
)


def say(stance: str, source: str = "s1", **more: object) -> Statement:
    """A statement of coder A on a passage of its own, unless said otherwise."""
    say.count += 1  # type: ignore[attr-defined]
    given = {
        "id": f"c{say.count}", "passage": f"p{say.count}", "indicator": "deception", "stance": stance, "subject": "w1",  # type: ignore[attr-defined]
        "group": False, "coder": "A", "means": "first-hand", "source": source, "period": Period(),
    }  # fmt: skip
    return Statement(**{**given, **more})  # type: ignore[arg-type]


say.count = 0  # type: ignore[attr-defined]
HELD = Period(start="2021-03", end="2021-11-23")
RETURNED = Period(start="2021-11-23")


def state(*statements: Statement) -> str:
    return assess(statements, ORIGINS).state


def test_nothing_coded_is_not_assessed_and_never_no() -> None:
    assert assess([], ORIGINS) is NOT_ASSESSED


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([say("supports")], "supported"),
        ([say("contradicts")], "denied"),
        ([say("contradicts", "doc", means="document")], "contradicted"),
        ([say("contradicts", "s2")], "contradicted"),
        ([say("contradicts"), say("contradicts", "doc")], "contradicted"),
        ([say("unclear")], "unclear"),
        ([say("supports"), say("contradicts", "doc")], "conflicting"),
        ([say("supports"), say("unclear")], "supported"),
        ([say("supports", "ngo", group=True, means="hearsay")], "alleged"),
        ([say("supports", "ngo", group=False, means="hearsay")], "supported"),
        ([say("supports", "ngo", group=True), say("supports", "s1", group=True)], "supported"),
        ([say("supports", "ngo", group=True), say("contradicts", "omb", group=True)], "conflicting"),
    ],
)
def test_each_rule(statements: list[Statement], expected: str) -> None:
    assert state(*statements) == expected


def test_a_returned_passport_ends_its_keeping_and_does_not_erase_it() -> None:
    cell = assess([say("supports", period=HELD), say("contradicts", "doc", period=RETURNED)], ORIGINS)
    assert cell.state == "supported"
    assert len(cell.against) == 1
    assert cell.note.startswith("for a time")
    assert cell.period == HELD


@pytest.mark.parametrize(
    ("held", "denied", "expected"),
    [
        (HELD, Period(start="2021-11-17", end="2021-11-17"), "conflicting"),
        (Period(start="2021-03"), Period(start="2021-11-17"), "conflicting"),
        (Period(start="2021-11-15", end="2021-11-15"), Period(start="2021-11-15"), "conflicting"),
        (Period(start="2021-03", end="2021-10"), Period(start="2021-11"), "supported"),
        (Period(start="2021-12"), Period(start="2021-03", end="2021-11"), "supported"),
        (Period(), Period(start="2021-11"), "conflicting"),
    ],
)
def test_only_overlapping_time_conflicts(held: Period, denied: Period, expected: str) -> None:
    assert state(say("supports", period=held), say("contradicts", "doc", period=denied)) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("2024", "2024"), ("2024-02", "2024-02"), ("2024", "2024")),
        (("2024-03", "2024-03"), ("2024-03-09", "2024-03-09"), ("2024-03", "2024-03")),
        (("2024-02-10", "2024-03-20"), ("2024-03", "2024-03"), ("2024-02-10", "2024-03")),
        (("2023", "2023"), ("2024-01-01", "2024-01-01"), ("2023", "2024-01-01")),
    ],
)
def test_a_year_ends_after_its_months(
    first: tuple[str, str], second: tuple[str, str], expected: tuple[str, str]
) -> None:
    periods = [Period(start=start, end=end) for start, end in (first, second)]
    for both in (periods, periods[::-1]):
        found = assess([say("supports", period=one) for one in both], ORIGINS).period
        assert found and (found.start, found.end) == expected


def test_a_passage_speaks_only_as_far_as_its_coders_agree() -> None:
    both = [say("supports", passage="p", coder="A"), say("contradicts", passage="p", coder="B")]
    cell = assess(both, ORIGINS)
    assert (cell.state, cell.for_, cell.against) == ("unclear", (), ())
    assert set(cell.disputed) == {both[0].id, both[1].id}
    assert state(*both, say("supports")) == "supported"


def test_one_coder_who_reads_two_times_in_one_passage_is_no_dispute() -> None:
    cell = assess(
        [say("supports", passage="p", period=HELD), say("contradicts", passage="p", period=RETURNED)], ORIGINS
    )
    assert (cell.state, cell.disputed) == ("supported", ())


def test_two_coders_who_agree_count_as_one_origin() -> None:
    cell = assess([say("supports", passage="p", coder="A"), say("supports", passage="p", coder="B")], ORIGINS)
    assert (len(cell.for_), cell.origins) == (2, 1)


def test_one_mans_denial_is_not_against_what_another_lived_through() -> None:
    cell = assess([say("supports", subject="w1"), say("contradicts", "s2", subject="w2")], ORIGINS)
    assert cell.state == "supported"
    assert dict(cell.tally) == {"supported": 1, "denied": 1}
    assert len(cell.against) == 1


PERIODS = st.sampled_from(
    [Period(), HELD, RETURNED, Period(start="2021"), Period(start="2022-01-03", end="2022-01-03")]
)
STATEMENTS = st.lists(
    st.builds(
        say,
        st.sampled_from(["supports", "contradicts", "unclear"]),
        st.sampled_from(["s1", "s2", "doc", "ngo", "omb"]),
        passage=st.sampled_from(["p1", "p2", "p3"]),
        subject=st.sampled_from(["w1", "w2"]),
        coder=st.sampled_from(["A", "B"]),
        group=st.booleans(),
        period=PERIODS,
    ),
    max_size=7,
)


@settings(max_examples=300, deadline=None)
@given(STATEMENTS, st.randoms())
def test_every_coding_is_listed_once_whatever_the_order(statements: list[Statement], random: object) -> None:
    cell = assess(statements, ORIGINS)
    sides = [*cell.for_, *cell.against, *cell.unclear, *cell.disputed]
    assert sorted(sides) == sorted(statement.id for statement in statements)
    assert cell.state in STATES
    shuffled = list(statements)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    again = assess(shuffled, ORIGINS)
    assert (again.state, again.origins, sorted(again.for_)) == (cell.state, cell.origins, sorted(cell.for_))


@settings(max_examples=300, deadline=None)
@given(STATEMENTS)
def test_support_on_a_new_passage_never_makes_a_state_silent(statements: list[Statement]) -> None:
    more = assess([*statements, say("supports", passage="new", coder="A")], ORIGINS)
    assert more.state in ("supported", "alleged", "conflicting")
    assert more.origins >= 1
