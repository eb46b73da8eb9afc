"""Wage cases by hand: a worker, papers and people who say things, in as few words as a test needs."""

import itertools
from typing import Any

from workbench.records import Entity, PayLine, Period, Rate, Record, Relation, Source, Term
from workbench.tables import Tables, tabulate

APRIL = Period(start="2024-04", end="2024-04")


class Book:
    """Records of one small case; each call adds one and gives the book back."""

    def __init__(self) -> None:
        self._count = itertools.count()
        self.told: list[tuple[str, Record]] = [
            ("W", Entity(key="W-01", schema="Worker", label="W-01", group_of="G-1")),
            ("W2", Entity(key="W-02", schema="Worker", label="W-02", group_of="G-1")),
            ("G", Entity(key="G-1", schema="Group", label="G-1")),
            ("AG", Entity(key="AG", schema="Agency", label="The agency")),
            ("BANK", Entity(key="BANK", schema="Company", label="The bank")),
            ("PAPER", Source(key="PAPER", label="Payslip", kind="document")),
            ("WORDS", Source(key="WORDS", label="Testimony", kind="worker", worker="W")),
            ("OTHER", Source(key="OTHER", label="Testimony of W-02", kind="worker", worker="W2")),
        ]

    def _add(self, record: Record) -> "Book":
        self.told.append((f"r{next(self._count):04}", record))
        return self

    def pay(self, line: str, value: str | None, currency: str | None = None, *, period: Period | None = APRIL,
            subject: str = "W", source: str = "PAPER", **more: Any) -> "Book":  # fmt: skip
        """A line of pay."""
        return self._add(PayLine(subject=subject, line=line, source=source, value=value, currency=currency,
                                 period=period, **more))  # fmt: skip

    def term(self, version: str, clause: str, value: str | None = None, currency: str | None = None, *,
             subject: str = "W", source: str = "PAPER", start: str | None = None, **more: Any) -> "Book":  # fmt: skip
        """A clause."""
        period = Period(start=start) if start else None
        return self._add(Term(subject=subject, version=version, clause=clause, source=source, value=value,
                              currency=currency, period=period, **more))  # fmt: skip

    def rate(self, base: str, quote: str, value: str, day: str) -> "Book":
        """A rate between two currencies."""
        return self._add(Rate(base=base, currency=quote, value=value, day=day, source="PAPER"))

    def owed(self, schema: str, to: str, amount: str | None, currency: str | None = "USD", **more: Any) -> "Book":
        """A fee or a loan."""
        more = {"source": "WORDS", "currency": currency if amount else None, **more}
        return self._add(Relation(schema=schema, source_entity="W", target_entity=to, amount=amount, **more))

    def tables(self) -> Tables:
        """The tables of all that was added."""
        return tabulate(self.told, "head", lambda name: b"")


def promised(book: Book, wage: str = "1100") -> Book:
    """A promise of a monthly wage for 26 days."""
    return book.term("promised", "wage", wage, "USD", per="month").term("promised", "days", "26", per="month")


def signed(book: Book, wage: str = "750", currency: str = "USD", days: str = "26") -> Book:
    """A signed contract with a monthly wage for so many days."""
    book.term("signed", "wage", wage, currency, per="month", start="2024-03-05")
    return book.term("signed", "days", days, per="month", start="2024-03-05")
