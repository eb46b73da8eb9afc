"""In which row of the matrix a coding stands: a worker's, a source's, an employer's, a site's or a time's."""

import calendar
import dataclasses
import datetime
from collections.abc import Iterator

import numpy as np
import pandas as pd

from workbench.findings.columns import FAR, NOBODY, Coded, Numbers
from workbench.records import first_day, last_day

BY = ("worker", "source", "employer", "site", "period")
GRANULARITIES = ("month", "quarter", "year")


@dataclasses.dataclass(frozen=True)
class Placed:
    """For each coding that counts the row that it stands in; one that lasts stands in several stretches of time.

    `at` are places of codings, `home` the number of a row, `names` the rows by number. `every` is True where each
    coding stands in one row, in their order; `alone` where each row speaks of one person or group.
    """

    at: Numbers
    home: Numbers
    names: list[str]
    every: bool = False
    alone: bool = False

    @property
    def rows(self) -> Numbers | slice:
        """What takes the rows of `at` out of a column of codings: no copy where it is all of them."""
        return slice(None) if self.every else self.at


def place(coded: Coded, by: str, granularity: str, as_of: str | None) -> Placed:
    """The rows of codings; `as_of` leaves out what is said of a time that began after that date."""
    limit = last_day(as_of)
    at = np.arange(len(coded), dtype=np.int32)
    if limit is not None:
        at = at[coded.start <= limit.toordinal()]
    if by == "period":
        return _in_time(coded, at, granularity)
    if by == "source":
        numbers, names = coded.vocabulary.sources_by_key
        return Placed(at, numbers[coded.source[at]], names)
    numbers, names = coded.vocabulary.people_by_key
    every = limit is None
    home = numbers[_people(coded, by) if every else _people(coded, by)[at]]
    # One key for each of the people, and one more for whoever is not among them.
    alone = by == "worker" and len(names) == len(numbers) and len(coded.strangers) < 2
    return Placed(at, home, names, every, alone)


def _people(coded: Coded, by: str) -> Numbers:
    """The place of the person, actor or site of each coding; the last one where the case holds nobody of that id."""
    people, nobody = coded.vocabulary.people, len(coded.vocabulary.people)
    if by == "worker":
        return np.minimum(coded.subject, nobody)
    found = people.get_indexer(pd.Index(coded.words["actor" if by == "employer" else "site"], dtype=object, copy=False))
    return np.where(found < 0, nobody, found)


def _in_time(coded: Coded, at: Numbers, granularity: str) -> Placed:
    starts, ends = coded.words["period_start"], coded.words["period_end"]
    first, begins = pd.factorize(starts[at])
    last, closes = pd.factorize(ends[at])
    pair, kinds = pd.factorize((first + 1).astype(np.int64) * (len(closes) + 1) + last + 1)
    both = [divmod(int(kind), len(closes) + 1) for kind in kinds]
    spans = [stretches(_nth(begins, one), _nth(closes, other), granularity) for one, other in both]
    number = np.array([len(names) for names in spans], dtype=np.int64)[pair]
    names = sorted({name for span in spans for name in span})
    at_name = {name: place for place, name in enumerate(names)}
    homes = [np.array([at_name[name] for name in span], dtype=np.int64) for span in spans]
    home = np.concatenate([homes[one] for one in pair.tolist()]) if len(pair) else np.empty(0, dtype=np.int64)
    return Placed(np.repeat(at, number), home, names)


def _nth(values: Numbers, number: int) -> str | None:
    return str(values[number - 1]) if number else None


def stretches(start: str | None, end: str | None, granularity: str) -> list[str]:
    """The rows that a period stands in: every month (quarter, year) from its first to its last.

    A date that is less exact than that gives years: nothing is said of each month of "2021". An end that is open or not
    known reaches no further than the start is known: what nobody said of later months is not assessed there.

    Example:
        >>> stretches("2021-11", "2022-01-05", "month")
        ['2021-11', '2021-12', '2022-01']
        >>> stretches("2021", "2021", "month"), stretches("2021-11-26", None, "quarter"), stretches(None, None, "year")
        (['2021'], ['2021-Q4'], ['unknown'])
    """
    known = [date for date in (start, end) if date]
    if not known:
        return [NOBODY]
    first, last = first_day(start or end), last_day(end or start)
    assert first is not None and last is not None  # the record refuses what is no date
    exact = all(len(date) >= 7 for date in known)
    grain = granularity if exact else "year"
    return list(dict.fromkeys(_name(day, grain) for day in _months(first, max(first, last))))


def _months(first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield datetime.date(month // 12, month % 12 + 1, 1)


def _name(day: datetime.date, grain: str) -> str:
    if grain == "year":
        return f"{day.year:04}"
    return f"{day.year:04}-Q{(day.month + 2) // 3}" if grain == "quarter" else f"{day.year:04}-{day.month:02}"


def label(name: str, granularity: str) -> str:
    """What a row of time is called.

    Example:
        >>> label("2021", "month"), label("2021-11", "month"), label("unknown", "month")
        ('2021, month not said', 'November 2021', 'time not said')
    """
    if name == NOBODY:
        return "time not said"
    if len(name) == 4:
        return name if granularity == "year" else f"{name}, {granularity} not said"
    year, part = name.split("-")
    return f"{calendar.month_name[int(part)]} {year}" if part.isdigit() else f"{part} {year}"


def day_text(day: int) -> str | None:
    """A day as ISO text, None where it stands for "not known".

    Example:
        >>> day_text(738000), day_text(FAR)
        ('2021-07-29', None)
    """
    return None if abs(day) >= FAR else datetime.date.fromordinal(day).isoformat()
