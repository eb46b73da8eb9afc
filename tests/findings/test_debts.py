"""Fees and debts, and how many months' wages they are."""

from decimal import Decimal

import pytest

from tests.findings.paid import Book, signed
from workbench.findings.debts import debts
from workbench.findings.money import Money
from workbench.findings.paylines import accounts


def found(book: Book):
    return debts(book.tables(), accounts(book.tables()))


def wages(book: Book) -> Book:
    return signed(book).term("promised", "wage", "1100", "USD", per="month", source="WORDS")


def test_a_fee_in_wages_as_promised_and_as_signed() -> None:
    """2,800 / 1,100 = 2.545.. = 2.5; 2,800 / 750 = 3.733.. = 3.7."""
    (fee,) = found(wages(Book()).owed("Fee", "AG", "2800"))
    assert (fee.what, fee.to, fee.amount) == ("fee", "The agency", Money.of("2800", "USD"))
    assert (fee.months_promised, fee.months_contract, fee.with_interest) == ("2.5", "3.7", "")
    assert (fee.state, fee.stance) == ("stated", "supports")


def test_a_loan_with_interest_by_the_month() -> None:
    """1,000 at 4 per cent with 750 a month: 1,040 - 750 = 290; 301.60 - 750 < 0: two months."""
    book = (
        wages(Book())
        .owed("Debt", "BANK", "1000")
        .pay("interest-rate", "4", per="month", counterparty="BANK", period=None)
    )
    book.pay("repaid", "100", "USD", counterparty="BANK", period=None).pay("remaining", "900", "USD", period=None)
    (loan,) = found(book)
    assert (loan.interest, loan.with_interest) == ("4 per cent a month", "2")
    assert (loan.repaid, loan.remaining) == (Money.of("100", "USD"), Money.of("900", "USD"))


@pytest.mark.parametrize(("interest", "months"), [("40", "5"), ("749", "never"), ("750", "never"), ("800", "never")])
def test_a_loan_whose_interest_eats_the_wage_is_never_repaid(interest: str, months: str) -> None:
    """3,300 with 40 interest and 750 a month: 710 a month less: 4.6, so in the fifth."""
    book = wages(Book()).owed("Debt", "BANK", "3300").pay("interest", interest, "USD", per="month", period=None)
    (loan,) = found(book)
    assert loan.with_interest == months


def test_a_line_of_another_lender_is_not_this_loans() -> None:
    book = wages(Book()).owed("Debt", "BANK", "1000").owed("Debt", "AG", "500")
    book.pay("interest-rate", "4", per="month", counterparty="AG", period=None).pay(
        "remaining", "1", "USD", period=None
    )
    interest = {loan.to: (loan.interest, loan.remaining) for loan in found(book)}
    assert interest == {"The bank": ("", None), "The agency": ("4 per cent a month", None)}


def test_unknown_sums_and_other_currencies_have_no_months() -> None:
    unknown, dong = found(wages(Book()).owed("Fee", "AG", None).owed("Debt", "BANK", "70000000", "VND"))
    assert unknown.amount is None and unknown.months_promised == ""
    assert dong.amount == Money(Decimal(70000000), Decimal(70000000), "VND") and dong.months_contract == ""
    (alone,) = found(Book().owed("Fee", "AG", "2800"))
    assert alone.months_promised == alone.months_contract == ""


def test_a_receipt_documents_and_rivals_stand_side_by_side() -> None:
    first, second = found(Book().owed("Fee", "AG", "2000", source="PAPER").owed("Fee", "AG", "3600", stance="unclear"))
    assert {(first.state, first.stance), (second.state, second.stance)} == {
        ("documented", "supports"), ("stated", "unclear"),
    }  # fmt: skip
