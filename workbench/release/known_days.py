"""What institutions owed and did, and what happened, for a copy whose times are told in a unit: a day that was reckoned
is not told, nor a month where quarters are."""

import dataclasses
import re

from workbench.disclosure.times import stretch
from workbench.findings.chronology import Chronology
from workbench.findings.responses import Response, Responses

DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
# What a reason says of a last day, and what is left of it where that day is not told.
RECKONED = tuple((re.compile(pattern), instead) for pattern, instead in (
    (rf"falls due on {DAY.pattern}", "not due yet"), (rf"fell due on {DAY.pattern}", "due"),
    (rf"; \d+ days after {DAY.pattern}", "; after the last day"), (rf" \({DAY.pattern}\)", ""),
))  # fmt: skip


def as_known(found: Responses, unit: str) -> Responses:
    """The same for a copy whose times are told in a unit: a last day that was reckoned from a month is no day.

    The rule in words stays (`Duty.due`), days in the reasons are told in the unit, and no row says how many passed.

    Example:
        >>> as_known(Responses((), (), "2024-06-30"), "month").as_of
        '2024-06'
    """
    if unit == "day":
        return found

    def cut(day: str) -> str:
        return stretch(day, unit).end or day

    rows = (
        dataclasses.replace(row, due=None, days=None, why=DAY.sub(lambda day: cut(day[0]), _undated(row)))
        for row in found.rows
    )
    return dataclasses.replace(found, rows=tuple(rows), as_of=found.as_of and cut(found.as_of))


def as_told(found: Chronology, unit: str) -> Chronology:
    """Events of a copy whose times are told in a unit: where that is the quarter, no month is one that anybody knows.

    A quarter stands as its first and its last month, and its precision is that of a quarter.

    Example:
        >>> import pandas as pd
        >>> as_told(Chronology(pd.DataFrame({"precision": ["month", "year"]})), "quarter").df["precision"].to_list()
        ['quarter', 'year']
    """
    if unit != "quarter":
        return found
    return dataclasses.replace(found, df=found.df.assign(precision=found.df["precision"].replace("month", unit)))


def _undated(row: Response) -> str:
    """Why a row stands as it does, without a last day that was reckoned: from a month none can be."""
    words = row.why
    for pattern, instead in () if any(one.due for one in row.steps) else RECKONED:
        words = pattern.sub(instead, words)
    return words
