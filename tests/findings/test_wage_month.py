"""One month of one worker: which contract is in force, and how sure the figures are."""

from tests.findings.paid import Book, signed
from workbench.codebook import pay_law
from workbench.findings.money import Rates
from workbench.findings.paylines import accounts
from workbench.findings.wage_month import in_force, month_of


def month(book: Book, name: str = "2024-04"):
    tables = book.tables()
    return month_of(accounts(tables)[0], name, pay_law("rs"), Rates(tables), 1)


def test_what_was_promised_alone_is_never_in_force() -> None:
    assert in_force(accounts(Book().term("promised", "wage", "1100", "USD").tables())[0], "2024-04") is None
    assert in_force(accounts(signed(Book()).tables())[0], "2024-02") is None
    assert in_force(accounts(signed(Book()).tables())[0], "2024-03") == "signed"


def test_a_version_without_a_wage_leaves_the_one_before_in_force() -> None:
    book = signed(Book()).term("house-rules", "absence", "3", rule="days-lost", start="2024-04-01")
    assert in_force(accounts(book.tables())[0], "2024-04") == "signed"


def test_the_weakest_word_gives_the_state() -> None:
    assert month(signed(Book()).pay("days", "26").pay("paid", "1", "USD")).state == "documented"
    assert month(signed(Book()).pay("days", "26", source="WORDS").pay("paid", "1", "USD")).state == "stated"
    assert month(signed(Book()).pay("days", "26", subject="G").pay("paid", "1", "USD")).state == "derived"
    assert month(signed(Book()).pay("days", "26").pay("shift", "10").pay("paid", "1", "USD")).state == "derived"
    assert month(signed(Book()).pay("days", "26")).state == "unknown"


def test_steps_lead_from_the_working_day_to_what_is_missing() -> None:
    row = month(signed(Book()).pay("days", "26").pay("shift", "10").pay("paid", "1", "USD"))
    assert row.steps[0].what == "Hours of a day" and row.steps[-1].what == "Missing"
    assert [step.what for step in row.steps if step.what.startswith("Paid")] == ["Paid"]
