"""Worked examples of the ledger of wages, each figure reckoned by hand to the smallest coin."""

from decimal import Decimal

import pytest

from tests.findings.paid import APRIL, Book, signed
from workbench.errors import BadValue, Unknown
from workbench.findings.money import Money
from workbench.findings.wage_month import AGREED, LEAST
from workbench.findings.wages import wages
from workbench.records import Period


def only(book: Book):
    (row,) = wages(book.tables()).rows
    return row


def usd(low: str, high: str | None = None) -> Money:
    return Money(Decimal(low), Decimal(high if high is not None else low), "USD")


def test_missing_days_are_reckoned_to_the_cent() -> None:
    """750 for 26 days: 17 days are 750 × 17 / 26 = 490.3846.. = 490.38; paid 104, deducted 120 + 6 + 260."""
    book = signed(Book()).pay("days", "17").pay("paid", "104.00", "USD")
    for name, value in (("food", "120.00"), ("gloves", "6.00"), ("penalty", "260.00")):
        book.pay("deduction", value, "USD", name=name)
    row = only(book)
    assert row.due("signed") == usd("490.38")
    assert [(one.name, one.money.low) for one in row.deductions] == [
        ("food", Decimal("120.00")), ("gloves", Decimal("6.00")), ("penalty", Decimal("260.00")),
    ]  # fmt: skip
    # least: 490.38 - 386.00 - 104.00 = 0.38; most: 490.38 - 104.00 = 386.38
    assert row.missing == usd("0.38", "386.38")
    assert row.state == "documented"


def test_a_swapped_contract_opens_the_range_between_both_versions() -> None:
    """Promised 1,100 for 26 days of 8 h with overtime at 150 %; signed 750. 25 days of 10 h, break outside: 2 h more.

    Promised: 1,100 × 25 / 26 = 1,057.69; an hour is 1,100 / 208, 50 h at 150 %: 1,100 × 50 / 208 × 1.5 = 396.63.
    Signed: 750 × 25 / 26 = 721.15, nothing for overtime. By law, full time in April 2024 is 22 × 8 = 176 h; the break
    of one hour outside the shift counts half an hour: 25 × 10.5 = 262.5 h, 86.5 above. 750 / 176 × (176 + 86.5 × 1.26)
    = 750 / 176 × 284.99 = 1,214.446.. = 1,214.45.
    """
    book = signed(
        Book().term("promised", "wage", "1100", "USD", per="month").term("promised", "days", "26", per="month")
    )
    book.term("promised", "hours", "8", per="day").term("promised", "overtime", "150")
    book.pay("days", "25").pay("shift", "10", per="day").pay("break", "1", per="day", inside="outside")
    row = only(book.pay("paid", "300", "USD"))
    assert row.due("promised") == usd("1454.32")
    assert row.due("signed") == usd("721.15")
    assert row.due(AGREED) == usd("1214.45")
    assert row.missing == usd("421.15", "1154.32")
    assert (row.break_, row.state) == ("outside", "derived")
    assert (row.normal.words(), row.overtime.words()) == ("176", "74")


def test_the_minimum_wage_is_reckoned_in_its_own_currency_and_compared_only_at_a_rate() -> None:
    """20 days of 11 h = 220 h, 44 above 176: 271 × (176 + 44 × 1.26) = 271 × 231.44 = 62,720.24 dinars."""
    book = signed(Book()).pay("days", "20").pay("shift", "11", per="day").pay("paid", "310", "USD")
    row = only(book)
    assert row.due(LEAST) == Money.of("62720.24", "RSD")
    # 750 × 20 / 26 = 576.92; on the agreed wage by law 750 / 176 × 231.44 = 986.25
    assert row.missing == usd("266.92", "676.25")
    assert any("no rate to USD" in step.how for step in row.steps)
    turned = only(book.rate("USD", "RSD", "50.00", "2024-04-29"))
    # 62,720.24 / 50 = 1,254.4048 = 1,254.40: now the greatest basis
    assert turned.missing == usd("266.92", "944.40")
    assert any("1 USD = 50.00 RSD on 2024-04-29 (Payslip)" in step.how for step in turned.steps)


