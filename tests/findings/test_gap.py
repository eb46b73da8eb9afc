"""What is missing lies between the least and the most that any basis leaves open."""

from decimal import Decimal

from tests.findings.paid import Book
from workbench.findings.due import Due
from workbench.findings.gap import gap, parts
from workbench.findings.money import Money, Rates
from workbench.findings.paylines import accounts

DUES = [Due("signed", Money.of("700", "USD"), ()), Due("promised", Money(Decimal("900"), Decimal("1000"), "USD"), ())]


def found(book: Book, dues=DUES, currency: str | None = "USD"):
    account, rates = accounts(book.tables())[0], Rates(book.tables())
    sums = [parts(account, "2024-04", line) for line in ("deduction", "paid")]
    return gap("2024-04", dues, *sums, rates, currency)


def test_the_least_trusts_every_deduction_and_the_most_trusts_none() -> None:
    book = Book().pay("deduction", "50", "USD", name="food").pay("deduction", "20", "USD", name="boots")
    assert found(book.pay("paid", "300", "USD")).money == Money(Decimal("330"), Decimal("700"), "USD")


def test_an_employer_who_claims_more_than_the_wage_leaves_less_than_nothing() -> None:
    book = Book().pay("deduction", "1078", "USD", name="penalty").pay("paid", "0", "USD")
    assert found(book, DUES[:1]).money == Money(Decimal("-378"), Decimal("700"), "USD")


def test_an_open_end_stays_open() -> None:
    dues = [*DUES, Due("law", Money(Decimal("800"), None, "USD"), ())]
    assert found(Book().pay("paid", "300", "USD"), dues).money == Money(Decimal("400"), None, "USD")


def test_without_a_word_on_pay_or_on_what_was_due_nothing_is_told() -> None:
    assert found(Book().pay("days", "1")).money is None
    assert found(Book().pay("paid", "1", "USD"), [Due("signed", None, ())]).money is None
    assert found(Book().pay("paid", "1", "USD"), DUES, None).money is None


def test_a_deduction_in_another_currency_needs_a_rate() -> None:
    book = Book().pay("deduction", "1090", "RSD", name="food").pay("paid", "300", "USD")
    made = found(book)
    assert made.money is None and made.steps[-1].how == "sums in several currencies, and no rate on record"
    assert found(book.rate("USD", "RSD", "109", "2024-04-01")).money == Money(Decimal("390.00"), Decimal("700"), "USD")


def test_parts_tell_names_and_currencies_apart() -> None:
    book = Book().pay("deduction", "1", "USD", name="food").pay("deduction", "2", "EUR", name="food")
    book.pay("deduction", "3", "USD", name="food").pay("deduction", None, "USD", name="boots")
    (account,) = accounts(book.tables())
    assert [(one.name, one.money.words()) for one in parts(account, "2024-04", "deduction")] == [
        ("food", "2.00 EUR"), ("food", "4.00 USD"),
    ]  # fmt: skip
