"""Partial dates: the precision of a source is kept, and every comparison errs on the side of possible."""

import calendar
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import BadValue
from workbench.records import Period, first_day, is_moment, last_day

DAYS = st.dates(min_value=datetime.date(1, 1, 1))
PRECISION = st.sampled_from([4, 7, 10])


@given(DAYS, PRECISION)
def test_a_partial_date_spans_every_day_that_it_could_mean(day: datetime.date, letters: int) -> None:
    value = day.isoformat()[:letters]
    first, last = first_day(value), last_day(value)
    assert first is not None and last is not None
    assert first <= day <= last
    assert (first - datetime.timedelta(days=1) if first > datetime.date.min else datetime.date.max).isoformat()[
        :letters
    ] != value
    expected = {10: 1, 7: calendar.monthrange(day.year, day.month)[1], 4: 366 if calendar.isleap(day.year) else 365}
    assert (last - first).days + 1 == expected[letters]


@given(DAYS, PRECISION, DAYS, PRECISION)
def test_two_periods_overlap_where_some_day_could_be_in_both(one, precise, other, also) -> None:
    first = Period(start=one.isoformat()[:precise], end=one.isoformat()[:precise])
    second = Period(start=other.isoformat()[:also], end=other.isoformat()[:also])
    apart = first.last_day() < second.first_day() or second.last_day() < first.first_day()
    assert first.overlaps(second) == second.overlaps(first) == (not apart)


def test_the_last_month_that_a_calendar_has() -> None:
    assert last_day("9999-12") == last_day("9999") == datetime.date(9999, 12, 31)


@pytest.mark.parametrize(
    "value",
    [
        "2021-13",
        "2021-02-30",
        "21",
        "2021-2",
        "2021-11-15T00:00",
        "",
        " 2021",
        "2021-",
        "0000",
        "٢٠٢١",
        "2021\n",
        "1900-02-29",
    ],
)
def test_what_is_no_date_is_refused_with_its_place(value: str) -> None:
    assert first_day(value) is None
    assert last_day(value) is None
    for name in ("start", "end"):
        with pytest.raises(BadValue) as raised:
            Period(**{name: value})
        assert raised.value.place == name


def test_an_open_end_is_not_an_end() -> None:
    held = Period(start="2021-03")
    assert held.last_day() is None
    assert held.overlaps(Period(start="2024-01-01", end="2024-01-01"))
    assert not held.overlaps(Period(end="2021-02"))
    assert Period(as_written="on arrival").overlaps(Period(start="1990", end="1990"))


def test_the_23rd_and_the_26th_of_november_stay_apart() -> None:
    back, again = Period(end="2021-11-23"), Period(start="2021-11-26")
    assert not back.overlaps(again)
    assert Period(start="2021-11").overlaps(again)


@pytest.mark.parametrize("told", ["2024", "2024-02", "2024-02-29", "2024-02-29T00:00", "2024-02-29T23:59:59"])
def test_a_moment_is_told_as_far_as_it_is_known(told: str) -> None:
    assert is_moment(told)


@pytest.mark.parametrize(
    "told", ["", "2023-02-29", "2024-02T10:00", "2024-02-29T24:00", "2024-02-29T10", "2024-02-29T10:00Z", "T10:00"]
)
def test_no_moment_is_made_up(told: str) -> None:
    assert not is_moment(told)
