import random

import pytest

from workbench.disclosure.times import coarser, merged, series_findings, stretch, time_findings, untimed
from workbench.errors import BadValue
from workbench.records import Period


@pytest.mark.parametrize(
    ("unit", "start", "end"),
    [
        ("day", "2021-02-14", "2021-11-30"), ("month", "2021-02", "2021-11"), ("quarter", "2021-01", "2021-12"),
        ("year", "2021", "2021"),
    ],
)  # fmt: skip
def test_a_period_is_cut_to_the_unit_and_loses_the_words_of_the_source(unit: str, start: str, end: str) -> None:
    exact = Period(start="2021-02-14", end="2021-11-30", as_written="from Tet, at 21:40, until the strike")
    assert coarser(exact, unit) == Period(start=start, end=end)
    assert coarser(coarser(exact, unit), unit) == coarser(exact, unit)


def test_what_is_known_less_exactly_stays_and_what_is_open_stays_open() -> None:
    assert coarser(Period(start="2021"), "quarter") == Period(start="2021")
    assert coarser(Period(end="2021-05"), "quarter") == Period(end="2021-06")
    assert coarser(None, "month") is None
    assert coarser(Period(as_written="some time in spring"), "month") is None
    with pytest.raises(BadValue, match="day, month, quarter, year"):
        coarser(Period(start="2021"), "week")


def test_a_day_is_the_stretch_of_time_around_it_and_what_is_less_exact_stays() -> None:
    assert [stretch("2024-05-13", unit).end for unit in ("day", "month", "quarter", "year")] == [
        "2024-05-13", "2024-05", "2024-06", "2024"
    ]  # fmt: skip
    assert stretch("2024", "month") == Period(start="2024", end="2024")
    with pytest.raises(BadValue, match="unit of time"):
        stretch("2024-05-13", "week")


@pytest.mark.parametrize("unit", ["day", "month", "quarter", "year"])
def test_no_coarse_period_is_shorter_or_leaves_the_true_one_out(unit: str) -> None:
    chance = random.Random(1)
    for _ in range(200):
        days = sorted(f"2021-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}" for _ in range(2))
        exact, coarse = Period(start=days[0], end=days[1]), coarser(Period(start=days[0], end=days[1]), unit)
        assert coarse is not None
        first, last = coarse.first_day(), coarse.last_day()
        assert first is not None and last is not None
        assert first <= exact.first_day() and last >= exact.last_day()  # type: ignore[operator]


def test_a_period_that_is_too_exact_is_found_and_its_remedy_ends_it() -> None:
    shown = Period(start="2021-02-14")
    (found,) = time_findings([("e1", shown)], "month", "chronology")
    assert (found.code, found.subject, found.remedy.verb, found.remedy.to) == (
        "time-too-exact", "e1", "coarsen-time", ("month",)
    )  # fmt: skip
    coarse = coarser(shown, "month")
    assert coarse is not None and time_findings([("e1", coarse)], "month") == []


def test_sparse_periods_join_until_enough_different_people_are_there() -> None:
    series = {"Q1": {"a", "b"}, "Q2": {"a", "b"}, "Q3": {"a", "b", "c"}, "Q4": {"d"}}
    assert merged(series, 3) == [(("Q1", "Q2", "Q3", "Q4"), 4)]
    series["Q2"] = {"c"}
    assert merged(series, 3) == [(("Q1", "Q2"), 3), (("Q3", "Q4"), 4)]


def test_too_few_people_in_all_give_no_number() -> None:
    assert merged({"Q1": {"a"}, "Q2": {"b"}}, 3) == [(("Q1", "Q2"), None)]
    assert merged({}, 3) == []
    with pytest.raises(BadValue, match="3 or more"):
        merged({}, 2)


def test_every_random_series_is_kept_in_order_and_in_full() -> None:
    chance = random.Random(6)
    for _ in range(200):
        series = {f"{n}": {str(chance.randrange(40)) for _ in range(chance.randrange(8))} for n in range(12)}
        k = chance.choice([3, 5, 11])
        stretches = merged(series, k)
        assert [name for names, _ in stretches for name in names] == list(series)
        for names, people in stretches:
            assert people is None or people == len(set().union(*(series[name] for name in names))) >= k
        assert all(people is not None for _, people in stretches) or len(stretches) == 1


