"""A scale of days on which long silences are shortened, and marked as such."""

import bisect
import dataclasses
import datetime
import itertools
from collections.abc import Iterable

from workbench.figures import words

SILENCE, KEPT = 45, 12


@dataclasses.dataclass(frozen=True)
class Scale:
    """Days as shares of a width: even, except that a stretch of more than `SILENCE` days without any date is shortened.

    `stops` are pairs of a day (proleptic ordinal) and its place from 0 to 1; `breaks` the shortened stretches, as days.
    """

    stops: tuple[tuple[int, float], ...]
    breaks: tuple[tuple[int, int], ...]

    def place(self, day: int) -> float:
        """The place of a day from 0 to 1; days before the first or after the last stand at the edge."""
        at = bisect.bisect_right([stop for stop, _ in self.stops], day)
        if at == 0 or at == len(self.stops):
            return self.stops[min(at, len(self.stops) - 1)][1]
        (first, low), (last, high) = self.stops[at - 1], self.stops[at]
        return low + (high - low) * (day - first) / (last - first)


def scale(days: Iterable[int]) -> Scale:
    """The scale for these days (proleptic ordinals); one day alone stands in the middle.

    Example:
        >>> found = scale([0, 10, 1000])
        >>> found.breaks, round(found.place(10) - found.place(0), 2)
        (((10, 1000),), 0.45)
    """
    known = sorted(set(days))
    if len(known) == 1:
        known = [known[0] - 15, known[0], known[0] + 15]
    steps = [later - earlier for earlier, later in itertools.pairwise(known)]
    shown = [KEPT if step > SILENCE else step for step in steps]
    total, place, stops = sum(shown) or 1, 0.0, []
    for day, step in zip(known, [*shown, 0], strict=True):
        stops.append((day, place / total))
        place += step
    breaks = tuple((first, first + step) for first, step in zip(known, steps, strict=False) if step > SILENCE)
    return Scale(tuple(stops), breaks)


def ticks(found: Scale) -> list[tuple[int, str]]:
    """The days to name on a scale: every first of a month outside the breaks, and both ends of each break.

    Example:
        >>> day = datetime.date(2021, 11, 15).toordinal()
        >>> [name for _, name in ticks(scale([day, day + 30]))]
        ['2021-12-01']
    """
    first, last = found.stops[0][0], found.stops[-1][0]
    silent = [range(start + 1, end) for start, end in found.breaks]
    days = [day for day in range(first, last + 1) if datetime.date.fromordinal(day).day == 1]
    return [(day, words.day(datetime.date.fromordinal(day))) for day in days if not any(day in gap for gap in silent)]
