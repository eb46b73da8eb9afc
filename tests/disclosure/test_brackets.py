"""Classes of sums: fixed for every case, so that no class is made for one worker's sum."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from workbench.disclosure.brackets import NOTHING, SEVERAL, UNSAID, added, bounds, class_of, mean
from workbench.findings.money import Money

AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=2)


@given(AMOUNTS, AMOUNTS)
def test_a_sum_lies_in_its_class_and_the_class_is_of_the_scale(one: Decimal, other: Decimal) -> None:
    low, high = sorted([one, other])
    found = bounds(class_of(Money(low, high, "USD")))
    if found is None:
        assert class_of(Money(low, high, "USD")) == NOTHING and high == 0
        return
    least, most, currency = found
    assert least <= low and most is not None and high < most and currency == "USD"
    assert all(edge == 0 or str(edge).rstrip("0") in ("1", "3") for edge in (least, most))


def test_what_nobody_knows_has_no_upper_end() -> None:
    assert class_of(Money(Decimal(411), None, "USD")) == "300+ USD" and bounds("300+ USD") == (
        Decimal(300),
        None,
        "USD",
    )
    assert class_of(Money(Decimal("-5"), Decimal(20), "USD")) == "0-30 USD"


def test_two_currencies_make_no_class() -> None:
    mixed = [Money.of("5", "USD"), Money.of("5", "EUR")]
    assert added(mixed) == SEVERAL and mean([{"USD": mixed[0]}, {"EUR": mixed[1]}]) == SEVERAL
    assert mean([]) == UNSAID and added([]) == NOTHING


def test_the_mean_is_over_the_months_that_are_known() -> None:
    assert mean([{"USD": Money.of("90", "USD")}, {"USD": Money.of("150", "USD")}]) == "100-300 USD"
    assert mean([{"USD": Money(Decimal(90), None, "USD")}]) == "30+ USD"
