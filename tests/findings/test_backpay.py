"""The claim of a worker: the months added up, each step shown."""

from decimal import Decimal

from tests.findings.paid import Book, signed
from workbench.findings.backpay import claims
from workbench.findings.money import Money
from workbench.findings.wages import wages
from workbench.records import Period


def month(name: str) -> Period:
    return Period(start=name, end=name)


def paid(book: Book, name: str, days: str, sum_: str, deducted: str = "0", currency: str = "USD") -> Book:
    book.pay("days", days, period=month(name)).pay("paid", sum_, currency, period=month(name))
    return book.pay("deduction", deducted, currency, name="all", period=month(name))


def test_months_are_added_and_none_counts_below_nothing() -> None:
    """March 721.15 - 0 less 173; April 750 - 310 less 126; May 634.62 - 900: less than nothing, so nothing.

    Least: 548.15 + 314.00 + 0.00 = 862.15; most: 721.15 + 440.00 + 0.00 = 1,161.15.
    """
    book = paid(
        paid(paid(signed(Book()), "2024-03", "25", "0", "173"), "2024-04", "26", "310", "126"), "2024-05", "22", "900"
    )
    (claim,) = claims(wages(book.tables()))
    assert claim.totals == (Money(Decimal("862.15"), Decimal("1161.15"), "USD"),)
    assert claim.whole is None and claim.open_months == ()
    assert [step.what for step in claim.steps] == ["2024-03", "2024-04", "2024-05", "Sum in USD"]
    assert claim.steps[-1].how == "least: 548.15 + 314.00 + 0.00"
    assert "no month counts below nothing" in claim.steps[2].how


def test_a_month_that_cannot_be_told_is_named_and_left_out() -> None:
    book = paid(signed(Book()), "2024-04", "26", "310").pay("days", "20", period=month("2024-05"))
    (claim,) = claims(wages(book.tables()))
    assert claim.open_months == ("2024-05",) and claim.totals == (Money.of("440.00", "USD"),)


def test_all_in_one_currency_only_where_every_month_has_its_rate() -> None:
    """440 at 109 = 47,960.00; 640 at 110 = 70,400.00."""
    book = paid(paid(signed(Book()), "2024-04", "26", "310"), "2024-05", "26", "110")
    book.rate("USD", "RSD", "110", "2024-05-31")
    (claim,) = claims(wages(book.tables()), currency="RSD")
    assert claim.whole is None and claim.steps[-1].result == "not added up"
    (claim,) = claims(wages(book.rate("USD", "RSD", "109", "2024-04-30").tables()), currency="RSD")
    assert claim.whole == Money.of("118360.00", "RSD")
    assert any("1 USD = 109 RSD on 2024-04-30 (Payslip)" in step.how for step in claim.steps)


def test_currencies_stay_apart() -> None:
    book = paid(signed(Book()), "2024-04", "26", "310").term(
        "second", "wage", "700", "EUR", per="month", start="2024-05-01"
    )
    book.term("second", "days", "26", per="month", start="2024-05-01")
    (claim,) = claims(wages(paid(book, "2024-05", "26", "100", currency="EUR").tables()))
    assert claim.totals == (Money.of("440.00", "USD"), Money.of("600.00", "EUR"))


def test_a_claim_names_rules_that_nobody_verified_and_lines_kept_apart() -> None:
    book = paid(signed(Book()), "2024-04", "26", "310").pay("shift", "10")
    book.pay("paid", "50", "USD", period=Period(start="2024-01", end="2024-06"))
    (claim,) = claims(wages(book.tables()))
    assert any("art. 108" in rule for rule in claim.unverified) and len(claim.apart) == 1
