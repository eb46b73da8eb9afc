"""What is on record of a worker's money: only what may leave is read, and each theme has one class."""

import dataclasses
from typing import Any

from tests.disclosure.shared_case import consent, item, kinds, records, terms
from workbench.disclosure.earnings import Earnings, earnings
from workbench.disclosure.leaving import leaving
from workbench.records import PayLine, Period, Protection, Rate, Relation, Source, Term

APRIL = Period(start="2024-04", end="2024-04")


def line(what: str, value: str, worker: str = "w1", source: str = "slip", **more: Any) -> PayLine:
    told = {"currency": "USD"} if what in ("paid", "deduction", "kept") else {}
    return PayLine(subject=worker, line=what, source=source, value=value, period=APRIL, **(told | more))


def clause(version: str, about: str, value: str, **more: Any) -> Term:
    told = {"subject": "w1", "version": version, "clause": about, "source": "slip", "value": value}
    return Term(**(told | more))


PAY: list[tuple[str, Any]] = [
    ("slip", Source(key="SLIP", label="Payslips", kind="document")),
    ("i-slip", item("payslips.pdf", "slip")),
    ("promised", clause("promised", "wage", "1100", currency="USD", per="month")),
    ("signed", clause("signed", "wage", "750", currency="USD", per="month")),
    ("days-full", clause("signed", "days", "26")),
    ("food", clause("signed", "food", "120", currency="USD", name="food", rule="sum")),
    ("days", line("days", "26")),
    ("hours", line("hours", "300")),
    ("cut", line("deduction", "120", name="food")),
    ("paid", line("paid", "310")),
    ("rate", Rate(base="USD", currency="RSD", value="109.37", day="2024-04-30", source="slip")),
    ("fee", Relation(schema="Fee", source_entity="w1", target_entity="branch", source="s1", amount="2800",
                     currency="USD")),
    ("fee-again", Relation(schema="Fee", source_entity="w1", target_entity="branch", source="slip", amount="3200",
                           currency="USD")),
]  # fmt: skip


def found(*more: tuple[str, Any], without: tuple[str, ...] = (), consents: int = 6) -> Earnings:
    made = [one for one in [*records(consents=consents, more=PAY), *more] if one[0] not in without]
    under = terms(made)
    return earnings(kinds(made), leaving(kinds(made), under), under, "h")


def test_a_worker_is_in_one_class_of_each_theme() -> None:
    assert found().classes["w1"] == {
        "wage": "1000-3000 USD>300-1000 USD",
        "paid": "300-1000 USD|below",  # 310 USD for 300 hours is 113 RSD; the minimum was 271
        "withheld": "300-1000 USD",
        "deductions": "100-300 USD|named",
        "fee": "1000-10000 USD",  # two sources, one payment: a range, never a sum
        "debt": "nothing",
    }
    assert found().quarters["w1"] == ("2024-04 - 2024-06",) and found().classes["w2"]["fee"] == "nothing"


def test_a_deduction_that_no_contract_names_is_told_apart() -> None:
    assert found(("fine", line("deduction", "50", name="fine"))).classes["w1"]["deductions"] == "100-300 USD|unnamed"
    assert found(without=("food",)).classes["w1"]["deductions"] == "100-300 USD|unnamed"


def test_without_a_rate_or_hours_nothing_is_said_of_the_minimum() -> None:
    assert found(without=("rate",)).classes["w1"]["paid"] == "300-1000 USD|open"
    assert found(without=("hours",)).classes["w1"]["paid"] == "300-1000 USD|open"
    plenty = found(("more", line("paid", "1200")), without=("paid",))
    assert plenty.classes["w1"]["paid"] == "1000-3000 USD|not-below"


def test_what_may_not_leave_is_not_read() -> None:
    assert "w1" not in found(consents=0).classes
    withheld = found(("no", Protection(act="withhold", target="paid", reason="by hand")))
    assert withheld.classes["w1"]["paid"] == "unsaid|open"
    told_by_nobody = found(("theirs", line("paid", "9000", source="nobody")))
    assert told_by_nobody.classes["w1"]["paid"] == found().classes["w1"]["paid"]


def test_what_a_worker_told_who_is_not_counted_is_not_read() -> None:
    others = ("other", line("paid", "9000", source="s6"))
    assert found(others).classes["w1"]["paid"] == "300-10000 USD|open"
    assert found(others, consents=5).classes["w1"]["paid"] == found().classes["w1"]["paid"]


def test_records_are_counted_by_stance_and_the_ids_are_those_of_the_release() -> None:
    made = found(("against", line("paid", "750", stance="contradicts")), consent(1))
    assert made.known["supports"] == made.used["supports"] == 10 and made.known["contradicts"] == 1
    assert set(made.renamed(str.upper).classes) == {key.upper() for key in made.classes}
    assert dataclasses.replace(made.renamed(str), known={}).known == {}
