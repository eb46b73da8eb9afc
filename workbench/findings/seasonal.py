"""What a source's own words about a feast bound: "before Tet" is a stretch between two days, and never a day."""

import dataclasses
import datetime
import functools
import re
import unicodedata

from workbench.codebook.seasons import Season, season_words, seasons
from workbench.records import Period, first_day, last_day

YEAR = re.compile(r"\b(19|20)[0-9]{2}\b")
DAY = datetime.timedelta(days=1)


@dataclasses.dataclass(frozen=True)
class Bounds:
    """The first and the last day that words allow, and the sentence that says by which feast."""

    earliest: datetime.date
    latest: datetime.date
    words: str


def bounds(stretch: Period) -> Bounds | None:
    """The stretch that a period's own words about a feast allow; None where they name none, or no year is known.

    Only where the dates on record say no more than a year: a month or a day that somebody recorded goes before words.
    Before a feast is after the one of the year before it: a stretch that is too wide rather than too narrow.

    Example:
        >>> found = bounds(Period(as_written="trước Tết 2021"))
        >>> found.earliest.isoformat(), found.latest.isoformat()
        ('2020-01-25', '2021-02-11')
        >>> bounds(Period(as_written="before the harvest")) is None
        True
    """
    if any(date is not None and len(date) > 4 for date in (stretch.start, stretch.end)):
        return None
    named = _named(stretch.as_written or "")
    year = _year(stretch) if named else None
    if named is None or year is None:
        return None
    side, season = named
    found = _around(side, season, year)
    if found is None:
        return None
    first, last = first_day(stretch.start), last_day(stretch.end or stretch.start)
    earliest, latest = max(filter(None, (found[0], first))), min(filter(None, (found[1], last)))
    if earliest > latest:
        return None
    checked = "" if season.verified else "; the day is not verified"
    return Bounds(earliest, latest, f"{side} {season.title.split(',')[0]}, {season.day[year].isoformat()}{checked}")


def _around(side: str, season: Season, year: int) -> tuple[datetime.date, datetime.date] | None:
    day = season.day.get(year)
    if day is None:
        return None
    if side == "at":
        return day - season.eve * DAY, day + (season.lasts - 1) * DAY
    other = season.day.get(year - 1 if side == "before" else year + 1)
    if other is None:
        return None
    return (other, day - DAY) if side == "before" else (day + DAY, other - DAY)


def _named(words: str) -> tuple[str, Season] | None:
    """Which feast the words name, and on which side of it; None where they name none or two."""
    plain = unicodedata.normalize("NFC", words).casefold()
    hits = [(one.span(), side, season) for pattern, side, season in _patterns() for one in pattern.finditer(plain)]
    found = {(side, season) for span, side, season in hits if not any(_holds(other, span) for other, _, _ in hits)}
    if len(found) != 1:
        return None
    side, season = found.pop()
    return side, seasons()[season]


def _holds(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """True where one stretch of words lies within a longer one: "dịp Tết" is not meant in "trước dịp Tết"."""
    return one != other and one[0] <= other[0] and other[1] <= one[1]


@functools.cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    """A pattern a side and feast; a name that goes on ("new year" in "vietnamese new year") is no name of its own."""
    made = []
    for season in seasons().values():
        for side, words in season_words().items():
            names = "|".join(map(_spaced, sorted(season.names, key=len, reverse=True)))
            ahead = "|".join(map(_spaced, sorted(words, key=len, reverse=True)))
            longer = "|".join(_tails(season.id))
            stop = rf"(?!\s+(?:{longer})\b)" if longer else ""
            made.append((re.compile(rf"\b(?:{ahead})\s+(?:the\s+)?(?:{names})\b{stop}"), side, season.id))
    return tuple(made)


def _spaced(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split()))


def _tails(own: str) -> list[str]:
    """What would make another feast of one of these names: "tết" is not meant in "tết dương lịch"."""
    names = seasons()[own].names
    others = [name for one in seasons().values() if one.id != own for name in one.names]
    return sorted({_spaced(other[len(name) :].strip()) for name in names for other in others
                   if other.startswith(f"{name} ")})  # fmt: skip


def _year(stretch: Period) -> int | None:
    """The year that the words say, else the one year that the dates allow."""
    said = {int(one.group()) for one in YEAR.finditer(stretch.as_written or "")}
    dated = {int(date[:4]) for date in (stretch.start, stretch.end) if date}
    years = said or dated
    return years.pop() if len(years) == 1 else None
