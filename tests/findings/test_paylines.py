"""Lines of pay find their worker and their month; rivals make a range and parts make a sum."""

from decimal import Decimal

import pytest

from tests.findings.paid import Book
from workbench.findings.paylines import accounts, figure, month_of, standing
from workbench.records import Period


@pytest.mark.parametrize(("start", "end", "month"), [
    ("2024-04", "2024-04", "2024-04"), ("2024-04-16", "2024-04-16", "2024-04"), ("2024-04", None, None),
    ("2024-03-20", "2024-04-19", None), ("2024", "2024", None), (None, "2024-04", None), (None, None, None),
])  # fmt: skip
def test_a_line_belongs_to_a_month_only_where_both_its_ends_do(start, end, month) -> None:
    assert month_of(Period(start=start, end=end)) == month


def test_lines_of_a_group_reach_its_members_and_nobody_else() -> None:
    first, second = accounts(Book().pay("days", "26", subject="G").tables())
    assert (first.label, second.label) == ("W-01", "W-02")
    assert [(one.own, one.state) for one in first.lines("2024-04", "days")] == [(False, "derived")]


def test_papers_document_and_people_state() -> None:
    (account,) = accounts(Book().pay("days", "25").pay("days", "26", source="WORDS").tables())
    found = figure(account.lines("2024-04", "days"))
    assert found and (found.low, found.high, found.state) == (Decimal(25), Decimal(26), "stated")
    assert sorted(one.state for one in found.told) == ["documented", "stated"]


def test_two_sources_that_agree_are_as_good_as_the_better() -> None:
    (account,) = accounts(Book().pay("paid", "310", "USD").pay("paid", "310.00", "USD", source="WORDS").tables())
    assert figure(account.lines("2024-04", "paid")).state == "documented"  # type: ignore[union-attr]


def test_a_line_without_a_number_is_no_nought() -> None:
    (account,) = accounts(Book().pay("days", None).tables())
    assert figure(account.lines("2024-04", "days")) is None
    assert standing(account.lines("2024-04", "days")) is None


def test_what_describes_every_day_holds_for_the_months_of_its_time() -> None:
    book = Book().pay("days", "20").pay("shift", "11", period=None).pay("shift", "12", period=Period(start="2024-05"))
    (account,) = accounts(book.pay("days", "20", period=Period(start="2024-05", end="2024-05")).tables())
    assert [str(one.low) for one in account.lines("2024-04", "shift")] == ["11"]
    found = standing(account.lines("2024-05", "shift"))
    assert found and (found.low, found.high) == (Decimal(11), Decimal(12))


def test_a_told_range_keeps_both_its_ends() -> None:
    (account,) = accounts(Book().pay("shift", "11", high="13", period=None).pay("days", "1").tables())
    found = standing(account.lines("2024-04", "shift"))
    assert found and (found.low, found.high) == (Decimal(11), Decimal(13))
