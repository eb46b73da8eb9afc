"""What is due for a month on each basis."""

from decimal import Decimal

from tests.findings.paid import Book, signed
from workbench.codebook import pay_law
from workbench.findings.due import by_contract, by_law, overtime, versions
from workbench.findings.hours import day
from workbench.findings.money import Money
from workbench.findings.paylines import accounts, standing

LAW = pay_law("rs")


def account(book: Book):
    return accounts(book.tables())[0]


def due(book: Book, version: str = "signed"):
    found = account(book)
    return by_contract(found, version, "2024-04", day(found, "2024-04", LAW))


def test_what_was_promised_comes_first_and_then_what_was_signed_earlier() -> None:
    book = Book().term("second", "wage", "1", start="2024-05").term("first", "wage", "1", start="2024-03")
    assert versions(account(book.term("promised", "work"))) == ["promised", "first", "second"]


def test_more_days_than_the_contract_has_are_paid_at_the_same_rate() -> None:
    """750 / 26 × 29 = 836.538.. = 836.54."""
    assert due(signed(Book()).pay("days", "29")).money == Money.of("836.54", "USD")


def test_a_wage_by_the_day_and_one_by_the_hour() -> None:
    daily = Book().term("signed", "wage", "25.00", "USD", per="day").pay("days", "29")
    assert due(daily).money == Money.of("725.00", "USD")
    hourly = Book().term("signed", "wage", "2.30", "EUR", per="hour").pay("days", "20").pay("shift", "10", high="11")
    assert due(hourly).money == Money(Decimal("460.00"), Decimal("506.00"), "EUR")
    assert due(Book().term("signed", "wage", "2.30", "EUR", per="hour").pay("days", "1")).money is None


def test_a_monthly_wage_without_a_full_month_is_not_divided() -> None:
    found = due(Book().term("signed", "wage", "750", "USD", per="month").pay("days", "20"))
    assert found.money is None and "for how many days the wage is full" in found.steps[-1].how


def test_sources_that_give_two_currencies_are_not_reckoned() -> None:
    book = signed(Book()).term("signed", "wage", "80000", "RSD", per="month", source="WORDS", start="2024-03")
    assert due(book.pay("days", "20")).money is None
    assert due(Book().pay("days", "20")) is None


def test_rival_words_on_a_wage_are_a_range() -> None:
    book = signed(Book()).term("signed", "wage", "700", "USD", per="month", source="OTHER", start="2024-03")
    assert due(book.pay("days", "13")).money == Money(Decimal("350.00"), Decimal("375.00"), "USD")


def test_overtime_counted_by_somebody_goes_before_the_reckoned() -> None:
    book = signed(Book()).term("signed", "hours", "8", start="2024-03").pay("days", "26").pay("shift", "10")
    found = account(book)
    normal = standing([one for one in found.clauses if one.what == "hours"])
    assert normal and overtime(found, "2024-04", day(found, "2024-04", LAW), normal).words() == "52"
    counted = account(book.pay("overtime", "60"))
    assert overtime(counted, "2024-04", None, normal).words() == "60"
    hours = account(signed(Book()).pay("days", "26").pay("hours", "301"))
    assert overtime(hours, "2024-04", None, normal).words() == "93"  # 301 - 26 × 8


def test_by_law_short_months_have_no_overtime_and_the_premium_is_26_per_cent() -> None:
    found = account(Book().pay("hours", "100"))
    least, *rest = by_law(found, "2024-04", None, LAW, None)
    assert not rest and least.money == Money.of("27100.00", "RSD")
    over = account(Book().pay("hours", "186"))
    agreed, minimum = by_law(over, "2024-04", None, LAW, Money.of("880", "USD"))
    assert agreed.money == Money.of("943.00", "USD")  # 880 + 10 × 5 × 1.26
    assert minimum.money == Money.of("51110.60", "RSD")  # 271 × (176 + 12.6)
    assert len(minimum.steps[0].unverified) == 2


def test_where_no_minimum_is_on_file_for_the_year_none_is_reckoned() -> None:
    found = account(Book().pay("hours", "100"))
    assert by_law(found, "2019-04", None, LAW, None) == []
