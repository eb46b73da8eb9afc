"""What is missing for a month, between two bounds: the least and the most that any basis leaves open."""

import dataclasses
from collections.abc import Iterable, Sequence
from decimal import Decimal

from workbench.findings.due import Due, Step
from workbench.findings.money import Exchange, Money, Rates
from workbench.findings.paylines import Account, Figure, Told, figure


@dataclasses.dataclass(frozen=True)
class Part:
    """A sum of a month by name, such as the deduction for food: as all its sources have it."""

    name: str
    money: Money
    figure: Figure


@dataclasses.dataclass(frozen=True)
class Gap:
    """What is missing, with the steps; `money` of None where it cannot be told, and the last step says why."""

    money: Money | None
    steps: tuple[Step, ...]


def parts(account: Account, month: str, line: str) -> list[Part]:
    """The sums of one line of a month, by name and currency; a line without a number or a currency makes none.

    Example:
        >>> parts(Account("w", "W", {}, (), (), (), ()), "2024-04", "paid")
        []
    """
    told: dict[tuple[str, str], list[Told]] = {}
    for one in account.lines(month, line):
        if one.currency and one.low is not None:
            told.setdefault((one.name or "", one.currency), []).append(one)
    found = []
    for (name, currency), same in sorted(told.items()):
        made = figure(same)
        if made is not None:
            found.append(Part(name, Money(made.low, made.high, currency), made))
    return found


def gap(
    month: str,
    dues: Sequence[Due],
    deductions: Sequence[Part],
    paid: Sequence[Part],
    rates: Rates,
    currency: str | None,
) -> Gap:
    """What is missing for a month.

    The least: the smallest sum that is due on any basis, less every deduction as if it were right, less the most that
    was paid. The most: the greatest sum that is due on any basis, less the least that was paid. What was kept (a
    deposit) is no deduction: it stays due. A sum in another currency enters through a rate on record, or not at all.
    """
    if not paid:
        return Gap(None, (Step("Missing", "no source says what was paid", "not known"),))
    if currency is None or not any(due.money for due in dues):
        return Gap(None, (Step("Missing", "what was due cannot be reckoned", "not known"),))
    desk = _Desk(month, rates, currency)
    got, off = desk.added("Paid", paid), desk.added("Deducted", deductions)
    known = [(due.basis, money) for due in dues if due.money and (money := desk.turned(f"Due, {due.basis}", due.money))]
    if got is None or off is None or not known:
        return Gap(
            None, (*desk.steps, Step("Missing", "sums in several currencies, and no rate on record", "not known"))
        )
    least = min(known, key=lambda one: one[1].low)
    top = None if any(one.high is None for _, one in known) else max(known, key=lambda one: one[1].high or Decimal(0))
    low = least[1].low - (off.high or Decimal(0)) - (got.high or Decimal(0))
    high = None if top is None else (top[1].high or Decimal(0)) - got.low
    money = Money(low, high, currency)
    how = f"least: {least[1].low:,} by {least[0]}, less {off.high:,} deducted, less {got.high:,} paid; " + (
        "most: not known" if top is None else f"most: {top[1].high:,} by {top[0]}, less {got.low:,} paid"
    )
    return Gap(money, (*desk.steps, Step("Missing", how, money.words())))


class _Desk:
    """Sums on their way into one currency, with a step for each rate that was needed."""

    def __init__(self, month: str, rates: Rates, currency: str) -> None:
        self.month, self.rates, self.currency = month, rates, currency
        self.steps: list[Step] = []

    def turned(self, what: str, money: Money) -> Money | None:
        made = self.rates.converted(money, self.currency, self.month)
        if made is None:
            why = f"{money.words()}: no rate to {self.currency} is on record by the end of {self.month}"
            self.steps.append(Step(what, why, "left out"))
            return None
        found, rate = made
        if rate is not None:
            self.steps.append(_at(what, money, found, rate))
        return found

    def added(self, what: str, sums: Iterable[Part]) -> Money | None:
        """The sum of all, or None where one of them has no rate."""
        whole = Money.of("0", self.currency)
        complete = True
        for one in sums:
            money = self.turned(f"{what} {one.name}".strip(), one.money)
            complete = complete and money is not None
            whole = whole.plus(money) if money is not None else whole
        return whole if complete else None


def _at(what: str, money: Money, found: Money, rate: Exchange) -> Step:
    return Step(what, f"{money.words()} at {rate.words()}", found.words(), (rate.passage,) if rate.passage else ())
