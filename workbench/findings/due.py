"""What was due for one month: by each version of a contract, and by law, each with the steps that lead to it."""

import dataclasses
from collections.abc import Iterable
from decimal import Decimal

from workbench.codebook.pay_rules import PayLaw, PayRule
from workbench.findings.hours import Day, Hours, of_month, ordinary, plain
from workbench.findings.money import Money
from workbench.findings.paylines import Account, Figure, Told, figure, standing
from workbench.records import first_day, last_day

HUNDRED = Decimal(100)


@dataclasses.dataclass(frozen=True)
class Step:
    """One step of a reckoning: what is found, how, and the passages that the figures in it rest on."""

    what: str
    how: str
    result: str
    passages: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True)
class Due:
    """What is due on one basis, with its steps; `money` of None: it cannot be reckoned, and the last step says why.

    `derived` is True where hours were worked out of shifts, days or a group's lines.
    """

    basis: str
    money: Money | None
    steps: tuple[Step, ...]
    derived: bool = False


def versions(account: Account) -> list[str]:
    """The versions of the agreement that say something, what was promised first, then by when they began.

    Example:
        >>> versions(Account("w", "W", {}, (), (), (), ()))
        []
    """
    begun: dict[str, str] = {}
    for one in account.clauses:
        name, start = str(one.row["version"]), one.stretch.start or "0000"
        begun[name] = min(begun.get(name, "9999"), start)
    return sorted(begun, key=lambda name: (name != "promised", begun[name], name))


def clause(account: Account, version: str, about: str, month: str | None = None) -> list[Told]:
    """What a version says about one thing, as each source has it; with `month` only what had begun by its end."""
    end = last_day(month)
    return [
        one for one in account.clauses
        if one.row["version"] == version and one.what == about and one.stance == "supports"
        and (end is None or version == "promised" or (first_day(one.stretch.start) or end) <= end)
    ]  # fmt: skip


def by_contract(account: Account, version: str, month: str, working: Day | None) -> Due | None:
    """What a version of the contract makes due for a month; None where it says nothing of a wage by then."""
    told = clause(account, version, "wage", month)
    wage = standing(told)
    if wage is None:
        return None
    first = wage.told[0]
    if first.currency is None or len({(one.currency, one.per) for one in wage.told}) > 1:
        why = "sources give the wage in several currencies, or for several spans of time"
        return Due(version, None, (Step(f"Wage, {version}", why, "not reckoned", _passages(wage.told)),))
    agreed = Money(wage.low, wage.high, first.currency)
    head = Step(f"Wage, {version}", _sources(wage.told), f"{agreed.words()} a {first.per or 'month'}",
                _passages(wage.told))  # fmt: skip
    days = figure(account.lines(month, "days"))
    if first.per == "hour":
        return _by_the_hour(account, version, month, working, agreed, head)
    full = standing(clause(account, version, "days", month))
    base = _by_the_day(agreed, days, full, by_month=first.per in (None, "month"))
    if isinstance(base, str):
        return Due(version, None, (head, Step(f"Due, {version}", base, "not known")))
    money, how, passages = base
    more, steps, derived = _overtime(account, version, month, working, agreed, full, by_month=first.per != "day")
    due = Step(f"Due for the days, {version}", how, money.words(), passages)
    return Due(version, money.plus(more) if more else money, (head, due, *steps), derived or _grouped(wage, days))


def _by_the_day(
    agreed: Money, days: Figure | None, full: Figure | None, *, by_month: bool
) -> tuple[Money, str, tuple[str, ...]] | str:
    """The wage for the days that were worked; a sentence where it cannot be told."""
    if days is None:
        return "no source says how many days were worked"
    if not by_month:
        return agreed.times(days.low, days.high), f"{agreed.words()} × {_range(days)} days", _passages(days.told)
    if full is None or not full.low:
        return "no clause says for how many days the wage is full, so that days cannot be reckoned"
    how = f"{agreed.words()} × {_range(days)} / {_range(full)} days"
    money = agreed.times(days.low / full.high, days.high / full.low)
    return money, how, _passages([*days.told, *full.told])


def _by_the_hour(account: Account, version: str, month: str, working: Day | None, agreed: Money, head: Step) -> Due:
    hours = of_month(account, month, working)
    if hours is None:
        return Due(version, None, (head, Step(f"Due, {version}", "hours not known", "not known")), derived=True)
    money = agreed.times(hours.low, hours.high)
    return Due(version, money, (head, Step(f"Due, {version}", f"{agreed.words()} × {hours.how}", money.words())), True)


