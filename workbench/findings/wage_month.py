"""One worker's month in the ledger of wages: what was promised, due, deducted, paid and is missing, step by step."""

import dataclasses
from collections.abc import Iterator, Sequence

from workbench.codebook import PayLaw
from workbench.findings import hours
from workbench.findings.due import Due, Step, by_contract, by_law, clause, versions
from workbench.findings.forfeits import taken
from workbench.findings.gap import Part, gap, parts
from workbench.findings.hours import Day, Hours
from workbench.findings.money import Money, Rates
from workbench.findings.paylines import STATES, Account, Figure, Told, figure, standing
from workbench.records import last_day

PROMISED = "promised"
AGREED, LEAST = "law, on the agreed wage", "law, minimum wage"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Month:
    """One worker's month: every figure with its range, the steps that lead to what is missing, and its state.

    `state`: documented (papers say it), stated (somebody does), derived (worked out of shifts, days or a group's
    line), unknown (it cannot be told). `lapses` is the day on which a claim for the month lapses by the law on file.
    """

    number: int
    worker: str
    worker_id: str
    month: str
    promised: Figure | None
    contract: Figure | None
    version: str | None
    days: Figure | None
    normal: Hours | None
    overtime: Hours | None
    break_: str
    dues: tuple[Due, ...]
    deductions: tuple[Part, ...]
    kept: tuple[Part, ...]
    paid: tuple[Part, ...]
    missing: Money | None
    state: str
    steps: tuple[Step, ...]
    beside: tuple[Told, ...]
    lapses: str | None

    def due(self, basis: str) -> Money | None:
        """What was due on one basis: a version of the contract, or a law."""
        return next((one.money for one in self.dues if one.basis == basis), None)


def month_of(account: Account, month: str, law: PayLaw, rates: Rates, number: int) -> Month:
    """The row of one month of a worker, with every step.

    Example:
        >>> from workbench.codebook import pay_law
        >>> from workbench.tables import tabulate
        >>> account = Account("w", "W-01", {"2024-04": ()}, (), (), (), ())
        >>> month_of(account, "2024-04", pay_law("rs"), Rates(tabulate([], "h", bytes)), 1).state
        'unknown'
    """
    working = hours.day(account, month, law)
    signed = in_force(account, month)
    promised, contract = (
        standing(clause(account, name, "wage", month)) if name else None for name in (PROMISED, signed)
    )
    dues = [
        due
        for name in dict.fromkeys([PROMISED, signed])
        if name and (due := by_contract(account, name, month, working))
    ]
    agreed = _agreed(contract or promised)
    dues += by_law(account, month, working, law, agreed)
    deductions, kept, paid = (parts(account, month, line) for line in ("deduction", "kept", "paid"))
    found = gap(month, dues, deductions, paid, rates, agreed.currency if agreed else None)
    all_, whole = hours.of_month(account, month, working), hours.ordinary(month, law)
    rules = tuple(taken(account, signed, month)) if signed else ()
    days = figure(account.lines(month, "days"))
    return Month(
        number=number, worker=account.label, worker_id=account.worker, month=month, promised=promised,
        contract=contract, version=signed, days=days, normal=all_.within(whole) if all_ and whole else None,
        overtime=all_.above(whole) if all_ and whole else None, break_=working.break_ if working else "not told",
        dues=tuple(dues), deductions=tuple(deductions), kept=tuple(kept), paid=tuple(paid), missing=found.money,
        state=_state(found.money, dues, [contract or promised, days, *(one.figure for one in (*paid, *deductions))]),
        steps=tuple(_steps(working, dues, rules, (deductions, kept, paid), found.steps)),
        beside=tuple(one for one in account.months[month] if one.stance != "supports" or one.low is None),
        lapses=_lapses(month, law),
    )  # fmt: skip


def in_force(account: Account, month: str) -> str | None:
    """The version of the contract that was the last to be signed by the end of a month and that sets a wage.

    Example:
        >>> in_force(Account("w", "W", {}, (), (), (), ()), "2024-04") is None
        True
    """
    signed = [name for name in versions(account) if name != PROMISED and clause(account, name, "wage", month)]
    return signed[-1] if signed else None


def _agreed(wage: Figure | None) -> Money | None:
    """A monthly wage as a sum, where it is one in one currency."""
    if wage is None or wage.told[0].currency is None or len({(one.currency, one.per) for one in wage.told}) > 1:
        return None
    return Money(wage.low, wage.high, wage.told[0].currency) if wage.told[0].per in (None, "month") else None


def _state(missing: Money | None, dues: list[Due], figures: list[Figure | None]) -> str:
    if missing is None:
        return "unknown"
    states = [STATES.index(one.state) for one in figures if one is not None]
    derived = any(due.derived and due.money for due in dues)
    return STATES[max([*states, STATES.index("derived") if derived else 0])]


def _steps(
    working: Day | None, dues: Sequence[Due], rules: Sequence[Step], sums: Sequence[Sequence[Part]],
    last: Sequence[Step],
) -> Iterator[Step]:  # fmt: skip
    if working:
        yield Step("Hours of a day", working.how, Hours(working.low, working.high, "").words(), working.passages)
    for due in dues:
        yield from due.steps
    yield from rules
    for what, same in zip(("Deducted", "Kept by the employer, still due", "Paid"), sums, strict=True):
        for one in same:
            told = one.figure.told
            how = "; ".join(dict.fromkeys(f"{line.source} ({line.state})" for line in told))
            places = tuple(dict.fromkeys(line.passage for line in told if line.passage))
            yield Step(f"{what}{', ' + one.name if one.name else ''}", how, one.money.words(), places)
    yield from last


def _lapses(month: str, law: PayLaw) -> str | None:
    """The day on which a claim lapses: so many years after the last day on which the wage could be paid."""
    by, years, end = law.rule("pay-by", month), law.rule("limitation", month), last_day(month)
    if by is None or years is None or by.value is None or years.value is None or end is None:
        return None
    ahead = end.year * 12 + end.month - 1 + int(by.value) + 12 * int(years.value)
    day = last_day(f"{ahead // 12:04}-{ahead % 12 + 1:02}")
    return day.isoformat() if day else None
