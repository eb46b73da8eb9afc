"""Rules on wages as data: a country's law with its periods and sources, the clauses of a contract, digits of money."""

import dataclasses
import functools
import re
from decimal import Decimal

from workbench.codebook.ground import near, place, stems, toml
from workbench.codebook.shapes import compiled, matches
from workbench.errors import Unknown
from workbench.records import first_day, last_day

NO_LAW = ("clauses", "currencies")
TWOFOLD = re.compile(r"(-?[1-9][0-9]{0,2})\.([0-9]{3})")


@dataclasses.dataclass(frozen=True, kw_only=True)
class PayRule:
    """One rule of a law on wages: what kind it is, its number, from when until when, and where it stands.

    `verified` says whether anybody compared it with the original.
    """

    id: str
    kind: str
    title: str
    start: str
    source: str
    verified: bool
    value: Decimal | None = None
    unit: str | None = None
    until: str | None = None

    def holds(self, month: str) -> bool:
        """True where the rule held on every day of a month (YYYY-MM)."""
        first, last = first_day(month), last_day(month)
        begun, over = first_day(self.start), last_day(self.until)
        return first is not None and last is not None and begun is not None and begun <= first and (
            over is None or last <= over
        )  # fmt: skip


@dataclasses.dataclass(frozen=True)
class PayLaw:
    """The rules on wages of one country, and the currency in which its minimum is set."""

    id: str
    title: str
    currency: str
    note: str
    rules: tuple[PayRule, ...]

    def rule(self, kind: str, month: str) -> PayRule | None:
        """The rule of a kind that held throughout a month; None where none is on file.

        Example:
            >>> pay_law("rs").rule("minimum-hour", "2024-04").value
            Decimal('271.00')
        """
        return next((one for one in self.rules if one.kind == kind and one.holds(month)), None)


@functools.cache
def pay_law(country: str) -> PayLaw:
    """The law on wages of a country, by its two letters.

    Raises:
        Unknown: no rules of that country are on file.

    Example:
        >>> pay_law("rs").currency
        'RSD'
    """
    known = [name for name in stems(place("wages"), ".toml") if name not in NO_LAW]
    if country not in known:
        raise Unknown("codebook", "law on wages", country, near(country, known) or known)
    file = place("wages", f"{country}.toml")
    values = toml(file)
    matches(compiled("wages", "law.schema.json"), values, file)
    return PayLaw(values["id"], values["title"], values["currency"], values["note"], tuple(map(_rule, values["rule"])))


def _rule(values: dict[str, object]) -> PayRule:
    value = values.get("value")
    plain = {name: values.get(name) for name in ("id", "kind", "title", "source", "verified", "unit", "until")}
    return PayRule(start=str(values["from"]), value=None if value is None else Decimal(str(value)), **plain)  # type: ignore[arg-type]


@functools.cache
def clauses() -> dict[str, tuple[str, str]]:
    """By the id of a clause of a contract, its title and which way is better for a worker: more, less, none.

    Example:
        >>> clauses()["wage"]
        ('Wage', 'more')
    """
    told = toml(place("wages", "clauses.toml"))["clause"]
    return {name: (one["title"], one["better"]) for name, one in told.items()}


@functools.cache
def clause_rules() -> dict[str, str]:
    """By its id, what a rule of a clause does to pay, in words.

    Example:
        >>> clause_rules()["day-lost"]
        "the day's wage is lost"
    """
    return dict(toml(place("wages", "clauses.toml"))["rule"])


@functools.cache
def digits(currency: str) -> int:
    """How many digits after the point a currency is paid in.

    Example:
        >>> digits("USD"), digits("VND")
        (2, 0)
    """
    return int(toml(place("wages", "currencies.toml"))["digits"].get(currency, 2))


def readings(amount: str, currency: str | None) -> tuple[str, str] | None:
    """The two sums that an amount may mean whose point stands before three digits; None where it means one.

    Serbian, Vietnamese and much of Europe part thousands by a point: 2.800 is 2800 there, and 2.80 elsewhere. A
    currency that is paid in three digits after the point is written so, and its amounts stay what they say.

    Example:
        >>> readings("2.800", "USD"), readings("2.805", "EUR"), readings("2.800", "KWD"), readings("2.80", "USD")
        (('2800', '2.80'), ('2805', '2.8050'), None, None)
    """
    found = TWOFOLD.fullmatch(amount)
    if found is None or (currency is not None and digits(currency) == 3):
        return None
    short = found[2].rstrip("0").ljust(2, "0")
    # Three digits that are all needed get a fourth, so that what is written then is read in one way.
    return found[1] + found[2], f"{found[1]}.{short if len(short) == 2 else found[2] + '0'}"
