"""What an employer's own rules take for a month: a day missed, coming late, equipment; never what is due."""

from collections.abc import Iterator
from decimal import Decimal

from workbench import codebook
from workbench.findings.due import Step, clause, versions
from workbench.findings.hours import plain
from workbench.findings.money import Money
from workbench.findings.paylines import Account, Figure, Told, figure, nearest, standing

# Which line counts how often a rule was set off.
COUNTS = {"absence": "days-absent", "late": "days-late"}


def taken(account: Account, signed: str, month: str) -> Iterator[Step]:
    """What the rules that had begun take for a month, one step a rule: stated, to be compared with a payslip.

    `signed` names the version whose wage is lost; rules may stand in others, such as house rules.

    A rule that is set off by an absence or by coming late is reckoned where somebody says how often that was.

    Example:
        >>> list(taken(Account("w", "W", {}, (), (), (), ()), "signed", "2024-04"))
        []
    """
    for version in versions(account):
        for about, (title, _) in codebook.clauses().items():
            for one in nearest(clause(account, version, about, month)) if version != "promised" else ():
                if rule := one.row["rule"]:
                    words = f"Rule in {version}. {title}: {codebook.clause_rules()[rule]}"
                    yield from _step(account, signed, month, one, words)


def _step(account: Account, signed: str, month: str, one: Told, what: str) -> Iterator[Step]:
    rule = one.row["rule"]
    places = (one.passage,) if one.passage else ()
    if rule == "sum" and one.name and one.low is not None and one.currency:
        lines = [line for line in account.lines(month, "deduction") if line.name == one.name]
        got = figure(lines)
        if got is not None:
            sets = Money(one.low, one.high, one.currency)
            result = Money(got.low, got.high, lines[0].currency or one.currency)
            yield Step(f"{what} ({one.name})", f"the version sets {sets.words()}", f"{result.words()} taken", places)
        return
    counted = figure(account.lines(month, COUNTS.get(one.what, "")))
    if rule == "month-kept":
        kept = figure(account.lines(month, "kept"))
        if kept is not None:
            yield Step(what, "kept, not lost: it stays due", f"{_span(kept)} kept", places)
    elif counted is not None and counted.high:
        loss = _loss(account, signed, month, one, counted)
        if loss:
            yield Step(what, loss[0], f"{loss[1].words()} taken by the rule", places)


def _loss(account: Account, signed: str, month: str, one: Told, counted: Figure) -> tuple[str, Money] | None:
    wage, full = (standing(clause(account, signed, about, month)) for about in ("wage", "days"))
    if wage is None or wage.told[0].currency is None:
        return None
    agreed, rule = Money(wage.low, wage.high, wage.told[0].currency), one.row["rule"]
    if rule == "month-lost":
        return f"{_span(counted)} times: the wage of the month", agreed
    if rule == "sum":
        if one.low is None or one.currency is None:
            return None
        each = Money(one.low, one.high, one.currency)
        return f"{_span(counted)} × {each.words()}", each.times(counted.low, counted.high)
    if full is None or not full.low:
        return None
    days = one.low if rule == "days-lost" and one.low is not None else Decimal(1)
    how = f"{_span(counted)} × {plain(days)} days × {agreed.words()} / {_span(full)}"
    return how, agreed.times(counted.low * days / full.high, counted.high * days / full.low)


def _span(found: Figure) -> str:
    return plain(found.low) if found.low == found.high else f"{plain(found.low)} to {plain(found.high)}"
