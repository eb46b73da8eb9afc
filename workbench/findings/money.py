"""Sums of money as ranges of one currency: decimal, rounded to the coin, never added across currencies unasked."""

import dataclasses
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from workbench import codebook
from workbench.errors import BadValue
from workbench.findings.said import said
from workbench.records import last_day
from workbench.tables import Tables

NOTHING = Decimal(0)


@dataclasses.dataclass(frozen=True)
class Money:
    """A sum between two bounds in one currency; `high` of None: nobody knows how much more.

    Raises:
        BadValue: two currencies are added, or taken from each other.

    Example:
        >>> Money(Decimal("300"), Decimal("640"), "USD").minus(Money.of("100", "USD")).words()
        '200.00 to 540.00 USD'
    """

    low: Decimal
    high: Decimal | None
    currency: str

    @classmethod
    def of(cls, amount: Decimal | str, currency: str) -> "Money":
        """One exact sum."""
        return cls(Decimal(amount), Decimal(amount), currency)

    def plus(self, other: "Money") -> "Money":
        """The sum of both, bound by bound."""
        self._same(other)
        high = None if self.high is None or other.high is None else self.high + other.high
        return Money(self.low + other.low, high, self.currency)

    def minus(self, other: "Money") -> "Money":
        """What is left: the least less the most, and the most less the least."""
        self._same(other)
        if other.high is None:
            raise BadValue("money", "sum", other.words(), "a sum whose upper bound is known")
        return Money(self.low - other.high, None if self.high is None else self.high - other.low, self.currency)

    def times(self, low: Decimal, high: Decimal | None) -> "Money":
        """So many times the sum, rounded to the coin."""
        top = None if self.high is None or high is None else rounded(self.high * high, self.currency)
        return Money(rounded(self.low * low, self.currency), top, self.currency)

    def words(self) -> str:
        """The range in words, with all its digits.

        Example:
            >>> Money(Decimal("721.15"), None, "USD").words(), Money.of("5", "VND").words()
            ('at least 721.15 USD', '5 VND')
        """
        low = figures(self.low, self.currency)
        if self.high is None:
            return f"at least {low} {self.currency}"
        high = figures(self.high, self.currency)
        return f"{low} {self.currency}" if low == high else f"{low} to {high} {self.currency}"

    def _same(self, other: "Money") -> None:
        if other.currency != self.currency:
            raise BadValue("money", "currency", other.currency, f"{self.currency}, or a rate between the two")


def rounded(amount: Decimal, currency: str) -> Decimal:
    """An amount rounded to the smallest coin of its currency, half up.

    Example:
        >>> rounded(Decimal("721.155"), "USD"), rounded(Decimal("100.5"), "VND")
        (Decimal('721.16'), Decimal('101'))
    """
    return amount.quantize(Decimal(1).scaleb(-codebook.digits(currency)), ROUND_HALF_UP)


def figures(amount: Decimal, currency: str) -> str:
    """An amount to the coin, with commas between thousands.

    Example:
        >>> figures(Decimal("1100"), "USD"), figures(Decimal("-2500000"), "VND")
        ('1,100.00', '-2,500,000')
    """
    return f"{rounded(amount, currency):,}"


def total(sums: Iterable[Money]) -> dict[str, Money]:
    """The sums of each currency apart.

    Example:
        >>> sorted(total([Money.of("1", "USD"), Money.of("2", "EUR"), Money.of("3", "USD")]))
        ['EUR', 'USD']
    """
    found: dict[str, Money] = {}
    for one in sums:
        found[one.currency] = found[one.currency].plus(one) if one.currency in found else one
    return found


@dataclasses.dataclass(frozen=True)
class Exchange:
    """A rate that was used: one unit of `base` is `value` of `quote`, on a day, as a source has it."""

    base: str
    quote: str
    value: Decimal
    day: str
    source: str
    passage: str | None = None

    def words(self) -> str:
        """The rate with its day and its source."""
        return f"1 {self.base} = {self.value} {self.quote} on {self.day} ({self.source})"


class Rates:
    """The rates on record; nothing is converted without one, and none is derived from two others."""

    def __init__(self, tables: Tables) -> None:
        self._rates = [
            Exchange(row["base"], row["currency"], Decimal(row["value"]), row["day"], tables.label(row["source"]),
                     said(row["passage"]))
            for _, row in tables.rates.iterrows()
        ]  # fmt: skip

    def between(self, one: str, other: str, month: str) -> Exchange | None:
        """The rate between two currencies of the last day on record by the end of a month (YYYY-MM)."""
        end = last_day(month)
        known = [rate for rate in self._rates if {rate.base, rate.quote} == {one, other}]
        before = [rate for rate in known if (day := last_day(rate.day)) and end and day <= end]
        return max(before, key=lambda rate: (rate.day, rate.source), default=None)

    def converted(self, money: Money, currency: str, month: str) -> tuple[Money, Exchange | None] | None:
        """A sum in another currency with the rate that made it; None where no rate is on record."""
        if money.currency == currency:
            return money, None
        rate = self.between(money.currency, currency, month)
        if rate is None:
            return None
        factor = rate.value if rate.base == money.currency else 1 / rate.value
        high = None if money.high is None else rounded(money.high * factor, currency)
        return Money(rounded(money.low * factor, currency), high, currency), rate
