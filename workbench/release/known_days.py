"""What institutions owed and did for a copy whose times are told in a unit: a day that was reckoned is not told."""

import dataclasses
import re

from workbench.disclosure.times import stretch
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


def _undated(row: Response) -> str:
    """Why a row stands as it does, without a last day that was reckoned: from a month none can be."""
    words = row.why
    for pattern, instead in () if any(one.due for one in row.steps) else RECKONED:
        words = pattern.sub(instead, words)
    return words
