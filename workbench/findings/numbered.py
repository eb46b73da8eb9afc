"""Words of a column as numbers, told apart by the objects that they are, where few objects stand in many rows.

A table that was read from kept columns holds each word that comes often as one object. To see that two rows hold the
same object costs a tenth of hashing two texts; texts are compared only once for each object.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Numbers = npt.NDArray[Any]
FEW = 30  # an array prepares longer than so many take one by one
MANY = 1000  # fewer rows are not worth a look at their objects
APART = 2 * np.intp().itemsize  # no two objects lie closer: each begins with a count and the address of its type
SPREAD = 4  # so many places of memory a row are marked, rather than hashed


def numbered(values: Numbers) -> tuple[Numbers, Numbers]:
    """For each entry of a column of objects a number, the same for equal words, and the words; -1 where none is said.

    The numbers are in no order that means anything.

    Example:
        >>> numbers, words = numbered(np.array(["b", None, "b", "a"], dtype=object))
        >>> [None if one < 0 else str(words[one]) for one in numbers]
        ['b', None, 'b', 'a']
    """
    if len(values) < FEW:
        return _one_by_one(values)
    if len(values) < MANY:
        return pd.factorize(values)
    values = np.ascontiguousarray(values)
    held = np.ndarray(values.shape, np.intp, values)  # a column of objects is a column of their addresses
    some = held[: len(held) // 16]
    if len(pd.unique(some)) * 10 > len(some) * 9:
        return pd.factorize(values)
    number, one = _objects(held)
    of, words = pd.factorize(values[one])
    return of.astype(np.int32)[number], words


def _one_by_one(values: Numbers) -> tuple[Numbers, Numbers]:
    known: dict[Any, int] = {}
    # What is not said is None, or a number that is not itself.
    numbers = [-1 if one is None or one != one else known.setdefault(one, len(known)) for one in values.tolist()]
    return np.array(numbers, dtype=np.int64), np.array(list(known), dtype=object)


def _objects(held: Numbers) -> tuple[Numbers, Numbers]:
    """A number for each address, the same for the same one, and a row in which each of them stands."""
    rows = np.arange(len(held), dtype=np.int32)
    low = int(held.min())
    slots = (int(held.max()) - low) // APART + 1
    if slots > SPREAD * len(held):
        number, distinct = pd.factorize(held)
        last = np.empty(len(distinct), dtype=np.int32)
        last[number] = rows
        return number, last
    slot = (held - low) // APART
    last = np.full(slots, -1, dtype=np.int32)
    last[slot] = rows
    used = np.flatnonzero(last >= 0)
    one = last[used]
    last[used] = np.arange(len(used), dtype=np.int32)
    return last[slot], one
