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
    units = int(unit.max()) + 1 if len(unit) else 0
    clash, open_ = _picked(unit, against, start, end, units)
    if len(left := np.flatnonzero(open_[unit])):
        clash[_among(unit[left], against[left], start[left], end[left])] = True
    return np.flatnonzero(clash)


def _picked(unit: Numbers, against: Numbers, start: Numbers, end: Numbers, units: int) -> tuple[Numbers, Numbers]:
    """Which units clash with one that is picked from each side, and which are still open: most have one of a side."""
    clash = np.zeros(units, dtype=bool)
    more = []
    sides = np.flatnonzero(~against), np.flatnonzero(against)
    picks = [_pick(rows, unit, units) for rows in sides]
    for rows, own, other in (*zip(sides, picks, reversed(picks), strict=True),):
        unit_of = unit[rows]
        more.append(_marked(unit_of[own[unit_of] != rows], units))
        beside = other[unit_of]
        met = beside >= 0
        rows, beside = rows[met], beside[met]
        apart = _follows(start[rows], end[rows], start[beside]) | _follows(start[beside], end[beside], start[rows])
        clash[unit[rows[~apart]]] = True
    return clash, more[0] & more[1] & ~clash


def _pick(rows: Numbers, unit: Numbers, units: int) -> Numbers:
    """One of these rows for each unit, -1 where it has none."""
    found = np.full(units, -1, dtype=np.int32)
    found[unit[rows]] = rows
    return found


def _among(unit: Numbers, against: Numbers, start: Numbers, end: Numbers) -> Numbers:
    """The units that clash, by one sweep over all of their statements."""
    units = int(unit.max()) + 1
    turned = _marked(unit[end < start], units)
    rows = ~turned[unit] if turned.any() else slice(None)
    # 32 bits do not hold the numbers of many units times APART.
    number, first, last = (values[rows].astype(np.int64) for values in (unit, start, end))
    swept = _swept(against[rows], number, first, last, units)
    for one in np.flatnonzero(turned).tolist():
        swept[one] = _pair(*(values[unit == one] for values in (against, start, end)))
    return np.flatnonzero(swept)


def _marked(unit: Numbers, units: int) -> Numbers:
    found = np.zeros(units, dtype=bool)
    found[unit] = True
    return found


def _swept(against: Numbers, unit: Numbers, start: Numbers, end: Numbers, units: int) -> Numbers:
    """By half days: whoever began earlier holds until the middle of the last day, a single day is its own length."""
    always = (start == -FAR) & (end == FAR)
    both = _marked(unit[against], units) & _marked(unit[~against], units)
    clash = _marked(unit[always], units) & both  # no time is said: it may be any time
    left = np.flatnonzero((both & ~clash)[unit])
    unit, start, end = unit[left], start[left], end[left]
    low = 2 * start
    high = 2 * end - (start < end)
    order = np.argsort(unit * APART + low)
    unit, low, high, other = unit[order], low[order], high[order], against[left][order]
    base = unit * APART
    reach = [np.maximum.accumulate(np.where(other == side, high, NEVER) + base) for side in (False, True)]
    clash[unit[np.where(other, reach[0], reach[1]) - base >= low]] = True
    return clash


def _pair(against: Numbers, start: Numbers, end: Numbers) -> bool:
    if against.all() or not against.any():
        return False
    one_start, one_end = start[~against][:, None], end[~against][:, None]
    other_start, other_end = start[against][None, :], end[against][None, :]
    apart = _follows(one_start, one_end, other_start) | _follows(other_start, other_end, one_start)
    return bool((~apart).any())


def _follows(start: Numbers, end: Numbers, then: Numbers) -> Numbers:
    return np.asarray((end < then) | ((end == then) & (start != then)))