def _overtime(
    account: Account, version: str, month: str, working: Day | None, agreed: Money, full: Figure | None, *,
    by_month: bool,
) -> tuple[Money | None, tuple[Step, ...], bool]:  # fmt: skip
    """What the contract itself makes due for overtime, with its steps."""
    rate, normal = (standing(clause(account, version, about, month)) for about in ("overtime", "hours"))
    what = f"Overtime, {version}"
    if rate is None:
        return None, (Step(what, "this version says nothing of pay for overtime", "nothing reckoned"),), False
    if normal is None or not normal.low or (by_month and full is None):
        return None, (Step(what, "no clause says how many hours a day are normal", "nothing reckoned"),), False
    extra = overtime(account, month, working, normal)
    if extra is None:
        open_ = Money(Decimal(0), None, agreed.currency)
        return open_, (Step(what, "hours not known", open_.words(), _passages(rate.told)),), True
    parts = normal.low * (full.low if by_month and full else Decimal(1))
    parts_most = normal.high * (full.high if by_month and full else Decimal(1))
    low = extra.low / parts_most * rate.low / HUNDRED
    high = None if extra.high is None else extra.high / parts * rate.high / HUNDRED
    money = agreed.times(low, high)
    how = f"{agreed.words()} / {_span(parts, parts_most)} h × {_range(rate)} % × ({extra.how} = {extra.words()} h)"
    return money, (Step(what, how, money.words(), _passages([*rate.told, *normal.told])),), True


def overtime(account: Account, month: str, working: Day | None, normal: Figure) -> Hours | None:
    """The hours beyond the normal ones of the days worked: as counted, else reckoned; None where unknown."""
    counted = figure(account.lines(month, "overtime"))
    if counted is not None:
        return Hours(counted.low, counted.high, f"{_range(counted)} h as counted")
    days, all_ = figure(account.lines(month, "days")), of_month(account, month, working)
    if days is None or all_ is None:
        return None
    low, high = max(all_.low - days.high * normal.high, Decimal(0)), all_.high
    top = None if high is None else max(high - days.low * normal.low, Decimal(0))
    if figure(account.lines(month, "hours")) is None and working is not None:
        # Hours and days rise together: so many hours more on each of the days.
        low = max(working.low - normal.high, Decimal(0)) * days.low
        top = max(working.high - normal.low, Decimal(0)) * days.high
    return Hours(low, top, f"{all_.how} - {_range(days)} × {_range(normal)} h")


def by_law(account: Account, month: str, working: Day | None, law: PayLaw, agreed: Money | None) -> list[Due]:
    """What the law makes due for the hours of a month: on the agreed monthly wage, and on the minimum for an hour."""
    whole, hours = ordinary(month, law), of_month(account, month, working, lawful=True)
    premium, least = law.rule("overtime-premium", month), law.rule("minimum-hour", month)
    found = []
    if agreed is not None and whole:
        basis = "law, on the agreed wage"
        if hours is None or premium is None:
            found.append(_open(basis, hours))
        else:
            found.append(_lawful(basis, agreed, whole, hours, (premium,), whole))
    if least is not None and least.value is not None and whole:
        basis = "law, minimum wage"
        if hours is None or premium is None:
            found.append(_open(basis, hours))
        else:
            hourly = Money.of(least.value, law.currency)
            found.append(_lawful(basis, hourly, Decimal(1), hours, (least, premium), whole))
    return found


def _open(basis: str, hours: Hours | None) -> Due:
    why = "hours not known" if hours is None else "no rule on overtime is on file for this month"
    return Due(basis, None, (Step(f"Due by {basis}", why, "not known"),), derived=True)


def _lawful(basis: str, wage: Money, parts: Decimal, hours: Hours, rules: tuple[PayRule, ...], whole: Decimal) -> Due:
    """A wage for so many hours, those beyond full working time with the premium."""
    normal, extra = hours.within(whole), hours.above(whole)
    factor = 1 + (rules[-1].value or Decimal(0)) / HUNDRED
    low = (normal.low + extra.low * factor) / parts
    high = None
    if normal.high is not None and extra.high is not None:
        high = (normal.high + extra.high * factor) / parts
    money = wage.times(low, high)
    share = "" if parts == 1 else f" / {plain(parts)} h"
    how = f"{wage.words()}{share} × ({normal.words()} h + {extra.words()} h × {plain(factor)}), where {hours.how}"
    unverified = tuple(f"{rule.title}: {rule.source}" for rule in rules if not rule.verified)
    return Due(basis, money, (Step(f"Due by {basis}", how, money.words(), (), unverified),), derived=True)


def _grouped(*figures: Figure | None) -> bool:
    return any(found is not None and any(not one.own for one in found.told) for found in figures)


def _passages(told: Iterable[Told]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.passage for one in told if one.passage))


def _sources(told: Iterable[Told]) -> str:
    return "; ".join(dict.fromkeys(f"{one.source} ({one.state})" for one in told))


def _range(found: Figure) -> str:
    return _span(found.low, found.high)


def _span(low: Decimal, high: Decimal) -> str:
    return plain(low) if low == high else f"{plain(low)} to {plain(high)}"
