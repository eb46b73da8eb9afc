"""The lines of pay and the clauses of contracts that speak of one worker, month by month, rivals beside each other."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pandas as pd

from workbench.findings.said import period, said
from workbench.records import Period, first_day, last_day
from workbench.tables import Tables

# Lines that are counted for one month alone, those that describe every working day, and those of a debt.
MONTHLY = ("days", "days-absent", "days-late", "hours", "overtime", "gross", "deduction", "kept", "paid")
STANDING = ("shift", "break")
OF_DEBTS = ("interest-rate", "interest", "repaid", "remaining")
# Kinds of source that are a paper; whatever else says is stated.
PAPERS = frozenset({"document", "company", "official"})
STATES = ("documented", "stated", "derived", "unknown")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Told:
    """A line or clause as one source has it: `low` and `high` are None where the source leaves the number open.

    `own` is False where it was said of a group that the worker belongs to.
    """

    id: str
    what: str
    low: Decimal | None
    high: Decimal | None
    currency: str | None
    per: str | None
    name: str | None
    stretch: Period
    source: str
    source_id: str
    passage: str | None
    documented: bool
    own: bool
    stance: str
    row: dict[str, str | None]

    @property
    def state(self) -> str:
        """Documented where a paper says it of this worker, stated where somebody does, derived from a group's line."""
        return "derived" if not self.own else "documented" if self.documented else "stated"


@dataclasses.dataclass(frozen=True)
class Figure:
    """One number of a month as all its sources have it: the least and the greatest, and who says what."""

    low: Decimal
    high: Decimal
    told: tuple[Told, ...]

    @property
    def state(self) -> str:
        """The weakest of its sources' states where they differ in number, the strongest where they agree."""
        states = [STATES.index(one.state) for one in self.told]
        return STATES[min(states) if self.low == self.high else max(states)]


@dataclasses.dataclass(frozen=True)
class Account:
    """All that is said of one worker's pay: by month the lines of it, the standing ones, the clauses, and the rest.

    `apart` are lines that no single month holds: over several months, or without a date.
    """

    worker: str
    label: str
    months: dict[str, tuple[Told, ...]]
    standing: tuple[Told, ...]
    clauses: tuple[Told, ...]
    debts: tuple[Told, ...]
    apart: tuple[Told, ...]

    def lines(self, month: str, *names: str) -> list[Told]:
        """The lines of these names that bear on a month and that their source supports."""
        stretch = Period(start=month, end=month)
        standing = [one for one in self.standing if one.stretch.overlaps(stretch)]
        return [one for one in (*self.months.get(month, ()), *standing)
                if one.what in names and one.stance == "supports"]  # fmt: skip


def accounts(tables: Tables) -> list[Account]:
    """The account of every worker of whom a line of pay or a clause is on record, and of groups without members.

    Example:
        >>> from workbench.tables import tabulate
        >>> accounts(tabulate([], "h", bytes))
        []
    """
    members = _members(tables)
    lines = _of_workers(tables, tables.pay, members, "line")
    clauses = _of_workers(tables, tables.terms, members, "clause")
    labels = sorted((tables.label(worker), worker) for worker in {*lines, *clauses})
    return [_account(worker, label, lines[worker], clauses[worker]) for label, worker in labels]


def _members(tables: Tables) -> dict[str, list[tuple[str, bool]]]:
    """By the id of an entity, the workers whom a line about it speaks of, and whether it is of them alone.

    A group of which no member is on record has an account of its own: what is said of it is said of nobody by key.
    """
    entities = tables.entities
    keys = {row["key"]: str(identity) for identity, row in entities.iterrows()}
    found: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for identity, row in entities[entities["schema"] == "Worker"].iterrows():
        found[str(identity)].append((str(identity), True))
        for group in (part.strip() for part in (said(row["group_of"]) or "").split(";")):
            if group in keys:
                found[keys[group]].append((str(identity), False))
    groups = [str(identity) for identity in entities.index[entities["schema"] == "Group"]]
    return found | {group: [(group, True)] for group in groups if group not in found}


def _of_workers(
    tables: Tables, frame: pd.DataFrame, members: dict[str, list[tuple[str, bool]]], column: str
) -> dict[str, list[Told]]:
    kinds = tables.sources["kind"].to_dict()
    found: dict[str, list[Told]] = defaultdict(list)
    for identity, row in frame.iterrows():
        for worker, own in members.get(row["subject"], ()):
            found[worker].append(_told(tables, str(identity), row, column, own, kinds.get(row["source"], "")))
    return found


def _told(tables: Tables, identity: str, row: Any, column: str, own: bool, kind: str) -> Told:
    low, high = (None if said(row[name]) is None else Decimal(row[name]) for name in ("value", "high"))
    return Told(
        id=identity, what=row[column], low=low, high=low if high is None else high, currency=said(row["currency"]),
        per=said(row["per"]), name=said(row["name"]), stretch=period(row), source=tables.label(row["source"]),
        source_id=row["source"], passage=said(row["passage"]), documented=kind in PAPERS, own=own,
        stance=row["stance"], row={str(name): said(value) for name, value in row.items()},
    )  # fmt: skip


def _account(worker: str, label: str, lines: list[Told], clauses: list[Told]) -> Account:
    months: dict[str, list[Told]] = defaultdict(list)
    apart = []
    for one in lines:
        if one.what in MONTHLY:
            month = month_of(one.stretch)
            months[month].append(one) if month else apart.append(one)
    return Account(
        worker, label, {month: tuple(told) for month, told in sorted(months.items())},
        tuple(one for one in lines if one.what in STANDING), tuple(clauses),
        tuple(one for one in lines if one.what in OF_DEBTS), tuple(apart),
    )  # fmt: skip


def month_of(stretch: Period) -> str | None:
    """The month that a stretch of time lies in; None where it is open, has no day or month, or spans several.

    Example:
        >>> month_of(Period(start="2024-04-02", end="2024-04-30")), month_of(Period(start="2024-04"))
        ('2024-04', None)
    """
    begun, over = first_day(stretch.start), last_day(stretch.end)
    if begun is None or over is None or (begun.year, begun.month) != (over.year, over.month):
        return None
    return f"{begun.year:04}-{begun.month:02}"


def figure(told: Iterable[Told]) -> Figure | None:
    """One number out of what several sources say: what one source says in parts is added, what several say is a range.

    Two papers of one source (two payments in a month) are parts of one sum; two sources are rivals. None where nobody
    gives a number.
    """
    by_source: dict[str, list[Told]] = defaultdict(list)
    for one in nearest(told):
        if one.low is not None:
            by_source[one.source_id].append(one)
    if not by_source:
        return None
    lows = [sum((one.low or Decimal(0) for one in same), Decimal(0)) for same in by_source.values()]
    highs = [sum((one.high or Decimal(0) for one in same), Decimal(0)) for same in by_source.values()]
    return Figure(min(lows), max(highs), tuple(one for same in by_source.values() for one in same))


def standing(told: Iterable[Told]) -> Figure | None:
    """One number that describes each day, such as the hours of a shift: a range over all that is said, never added."""
    known = [(one.low, one.high, one) for one in nearest(told)]
    lows = [low for low, _, _ in known if low is not None]
    highs = [high for _, high, _ in known if high is not None]
    return Figure(min(lows), max(highs), tuple(one for low, _, one in known if low is not None)) if lows else None


def nearest(told: Iterable[Told]) -> list[Told]:
    """What is said of the worker alone, where anything is; else what is said of a group that the worker belongs to.

    Example:
        >>> nearest([])
        []
    """
    known = list(told)
    own = [one for one in known if one.own]
    return own or known
