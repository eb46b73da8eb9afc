"""What is on record of each worker's money, in wide classes: wage, pay, what is missing, deductions, fees, debts.

A worker is in exactly one class of each theme, and no theme follows from another: what is counted of one theme gives
away nothing of the next.
"""

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from workbench.disclosure.brackets import NOTHING, SEVERAL, UNSAID, added, class_of, mean
from workbench.disclosure.leaving import Leaving, Terms
from workbench.errors import Unreadable
from workbench.findings.debts import KINDS, Debt, monthly_wages
from workbench.findings.money import Money, Rates
from workbench.findings.paylines import Account, accounts
from workbench.findings.wage_month import PROMISED, Month
from workbench.findings.wages import Wages, wages
from workbench.records import Item, Passage, PayLine, Record, Relation, Term
from workbench.tables import tabulate

THEMES = ("wage", "paid", "withheld", "deductions", "fee", "debt")
BELOW, NOT_BELOW, OPEN = "below", "not-below", "open"
NAMED, UNNAMED = "named", "unnamed"
MONEY = ("pay", "term", "rate")


@dataclasses.dataclass(frozen=True)
class Earnings:
    """What is on record of the money of workers, by their ids: `classes` one a theme, `quarters` with a line of pay.

    `known` and `used` count records on money by stance: those of the team, and those that the classes were made of.

    Example:
        >>> Earnings({}, {}, {}, {}).classes
        {}
    """

    classes: Mapping[str, Mapping[str, str]]
    quarters: Mapping[str, tuple[str, ...]]
    known: Mapping[str, int]
    used: Mapping[str, int]

    def renamed(self, identity: Callable[[str], str]) -> "Earnings":
        """The same under the ids of a release."""
        return dataclasses.replace(
            self, classes={identity(key): one for key, one in self.classes.items()},
            quarters={identity(key): one for key, one in self.quarters.items()},
        )  # fmt: skip


def earnings(records: Iterable[tuple[str, str, Any]], left: Leaving, terms: Terms, head: str) -> Earnings:
    """What is on record of the money of the workers who leave, out of all (kind, id, record) that count.

    Only what may leave is read: a line of pay, a clause or a rate whose subject, source and file do, and that nobody
    withheld.

    Example:
        >>> from workbench.codebook import audience
        >>> from workbench.disclosure.leaving import leaving
        >>> terms = Terms(audience("public"), {}, {})
        >>> earnings([], leaving([], terms), terms, "h").classes
        {}
    """
    told = list(records)
    out = dict(left.records)
    passages = {key: one for kind, key, one in told if kind == "passage"}
    money = [(key, one) for kind, key, one in told if kind in MONEY and _may(key, one, out, passages, terms)]
    ground = [(key, one) for key, one in out.items() if not isinstance(one, Passage | Item)]
    tables = tabulate([*ground, *((key, dataclasses.replace(one, passage=None)) for key, one in money)], head, _nothing)
    found, people = wages(tables), {account.worker: account for account in accounts(tables)}
    workers = [key for key, one in out.items() if getattr(one, "schema", "") == "Worker"]
    months: dict[str, list[Month]] = defaultdict(list)
    for row in found.rows:
        months[row.worker_id].append(row)
    owed: dict[str, list[Debt]] = defaultdict(list)
    for debt in found.debts:
        if debt.stance == "supports":
            owed[debt.worker_id].append(debt)
    classes = {key: _classes(people.get(key), months[key], owed[key], found, tables.rates.empty) for key in workers}
    quarters = {key: tuple(sorted({_quarter(row.month) for row in months[key]})) for key in workers}
    claims = [*(one for _, one in money), *out.values()]
    return Earnings(classes, quarters, _by_stance(one for _, _, one in told), _by_stance(claims))


def _nothing(name: str) -> bytes:
    """No file of a case is read for a count."""
    raise Unreadable(name, "a count holds no file")


def _may(key: str, one: Any, out: Mapping[str, Record], passages: Mapping[str, Any], terms: Terms) -> bool:
    named = [one.source, *([one.subject] if hasattr(one, "subject") else [])]
    held = [one.passage] if one.passage else []
    files = [passages[passage].item for passage in held if passage in passages]
    withheld = any(terms.decided(name, "withhold") for name in (key, *held))
    return not withheld and all(name in out for name in (*named, *files))


