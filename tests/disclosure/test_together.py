"""What a quote says of its speaker, put together: a nationality, a trade and a month that few share."""

import pytest

from tests.disclosure.shared_case import records, terms, worker
from workbench.disclosure.quoting import Quoting
from workbench.disclosure.tasks import CODE
from workbench.disclosure.together import Known, known, together
from workbench.records import Period, Relation, Source


def crew() -> Known:
    """Nine welders of Vietnam since March, nine masons of Nepal since June, and a welder of Nepal since March."""
    made: dict[str, dict[str, frozenset[str]]] = {}
    for n in range(9):
        made[f"v{n}"] = {
            name: frozenset({one}) for name, one in (("trade", "welder"), ("country", "VN"), ("month", "03"))
        }
        made[f"n{n}"] = {
            name: frozenset({one}) for name, one in (("trade", "mason"), ("country", "NP"), ("month", "06"))
        }
    made["x"] = {name: frozenset({one}) for name, one in (("trade", "welder"), ("country", "NP"), ("month", "03"))}
    return made


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("As a Nepali welder I was paid less.", ["country NP and trade welder: 1 of 19 people"]),
        ("Mi iz Nepala stigli smo u martu.", ["country NP and month 03: 1 of 19 people"]),
        ("Ми из Непала стигли смо марта.", ["country NP and month 03: 1 of 19 people"]),
        ("Người Nepal chúng tôi đến tháng 3.", ["country NP and month 03: 1 of 19 people"]),
        ("We welders came in March.", []),
        ("A mason from Vietnam came in June.", []),
        ("They paid the others.", []),
    ],
)
def test_what_few_share_together_is_found_of_whom_it_is_true(text: str, found: list[str]) -> None:
    assert together(text, crew(), "x", 5) == found
    assert together(text, crew(), "v0", 5) == [] == together(text, crew(), "nobody", 5)


def test_a_nationality_of_few_is_told_by_itself_and_one_of_all_is_not() -> None:
    few = {**{f"v{n}": {"country": frozenset({"VN"})} for n in range(9)}, "x": {"country": frozenset({"IN"})}}
    assert together("I am Indian, from a village", few, "x", 5) == ["country IN: 1 of 10 people"]
    assert together("Indijac sam", few, "x", 5) and together("Tôi là người Ấn Độ", few, "x", 5)
    assert together("I am from Vietnam", few, "v1", 5) == []
    assert together("from Vietnam", {"v": {"country": frozenset({"VN"})}}, "v", 5) == []


def test_of_whom_no_month_is_known_every_month_may_be_true() -> None:
    people = {**crew(), **{f"u{n}": {"trade": frozenset({"welder"}), "country": frozenset({"NP"})} for n in range(6)}}
    assert together("We Nepalis came in March", people, "x", 5) == []


def test_trades_countries_and_months_are_those_on_record() -> None:
    came = Relation(
        schema="Employment", source_entity="branch", target_entity="w1", source="s", period=Period(start="2024-03-04")
    )
    told = known([worker(1, role="welder, speaks English"), worker(2, country=None), ("r", came)])
    assert told["w1"] == {
        "trade": frozenset({"welder", "speaks English"}), "country": frozenset({"VN"}), "month": frozenset({"03"}),
    }  # fmt: skip
    assert told["w2"]["country"] == frozenset() == told["w2"]["month"]


def test_it_is_put_to_a_person_as_a_task_is() -> None:
    made = [one for one in records() if one[0] not in ("w2", "w3")] + [worker(n, country="NP") for n in (2, 3)]
    desk = Quoting(made, terms(made))
    told = Source(key="T-02", label="W-02", kind="worker", worker="w2", language="vi")
    assert desk.left("p2", "They kept the passports of us Nepalis", told) == "They kept the passports of us Nepalis"
    (found,) = desk.findings({"p2": "x"})
    assert found.code == CODE and found.path[0] == "country NP: 2 of 6 people"
