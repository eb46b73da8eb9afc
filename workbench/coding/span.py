"""Stretches of a recording: clock times as people write them, seconds as decimal text as records hold them."""

import re
from decimal import Decimal

from workbench.errors import BadValue

CLOCK = re.compile(r"(?:(?:([0-9]{1,4}):)?([0-9]{1,2}):)?([0-9]{1,6}(?:\.[0-9]{1,9})?)", re.ASCII)
FORM = "begin-end as hours:minutes:seconds, such as 00:01:05.2-00:01:20"


def seconds(clock: str) -> str | None:
    """A clock time (`h:m:s`, `m:s` or `s`, the seconds with a point) as seconds in decimal text; None for no time.

    Example:
        >>> seconds("00:01:05.20"), seconds("80"), seconds("1:99")
        ('65.2', '80', None)
    """
    found = CLOCK.fullmatch(clock.strip())
    if found is None:
        return None
    hours, minutes, rest = Decimal(found[1] or 0), Decimal(found[2] or 0), Decimal(found[3])
    if (found[1] and minutes > 59) or (found[2] and rest >= 60):
        return None
    return plain(hours * 3600 + minutes * 60 + rest)


def span(text: str, file: object, place: str) -> tuple[str, str]:
    """The beginning and end of a stretch in seconds; a moment has both alike.

    Raises:
        BadValue: it is no stretch of time, or ends before it begins.

    Example:
        >>> span("00:01:05.2-00:01:20", "codings.csv", "line 2, column span")
        ('65.2', '80')
    """
    begin, _, end = text.replace("\u2013", "-").partition("-")
    times = seconds(begin), seconds(end)
    if times[0] is None or times[1] is None:
        raise BadValue(file, place, text, FORM)
    if Decimal(times[1]) < Decimal(times[0]):
        raise BadValue(file, place, text, "an end that is not before the beginning")
    return times[0], times[1]


def written(from_s: str, to_s: str) -> str:
    """A stretch in clock times: what `span` reads.

    Example:
        >>> written("65.2", "80")
        '00:01:05.2-00:01:20'
    """
    return f"{_clock(Decimal(from_s))}-{_clock(Decimal(to_s))}"


def milliseconds(value: str) -> int:
    """Seconds as whole milliseconds, the unit of REFI-QDA (1.5, section 10.4); finer digits are rounded to even.

    Example:
        >>> milliseconds("65.2")
        65200
    """
    return int((Decimal(value) * 1000).to_integral_value())


def plain(value: Decimal) -> str:
    """A decimal without an exponent and without zeros that say nothing, so that equal times are equal text.

    Example:
        >>> plain(Decimal("80.00")), plain(Decimal("0.50"))
        ('80', '0.5')
    """
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _clock(value: Decimal) -> str:
    whole, rest = divmod(value, 60)
    minutes = int(whole)
    left, _, fraction = plain(rest).partition(".")
    return f"{minutes // 60:02}:{minutes % 60:02}:{left:0>2}" + (f".{fraction}" if fraction else "")
