"""How many of those who were there were presumed, and how many formally identified: rates with both their numbers."""

import dataclasses
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd

from workbench import markup
from workbench.findings.said import period, said, when
from workbench.records import Period
from workbench.tables import Tables

# What is set against what: identified of presumed and of present, needs met of needs, compensated of identified.
RATES = (
    ("formally identified, of those present", "identified", "present"),
    ("formally identified, of those presumed", "identified", "presumed"),
    ("formally identified, of those referred", "identified", "referred"),
    ("presumed, of those present", "presumed", "present"),
    ("interviewed by the body that identifies, of those present", "interviewed", "present"),
    ("needs met by the state", "needs-met-by-state", "needs"),
    ("needs met by civil society", "needs-met-by-civil-society", "needs"),
    ("compensated, of those identified", "compensated", "identified"),
)
COLUMNS = ["number", "rate", "of", "numerator", "denominator", "low", "high", "numerator_source", "denominator_source",
           "when"]  # fmt: skip
WITHHELD = "withheld"
FILES = "files of persons on record here"
# What is counted once a person: the name of the count, the kind of step, how it ended.
OF_FILES = (
    ("referred", "referral", ("done", "granted", "pending")), ("identified", "identification", ("granted", "done")),
    ("compensated", "compensation", ("granted", "done")),
)  # fmt: skip


@dataclasses.dataclass(frozen=True, kw_only=True)
class Number:
    """A head count as one source has it."""

    what: str
    label: str
    low: int
    high: int
    source: str
    stretch: Period
    passage: str | None

    def words(self) -> str:
        """The number, or its range."""
        return f"{self.low:,}" if self.low == self.high else f"{self.low:,} to {self.high:,}"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Rate:
    """One number of one source against one of another, in per cent: the least and the most that both allow."""

    name: str
    numerator: Number
    denominator: Number
    low: Decimal
    high: Decimal

    def small(self, k: int) -> bool:
        """True where fewer than k people stand behind a number of it, or behind what is left between the two."""
        rest = self.denominator.low - self.numerator.high
        return min(self.numerator.low, self.denominator.low) < k or 0 <= rest < k


@dataclasses.dataclass(frozen=True, repr=False)
class Identification:
    """Every rate that two counts on record allow; rivals stand beside each other, none is averaged."""

    rows: tuple[Rate, ...]
    lone: tuple[Number, ...]

    @property
    def df(self) -> pd.DataFrame:
        """One row a rate, in words and numbers."""
        return pd.DataFrame([_values(number, row) for number, row in enumerate(self.rows, 1)], columns=COLUMNS)

    def protected(self, k: int) -> pd.DataFrame:
        """The same with every rate withheld behind which fewer than k people stand, nobody among them.

        Zero and all are withheld like any small number: both say something of each single person.
        """
        table = self.df.astype(object)
        for at, row in enumerate(self.rows):
            if row.small(k):
                table.loc[at, ["numerator", "denominator", "low", "high"]] = WITHHELD
        return table

    def __repr__(self) -> str:
        return f"Identification({len(self.rows)} rates, {len(self.lone)} counts that stand alone)"

    def _repr_html_(self) -> str:
        names = ["number", "rate", "of", "numerator", "denominator", "low", "high", "numerator_source", "when"]
        rows = [[str(value) for value in row] for row in self.df[names].itertuples(index=False)]
        return markup.table(rows, [name.replace("_", " ") for name in names], repr(self))


def identification(tables: Tables) -> Identification:
    """Rates of identification and response, from the counts of a case: each with numerator, denominator and sources.

    What the files of persons hold (`Step`) is counted beside what others say: referred, identified, compensated once a
    person, needs one by one. Two counts make a rate where their times overlap, both labels begin with the same two
    words (or the one word that a label has), and the numerator is not above the denominator. Whatever makes no rate is
    listed.

    Example:
        >>> from workbench.records import Count, Source
        >>> from workbench.tables import tabulate
        >>> year = Period(start="2022", end="2022")
        >>> told = [
        ...     ("s", Source(key="S", label="Report", kind="ngo-report")),
        ...     ("a", Count(what="needs-met-by-state", label="needs", low=30, high=30, source="s", period=year)),
        ...     ("b", Count(what="needs", label="needs", low=100, high=100, source="s", period=year)),
        ... ]
        >>> [(row.name, str(row.low)) for row in identification(tabulate(told, "h", bytes)).rows]
        [('needs met by the state', '30.000')]
    """
    numbers = [*(_number(tables, row) for _, row in tables.counts.iterrows()), *_of_files(tables)]
    numbers.sort(key=lambda one: (one.what, one.label, one.low, one.source))
    rows = [
        _rate(name, one, other)
        for name, top, bottom in RATES
        for one in numbers if one.what == top
        for other in numbers if other.what == bottom and _pairs(one, other)
    ]  # fmt: skip
    used = {id(one) for row in rows for one in (row.numerator, row.denominator)}
    known = {what for _, top, bottom in RATES for what in (top, bottom)}
    return Identification(tuple(rows), tuple(one for one in numbers if one.what in known and id(one) not in used))


def _number(tables: Tables, row: Any) -> Number:
    return Number(
        what=row["what"], label=row["label"], low=int(row["low"]), high=int(row["high"]),
        source=tables.label(row["source"]), stretch=period(row), passage=said(row["passage"]),
    )  # fmt: skip


def _of_files(tables: Tables) -> list[Number]:
    """What the files of persons say: how many were referred, identified, compensated; who met how many needs."""
    steps = tables.steps
    if steps.empty:
        return []
    people = {
        what: steps[(steps["kind"] == kind) & steps["outcome"].isin(ended)]["subject"].nunique()
        for what, kind, ended in OF_FILES
    }
    needs = steps[steps["kind"] == "need"]
    met = needs[needs["outcome"] == "done"]
    told = {} if needs.empty else {
        "needs": len(needs), "needs-met-by-state": int((met["side"] == "state").sum()),
        "needs-met-by-civil-society": int((met["side"] == "civil-society").sum()),
    }  # fmt: skip
    return [
        Number(what=what, label=f"{FILES}: {what.replace('-', ' ')}", low=number, high=number, source=FILES,
               stretch=Period(), passage=None)
        for what, number in (people | told).items()
    ]  # fmt: skip


def _pairs(one: Number, other: Number) -> bool:
    return other.low > 0 and one.high <= other.high and one.stretch.overlaps(other.stretch) and _same(one, other)


def _same(one: Number, other: Number) -> bool:
    """One population: both labels begin with the same words, as `refugees seen` and `refugees identified`."""
    short, long = sorted((_plain(one.label), _plain(other.label)), key=len)
    shared = 0
    for left, right in zip(short, long, strict=False):
        if left != right:
            break
        shared += 1
    return shared >= min(len(short), 2)


def _plain(label: str) -> list[str]:
    return [word.strip(",.;:").casefold() for word in label.split()]


def _rate(name: str, one: Number, other: Number) -> Rate:
    low, high = _share(one.low, other.high), _share(min(one.high, other.low), other.low)
    return Rate(name=name, numerator=one, denominator=other, low=low, high=high)


def _share(part: int, whole: int) -> Decimal:
    """Per cent to three digits: five of 116,000 is 0.004."""
    return (Decimal(part) * 100 / whole).quantize(Decimal("0.001"), ROUND_HALF_UP)


def _values(number: int, row: Rate) -> list[Any]:
    return [
        number, row.name, row.denominator.label, row.numerator.words(), row.denominator.words(), row.low, row.high,
        row.numerator.source, row.denominator.source, when(row.numerator.stretch),
    ]  # fmt: skip
