import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.figures.scale import scale, ticks


@given(st.lists(st.integers(700_000, 740_000), min_size=1, max_size=30))
def test_later_days_stand_further_right(days: list[int]) -> None:
    found = scale(days)
    places = [found.place(day) for day in sorted(set(days))]
    assert places == sorted(set(places))
    assert min(places) >= 0 and max(places) <= 1 + 1e-9


def test_even_where_nothing_is_shortened() -> None:
    found = scale([0, 10, 40])
    assert found.breaks == () and found.place(20) == pytest.approx(0.5)


def test_a_long_silence_is_shortened_and_listed() -> None:
    found = scale([0, 30, 1030])
    assert found.breaks == ((30, 1030),)
    assert found.place(30) > 0.7


def test_a_day_alone_stands_in_the_middle() -> None:
    assert scale([700_000]).place(700_000) == pytest.approx(0.5)


def test_days_beyond_the_scale_stand_at_its_edge() -> None:
    assert (scale([10, 20]).place(0), scale([10, 20]).place(30)) == (0.0, 1.0)


def test_ticks_are_firsts_of_months_outside_the_breaks() -> None:
    first, last = datetime.date(2021, 1, 15).toordinal(), datetime.date(2022, 1, 15).toordinal()
    assert ticks(scale([first, last])) == []
    assert [name for _, name in ticks(scale(range(first, first + 60)))] == ["2021-02-01", "2021-03-01"]
