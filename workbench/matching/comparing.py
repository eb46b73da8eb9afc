"""Two entities held against each other, field by field: on which of a few levels do they agree?"""

import dataclasses
from typing import Any

import numpy as np

from workbench.matching.aligning import APART, MORE, NAME, SPELT, aligned, level, spelling
from workbench.matching.closeness import covered, slips
from workbench.matching.columns import NONE, Columns, Ints, Values, Words
from workbench.matching.rarity import Rarity, known, rarity

MISSING = -1
# By field, the levels from the worst upwards: the words are what a reason says.
LEVELS = {
    "name": NAME,
    "born": ("born on another date", "born in the same year", "dates of birth one slip apart", "born on the same date"),
    "number": ("another number", "numbers one or two slips apart", "the same number"),
    "phone": ("another telephone", "telephones one slip apart", "the same telephone"),
    "address": ("another address", "addresses alike in part", "addresses alike for the most part", "the same address"),
}
# What a spelling that is not the same letter by letter may be taken for: so many more names come near it.
NEAR = np.log(4.0)
# What more than so many others bear is common.
COMMON = np.log(0.01)


@dataclasses.dataclass(frozen=True)
class Compared:
    """For each pair the level it reaches by each field, MISSING where one side says nothing.

    `surprise` is how improbable it is, as a natural logarithm, that somebody else bears what the two names share;
    `common` marks names of whose shared parts each is a common one, `slots` say which name of each was compared.
    """

    levels: dict[str, Ints]
    surprise: Any
    common: Any
    slots: tuple[Ints, Ints]


def compared(of: Columns, first: Ints, second: Ints) -> Compared:
    """Pairs of places held against each other.

    Example:
        >>> from workbench.matching.columns import columns
        >>> from workbench.matching.named import Named
        >>> names = ("Ђорђе Илић", "Djordje Ilic")
        >>> told = [Named(key=name, schema="Person", names=(name,), born="1990-05-01") for name in names]
        >>> found = compared(columns(told), np.array([0]), np.array([1]))
        >>> NAME[found.levels["name"][0]], LEVELS["born"][found.levels["born"][0]]
        ('the same name', 'born on the same date')
    """
    levels, surprise, common, slots = _names(of, first, second)
    return Compared(
        {
            "name": levels, "born": _values(of.born, first, second, _date),
            "number": _values(of.numbers, first, second, _number),
            "phone": _values(of.phones, first, second, _phone), "address": _addresses(of.addresses, first, second),
        },
        surprise, common, slots,
    )  # fmt: skip


def _names(of: Columns, first: Ints, second: Ints) -> tuple[Ints, Any, Any, tuple[Ints, Ints]]:
    rare = rarity(of)
    spelt = spelling(of.names, rare, known())
    best = np.full(len(first), MISSING, np.int64)
    surprise, common = np.zeros(len(first)), np.zeros(len(first), bool)
    slots = np.zeros(len(first), np.int64), np.zeros(len(first), np.int64)
    for i, rows in enumerate(of.names.rows):
        for j, others in enumerate(of.names.rows):
            both = np.flatnonzero((rows[first, 0] != NONE) & (others[second, 0] != NONE))
            one, other = _narrow(rows[first[both]]), _narrow(others[second[both]])
            if not len(both):
                continue
            found = aligned(one, other, spelt)
            whole = of.names.whole[i][first[both]] == of.names.whole[j][second[both]]
            reached = level(one, other, found, whole)
            shared, usual = _shared(rare, one, found[0], reached, whole)
            better = (reached > best[both]) | ((reached == best[both]) & (shared < surprise[both]))
            at = both[better]
            best[at], surprise[at], common[at] = reached[better], shared[better], usual[better]
            slots[0][at], slots[1][at] = i, j
    return best, surprise, common, slots


def _narrow(rows: Ints) -> Ints:
    """Without the columns that no row fills."""
    filled = (rows != NONE).any(axis=0) if len(rows) else np.zeros(rows.shape[1], bool)
    return rows[:, : max(1, int(filled.sum()))]


def _shared(rare: Rarity, one: Ints, found: Ints, reached: Ints, whole: Any) -> tuple[Any, Any]:
    """How improbable what is shared is in somebody else (by sound it says less), and whether all of it is common."""
    counted = (found > 1) | (whole[:, None] & (one != NONE))
    each = np.where(counted, rare.chance(np.where(one == NONE, 0, one)), 0.0)
    chance = each.sum(axis=1)
    chance = np.where(np.isin(reached, (MORE, SPELT)), np.minimum(chance + NEAR, 0.0), chance)
    chance = chance * ((reached >= MORE) | (reached == APART))
    return chance, (each >= COMMON).all(axis=1) & counted.any(axis=1)


def _values(of: Values, first: Ints, second: Ints, judge: Any) -> Ints:
    best = np.full(len(first), MISSING, np.int64)
    for rows in of.rows:
        for others in of.rows:
            a, b = rows[first], others[second]
            best = np.maximum(best, np.where((a != NONE) & (b != NONE), judge(of.table, a, b), MISSING))
    return best


def _date(table: tuple[str, ...], a: Ints, b: Ints) -> Ints:
    far = slips(table, a, b)
    full = np.array([len(text) >= 8 for text in table] or [False], bool)
    year = np.array([int(text[:4] or 0) for text in table] or [0], np.int64)
    slip = (far <= 1) & full[a] & full[b]
    return np.where(a == b, np.where(full[a], 3, 1), np.where(slip, 2, np.where(year[a] == year[b], 1, 0)))


def _number(table: tuple[str, ...], a: Ints, b: Ints) -> Ints:
    long = np.array([len(text) >= 6 for text in table] or [False], bool)
    return np.where(a == b, 2, np.where((slips(table, a, b) <= 2) & long[a] & long[b], 1, 0))


def _phone(table: tuple[str, ...], a: Ints, b: Ints) -> Ints:
    return np.where(a == b, 2, np.where(slips(table, a, b) <= 1, 1, 0))


def _addresses(of: Words, first: Ints, second: Ints) -> Ints:
    best = np.full(len(first), MISSING, np.int64)
    for rows, whole in zip(of.rows, of.whole, strict=True):
        for others, ends in zip(of.rows, of.whole, strict=True):
            a, b = whole[first], ends[second]
            much = np.maximum(covered(of.text, a, b), _overlap(rows[first], others[second]))
            reached = np.select([much >= 0.85, much >= 0.65, much >= 0.5], [3, 2, 1], 0)
            best = np.maximum(best, np.where((a != NONE) & (b != NONE), reached, MISSING))
    return best


def _overlap(one: Ints, other: Ints) -> Any:
    """The share of words that two addresses have in common, of the words of both."""
    same = (one[:, :, None] == other[:, None, :]) & (one != NONE)[:, :, None]
    words = (one != NONE).sum(axis=1) + (other != NONE).sum(axis=1)
    return (same.any(axis=2).sum(axis=1) + same.any(axis=1).sum(axis=1)) / np.maximum(words, 1)
