"""Cells that several registers share."""

import pytest

from workbench.coding.cells import decimal_of, money_of, period_of
from workbench.coding.sheet import Row
from workbench.errors import BadValue
from workbench.records import Period


def row(**cells: str) -> Row:
    return Row("r.csv", 4, cells)


def test_a_period_is_what_its_three_cells_say_and_nothing_where_they_are_empty() -> None:
    assert period_of(row(start="2024-03", end="", as_written="in March")) == Period(
        start="2024-03", as_written="in March"
    )
    assert period_of(row(start=" ", other="x")) is None
    with pytest.raises(BadValue) as raised:
        period_of(row(end="2024-02-30"))
    assert raised.value.place == "line 4, column end"


@pytest.mark.parametrize("value", ["0.50", "-3", "1100"])
def test_a_decimal_stays_as_it_is_written(value: str) -> None:
    assert decimal_of(row(value=value), "value") == value
    assert decimal_of(row(value=""), "value") is None


@pytest.mark.parametrize("value", ["1,100", "1e3", "NaN", "Infinity", "1_000", "about 3", "٣"])
def test_what_is_no_plain_decimal_is_refused_with_its_place(value: str) -> None:
    with pytest.raises(BadValue) as raised:
        decimal_of(row(value=value), "value")
    assert (raised.value.place, raised.value.found) == ("line 4, column value", value)


@pytest.mark.parametrize(
    ("value", "both"),
    [
        ("2.800", "2800 or 2.80"),
        ("12.500", "12500 or 12.50"),
        ("-1.250", "-1250 or -1.25"),
        ("2.805", "2805 or 2.8050"),
    ],
)
def test_a_sum_that_may_be_a_thousandfold_is_refused_with_both_readings(value: str, both: str) -> None:
    with pytest.raises(BadValue) as raised:
        money_of(row(amount=value, currency="USD"), "amount")
    assert (raised.value.place, raised.value.found) == ("line 4, column amount", value)
    assert raised.value.expected.startswith(both + ":")


@pytest.mark.parametrize(
    ("value", "currency"),
    [("2800", "USD"), ("2.80", "USD"), ("0.125", "EUR"), ("2800.125", "EUR"), ("2.8050", "EUR"), ("2.800", "KWD")],
)
def test_a_sum_with_one_reading_stays_as_it_is_written(value: str, currency: str) -> None:
    assert money_of(row(amount=value, currency=currency), "amount") == value


def test_what_is_no_money_keeps_three_digits_after_the_point() -> None:
    assert decimal_of(row(latitude="45.384"), "latitude") == "45.384"
