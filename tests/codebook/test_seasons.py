"""The days of feasts on file, each computed anew from the rule that its source names."""

import datetime
import math

import pytest

from workbench.codebook.seasons import season_words, seasons

YEARS = range(2015, 2031)
EPOCH = datetime.datetime(2000, 1, 1, 12, tzinfo=datetime.UTC)


def new_moon(k: int) -> datetime.datetime:
    """The k-th new moon after that of January 2000, to a few minutes (Meeus, Astronomical Algorithms, chapter 49)."""
    t = k / 1236.85
    days = 2451550.09766 + 29.530588861 * k + 0.00015437 * t**2
    sun = math.radians(2.5534 + 29.10535670 * k - 0.0000014 * t**2)
    moon = math.radians(201.5643 + 385.81693528 * k + 0.0107582 * t**2)
    node = math.radians(160.7108 + 390.67050284 * k - 0.0016118 * t**2)
    terms = (
        -0.40720 * math.sin(moon), 0.17241 * math.sin(sun), 0.01608 * math.sin(2 * moon), 0.01039 * math.sin(2 * node),
        0.00739 * math.sin(moon - sun), -0.00514 * math.sin(moon + sun), 0.00208 * math.sin(2 * sun),
    )  # fmt: skip
    terrestrial = days + sum(terms) - 70 / 86400  # the clock of the sky is about 70 seconds ahead
    return EPOCH + datetime.timedelta(days=terrestrial - 2451545.0)


def tet(year: int) -> datetime.date:
    """The first new moon, by the day in Vietnam, from 21 January on; that is the second after the solstice."""
    east = datetime.timezone(datetime.timedelta(hours=7))
    days = [new_moon(k).astimezone(east).date() for k in range((year - 2000) * 12, (year - 2000) * 12 + 18)]
    return min(day for day in days if datetime.date(year, 1, 21) <= day)


def easter(year: int) -> datetime.date:
    """Easter by the Julian reckoning (Meeus), thirteen days later in the calendar of today."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return datetime.date(year, month, day + 1) + datetime.timedelta(days=13)


@pytest.mark.parametrize("year", YEARS)
def test_tet_is_where_the_moon_puts_it(year: int) -> None:
    assert seasons()["tet"].day[year] == tet(year)


@pytest.mark.parametrize("year", YEARS)
def test_easter_is_where_the_julian_reckoning_puts_it(year: int) -> None:
    assert seasons()["orthodox-easter"].day[year] == easter(year)


def test_every_feast_has_its_day_in_every_year_and_a_source() -> None:
    for season in seasons().values():
        assert sorted(season.day) == list(YEARS), season.id
        assert season.source and season.names and season.lasts >= 1


def test_fixed_feasts_are_fixed() -> None:
    assert {(day.month, day.day) for day in seasons()["orthodox-christmas"].day.values()} == {(1, 7)}
    assert {(day.month, day.day) for day in seasons()["new-year"].day.values()} == {(1, 1)}


def test_names_and_words_are_in_small_letters_and_no_name_is_of_two_feasts() -> None:
    names = [name for season in seasons().values() for name in season.names]
    assert len(names) == len(set(names))
    told = [*names, *(word for words in season_words().values() for word in words)]
    assert all(one == one.casefold() for one in told)
