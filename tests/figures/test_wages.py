"""The picture of wages: a line a month, told in words too."""

import re

from tests.findings.paid import Book, promised, signed
from workbench.figures import wages as figure
from workbench.findings.wages import wages
from workbench.records import Period


def found(book: Book):
    return wages(book.tables())


def test_the_same_months_give_the_same_bytes_and_a_whole_svg() -> None:
    book = signed(Book()).pay("days", "26").pay("paid", "310", "USD")
    assert figure.draw(found(book)) == figure.draw(found(book))
    assert figure.png(found(book), 50)[1:4] == b"PNG"


def test_the_words_say_what_was_paid_and_what_is_missing() -> None:
    book = signed(Book()).pay("days", "26").pay("paid", "310", "USD")
    book.pay("days", "20", period=Period(start="2024-05", end="2024-05"))
    words = figure.describe(found(book))
    assert "W-01 2024-04: paid 310.00 USD, missing 440.00 USD (documented)" in words
    assert "W-01 2024-05: paid not known, what is missing cannot be told (unknown)" in words


def test_currencies_have_scales_of_their_own_and_the_untold_comes_last() -> None:
    book = signed(Book()).pay("days", "26").pay("paid", "310", "USD")
    book.term("second", "wage", "700", "EUR", per="month", start="2024-05-01")
    book.term("second", "days", "26", per="month", start="2024-05-01")
    for month, days in (("2024-05", "26"), ("2024-06", None)):
        book.pay("days", days, period=Period(start=month, end=month))
    book.pay("paid", "1", "EUR", period=Period(start="2024-05", end="2024-05"))
    assert [name for name, _ in figure._by_currency(found(book).rows)] == ["EUR", "USD", ""]


def test_an_open_end_and_a_month_without_pay_are_marked() -> None:
    book = promised(Book()).term("promised", "hours", "8", per="day").term("promised", "overtime", "150")
    open_ = found(book.pay("days", "26").pay("paid", "0", "USD"))
    assert "missing at least 1,100.00 USD" in figure.describe(open_)
    closed = found(signed(Book()).pay("days", "26").pay("paid", "0", "USD"))
    glyphs = [len(re.findall(rb"<use |<path ", figure.draw(one))) for one in (open_, closed)]
    assert glyphs[0] != glyphs[1]
