"""What a table's cell says, or nothing; the stretch of time in a row, in words and against a day."""

from typing import Any

import pandas as pd

from workbench.errors import BadValue
from workbench.records.period import Period, first_day, last_day

HOLDS, END_UNKNOWN, START_UNKNOWN, UNDATED, ABOUT = (
    "holds",
    "end not known",
    "start not known",
    "not dated",
    "date not exact enough",
)


def said(value: Any) -> str | None:
    """The text of a cell, or None where the cell is empty (None, NaN, pandas NA, blank).

    Example:
        >>> said(float("nan")) is None, said(" agency "), said("")
        (True, 'agency', None)
    """
    if isinstance(value, str):
        return value.strip() or None
    return None if pd.isna(value) else str(value)


def period(row: Any) -> Period:
    """The Period of a row that carries `period_start`, `period_end` and `period_as_written`.

    Example:
        >>> period({"period_start": "2021-03", "period_end": None, "period_as_written": "in March"}).start
        '2021-03'
    """
    return Period(
        start=said(row["period_start"]), end=said(row["period_end"]), as_written=said(row["period_as_written"])
    )


def when(stretch: Period) -> str:
    """A period in words: its dates as precise as they are known, else the source's own words, else "not dated".

    Example:
        >>> when(Period(start="2021-03", end="2021-11-15"))
        '2021-03 to 2021-11-15'
        >>> when(Period(as_written="after the harvest"))
        '"after the harvest"'
    """
    if stretch.start and stretch.start == stretch.end:
        return stretch.start
    if stretch.start and stretch.end:
        return f"{stretch.start} to {stretch.end}"
    if stretch.start or stretch.end:
        return f"from {stretch.start}" if stretch.start else f"until {stretch.end}"
    return f'"{stretch.as_written}"' if stretch.as_written else UNDATED


def timing(stretch: Period, as_of: str) -> str | None:
    """How a period stands to a date: None where it certainly had not begun or was over; else how sure that is.

    `as_of` is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. What is not known never drops out: it stays, and says so.

    Raises:
        BadValue: `as_of` is no date.

    Example:
        >>> timing(Period(start="2021-03", end="2021-11-15"), "2021-11-23") is None
        True
        >>> timing(Period(start="2021-03"), "2021-11-23")
        'end not known'
        >>> timing(Period(start="2021-11", end="2021-11"), "2021-11-23")
        'date not exact enough'
    """
    opening, closing = first_day(as_of), last_day(as_of)
    if opening is None or closing is None:
        raise BadValue("as of", "date", as_of, "a date as YYYY, YYYY-MM or YYYY-MM-DD")
    if stretch.start is None and stretch.end is None:
        return UNDATED
    begun, over = stretch.first_day(), stretch.last_day()
    if (begun is not None and begun > closing) or (over is not None and over < opening):
        return None
    if stretch.start is None:
        return START_UNKNOWN
    begun_for_sure = last_day(stretch.start)
    if begun_for_sure is not None and begun_for_sure > opening:
        return ABOUT
    if stretch.end is None:
        return END_UNKNOWN
    over_at_earliest = first_day(stretch.end)
    return ABOUT if over_at_earliest is not None and over_at_earliest < closing else HOLDS


def joined(values: Any) -> str:
    """Distinct values in their order, with commas; empty for none.

    Example:
        >>> joined(["gate", None, "gate", "yard"])
        'gate, yard'
    """
    return ", ".join(dict.fromkeys(text for value in values if (text := said(value))))


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table as dictionaries by column.

    Example:
        >>> records(pd.DataFrame({"verb": ["employs"]}))
        [{'verb': 'employs'}]
    """
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def way(how: str | None) -> str:
    """How a position is known as a reader writes it.

    Example:
        >>> way("gps"), way("survey")
        ('GPS', 'survey')
    """
    return "GPS" if how == "gps" else how or ""
