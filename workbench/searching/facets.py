"""By what an answer can be narrowed, and how many of its pieces each value has."""

import datetime
import functools
from array import array
from collections import Counter

import numpy as np
import numpy.typing as npt

from workbench.records.period import first_day, last_day

Mask = npt.NDArray[np.bool_]
FAR = 60  # years: a longer stretch of time is counted in its first year alone


class Facet:
    """Which pieces have which values; a piece may have several, or none.

    Example:
        >>> facet = Facet()
        >>> facet.add(0, "pdf"), facet.add(2, "pdf"), facet.add(2, "text")
        (None, None, None)
        >>> facet.counts(np.array([True, False, True]))
        {'pdf': 2, 'text': 1}
    """

    def __init__(self) -> None:
        self.names: dict[str, int] = {}
        self._pieces, self._values = array("q"), array("q")

    def add(self, piece: int, name: str, times: int = 1) -> None:
        """Says that a piece, and as many that follow it as make so many times, have a value."""
        self._pieces.extend(range(piece, piece + times))
        self._values.extend([self.names.setdefault(name, len(self.names))] * times)

    def mask(self, wanted: set[str], pieces: int) -> Mask:
        """The pieces, as many as there are, that have one of these values."""
        numbers = [number for name, number in self.names.items() if name in wanted]
        found = np.zeros(pieces, dtype=bool)
        found[self._of(self._pieces)[np.isin(self._of(self._values), numbers)]] = True
        return found

    def counts(self, chosen: Mask, within: npt.NDArray[np.int64] | None = None) -> dict[str, int]:
        """How many of the chosen pieces have each value, the most first; a value that none has is left out.

        With `within`, the piece that each lies in or -1, a piece does not count beside one that it lies in and that
        has the value, too: the number is how many an answer narrowed by that value would list.
        """
        pieces, values = self._of(self._pieces), self._of(self._values)
        once = np.unique(values[chosen[pieces]] * len(chosen) + pieces[chosen[pieces]])
        if within is not None and len(once):
            outer = within[once % len(chosen)]
            once = once[(outer < 0) | ~np.isin(once // len(chosen) * len(chosen) + outer, once)]
        sums = np.bincount(once // max(len(chosen), 1), minlength=len(self.names))
        pairs = ((name, int(sums[number])) for name, number in self.names.items())
        return dict(sorted((pair for pair in pairs if pair[1]), key=lambda pair: (-pair[1], pair[0])))

    @staticmethod
    def _of(numbers: "array[int]") -> npt.NDArray[np.int64]:
        return np.frombuffer(numbers, dtype=np.int64) if numbers else np.zeros(0, dtype=np.int64)


class Dates:
    """The first and the last day of each piece, where it has a date.

    Example:
        >>> dates = Dates()
        >>> dates.add("2021-03", None), dates.add(None, None)
        (None, None)
        >>> dates.within("2021-03-15", None).tolist(), dates.without().tolist()
        ([True, False], [False, True])
    """

    def __init__(self) -> None:
        self._first, self._last = array("q"), array("q")

    def add(self, start: str | None, end: str | None) -> None:
        """Says when the next piece was; an open end reaches no further than the start."""
        first, last = _days(start or end, end or start)
        self._first.append(first)
        self._last.append(last)

    def without(self) -> Mask:
        """The pieces without a date."""
        undated: Mask = np.array(self._first, dtype=np.int64) == 0
        return undated

    def within(self, since: str | None, until: str | None) -> Mask:
        """The pieces that may be of a time between two dates, both included; never those without a date."""
        begin, end = first_day(since), last_day(until)
        first, last = np.array(self._first, dtype=np.int64), np.array(self._last, dtype=np.int64)
        found: Mask = first > 0
        if begin:
            found &= last >= begin.toordinal()
        if end:
            found &= first <= end.toordinal()
        return found

    def years(self, chosen: Mask) -> dict[str, int]:
        """How many of the chosen pieces are of each year, in the order of the years."""
        sums: Counter[int] = Counter()
        spans = Counter((self._first[at], self._last[at]) for at in np.flatnonzero(chosen) if self._first[at])
        for (first, last), times in spans.items():
            start, end = (datetime.date.fromordinal(day).year for day in (first, last))
            for year in range(start, (end if end - start < FAR else start) + 1):
                sums[year] += times
        return {str(year): sums[year] for year in sorted(sums)}


@functools.lru_cache(maxsize=10_000)
def _days(start: str | None, end: str | None) -> tuple[int, int]:
    """The first and the last day as numbers, both 0 where either is no date."""
    first, last = first_day(start), last_day(end)
    return (first.toordinal(), last.toordinal()) if first and last else (0, 0)
