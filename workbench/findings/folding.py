"""The fold of `assess` over whole columns: a state, its origins and its statements for every cell at once.

`workbench.findings.assessment` is the readable definition; this says the same of a million codings. The tests hold the
two against each other.
"""

import dataclasses

import numpy as np
import pandas as pd

from workbench.findings.assessment import STATES
from workbench.findings.clash import clashing
from workbench.findings.columns import Coded, Numbers
from workbench.findings.perceived import Perceived, perceived
from workbench.findings.placing import Placed

FOR, AGAINST, UNCLEAR, DISPUTED = range(4)
SUPPORTED, ALLEGED, CONFLICTING, CONTRADICTED, DENIED, OPEN, SILENT = range(len(STATES))


@dataclasses.dataclass(frozen=True)
class Folded:
    """One entry a cell: the number of its state in `STATES`, its origins, its statements, its codings.

    `speaks` is True where something counts for it, whatever speaks against. `side` has one entry a coding and cell that
    it stands in: for, against, unclear or disputed.
    """

    state: Numbers
    origins: Numbers
    statements: Numbers
    codings: Numbers
    speaks: Numbers
    side: Numbers


def fold(coded: Coded, placed: Placed, cell: Numbers, cells: int) -> Folded:
    """The state of each of `cells` cells; `cell` is the one that each of the codings that were placed stands in.

    A coding may stand in several cells (a stretch of time in several months) and then comes several times.
    """
    seen, at, rows = perceived(coded), placed.at, placed.rows
    subject, passage, stance = coded.subject[rows], coded.passage[rows], coded.stance[rows]
    unit, home = (cell, None) if placed.alone else _units(cell, subject, cells)
    repeated = _repeated(passage)
    side = _sides(unit, passage, stance, coded.coder[at[repeated]], repeated)
    said = _said(unit, side, cells if home is None else len(home))
    state = _states(unit, side, said, seen, at)
    speaks = said[:, FOR] if home is None else _any(home[said[:, FOR]], cells)
    tells = side == FOR
    against = np.flatnonzero(side == AGAINST)
    tells[against[~speaks[cell[against]]]] = True
    telling = np.flatnonzero(tells)
    inside = cell[telling]
    return Folded(
        _strongest(state, home, cells), _origins(seen, at[telling], inside, cells),
        _statements(inside, cell, passage, repeated[tells[repeated]], cells),
        np.bincount(cell, minlength=cells).astype(np.int32), np.array(speaks), side,
    )  # fmt: skip


def _said(unit: Numbers, side: Numbers, units: int) -> Numbers:
    """Which sides are heard in each unit: a row a unit, a column a side."""
    found = np.zeros(4 * units, dtype=bool)
    found[unit * 4 + side] = True
    return found.reshape(-1, 4)


def _any(number: Numbers, size: int) -> Numbers:
    found = np.zeros(size, dtype=bool)
    found[number] = True
    return found


def _units(cell: Numbers, subject: Numbers, cells: int) -> tuple[Numbers, Numbers | None]:
    """Each person and group in a cell is folded alone: the unit of each coding, and the cell of each unit.

    Where no cell speaks of two, the cells are the units, and the second answer is None.
    """
    one = np.zeros(cells, dtype=subject.dtype)
    one[cell] = subject
    if not (one[cell] != subject).any():
        return cell, None
    unit, first = pd.factorize(cell.astype(np.int64) * (int(subject.max()) + 1) + subject)
    return unit, first // (int(subject.max()) + 1)


def _repeated(passage: Numbers) -> Numbers:
    """The places of codings whose passage is coded elsewhere, too."""
    often = np.bincount(passage) > 1
    return np.flatnonzero(often[passage]) if often.any() else np.empty(0, dtype=np.int64)


def _sides(unit: Numbers, passage: Numbers, stance: Numbers, coder: Numbers, repeated: Numbers) -> Numbers:
    """For, against, unclear; or disputed, where the coders of one passage do not all read it so.

    `coder` has one entry for each of the `repeated`: whose passage nobody else coded, nobody disputes.
    """
    side = stance.copy()
    if not len(repeated) or coder.min() == coder.max():
        return side
    group, _ = pd.factorize(_pair(unit[repeated], passage[repeated]))
    reader, first = pd.factorize(_pair(group, coder))
    read = np.zeros((len(first), 3), dtype=bool)
    read[reader, stance[repeated]] = True
    group_of = np.zeros(len(first), dtype=np.int64)
    group_of[reader] = group
    readers = np.bincount(group_of)
    agreed = np.stack([np.bincount(group_of[read[:, one]], minlength=len(readers)) == readers for one in range(3)], 1)
    side[repeated[~agreed[group, stance[repeated]]]] = DISPUTED
    return side