def test_each_thin_period_is_a_finding_that_names_what_it_joins() -> None:
    found = series_findings({"May": {"a", "b", "c"}, "June": set(), "July": {"a", "b", "d"}}, 3, "periods")
    assert [(one.code, one.subject, one.remedy.verb, one.remedy.to) for one in found] == [
        ("series-too-thin", "June", "merge-periods", ("June", "July"))
    ]
    assert series_findings({"May": {"a", "b", "c"}}, 3) == []


@pytest.mark.parametrize(
    "text", ["2024-03-18", "18.3.2024", "18 March 2024", "March 18, 2024", "18. marta 2024", "ngày 18 tháng 3 năm 2024"]
)
def test_a_day_in_words_is_taken_out_in_several_spellings(text: str) -> None:
    assert untimed(f"on {text} they came", "month").count("[withheld: date]") == 1
    assert "18" not in untimed(f"on {text} they came", "month")


@pytest.mark.parametrize(
    "text",
    ["18 March", "March 18", "the 18th of March", "18. marta", "18. марта", "18 tháng 3", "ngày 18/3", "18.3.",
     "3月18日", "18 Mart", "18 MARCH", "17-18 March", "17 and 18 March"],
)  # fmt: skip
def test_a_day_without_its_year_is_taken_out_too(text: str) -> None:
    told = untimed(f"no exit on {text}, order of F-2", "month")
    assert told.count("[withheld: date]") == 1 and "18" not in told and "17" not in told and told.endswith("of F-2")


@pytest.mark.parametrize(("text", "told"), [
    ("Đến ngày 26 họ thu lại của", "Đến [withheld: date] họ thu lại của"),
    ("On the 13th there was no food", "On [withheld: date] there was no food"),
    ("Yesterday, the 26th, the foreman", "Yesterday, [withheld: date], the foreman"),
    ("Дана 21. маја 2024. године обишли смо", "Дана [withheld: date] обишли смо"),
    ("upisano 12. marta 2022.", "upisano [withheld: date]."),
])  # fmt: skip
def test_a_day_alone_is_taken_out_and_the_word_year_with_its_date(text: str, told: str) -> None:
    assert untimed(text, "month") == told


@pytest.mark.parametrize("text", [
    "ngày 12 tiếng", "mỗi ngày 10 đô", "hai mươi chín ngày, ngày mười hai tiếng", "on the 2nd floor", "the 3rd of them",
    "from the 1st group", "on the 10th of each month", "một ngày 12 tiếng",
])  # fmt: skip
def test_hours_a_day_and_what_else_is_counted_are_no_days(text: str) -> None:
    assert untimed(text, "month") == text


@pytest.mark.parametrize(
    "text",
    ["from 2024-03 on 1,100 dollars, 10.5 hours, 26 days", "In March 40 men came; in May 112 left", "1/2 of the pay",
     "they may 3 times", "tháng 5 năm 2024", "rooms 4.2 and 4.3"],
)  # fmt: skip
def test_months_sums_and_counts_stay(text: str) -> None:
    assert untimed(text, "quarter") == text


@pytest.mark.parametrize(
    "text",
    [
        "the 26th they came", "the 26th of the month", "The 26th was a Sunday", "this was the 26th.",
        "on the twenty-sixth.",
        "the morning of the 26th", "on Monday the 26th", "March the 18th", "the eighteenth of March",
        "March the eighteenth",
        "2024/03/18", "osamnaestog marta", "dvadeset šestog maja", "осамнаестог марта", "hôm 26", "hôm mùng 5",
        "sáng 26 họ thu", "ngày 18 tháng ba", "mồng 2 tháng 6", "ngày mồng hai",
    ],
)  # fmt: skip
def test_a_day_is_found_in_other_wordings_too(text: str) -> None:
    assert untimed(text, "month").count("[withheld: date]") == 1


@pytest.mark.parametrize(
    "text",
    [
        "the 2nd and 3rd floors", "the 1st of each month", "the 5th man on the list", "the 20th century",
        "I was the 4th in the list", "the second may leave", "the first of us", "prvog radnika", "drugog ugovora",
        "sáng 5 giờ dậy", "tối 2 người", "ngày mười hai tiếng", "ngày hai lần", "the tenth man", "12 sati dnevno",
        "https://glasnik.example/2024/05/29/pasosi",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_day_stays(text: str) -> None:
    assert untimed(text, "month") == text


@pytest.mark.parametrize("text", ["26. smo dobili", "ngày hai mươi sáu", "at nine in the morning", "at 9 pm"])
def test_what_is_said_not_to_be_found_is_not(text: str) -> None:
    assert untimed(text, "month") == text