def _by_stance(records: Iterable[Any]) -> dict[str, int]:
    """How many lines of pay, clauses, fees and debts there are, by stance."""
    found: dict[str, int] = defaultdict(int)
    for one in records:
        if isinstance(one, PayLine | Term) or (isinstance(one, Relation) and one.schema in KINDS):
            found[one.stance] += 1
    return dict(found)


def _classes(
    account: Account | None, months: list[Month], debts: list[Debt], found: Wages, no_rates: bool
) -> dict[str, str]:  # fmt: skip
    promised, signed = monthly_wages(account)
    rates = None if no_rates else found.rates
    return {
        "wage": f"{class_of(promised)}>{class_of(signed)}",
        "paid": f"{mean([_sum(row.paid) for row in months if row.paid])}|{_floor(months, found, rates)}",
        "withheld": added([one for row in months if (one := _missing(row))]),
        "deductions": _deducted(account, months),
        "fee": _owed([one for one in debts if one.what == "fee"]),
        "debt": _owed([one for one in debts if one.what == "loan"]),
    }


def _quarter(month: str) -> str:
    """The quarter of a month, as its first and its last month."""
    first = (int(month[5:7]) - 1) // 3 * 3 + 1
    return f"{month[:4]}-{first:02} - {month[:4]}-{first + 2:02}"


def _sum(parts: Iterable[Any]) -> dict[str, Money]:
    made: dict[str, Money] = {}
    for one in parts:
        made[one.money.currency] = made[one.money.currency].plus(one.money) if one.money.currency in made else one.money
    return made


def _missing(row: Month) -> Money | None:
    """What is missing of a month for certain, what was kept among it; where that is not known, what was kept."""
    if row.missing is not None:
        return Money.of(row.missing.low, row.missing.currency) if row.missing.low > 0 else None
    kept = _sum(row.kept)
    return next(iter(kept.values())) if len(kept) == 1 else None


def _floor(months: list[Month], found: Wages, rates: Rates | None) -> str:
    """What was paid out for an hour against the minimum of the law: below it in any month that is known, or not."""
    verdicts = [verdict for row in months if (verdict := _below(row, found, rates))]
    if BELOW in verdicts:
        return BELOW
    return NOT_BELOW if verdicts and OPEN not in verdicts else OPEN


def _below(row: Month, found: Wages, rates: Rates | None) -> str:
    rule, paid = found.law.rule("minimum-hour", row.month), list(_sum(row.paid).values())
    if rule is None or rule.value is None or len(paid) != 1 or row.normal is None or row.overtime is None:
        return ""
    money: Money | None = paid[0]
    if paid[0].currency != found.law.currency:
        made = rates.converted(paid[0], found.law.currency, row.month) if rates else None
        money = made[0] if made else None
    least = row.normal.low + row.overtime.low
    if money is None or not least:
        return ""
    most = None if None in (row.normal.high, row.overtime.high) else (row.normal.high or 0) + (row.overtime.high or 0)
    if money.high is not None and money.high / least < rule.value:
        return BELOW
    return NOT_BELOW if most and money.low / most >= rule.value else OPEN


def _deducted(account: Account | None, months: list[Month]) -> str:
    """The class of all that was deducted, and whether a contract names each deduction."""
    parts = [one for row in months for one in row.deductions]
    if not parts or account is None:
        return NOTHING
    clauses = [one for one in account.clauses if one.row["version"] != PROMISED and one.stance == "supports"]
    known = {name for one in clauses for name in (one.what, one.name) if name}
    explained = NAMED if all(one.name in known for one in parts) else UNNAMED
    return f"{added([one.money for one in parts])}|{explained}"


def _owed(debts: list[Debt]) -> str:
    """The class of what was paid or borrowed: rival sums to one body are a range, sums to several are added."""
    if not debts:
        return NOTHING
    to: dict[str, list[Money]] = defaultdict(list)
    for one in debts:
        if one.amount is not None:
            to[one.to].append(one.amount)
    currencies = {one.currency for same in to.values() for one in same}
    if len(currencies) != 1:
        return SEVERAL if currencies else UNSAID
    (currency,) = currencies
    least = max(min(one.low for one in same) for same in to.values())
    most = sum((max(one.high or one.low for one in same) for same in to.values()), Decimal(0))
    return class_of(Money(least, most, currency))
