"""Days in words of the team: the month or the quarter in their place, and never a day."""

import re

import pytest

from workbench.disclosure.days import LAST, arrived, by_month


@pytest.mark.parametrize(("text", "told"), [
    ("Say who held the passports until 23 May 2024", "Say who held the passports until May 2024"),
    ("Group that arrived on 18 March 2024", "Group that arrived in March 2024"),
    ("On March 18, 2024 the gate", "In March 2024 the gate"),
    ("on the 18th of March they came", "in March they came"),
    ("until the 18th of March", "until March"),
    ("under the 18 March order", "under the March order"),
    ("shut on 17 and 18 March", "shut in March"),
    ("shut from 17 to 18 March 2024", "shut in March 2024"),
    ("the visit of 17-18 March", "the visit of March"),
    ("between 18 March and 20 April", "between March and April"),
    ("on 2024-03-18, at noon", "in 2024-03, at noon"),
    ("on 18.3.2024", "in 03.2024"),
    ("Grupa koja je stigla 18. marta 2024. godine", "Grupa koja je stigla marta 2024. godine"),
    ("Дана 21. маја 2024. године обишли", "маја 2024. године обишли"),
    ("nhóm đến ngày 18 tháng 3 năm 2024", "nhóm đến tháng 3 năm 2024"),
    ("3月18日", "3月"), ("18 tháng 4 họ đến", "tháng 4 họ đến"),
    ("On Monday, 18 March 2024 the gate", "In March 2024 the gate"),
    ("They came Monday 18 March", "They came March"),
    ("u ponedeljak, 18. marta 2024.", "marta 2024."),
    ("у среду 20. марта", "марта"),
])  # fmt: skip
def test_a_copy_that_tells_months_has_the_month_in_place_of_a_day(text: str, told: str) -> None:
    assert by_month(text, "month") == told


@pytest.mark.parametrize(("text", "told"), [
    ("until 23 May 2024", "until the second quarter of 2024"),
    ("Arrived on 18 March 2024 at 21:40", "Arrived in the first quarter of 2024 at [withheld: hour]"),
    ("until 23 May", "until [withheld: date]"),
    ("do 18. marta 2024.", "do [withheld: date]."),
    ("on 2024-03-18", "on [withheld: date]"),
])  # fmt: skip
def test_a_copy_that_tells_quarters_has_the_quarter_where_it_can_be_said(text: str, told: str) -> None:
    assert by_month(text, "quarter") == told


@pytest.mark.parametrize(
    "text",
    [
        "in May 26 workers came",
        "March 17 people",
        "on 3/4/2024",
        "Back on the 26th",
        "ngày 26",
        "od 17. do 18. marta 2024",
        "ngày 18/3",
        "no. 18.3. of it",
    ],
)
def test_a_day_that_names_no_month_for_certain_is_withheld(text: str) -> None:
    told = by_month(text, "month")
    assert told.count("[withheld: date]") == 1 and not re.search(r"26|17|18|3/4", told)


@pytest.mark.parametrize(
    "text", ["from March to June 2024", "rooms 4.2 and 4.3", "they may 3 times", "on the 2nd floor"]
)
def test_what_is_no_day_stays(text: str) -> None:
    assert by_month(text, "month") == text == by_month(text, "quarter")


def test_a_copy_that_tells_days_keeps_them() -> None:
    assert by_month("on 18 March 2024 at 21:40", "day") == "on 18 March 2024 at 21:40"


def test_a_year_alone_is_no_stretch_that_words_are_put_for() -> None:
    assert by_month("on 18 March 2024", "year") == "on [withheld: date]"


@pytest.mark.parametrize(("label", "day"), [
    ("Group that arrived on 18 March 2024", "2024-03-18"), ("Group that arrived on March 4, 2024", "2024-03-04"),
    ("Grupa koja je stigla 18. marta 2024. godine", "2024-03-18"), ("Group of 4.3.2024", "2024-03-04"),
    ("nhóm đến ngày 18 tháng 3 năm 2024", "2024-03-18"), ("Group of 2024-03-18", "2024-03-18"),
    ("Group of 18 March", LAST), ("Team C", LAST), ("Group of 3/4/2024", LAST),
])  # fmt: skip
def test_groups_of_one_month_are_ordered_by_the_day_that_is_not_told(label: str, day: str) -> None:
    assert arrived(label, by_month(label, "month")) == day
    assert arrived(label, label) == LAST, "a copy that tells days has no need of it"
