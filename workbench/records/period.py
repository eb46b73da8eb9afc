"""Dates of the precision that a source gives, and the stretches of time between them."""

import dataclasses
import datetime
import re

from workbench.errors import BadValue

PARTIAL_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Period:
    """A stretch of time as far as it is known: two dates of the precision that the source gives, and its own words.

    `start` and `end` are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, in the calendar of the place, without a time zone;
    `end` of None means open or unknown; a single day has both alike.

    Raises:
        BadValue: a date is of another form or does not exist.

    Example:
        >>> Period(start="2021-03", end="2021-11-15").first_day()
        datetime.date(2021, 3, 1)
        >>> Period(start="2021-03").overlaps(Period(start="2021-11-23"))
        True
    """

    start: str | None = None
    end: str | None = None
    as_written: str | None = None

    def __post_init__(self) -> None:
        for name in ("start", "end"):
            value = getattr(self, name)
            if value is not None and first_day(value) is None:
                raise BadValue("period", name, value, "a date as YYYY, YYYY-MM or YYYY-MM-DD")

    def first_day(self) -> datetime.date | None:
        """The earliest day that `start` allows, or None where no start is known."""
        return first_day(self.start)

    def last_day(self) -> datetime.date | None:
        """The latest day that `end` allows, or None where the end is open or unknown."""
        return last_day(self.end)

    def overlaps(self, other: "Period") -> bool:
        """True unless one of the two certainly ended before the other began."""
        return not (_before(self, other) or _before(other, self))


def _before(one: Period, other: Period) -> bool:
    end, start = one.last_day(), other.first_day()
    return end is not None and start is not None and end < start


def first_day(value: str | None) -> datetime.date | None:
    """The first day of a partial date; None for None and for what is no date.

    Example:
        >>> first_day("2021-02")
        datetime.date(2021, 2, 1)
    """
    if value is None or not PARTIAL_DATE.fullmatch(value):
        return None
    try:
        return datetime.date.fromisoformat(value + "-01-01"[len(value) - 4 :] if len(value) < 10 else value)
    except ValueError:
        return None


def last_day(value: str | None) -> datetime.date | None:
    """The last day of a partial date; None for None and for what is no date.

    Example:
        >>> last_day("2021-02")
        datetime.date(2021, 2, 28)
    """
    first = first_day(value)
    if first is None or value is None or len(value) == 10:
        return first
    import calendar  # it loads the names of days in every language

    month = 12 if len(value) == 4 else first.month
    return datetime.date(first.year, month, calendar.monthrange(first.year, month)[1])


def is_moment(value: str) -> bool:
    """Whether this is a partial date, or a whole day with hours and minutes, with or without seconds, and no zone.

    Example:
        >>> is_moment("2024-05"), is_moment("2024-05-18T21:40"), is_moment("2024-05T21:40"), is_moment("2024-02-30")
        (True, True, False, False)
    """
    day, mark, clock = value.partition("T")
    return first_day(day) is not None and (not mark or (len(day) == 10 and CLOCK.fullmatch(clock) is not None))
