import numpy as np
import pandas as pd
import pytest

from workbench.errors import BadValue
from workbench.findings.said import joined, period, records, said, timing, when
from workbench.records import Period


@pytest.mark.parametrize("empty", [None, float("nan"), np.nan, pd.NA, pd.NaT, "", "  "])
def test_empty_cells_say_nothing(empty: object) -> None:
    assert said(empty) is None


def test_a_number_is_said_as_text() -> None:
    assert said(0) == "0"


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2021-03", "2021-11-15", None),
        ("2021-11-23", None, None),
        ("2021-03", "2021-11-30", "holds"),
        ("2021-03", None, "end not known"),
        (None, "2021-12", "start not known"),
        (None, "2021-10", None),
        (None, None, "not dated"),
        ("2021", "2021", "date not exact enough"),
        ("2021-11", None, "date not exact enough"),
        ("2021-03", "2021-11", "date not exact enough"),
    ],
)
def test_a_stretch_against_a_day(start: str | None, end: str | None, expected: str | None) -> None:
    assert timing(Period(start=start, end=end), "2021-11-20") == expected


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(BadValue, match="as of"):
        timing(Period(), "2021-13-01")


def test_words_of_a_period_keep_its_precision() -> None:
    row = {"period_start": float("nan"), "period_end": "2021-05", "period_as_written": "before summer"}
    assert when(period(row)) == "until 2021-05"
    assert when(Period(start="2021-05", end="2021-05")) == "2021-05"
    assert when(Period()) == "not dated"


def test_joined_keeps_order_and_drops_repeats() -> None:
    assert joined(["b", None, "a", "b"]) == "b, a"


def test_records_are_rows() -> None:
    assert records(pd.DataFrame({"a": [1, 2]})) == [{"a": 1}, {"a": 2}]