def test_three_currencies_are_added_only_at_rates_with_a_day_and_a_source() -> None:
    """Paid 100 dollars, 5,450 dinars and 50 euros; at 109 dinars and 0.92 euros a dollar: 100 + 50.00 + 54.35."""
    book = signed(Book()).pay("days", "26").pay("paid", "100", "USD", how="cash")
    book.pay("paid", "5450", "RSD", how="bank").pay("paid", "50", "EUR", how="cash")
    book.rate("USD", "RSD", "109", "2024-04-30")
    row = only(book)
    assert row.missing is None and row.state == "unknown"
    assert any("50.00 EUR: no rate to USD" in step.how for step in row.steps)
    row = only(book.rate("USD", "EUR", "0.92", "2024-04-15").rate("USD", "EUR", "0.50", "2024-05-02"))
    # 750.00 - 204.35 = 545.65; the rate of May is not used for April
    assert row.missing == usd("545.65")
    assert wages(book.tables()).df.at[0, "paid"] == "50.00 EUR; 5,450.00 RSD; 100.00 USD"
    assert wages(book.tables()).df.at[0, "paid_how"] == "cash, bank"


def test_unknown_hours_leave_the_range_open_above_and_unknown_days_leave_no_figure() -> None:
    book = Book().term("promised", "wage", "1100", "USD", per="month").term("promised", "days", "26", per="month")
    book.term("promised", "hours", "8", per="day").term("promised", "overtime", "150")
    row = only(book.pay("days", "26").pay("paid", "300", "USD"))
    assert row.due("promised") == Money(Decimal("1100.00"), None, "USD")
    assert row.missing == Money(Decimal("800.00"), None, "USD")
    assert row.missing.words() == "at least 800.00 USD"
    assert row.due(AGREED) is None and row.due(LEAST) is None
    blind = only(signed(Book()).pay("paid", "300", "USD"))
    assert blind.missing is None and blind.state == "unknown"
    assert any(step.how == "no source says how many days were worked" for step in blind.steps)


def test_without_a_word_on_pay_nothing_is_missing_and_nothing_is_fine() -> None:
    row = only(signed(Book()).pay("days", "26"))
    assert row.missing is None and row.state == "unknown"
    assert row.steps[-1].how == "no source says what was paid"


@pytest.mark.parametrize(("inside", "due", "says"), [
    ("inside", usd("1100.00"), "inside"),  # 9 h with a break of 1 h in them: 8 h of work, no overtime
    ("outside", usd("1306.25"), "outside"),  # 1,100 / 208 × 26 × 1.5 = 206.25
    (None, usd("1100.00", "1306.25"), "undetermined: no source says whether the break lies inside the shift"),
])  # fmt: skip
def test_a_break_inside_or_outside_is_reckoned_both_ways_where_nobody_says(inside, due, says) -> None:
    book = Book().term("promised", "wage", "1100", "USD", per="month").term("promised", "days", "26", per="month")
    book.term("promised", "hours", "8", per="day").term("promised", "overtime", "150")
    row = only(book.pay("days", "26").pay("shift", "9", per="day").pay("break", "1", per="day", inside=inside))
    assert row.due("promised") == due
    assert row.break_ == says


def test_a_deposit_is_kept_and_stays_due() -> None:
    """721.15 due, 173 deducted, 548 kept, nothing paid: between 548.15 and 721.15 is missing."""
    book = signed(Book()).pay("days", "25").pay("paid", "0.00", "USD").pay("kept", "548.00", "USD", name="deposit")
    row = only(book.pay("deduction", "173.00", "USD", name="food"))
    assert row.missing == usd("548.15", "721.15")
    assert wages(book.tables()).df.at[0, "kept"] == "deposit 548.00 USD"


