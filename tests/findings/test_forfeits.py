"""What an employer's rules take is stated beside what was taken; it is never what is due."""

from tests.findings.paid import Book, signed
from workbench.findings.forfeits import taken
from workbench.findings.paylines import accounts


def steps(book: Book) -> list[tuple[str, str]]:
    account = accounts(book.tables())[0]
    return [(step.how, step.result) for step in taken(account, "signed", "2024-04")]


def test_one_missed_day_costs_the_month() -> None:
    book = signed(Book()).term("signed", "absence", rule="month-lost", start="2024-03").pay("days-absent", "1")
    assert steps(book) == [("1 times: the wage of the month", "750.00 USD taken by the rule")]


def test_late_means_no_wage_for_the_day() -> None:
    """750 / 26 × 2 = 57.692.. = 57.69."""
    book = signed(Book()).term("signed", "late", rule="day-lost", start="2024-03").pay("days-late", "2")
    assert steps(book) == [("2 × 1 days × 750.00 USD / 26", "57.69 USD taken by the rule")]


def test_three_days_for_one() -> None:
    """33 days for eleven: 750 × 33 / 26 = 951.923.. = 951.92."""
    book = signed(Book()).term("signed", "absence", "3", rule="days-lost", start="2024-03").pay("days-absent", "11")
    assert steps(book) == [("11 × 3 days × 750.00 USD / 26", "951.92 USD taken by the rule")]


def test_a_fine_for_each_time_and_a_sum_for_equipment() -> None:
    book = signed(Book()).term("signed", "late", "20", "USD", rule="sum", start="2024-03").pay("days-late", "2")
    book.term("signed", "equipment", "45", "USD", rule="sum", name="boots", start="2024-03")
    book.pay("deduction", "57", "USD", name="boots")
    assert steps(book) == [
        ("the version sets 45.00 USD", "57.00 USD taken"),
        ("2 × 20.00 USD", "40.00 USD taken by the rule"),
    ]


def test_rules_of_the_house_count_beside_the_contract_and_a_workers_own_before_a_groups() -> None:
    book = signed(Book()).term("house-rules", "absence", "3", rule="days-lost", start="2024-04-01", subject="G")
    book.term("house-rules", "absence", "2", rule="days-lost", start="2024-04-01").pay("days-absent", "1")
    assert steps(book) == [("1 × 2 days × 750.00 USD / 26", "57.69 USD taken by the rule")]


def test_a_month_kept_is_said_to_stay_due() -> None:
    book = signed(Book()).term("signed", "deposit", rule="month-kept", start="2024-03").pay("kept", "548", "USD")
    assert steps(book) == [("kept, not lost: it stays due", "548 kept")]


def test_a_rule_that_nothing_set_off_takes_nothing() -> None:
    book = signed(Book()).term("signed", "absence", rule="month-lost", start="2024-03").pay("days", "26")
    book.term("signed", "equipment", "45", "USD", rule="sum", name="boots", start="2024-03").pay("days-absent", "0")
    assert steps(book) == []
    assert steps(Book().term("signed", "absence", rule="month-lost").pay("days-absent", "1")) == []
