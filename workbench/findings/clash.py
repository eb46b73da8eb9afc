"""Which of many people have something for and something against of the same time, found in one sweep."""

import numpy as np

from workbench.findings.columns import FAR, Numbers

# Wider than twice any stretch of days: each unit is swept on a stretch of numbers of its own.
APART = 2**26
NEVER = -(2**25)


def clashing(unit: Numbers, against: Numbers, start: Numbers, end: Numbers) -> Numbers:
    """The numbers of the units in which a time for and a time against may be the same, sorted.

    One entry a statement: its unit, whether it speaks against, first and last day (`FAR` where not known). Two times
    that touch on one day do not clash where the earlier one began before that day: a passport given back ends its
    keeping. A period that ends before it begins is compared pair by pair, as the readable fold does.

    Example:
        >>> clashing(np.array([0, 0, 1, 1]), np.array([False, True, False, True]),
        ...          np.array([1, 5, 1, 9]), np.array([5, 5, 5, 9]))
        array([], dtype=int64)
    """
    turned = np.unique(unit[end < start])
    rows = ~np.isin(unit, turned) if len(turned) else slice(None)
    swept = _swept(unit[rows], against[rows], start[rows].astype(np.int64), end[rows].astype(np.int64))
    paired = [one for one in turned.tolist() if _pair(*(values[unit == one] for values in (against, start, end)))]
    return np.union1d(swept, np.array(paired, dtype=np.int64)).astype(np.int64)


def _swept(unit: Numbers, against: Numbers, start: Numbers, end: Numbers) -> Numbers:
    """By half days: whoever began earlier holds until the middle of the last day, a single day is its own length."""
    always = (start == -FAR) & (end == FAR)
    sure = np.unique(unit[always])  # no time is said: it may be any time
    left = ~np.isin(unit, sure) if len(sure) else np.ones(len(unit), dtype=bool)
    low, high = 2 * start[left], 2 * end[left] - (start[left] < end[left])
    order = np.lexsort((low, unit[left]))
    units, low, high, other = unit[left][order], low[order], high[order], against[left][order]
    base = np.cumsum(np.append(0, units[1:] != units[:-1]))[: len(units)] * APART
    reach = [np.maximum.accumulate(np.where(other == side, high, NEVER) + base) for side in (False, True)]
    hit = np.where(other, reach[0], reach[1]) - base >= low
    return np.union1d(np.intersect1d(sure, _both(unit, against)), units[hit])


def _both(unit: Numbers, against: Numbers) -> Numbers:
    return np.intersect1d(unit[against], unit[~against])


def _pair(against: Numbers, start: Numbers, end: Numbers) -> bool:
    one_start, one_end = start[~against][:, None], end[~against][:, None]
    other_start, other_end = start[against][None, :], end[against][None, :]
    apart = _follows(one_start, one_end, other_start) | _follows(other_start, other_end, one_start)
    return bool((~apart).any())


def _follows(start: Numbers, end: Numbers, then: Numbers) -> Numbers:
    return (end < then) | ((end == then) & (start != then))
