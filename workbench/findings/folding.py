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


def fold(coded: Coded, at: Numbers, cell: Numbers, cells: int) -> Folded:
    """The state of each of `cells` cells; `at` are places of codings, `cell` is the cell that each of them stands in.

    A coding may stand in several cells (a stretch of time in several months) and then comes several times.
    """
    seen = perceived(coded)
    subject, passage, stance = coded.subject[at], coded.passage[at], coded.stance[at]
    unit, home = _units(cell, subject, cells)
    repeated = _repeated(passage, cell)
    side = _sides(unit, passage, stance, coded.readers(at[repeated]), repeated)
    counts = np.bincount(unit * 4 + side, minlength=4 * (cells if home is None else len(home))).reshape(-1, 4)
    state = _states(unit, side, counts, _Marks(coded, seen, at))
    by_cell = counts if home is None else _summed(counts, home, cells)
    telling = (side == FOR) | ((side == AGAINST) & (by_cell[:, FOR] == 0)[cell])
    return Folded(
        _strongest(state, home, cells), _origins(seen, at, cell, telling, cells),
        _statements(cell, passage, telling, repeated, cells), by_cell.sum(axis=1).astype(np.int32),
        by_cell[:, FOR] > 0, side,
    )  # fmt: skip


@dataclasses.dataclass(frozen=True)
class _Marks:
    """What a state depends on beside its sides: whose word it is, what it rests on, and when."""

    coded: Coded
    seen: Perceived
    at: Numbers

    def claim(self) -> Numbers:
        """True where a published report speaks of a group."""
        return (self.seen.published & self.coded.group)[self.at]


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


def _repeated(passage: Numbers, cell: Numbers) -> Numbers:
    """The places of codings whose passage is coded elsewhere, too."""
    last = np.zeros(int(passage.max()) + 1 if len(passage) else 0, dtype=np.int32)
    order = np.arange(len(passage), dtype=np.int32)
    last[passage] = order
    often = np.zeros(len(last), dtype=bool)
    often[passage[last[passage] != order]] = True
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


def _states(unit: Numbers, side: Numbers, counts: Numbers, marks: _Marks) -> Numbers:
    """The state of each unit, as rules 2 to 5 of "How a cell gets its state" have it."""
    speaks, denies = counts[:, FOR] > 0, counts[:, AGAINST] > 0
    supports, contradicts = side == FOR, side == AGAINST
    state = np.where(counts[:, UNCLEAR] + counts[:, DISPUTED] > 0, OPEN, SILENT).astype(np.uint8)
    state[denies] = DENIED
    state[unit[contradicts & ~marks.seen.own[marks.at]]] = CONTRADICTED
    state[speaks] = ALLEGED
    state[unit[supports & ~marks.claim()]] = SUPPORTED
    rows = np.flatnonzero((supports | contradicts) & (speaks & denies)[unit])
    if len(rows):
        at = marks.at[rows]
        state[clashing(unit[rows], contradicts[rows], *marks.coded.days(at))] = CONFLICTING
    return state


def _strongest(state: Numbers, home: Numbers | None, cells: int) -> Numbers:
    """For each cell the first of `STATES` that any person or group in it has."""
    if home is None:
        return state
    found = np.full(cells, SILENT, dtype=np.uint8)
    for one in range(SILENT, -1, -1):
        found[home[state == one]] = one
    return found


def _summed(counts: Numbers, home: Numbers, cells: int) -> Numbers:
    return np.stack([np.bincount(home, counts[:, one], cells) for one in range(4)], 1).astype(np.int64)


def _origins(seen: Perceived, at: Numbers, cell: Numbers, telling: Numbers, cells: int) -> Numbers:
    """How many different origins stand behind what tells in each cell."""
    cell, at = cell[telling], at[telling]
    origin = seen.origin[at]
    if len(seen.several):
        whose, which = _spread(at[origin < 0], cell[origin < 0], seen.several)
        cell, origin = np.append(cell[origin >= 0], whose), np.append(origin[origin >= 0], which)
    else:
        cell, origin = cell[origin >= 0], origin[origin >= 0]
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
        last = np.full(cells, -1, dtype=np.int64)
        last[cell] = value
        found += last >= 0
        left = value != last[cell]
        cell, value = cell[left], value[left]
    if not len(cell):
        return found
    pairs = pd.unique(_pair(cell, value))
    return found + np.bincount(pairs // (int(value.max()) + 1), minlength=cells).astype(np.int32)


def _statements(cell: Numbers, passage: Numbers, telling: Numbers, repeated: Numbers, cells: int) -> Numbers:
    """How many passages tell in each cell: two codings of one passage are one statement."""
    found = np.bincount(cell[telling], minlength=cells).astype(np.int32)
    twice = repeated[telling[repeated]] if len(repeated) else repeated
    if not len(twice):
        return found
    found -= np.bincount(cell[twice], minlength=cells).astype(np.int32)
    pairs = pd.unique(_pair(cell[twice], passage[twice]))
    return found + np.bincount(pairs // (int(passage[twice].max()) + 1), minlength=cells).astype(np.int32)
