"""Hours out of shifts, breaks and days."""

from decimal import Decimal

import pytest

from tests.findings.paid import Book
from workbench.codebook import pay_law
from workbench.findings.hours import UNDETERMINED, Hours, day, of_month, ordinary
from workbench.findings.paylines import accounts

LAW = pay_law("rs")


def account(book: Book):
    return accounts(book.tables())[0]


@pytest.mark.parametrize(("month", "hours"), [("2024-02", "168"), ("2024-03", "168"), ("2024-04", "176"),
                                              ("2024-05", "184"), ("2021-10", "168")])  # fmt: skip
def test_full_time_is_the_weekdays_of_the_month(month: str, hours: str) -> None:
    assert ordinary(month, LAW) == Decimal(hours)


def test_before_any_rule_there_is_no_full_time() -> None:
    assert ordinary("2004-12", LAW) is None


@pytest.mark.parametrize(("inside", "hours", "lawful", "says"), [
    ("inside", ("8", "8"), ("8.5", "8.5"), "inside"),
    ("outside", ("9", "9"), ("9.5", "9.5"), "outside"),
    (None, ("8", "9"), ("8.5", "9.5"), UNDETERMINED),
])  # fmt: skip
def test_nine_hours_with_a_break_of_one(inside, hours, lawful, says) -> None:
    found = day(account(Book().pay("shift", "9").pay("break", "1", inside=inside)), "2024-04", LAW)
    assert found and (found.low, found.high) == tuple(map(Decimal, hours))
    assert (found.lawful_low, found.lawful_high) == tuple(map(Decimal, lawful))
    assert found.break_ == says and "9 h" in found.how


def test_sources_that_differ_on_the_place_of_the_break_leave_it_undetermined() -> None:
    book = (
        Book().pay("shift", "9").pay("break", "1", inside="inside").pay("break", "1", inside="outside", source="WORDS")
    )
    assert day(account(book), "2024-04", LAW).break_ == UNDETERMINED  # type: ignore[union-attr]


def test_without_a_break_on_record_the_shift_is_work() -> None:
    found = day(account(Book().pay("shift", "11.5")), "2024-04", LAW)
    assert found and (found.low, found.break_) == (Decimal("11.5"), "none on record")
    assert day(account(Book().pay("days", "20")), "2024-04", LAW) is None


def test_counted_hours_go_before_reckoned_ones() -> None:
    book = Book().pay("days", "26").pay("shift", "10")
    found = of_month(account(book), "2024-04", day(account(book), "2024-04", LAW))
    assert found and found.words() == "260" and found.how == "26 days × 10 h"
    counted = of_month(account(book.pay("hours", "301")), "2024-04", None)
    assert counted and counted.words() == "301" and counted.above(Decimal(176)).words() == "125"


def test_hours_within_and_above_keep_what_is_open() -> None:
    open_ = Hours(Decimal(100), None, "told")
    assert open_.words() == "at least 100"
    assert open_.above(Decimal(176)).words() == "at least 0" and open_.within(Decimal(176)).words() == "100 to 176"
