"""Where ids stand in an index: most are found by the order that a ledger keeps, the rest by looking them up.

A passage is recorded just before the first coding of it. So the passages of codings, read in the order of the ledger,
run along the index of passages for long stretches, and comparing a stretch costs a tenth of hashing it.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Numbers = npt.NDArray[Any]
FEW = 100  # an index looks one up far faster than it prepares for many
STRETCHES = 16  # how many stretches are tried before the rest is looked up
WORTH = 50  # a stretch that holds less than one in so many of what is left is no stretch


def places(values: Numbers, index: pd.Index) -> Numbers:
    """The place of each id in an index without repeats, -1 for what it does not hold; whatever the order of both.

    Example:
        >>> places(np.array(["b", "x", "a"], dtype=object), pd.Index(["a", "b"])).tolist()
        [1, -1, 0]
    """
    if len(values) < FEW:
        return np.array([_one(one, index) for one in values], dtype=np.int32)
    found = np.full(len(values), -1, dtype=np.int32)
    held = index.to_numpy(dtype=object)
    left = np.arange(len(values))
    for _ in range(STRETCHES):
        before = len(left)
        if before < FEW:
            break
        if before < len(values):  # a stretch of all rows is found without a copy of them
            left = _others(values, held, left, found)
        left = _stretch(values, held, left, found)
        if (before - len(left)) * WORTH < before:
            break
    if len(left):
        found[left] = _rest(values[left], held, index)
    return found


def _one(value: Any, index: pd.Index) -> int:
    try:
        place: Any = index.get_loc(value)  # a number, for no id stands there twice
    except KeyError:
        return -1
    return int(place)


def _others(values: Numbers, held: Numbers, left: Numbers, found: Numbers) -> Numbers:
    """The rows that are left without those that hold the first one's id, where the next of them hold it, too."""
    first = values[left[0]]
    if np.count_nonzero(values[left[:FEW]] == first) * WORTH < FEW * 2:
        return left
    same = values[left] == first
    found[left[same]] = _place(first, held)
    return np.asarray(left[~same])


def _place(one: Any, held: Numbers) -> int:
    """The place of one id, -1 where it is not held; the ids that a ledger needs next stand near the beginning."""
    at, step = 0, FEW
    while at < len(held):
        here = np.flatnonzero(held[at : at + step] == one)
        if len(here):
            return at + int(here[0])
        at, step = at + step, step * 4
    return -1


def _stretch(values: Numbers, held: Numbers, left: Numbers, found: Numbers) -> Numbers:
    """Finds the rows that run along the index as the first of those left does; gives the rows that are left then."""
    start = _place(values[left[0]], held) if len(left) else -1
    if start < 0:
        return left[1:]
    offset = start - int(left[0])
    if len(left) == len(values) and offset >= 0:  # all rows: no copy of them is needed
        reach = min(len(values), len(held) - offset)
        same = np.zeros(len(values), dtype=bool)
        same[:reach] = values[:reach] == held[offset : offset + reach]
        rows = np.flatnonzero(same)
        found[rows] = rows + offset
        return np.flatnonzero(~same)
    guess = left + offset
    inside = np.flatnonzero((guess >= 0) & (guess < len(held)))
    same = np.zeros(len(left), dtype=bool)
    same[inside] = values[left[inside]] == held[guess[inside]]
    found[left[same]] = guess[same]
    return left[~same]


def _rest(values: Numbers, held: Numbers, index: pd.Index) -> Numbers:
    """What stands in no stretch: where it is few ids, often repeated, the index is searched for them and not hashed."""
    if len(set(values[: FEW * 4])) > FEW:  # many, as the first of them show: counting all takes as long as looking up
        return _looked_up(values, index)
    numbers, distinct = pd.factorize(values)
    if len(distinct) > FEW:
        return _looked_up(values, index)
    return np.array([_place(one, held) for one in distinct] + [-1], dtype=np.int32)[numbers]


def _looked_up(values: Numbers, index: pd.Index) -> Numbers:
    return index.get_indexer(pd.Index(values, dtype=object, copy=False)).astype(np.int32)
