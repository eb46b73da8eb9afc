"""The claim of each worker for wages that were not paid: month by month, each step shown, currencies apart."""

import dataclasses
from collections.abc import Iterable
from decimal import Decimal

from workbench.findings.due import Step
from workbench.findings.money import Money, Rates, figures, total
from workbench.findings.paylines import Told
from workbench.findings.wage_month import Month
from workbench.findings.wages import Wages


@dataclasses.dataclass(frozen=True, kw_only=True)
class Claim:
    """What one worker may claim: the sums of the months, by currency, and in one currency where rates are on record.

    `open_months` are those of which nothing can be told; `apart` lines that no single month holds. The least counts no
    month below nothing: what a month was overpaid is not set off against another.
    """

    worker: str
    worker_id: str
    months: tuple[Month, ...]
    totals: tuple[Money, ...]
    whole: Money | None
    steps: tuple[Step, ...]
    open_months: tuple[str, ...]
    apart: tuple[Told, ...]
    unverified: tuple[str, ...]


def claims(found: Wages, *, currency: str | None = None) -> list[Claim]:
    """The claim of every worker of whom a month is on record; with `currency` also as one sum, at rates on record.

    Example:
        >>> from workbench.findings.wages import wages
        >>> from workbench.tables import tabulate
        >>> claims(wages(tabulate([], "h", bytes)))
        []
    """
    months: dict[str, list[Month]] = {}
    for row in found.rows:
        months.setdefault(row.worker_id, []).append(row)
    apart: dict[str, list[Told]] = {}
    for label, told in found.apart:
        apart.setdefault(label, []).append(told)
    return [_claim(rows, apart.get(rows[0].worker, []), found.rates, currency) for rows in months.values()]


def _claim(rows: list[Month], apart: list[Told], rates: Rates, currency: str | None) -> Claim:
    steps, sums = [], []
    for row in rows:
        if row.missing is None:
            steps.append(Step(row.month, "what is missing cannot be told", "not counted"))
            continue
        money = _not_below_nothing(row.missing)
        how = "as reckoned for the month"
        if money != row.missing:
            how = f"reckoned {row.missing.words()}; no month counts below nothing"
        steps.append(Step(row.month, how, money.words()))
        sums.append((row.month, money))
    totals = tuple(total(money for _, money in sums).values())
    for money in totals:
        parts = " + ".join(figures(one.low, one.currency) for _, one in sums if one.currency == money.currency)
        steps.append(Step(f"Sum in {money.currency}", f"least: {parts}", money.words()))
    whole = None
    if currency:
        whole, more = _in_one(sums, rates, currency)
        steps += more
    return Claim(
        worker=rows[0].worker, worker_id=rows[0].worker_id, months=tuple(rows), totals=totals, whole=whole,
        steps=tuple(steps), open_months=tuple(row.month for row in rows if row.missing is None), apart=tuple(apart),
        unverified=_unverified(rows),
    )  # fmt: skip


def _not_below_nothing(money: Money) -> Money:
    high = None if money.high is None else max(money.high, Decimal(0))
    return Money(max(money.low, Decimal(0)), high, money.currency)


def _in_one(sums: Iterable[tuple[str, Money]], rates: Rates, currency: str) -> tuple[Money | None, list[Step]]:
    """All months in one currency, each at the last rate on record by its end; None where one rate is missing."""
    whole, steps = Money.of("0", currency), list[Step]()
    for month, money in sums:
        made = rates.converted(money, currency, month)
        if made is None:
            why = f"no rate from {money.currency} to {currency} is on record by the end of {month}"
            return None, [*steps, Step(f"All in {currency}", why, "not added up")]
        turned, rate = made
        if rate is not None:
            places = (rate.passage,) if rate.passage else ()
            steps.append(Step(f"{month} in {currency}", f"{money.words()} at {rate.words()}", turned.words(), places))
        whole = whole.plus(turned)
    return whole, [*steps, Step(f"All in {currency}", "the months in that currency, added up", whole.words())]


def _unverified(rows: list[Month]) -> tuple[str, ...]:
    """The rules of law behind the sums that nobody has compared with the original yet."""
    return tuple(dict.fromkeys(rule for row in rows for step in row.steps for rule in step.unverified))
