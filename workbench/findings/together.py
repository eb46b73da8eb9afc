"""How many indicators one worker met at one time: what a matrix full of different people cannot say."""

import dataclasses
from typing import Any

import numpy as np

from workbench.findings.assessment import STATES
from workbench.findings.columns import FAR, Numbers
from workbench.findings.folding import FOR
from workbench.findings.placing import day_text
from workbench.findings.standing import Standing
from workbench.records import Period

SUPPORTED = STATES.index("supported")
Spans = tuple[Numbers, Numbers, Numbers, Numbers]


@dataclasses.dataclass(frozen=True)
class Together:
    """The most indicators supported for any one worker on one day, and the first stretch of time in which they were.

    `with_undated` counts also what is said without a date, as if it had been at that time. Nobody is named: this is no
    ranking of people.

    Example:
        >>> str(Together(6, Period(start="2021-11-01", end="2021-11-14"), 6))
        'the most indicators supported for any one worker at one time: 6 (2021-11-01 to 2021-11-14)'
    """

    count: int
    period: Period | None
    with_undated: int

    def values(self) -> dict[str, Any]:
        """The same as plain values."""
        span = None if self.period is None else {"start": self.period.start, "end": self.period.end}
        return {"count": self.count, "period": span, "with_undated": self.with_undated}

    def __str__(self) -> str:
        span = self.period and f" ({self.period.start or 'start not known'} to {self.period.end or 'end not known'})"
        more = f"; {self.with_undated} if what is undated was then, too" if self.with_undated > self.count else ""
        return f"the most indicators supported for any one worker at one time: {self.count}{span or ''}{more}"


def together(standing: Standing) -> Together:
    """The most that any one worker met at one time, from a standing by worker; groups are left out.

    A period of unknown start or end reaches as far as it may, as it does in a clash.
    """
    spans = _spans(standing)
    undated = (spans[2] == -FAR) & (spans[3] == FAR)
    most, period = _most(*(one[~undated] for one in spans))
    every, _ = _most(*spans)
    return Together(max(most, min(every, 1)), period, every)


def _spans(standing: Standing) -> Spans:
    """Row, column, first and last day of each coding that counts for a worker's supported indicator."""
    wide = standing.wide
    met = (standing.folded.state == SUPPORTED) & np.repeat(standing.of_workers, wide)
    counted = met.copy()
    counted[list(standing.later)] = False
    rows = np.flatnonzero((standing.base.side == FOR) & counted[standing.cells])
    cell, at = standing.cells[rows], standing.placed.at[rows]
    found = np.stack([cell, standing.coded.start[at], standing.coded.end[at]], 1).astype(np.int64)
    added = [
        (cell, *_days(one.period))
        for cell, (statements, made) in standing.later.items() if met[cell]
        for one in statements if one.id in made.for_
    ]  # fmt: skip
    if added:
        found = np.append(found, np.array(added, dtype=np.int64), 0)
    return found[:, 0] // wide, found[:, 0] % wide, found[:, 1], found[:, 2]


def _days(period: Period) -> tuple[int, int]:
    start, end = period.first_day(), period.last_day()
    return -FAR if start is None else start.toordinal(), FAR if end is None else end.toordinal()


def _most(row: Numbers, column: Numbers, start: Numbers, end: Numbers) -> tuple[int, Period | None]:
    """The greatest number of columns of one row that hold on one day, and the first stretch of days with it."""
    row, start, end = _merged(row, column, start, np.maximum(start, end))
    if not len(row):
        return 0, None
    step = np.repeat(np.array([1, -1]), len(row))
    time, who = np.append(start, end + 1), np.append(row, row)
    order = np.lexsort((step, time, who))  # who ends before a day is gone before another begins on it
    height = np.cumsum(step[order])
    peak = np.flatnonzero(height == height.max())
    spans = sorted(zip(time[order][peak].tolist(), (time[order][peak + 1] - 1).tolist(), strict=True))
    return int(height.max()), Period(start=day_text(spans[0][0]), end=day_text(spans[0][1]))


def _merged(row: Numbers, column: Numbers, start: Numbers, end: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """The stretches of one row and column that touch or overlap become one."""
    order = np.lexsort((start, column, row))
    row, column, start, end = row[order], column[order], start[order], end[order]
    fresh = np.append(True, (row[1:] != row[:-1]) | (column[1:] != column[:-1]))[: len(row)]
    block = np.cumsum(fresh) * (4 * FAR)
    reach = np.maximum.accumulate(end + block) - block
    begins = fresh.copy()
    begins[1:] |= start[1:] > reach[:-1]
    first = np.flatnonzero(begins)
    last = np.append(first[1:], len(row))[: len(first)] - 1
    return row[first], start[first], reach[last]