def test_rival_sources_open_the_range_and_parts_of_one_source_are_added() -> None:
    book = signed(Book()).pay("days", "26").pay("paid", "300", "USD", source="WORDS").pay("paid", "10", "USD",
                                                                                        source="WORDS")  # fmt: skip
    assert only(book).missing == usd("440.00")
    row = only(book.pay("paid", "640", "USD"))
    assert row.missing == usd("110.00", "440.00")
    assert row.state == "stated"  # where they differ, the weaker word decides


def test_what_is_unclear_or_contradicted_stands_beside_and_changes_no_figure() -> None:
    book = signed(Book()).pay("days", "26").pay("paid", "300", "USD").pay("paid", "640", "USD", stance="unclear")
    row = only(book)
    assert row.missing == usd("450.00")
    assert [one.stance for one in row.beside] == ["unclear"]


def test_what_is_said_of_a_group_is_derived_and_gives_way_to_the_workers_own() -> None:
    book = signed(Book()).pay("days", "20", subject="G").pay("paid", "300", "USD", subject="G")
    first, second = wages(book.tables()).rows
    assert (first.worker, second.worker) == ("W-01", "W-02")
    assert first.missing == usd("276.92") and first.state == "derived"
    assert second.missing is None  # no contract of W-02 is on record
    assert only_of(book.pay("days", "26"), "W-01").missing == usd("450.00")


def only_of(book: Book, worker: str):
    return next(row for row in wages(book.tables()).rows if row.worker == worker)


def test_a_line_over_several_months_is_kept_apart_and_split_into_none() -> None:
    book = signed(Book()).pay("days", "26").pay("paid", "310", "USD", period=Period(start="2024-03", end="2024-04"))
    found = wages(book.tables())
    assert [(label, told.what) for label, told in found.apart] == [("W-01", "paid")]
    assert found.rows[0].missing is None


def test_a_contract_counts_from_the_month_in_which_it_was_signed() -> None:
    book = signed(Book()).term("second", "wage", "700", "USD", per="month", start="2024-05-01")
    book.term("second", "days", "26", per="month", start="2024-05-01")
    for month in ("2024-04", "2024-05"):
        book.pay("days", "26", period=Period(start=month, end=month))
    assert [row.version for row in wages(book.tables()).rows] == ["signed", "second"]
    assert [str(row.due(row.version).low) for row in wages(book.tables()).rows] == ["750.00", "700.00"]


def test_as_of_a_date_only_months_that_were_over_count() -> None:
    book = signed(Book()).pay("days", "26").pay("days", "26", period=Period(start="2024-05", end="2024-05"))
    assert [row.month for row in wages(book.tables(), as_of="2024-05-30").rows] == ["2024-04"]
    with pytest.raises(BadValue):
        wages(book.tables(), as_of="soon")
    with pytest.raises(Unknown):
        wages(book.tables(), country="xx")


def test_a_claim_lapses_three_years_after_the_month_in_which_it_had_to_be_paid() -> None:
    assert only(signed(Book()).pay("days", "26")).lapses == "2027-05-31"


def test_each_step_shows_its_figures_and_names_rules_that_nobody_has_verified() -> None:
    row = only(signed(Book()).pay("days", "25", passage="p1").pay("shift", "10").pay("paid", "1", "USD"))
    hows = [step.how for step in row.steps]
    assert "750.00 USD × 25 / 26 days" in hows
    assert any("p1" in step.passages for step in row.steps)
    assert any("art. 108" in rule for step in row.steps for rule in step.unverified)


def test_the_table_says_what_it_is_of() -> None:
    found = wages(signed(Book()).pay("days", "26").pay("paid", "750", "USD").tables())
    assert repr(found) == "Wages(1 months of 1 workers, 0 debts, 0 clauses)"
    assert "750.00 USD" in found._repr_html_()
    assert APRIL.start in found.df["month"].tolist()
