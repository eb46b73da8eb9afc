"""Two versions of a contract, clause by clause."""

from tests.findings.paid import Book, promised, signed
from workbench.findings.paylines import accounts
from workbench.findings.swap import swaps


def compared(book: Book) -> dict[str, tuple[str, str]]:
    return {one.clause: (one.change, one.difference) for one in swaps(accounts(book.tables()))}


def test_less_pay_for_more_hours_is_worse_on_both() -> None:
    book = (
        signed(Book()).term("promised", "wage", "1100", "USD", per="month").term("promised", "days", "26", per="month")
    )
    book.term("promised", "hours", "8", per="day").term("signed", "hours", "10", per="day", start="2024-03")
    assert compared(book) == {
        "wage": ("worse for the worker", "-350.00 USD (-31.8 %)"),
        "days": ("the same", ""),
        "hours": ("worse for the worker", "2 (+25.0 %)"),
    }


def test_what_only_one_version_says_is_named_and_words_are_compared_as_words() -> None:
    book = signed(Book()).term("promised", "wage", "750", "USD", per="month").term("promised", "work", says="welding")
    book.term("signed", "work", says="general labour", start="2024-03").term(
        "promised", "lodging", says="four to a room"
    )
    book.term("signed", "deposit", says="first month kept", rule="month-kept", start="2024-03")
    found = compared(book)
    assert found["work"] == ("other words", "") and found["wage"] == ("the same", "")
    assert found["lodging"] == ("not in the later version", "") and found["deposit"] == (
        "not in the earlier version",
        "",
    )


def test_rivals_and_other_units_are_not_subtracted() -> None:
    book = signed(Book()).term("promised", "wage", "1100", "USD", per="month")
    book.term("promised", "wage", "1000", "USD", per="month", source="WORDS")
    (row, *_) = swaps(accounts(book.tables()))
    assert row.change == "sources differ on the number" and row.before == "1,100.00 USD a month; 1,000.00 USD a month"
    euros = signed(Book()).term("promised", "wage", "1000", "EUR", per="month")
    assert compared(euros)["wage"] == ("other words", "")


def test_one_version_alone_is_compared_with_nothing_and_three_are_compared_in_turn() -> None:
    assert swaps(accounts(signed(Book()).tables())) == []
    book = signed(Book()).term("promised", "wage", "1100", "USD", per="month")
    book.term("third", "wage", "800", "USD", per="month", start="2024-06")
    wage = [one for one in swaps(accounts(book.tables())) if one.clause == "wage"]
    assert [(one.before_version, one.after_version, one.change) for one in wage] == [
        ("promised", "signed", "worse for the worker"), ("signed", "third", "better for the worker"),
    ]  # fmt: skip
    assert [one.number for one in swaps(accounts(book.tables()))] == [1, 2, 3, 4]


def test_house_rules_are_no_contract() -> None:
    book = promised(signed(Book())).term("house-rules", "absence", "3", rule="days-lost", start="2024-04-01")
    assert {one.after_version for one in swaps(accounts(book.tables()))} == {"signed"}


def test_pieces_of_equipment_are_told_apart_and_a_groups_paper_is_derived() -> None:
    book = promised(signed(Book())).term("promised", "equipment", says="free", name="boots", subject="G")
    book.term("signed", "equipment", "45", "USD", rule="sum", name="boots", start="2024-03").term(
        "signed", "equipment", "6", "USD", per="month", name="gloves", start="2024-03")  # fmt: skip
    found = [one for one in swaps(accounts(book.tables())) if one.worker == "W-01" and one.clause == "equipment"]
    assert [(one.name, one.before, one.after, one.state) for one in found] == [
        ("boots", "free", "45.00 USD", "derived"), ("gloves", "", "6.00 USD a month", "documented"),
    ]  # fmt: skip
