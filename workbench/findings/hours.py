"""Hours of work out of shifts, breaks and days: both readings of a break where the source does not say which."""

import calendar
import dataclasses
from decimal import Decimal

from workbench.codebook.pay_rules import PayLaw
from workbench.findings.paylines import Account, Figure, figure, standing

UNDETERMINED = "undetermined: no source says whether the break lies inside the shift"


@dataclasses.dataclass(frozen=True)
class Day:
    """Hours of work of one day, least and most; `lawful` are those that the law counts, a short break among them.

    `break_` says inside, outside, none on record, or undetermined.
    """

    low: Decimal
    high: Decimal
    lawful_low: Decimal
    lawful_high: Decimal
    break_: str
    how: str
    passages: tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class Hours:
    """Hours of a month, least and most; `high` is None where nobody can say how many more."""

    low: Decimal
    high: Decimal | None
    how: str

    def above(self, ordinary: Decimal) -> "Hours":
        """The hours beyond so many."""
        high = None if self.high is None else max(self.high - ordinary, Decimal(0))
        return Hours(max(self.low - ordinary, Decimal(0)), high, f"{self.how} - {plain(ordinary)}")

    def within(self, ordinary: Decimal) -> "Hours":
        """The hours up to so many."""
        high = ordinary if self.high is None else min(self.high, ordinary)
        return Hours(min(self.low, ordinary), high, f"{self.how}, at most {plain(ordinary)}")

    def words(self) -> str:
        """The range in words.

        Example:
            >>> Hours(Decimal("208"), Decimal("234.0"), "").words()
            '208 to 234'
        """
        if self.high is None:
            return f"at least {plain(self.low)}"
        return plain(self.low) if self.low == self.high else f"{plain(self.low)} to {plain(self.high)}"


def plain(number: Decimal) -> str:
    """A number without noughts at its end.

    Example:
        >>> plain(Decimal("11.50")), plain(Decimal("200"))
        ('11.5', '200')
    """
    return f"{number.normalize():f}"


def day(account: Account, month: str, law: PayLaw) -> Day | None:
    """The working day of a month; None where nobody told how long a shift is.

    A break that lies inside the hours of the shift is no work; one outside them takes nothing away. Where the source
    does not say, both are computed. By law a short break counts as work (`break-in-shift`).
    """
    shift, pause = (standing(account.lines(month, line)) for line in ("shift", "break"))
    if shift is None:
        return None
    passages = tuple(one.passage for one in shift.told if one.passage)
    if pause is None:
        how = f"shift of {_range(shift)} h, no break on record"
        return Day(shift.low, shift.high, shift.low, shift.high, "none on record", how, passages)
    passages += tuple(one.passage for one in pause.told if one.passage)
    where = {one.row["inside"] for one in pause.told}
    place = where.pop() if len(where) == 1 else None
    rule = law.rule("break-in-shift", month)
    counted = min(pause.low, rule.value) if rule and rule.value else Decimal(0)
    inside = (shift.low - pause.high, shift.high - pause.low)
    outside = (shift.low, shift.high)
    low, high = {"inside": inside, "outside": outside}.get(str(place), (inside[0], outside[1]))
    how = f"shift of {_range(shift)} h, break of {_range(pause)} h {place or UNDETERMINED}"
    return Day(low, high, low + counted, high + counted, str(place or UNDETERMINED), how, passages)


def of_month(account: Account, month: str, working: Day | None, *, lawful: bool = False) -> Hours | None:
    """All hours worked in a month: as somebody counted them, else days times the working day; None where unknown."""
    counted = figure(account.lines(month, "hours"))
    if counted is not None:
        return Hours(counted.low, counted.high, f"{_range(counted)} h as counted")
    days = figure(account.lines(month, "days"))
    if days is None or working is None:
        return None
    low, high = (working.lawful_low, working.lawful_high) if lawful else (working.low, working.high)
    how = f"{_range(days)} days × {plain(low)}{'' if low == high else f' to {plain(high)}'} h"
    return Hours(days.low * low, days.high * high, how)


def ordinary(month: str, law: PayLaw) -> Decimal | None:
    """The hours of full working time in a month: its weekdays times a day of the full week; None without the rules.

    Example:
        >>> from workbench.codebook.pay_rules import pay_law
        >>> ordinary("2024-04", pay_law("rs"))
        Decimal('176')
    """
    hours, days = law.rule("week-hours", month), law.rule("week-days", month)
    if hours is None or days is None or hours.value is None or days.value is None:
        return None
    year, number = int(month[:4]), int(month[5:7])
    length = calendar.monthrange(year, number)[1]
    week = sum(calendar.weekday(year, number, one) < days.value for one in range(1, length + 1))
    return week * hours.value / days.value


def _range(found: Figure) -> str:
    return plain(found.low) if found.low == found.high else f"{plain(found.low)} to {plain(found.high)}"
