"""The ledger of wages: one row per worker and month, what was promised, due, deducted, paid, and what is missing."""

import dataclasses
from typing import Any

import pandas as pd

from workbench import codebook, markup
from workbench.codebook import PayLaw
from workbench.errors import BadValue
from workbench.findings.debts import Debt, debts
from workbench.findings.gap import Part
from workbench.findings.hours import Hours
from workbench.findings.money import Money, Rates
from workbench.findings.paylines import Figure, Told, accounts
from workbench.findings.swap import Swap, swaps
from workbench.findings.wage_month import AGREED, LEAST, PROMISED, Month, month_of
from workbench.records import last_day
from workbench.tables import Tables

COLUMNS = [
    "number", "worker", "month", "promised", "promised_source", "contract", "days", "hours_normal", "hours_overtime",
    "break", "due_promised", "due_contract", "due_law", "due_minimum", "deductions", "kept", "paid", "paid_how",
    "missing", "state",
]  # fmt: skip


@dataclasses.dataclass(frozen=True, repr=False)
class Wages:
    """The ledger of wages of a case: `rows` one a worker and month, `debts`, `swaps` of contracts, lines kept apart.

    `df` has the rows in words. `law` says by which country's rules they were reckoned.
    """

    rows: tuple[Month, ...]
    debts: tuple[Debt, ...]
    swaps: tuple[Swap, ...]
    apart: tuple[tuple[str, Told], ...]
    clauses: tuple[tuple[str, Told], ...]
    law: PayLaw
    rates: Rates = dataclasses.field(repr=False)
    as_of: str | None = None

    @property
    def df(self) -> pd.DataFrame:
        """One row a worker and month, in words."""
        return pd.DataFrame([_values(row) for row in self.rows], columns=COLUMNS)

    def __repr__(self) -> str:
        workers = len({row.worker_id for row in self.rows})
        return (
            f"Wages({len(self.rows)} months of {workers} workers, {len(self.debts)} debts, {len(self.swaps)} clauses)"
        )

    def _repr_html_(self) -> str:
        names = [
            "worker",
            "month",
            "promised",
            "contract",
            "days",
            "due_contract",
            "deductions",
            "paid",
            "missing",
            "state",
        ]
        rows = [[str(value) for value in row] for row in self.df[names].itertuples(index=False)]
        return markup.table(rows, [name.replace("_", " ") for name in names], repr(self))


def wages(tables: Tables, *, as_of: str | None = None, country: str = "rs") -> Wages:
    """The ledger of wages, debts and contracts of a case; with `as_of` (a date) the months that were over by then.

    Raises:
        Unknown: no rules on wages of that country are on file.
        BadValue: `as_of` is no date.

    Example:
        >>> from workbench.records import Entity, PayLine, Period, Source, Term
        >>> from workbench.tables import tabulate
        >>> april = Period(start="2024-04", end="2024-04")
        >>> told = [
        ...     ("w", Entity(key="W-01", schema="Worker", label="W-01")),
        ...     ("s", Source(key="S", label="Payslip", kind="document")),
        ...     ("a", Term(subject="w", version="signed", clause="wage", source="s", value="750", currency="USD")),
        ...     ("b", Term(subject="w", version="signed", clause="days", source="s", value="26")),
        ...     ("c", PayLine(subject="w", line="days", source="s", value="25", period=april)),
        ...     ("d", PayLine(subject="w", line="paid", source="s", value="310", currency="USD", period=april)),
        ... ]
        >>> wages(tabulate(told, "h", bytes)).df[["month", "due_contract", "missing", "state"]].values.tolist()
        [['2024-04', '721.15 USD', '411.15 USD', 'documented']]
    """
    law, rates, found = codebook.pay_law(country), Rates(tables), accounts(tables)
    rows: list[Month] = []
    for account in found:
        for name in account.months:
            if as_of is None or _over(name, as_of):
                rows.append(month_of(account, name, law, rates, len(rows) + 1))
    of = tables.pay["subject"].to_dict()
    told = {one.id: (tables.label(of[one.id]), one) for account in found for one in account.apart}
    apart = tuple(sorted(told.values(), key=lambda one: (one[0], one[1].id)))
    clauses = tuple((account.label, one) for account in found for one in account.clauses if one.own)
    return Wages(tuple(rows), tuple(debts(tables, found)), tuple(swaps(found)), apart, clauses, law, rates, as_of)


def _over(month: str, as_of: str) -> bool:
    day, end = last_day(as_of), last_day(month)
    if day is None:
        raise BadValue("as of", "date", as_of, "a date as YYYY, YYYY-MM or YYYY-MM-DD")
    return end is not None and end <= day


def _values(row: Month) -> list[Any]:
    paid = [told.row for part in row.paid for told in part.figure.told]
    how = dict.fromkeys(words for one in paid if (words := " ".join(filter(None, (one["how"], one["paid_on"])))))
    return [
        row.number, row.worker, row.month, _wage(row.promised), _from(row.promised), _wage(row.contract),
        _plain(row.days), row.normal.words() if row.normal else "", row.overtime.words() if row.overtime else "",
        row.break_, _sum(row.due(PROMISED)), _sum(row.due(row.version) if row.version else None),
        _sum(row.due(AGREED)), _sum(row.due(LEAST)), _named(row.deductions),
        _named(row.kept), _named(row.paid), ", ".join(how), _sum(row.missing), row.state,
    ]  # fmt: skip


def _wage(found: Figure | None) -> str:
    if found is None or found.told[0].currency is None:
        return ""
    return f"{Money(found.low, found.high, found.told[0].currency).words()} a {found.told[0].per or 'month'}"


def _from(found: Figure | None) -> str:
    return "; ".join(dict.fromkeys(one.source for one in found.told)) if found else ""


def _plain(found: Figure | None) -> str:
    return Hours(found.low, found.high, "").words() if found else ""


def _sum(money: Money | None) -> str:
    return money.words() if money else ""


def _named(sums: tuple[Part, ...]) -> str:
    return "; ".join(f"{one.name} {one.money.words()}".strip() for one in sums)
