"""When a duty falls due: the last day on which it could still be done in time, given how exactly its start is known."""

import calendar
import datetime

from workbench.codebook import Duty
from workbench.records import Period, first_day, last_day

SATURDAY = 5


def deadline(
    duty: Duty, started: Period | None, about: str | None = None, told: str | None = None
) -> datetime.date | None:
    """The last day in time; None where the duty has none, or nobody knows when it began.

    `told` is the day that a notice itself set: it goes before the rule.

    Where the start is only known to the month, the last day of the month counts: an institution is never called late
    because of our own vagueness. Hours are counted in whole days, for the same reason.

    Example:
        >>> from workbench.codebook import duty
        >>> deadline(duty("rs-information"), Period(start="2024-06-03", end="2024-06-03"))
        datetime.date(2024, 6, 18)
        >>> deadline(duty("rs-council"), None, "2021")
        datetime.date(2021, 12, 31)
    """
    if told is not None:
        return last_day(told)
    number = duty.due_number or 0
    if duty.due_kind == "times-a-year":
        return last_day(about) if about and len(about) == 4 else None
    begun = latest(started)
    if begun is None or duty.due_kind == "none":
        return None
    if duty.due_kind == "hours":
        return begun + datetime.timedelta(days=-(-number // 24))
    if duty.due_kind == "working-days":
        return _working(begun, number)
    if duty.due_kind == "months":
        return months_on(begun, number)
    return begun + datetime.timedelta(days=number)


def latest(stretch: Period | None) -> datetime.date | None:
    """The last day on which something that happened once can have happened; None where that is not known.

    Example:
        >>> latest(Period(start="2021-11"))
        datetime.date(2021, 11, 30)
        >>> latest(Period(end="2022-06-10"))
        datetime.date(2022, 6, 10)
    """
    return None if stretch is None else last_day(stretch.end or stretch.start)


def earliest(stretch: Period | None) -> datetime.date | None:
    """The first day on which something that happened once can have happened; None where that is not known.

    Example:
        >>> earliest(Period(end="2022-06-10")) is None
        True
    """
    return None if stretch is None else first_day(stretch.start)


def _working(begun: datetime.date, number: int) -> datetime.date:
    """So many weekdays on; public holidays are not known here, so the day may be too early by those."""
    day = begun
    while number:
        day += datetime.timedelta(days=1)
        number -= day.weekday() < SATURDAY
    return day


def months_on(begun: datetime.date, number: int) -> datetime.date:
    """The same day so many months later, or the last of that month where it has no such day.

    Example:
        >>> months_on(datetime.date(2024, 1, 31), 1)
        datetime.date(2024, 2, 29)
    """
    ahead = begun.year * 12 + begun.month - 1 + number
    year, month = ahead // 12, ahead % 12 + 1
    return datetime.date(year, month, min(begun.day, calendar.monthrange(year, month)[1]))
