"""Where a coding stands in time: no month that nobody named, no end that nobody gave."""

import pytest

from workbench.findings.placing import label, stretches


@pytest.mark.parametrize(
    ("start", "end", "grain", "expected"),
    [
        ("2021-03-04", "2021-05", "month", ["2021-03", "2021-04", "2021-05"]),
        ("2021-12-31", "2022-01-01", "quarter", ["2021-Q4", "2022-Q1"]),
        ("2021", "2021", "month", ["2021"]),
        ("2021", "2022-02", "month", ["2021", "2022"]),
        ("2021-11-26", None, "month", ["2021-11"]),
        (None, "2021-11-20", "month", ["2021-11"]),
        (None, None, "month", ["unknown"]),
        ("2022-02", "2021-11", "month", ["2022-02"]),
        ("2021-11", "2023-01", "year", ["2021", "2022", "2023"]),
    ],
)
def test_stretches(start: str | None, end: str | None, grain: str, expected: list[str]) -> None:
    assert stretches(start, end, grain) == expected


def test_a_year_among_months_says_that_the_month_is_not_known() -> None:
    assert label("2021", "quarter") == "2021, quarter not said"
    assert label("2021-Q4", "quarter") == "Q4 2021"
    assert label("2021", "year") == "2021"
