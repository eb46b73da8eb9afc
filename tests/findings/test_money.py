"""Money is decimal, a range, of one currency, and rounded to its own coin."""

from decimal import Decimal

import pytest

from tests.findings.paid import Book
from workbench.errors import BadValue
from workbench.findings.money import Money, Rates, figures, rounded, total


def test_bounds_are_added_and_taken_crosswise() -> None:
    one, other = Money(Decimal("10"), Decimal("20"), "USD"), Money(Decimal("1"), Decimal("5"), "USD")
    assert one.plus(other) == Money(Decimal("11"), Decimal("25"), "USD")
    assert one.minus(other) == Money(Decimal("5"), Decimal("19"), "USD")
    assert one.plus(Money(Decimal("1"), None, "USD")).high is None


def test_two_currencies_never_meet_without_a_rate() -> None:
    with pytest.raises(BadValue, match="rate"):
        Money.of("1", "USD").plus(Money.of("1", "EUR"))
    with pytest.raises(BadValue, match="upper bound"):
        Money.of("1", "USD").minus(Money(Decimal("1"), None, "USD"))
    assert {name: one.low for name, one in total([Money.of("1", "USD"), Money.of("2", "EUR")]).items()} == {
        "USD": Decimal(1), "EUR": Decimal(2),
    }  # fmt: skip


@pytest.mark.parametrize(("amount", "currency", "coin"), [
    ("0.005", "USD", "0.01"), ("0.0049", "USD", "0.00"), ("2500000.5", "VND", "2500001"), ("1.2345", "KWD", "1.235"),
    ("-0.005", "RSD", "-0.01"),
])  # fmt: skip
def test_a_sum_is_rounded_half_up_to_its_coin(amount: str, currency: str, coin: str) -> None:
    assert rounded(Decimal(amount), currency) == Decimal(coin)


def test_sums_are_written_to_the_coin() -> None:
    assert figures(Decimal("1234567.8"), "USD") == "1,234,567.80"
    assert Money(Decimal("1"), Decimal("1.00"), "EUR").words() == "1.00 EUR"


def test_a_rate_is_the_last_by_the_end_of_the_month_and_is_never_made_of_two_others() -> None:
    book = Book().rate("USD", "RSD", "108", "2024-03-31").rate("USD", "RSD", "109", "2024-04-30")
    rates = Rates(book.rate("EUR", "RSD", "117", "2024-04-30").rate("USD", "RSD", "110", "2024-05-01").tables())
    found = rates.between("USD", "RSD", "2024-04")
    assert found and (str(found.value), found.day, found.source) == ("109", "2024-04-30", "Payslip")
    assert rates.between("RSD", "USD", "2024-03").value == Decimal(108)  # type: ignore[union-attr]
    assert rates.between("USD", "RSD", "2024-02") is None
    assert rates.converted(Money.of("1", "USD"), "EUR", "2024-04") is None


def test_a_sum_is_turned_either_way_and_keeps_its_open_end() -> None:
    rates = Rates(Book().rate("USD", "RSD", "109.25", "2024-04-30").tables())
    there, back = (rates.converted(money, to, "2024-04") for money, to in (
        (Money.of("310", "USD"), "RSD"), (Money(Decimal("33867.50"), None, "RSD"), "USD")))  # fmt: skip
    assert there and there[0] == Money.of("33867.50", "RSD")
    assert back and back[0] == Money(Decimal("310.00"), None, "USD")
    same = rates.converted(Money.of("1", "VND"), "VND", "2024-04")
    assert same == (Money.of("1", "VND"), None)