def _pair(one: Numbers, other: Numbers) -> Numbers:
    return one.astype(np.int64) * (int(other.max()) + 1) + other


def _states(unit: Numbers, side: Numbers, said: Numbers, seen: Perceived, at: Numbers) -> Numbers:
    """The state of each unit, as rules 2 to 5 of "How a cell gets its state" have it."""
    speaks, denies = said[:, FOR], said[:, AGAINST]
    state = np.where(said[:, UNCLEAR] | said[:, DISPUTED], np.uint8(OPEN), np.uint8(SILENT))
    state[denies] = DENIED
    against = np.flatnonzero(side == AGAINST)
    state[unit[against[~seen.own(at[against])]]] = CONTRADICTED
    state[speaks] = SUPPORTED
    state[_claimed(unit, side, seen, at, speaks)] = ALLEGED
    both = speaks & denies
    rows = np.flatnonzero(both[unit] & (side <= AGAINST))
    if len(rows):
        place = at[rows]
        days = seen.coded.start[place], seen.coded.end[place]
        state[clashing(unit[rows], side[rows] == AGAINST, *days)] = CONFLICTING
    return state


def _claimed(unit: Numbers, side: Numbers, seen: Perceived, at: Numbers, speaks: Numbers) -> Numbers:
    """The units for which nothing speaks but published reports about a group."""
    claims = np.flatnonzero(seen.coded.group[at] & (side == FOR)) if seen.coded.group.any() else at[:0]
    claims = claims[seen.published(at[claims])]
    if not len(claims):
        return claims
    known = side == FOR
    known[claims] = False
    return np.flatnonzero(speaks & ~_any(unit[known], len(speaks)))


def _strongest(state: Numbers, home: Numbers | None, cells: int) -> Numbers:
    """For each cell the first of `STATES` that any person or group in it has."""
    if home is None:
        return state
    found = np.full(cells, SILENT, dtype=np.uint8)
    for one in range(SILENT, -1, -1):
        found[home[state == one]] = one
    return found


def _origins(seen: Perceived, at: Numbers, cell: Numbers, cells: int) -> Numbers:
    """How many different origins stand behind what tells in each cell."""
    origin = seen.origin[at]
    if len(seen.several):
        whose, which = _spread(at[origin < 0], cell[origin < 0], seen.several)
        cell, origin = np.append(cell[origin >= 0], whose), np.append(origin[origin >= 0], which)
    elif len(several := np.flatnonzero(origin < 0)):
        cell, origin = np.delete(cell, several), np.delete(origin, several)
    return distinct(cell, origin, cells)


def _spread(at: Numbers, cell: Numbers, several: Numbers) -> tuple[Numbers, Numbers]:
    """The cells of codings of several origins, once for each origin, and the origins."""
    first = np.searchsorted(several[:, 0], at, "left")
    number = np.searchsorted(several[:, 0], at, "right") - first
    ends = np.cumsum(number)
    inside = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - number, number)
    return np.repeat(cell, number), several[np.repeat(first, number) + inside, 1]


def distinct(cell: Numbers, value: Numbers, cells: int) -> Numbers:
    """How many different values (whole numbers from 0) each cell has.

    Most cells have one or two: those are counted by writing over, the rest by a table of pairs.

    Example:
        >>> distinct(np.array([0, 0, 2]), np.array([5, 5, 1]), 3).tolist()
        [1, 0, 1]
    """
    found = np.zeros(cells, dtype=np.int32)
    for _ in range(3):
        if not len(cell):
            return found
        last = np.full(cells, -1, dtype=value.dtype)
        last[cell] = value
        found += last >= 0
        left = np.flatnonzero(value != last[cell])
        cell, value = cell[left], value[left]
    if not len(cell):
        return found
    pairs = pd.unique(_pair(cell, value))
    return found + np.bincount(pairs // (int(value.max()) + 1), minlength=cells).astype(np.int32)


def _statements(inside: Numbers, cell: Numbers, passage: Numbers, twice: Numbers, cells: int) -> Numbers:
    """How many passages tell in each cell: two codings of one passage are one statement.

    `inside` has the cell of each coding that tells, `twice` those of them whose passage is coded elsewhere, too.
    """
    found = np.bincount(inside, minlength=cells).astype(np.int32)
    if not len(twice):
        return found
    again = cell[twice]
    found -= np.bincount(again, minlength=cells).astype(np.int32)
    pairs = pd.unique(_pair(again, passage[twice]))
    return found + np.bincount(pairs // (int(passage[twice].max()) + 1), minlength=cells).astype(np.int32)
