"""Sums of money in wide classes: a scale that is the same for every case and every currency.

What stands in a class says no more of anybody than that; what is counted by class is protected like any other count.
"""

from collections.abc import Sequence
from decimal import Decimal

from workbench.findings.money import Money

NOTHING, UNSAID, SEVERAL = "nothing", "unsaid", "several"
STEPS = (Decimal(1), Decimal(3))  # a house rule: each step is about three times the one before


def class_of(money: Money | None) -> str:
    """The class of a sum: `nothing` for none, `unsaid` where it is not known, else the steps between which it lies.

    Example:
        >>> class_of(Money.of("750", "USD")), class_of(Money(Decimal(200), Decimal(400), "EUR")), class_of(None)
        ('300-1000 USD', '100-1000 EUR', 'unsaid')
    """
    if money is None:
        return UNSAID
    if money.high is not None and money.high <= 0:
        return NOTHING
    low = _step(max(money.low, Decimal(0)))
    high = "" if money.high is None else f"{_above(money.high):f}"
    return f"{low:f}-{high} {money.currency}" if high else f"{low:f}+ {money.currency}"


def bounds(name: str) -> tuple[Decimal, Decimal | None, str] | None:
    """The least and the most of a class with its currency; None for a class that has no sum.

    Example:
        >>> bounds("300-1000 USD"), bounds("nothing")
        ((Decimal('300'), Decimal('1000'), 'USD'), None)
    """
    span, _, currency = name.partition(" ")
    if not currency:
        return None
    low, _, high = span.rstrip("+").partition("-")
    return Decimal(low), Decimal(high) if high else None, currency


def _step(amount: Decimal) -> Decimal:
    """The greatest step that is not above an amount; 0 below the first."""
    if amount < 1:
        return Decimal(0)
    tens = Decimal(10) ** amount.adjusted()
    return max(step * tens for step in STEPS if step * tens <= amount)


def _above(amount: Decimal) -> Decimal:
    """The least step above an amount."""
    if amount < 1:
        return Decimal(1)
    tens = Decimal(10) ** amount.adjusted()
    return min(step * tens for step in (*STEPS, STEPS[0] * 10) if step * tens > amount)


def mean(sums: Sequence[dict[str, Money]]) -> str:
    """The class of what was paid for a month, given by currency for each month of which anybody says it.

    Example:
        >>> mean([{"USD": Money.of("0", "USD")}, {"USD": Money.of("310", "USD")}])
        '100-300 USD'
    """
    currencies = {currency for one in sums for currency in one}
    if len(currencies) != 1:
        return SEVERAL if currencies else UNSAID
    (currency,) = currencies
    paid = [one[currency] for one in sums]
    high = _highs(paid)
    low = sum((one.low for one in paid), Decimal(0)) / len(paid)
    return class_of(Money(low, None if high is None else high / len(paid), currency))


def added(sums: Sequence[Money]) -> str:
    """The class of several sums together: `several` for sums of several currencies, of which no rate makes one.

    Example:
        >>> added([Money.of("500", "USD"), Money.of("600", "USD")]), added([])
        ('1000-3000 USD', 'nothing')
    """
    currencies = {one.currency for one in sums}
    if len(currencies) != 1:
        return SEVERAL if currencies else NOTHING
    return class_of(Money(sum((one.low for one in sums), Decimal(0)), _highs(sums), sums[0].currency))


def _highs(sums: Sequence[Money]) -> Decimal | None:
    highs = [one.high for one in sums]
    return None if None in highs else sum((one for one in highs if one is not None), Decimal(0))
