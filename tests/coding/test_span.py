"""Stretches of a recording: what people write becomes seconds and can be written again."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.coding.span import milliseconds, plain, seconds, span, written
from workbench.errors import BadValue

times = st.decimals(min_value=0, max_value=359_999, places=3, allow_nan=False, allow_infinity=False).map(plain)


@given(times, times)
def test_what_is_written_is_read_again(one: str, other: str) -> None:
    begin, end = sorted((one, other), key=Decimal)
    assert span(written(begin, end), "f", "p") == (begin, end)


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        ("00:01:05.2", "65.2"), ("1:05", "65"), ("65", "65"), ("90", "90"), ("100:00:00", "360000"), (" 5 ", "5"),
        ("0:60", None), ("1:60:00", None), ("1:2:3:4", None), ("", None), ("-1", None), ("1e3", None), ("1,5", None),
        ("٥", None), ("1.", None),
    ],
)  # fmt: skip
def test_a_clock_time_is_seconds_or_nothing(clock: str, expected: str | None) -> None:
    assert seconds(clock) == expected


@pytest.mark.parametrize("text", ["00:01:20-00:01:05", "00:01:05", "-", "a-b", "1-2-3", "00:01:05 to 00:01:20"])
def test_what_is_no_stretch_is_refused_where_it_stands(text: str) -> None:
    with pytest.raises(BadValue, match="line 2, column span"):
        span(text, "c.csv", "line 2, column span")


def test_a_moment_and_a_long_dash_are_stretches() -> None:
    assert span("5–5", "f", "p") == ("5", "5")


def test_milliseconds_are_what_the_exchange_format_counts() -> None:
    assert [milliseconds(value) for value in ("0", "65.2", "0.0004")] == [0, 65200, 0]
