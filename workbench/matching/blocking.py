"""Which two are worth comparing: those that share something that few have. Sorted, never all against all."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from workbench.matching.columns import NONE, Columns, Ints, Table

# So many entities at most share a key that is used: what more share is used only together with something else.
CROWD = 60
# Where fewer are compared than this, all are.
FEW = 200
# What a number or a telephone says beyond how few share it: it was given to one, and a name was not.
GIVEN = 20.0
# Bits beyond what one other entity would share by chance.
SURELY = 4.0


def candidates(of: Columns) -> tuple[Ints, Ints]:
    """Pairs of places (the lower first) of entities that share enough that is rare, sorted.

    Of n entities with so many keys each, n log n steps and no more than a constant number of pairs an entity. A pair is
    kept where what it shares would hardly be shared by any other entity by chance.

    Example:
        >>> from workbench.matching.columns import columns
        >>> from workbench.matching.named import Named
        >>> told = [Named(key=str(n), schema="Person", names=(f"Ana Ilić {n}",)) for n in range(3)]
        >>> [place.tolist() for place in candidates(columns(told))]
        [[0, 0, 1], [1, 2, 2]]
    """
    count = len(of)
    if count <= FEW:
        first, second = np.triu_indices(count, 1)
        return first.astype(np.int64), second.astype(np.int64)
    codes, bits = [], []
    for (owners, keys), more in _keys(of):
        pairs, shared = _within(owners, keys, count)
        codes.append(pairs)
        bits.append(shared + more)
    every, place = np.unique(np.concatenate(codes), return_inverse=True)
    weight = np.bincount(place, np.concatenate(bits), minlength=len(every))
    kept = every[weight >= np.log2(count) + SURELY]
    return kept // count, kept % count


def _within(owners: Ints, keys: Ints, count: int) -> tuple[Ints, Any]:
    """The pairs within each block that is no crowd, and how much sharing its key says, in bits."""
    once = np.unique(keys * count + owners)
    keys, owners = once // count, once % count
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.zeros(0, np.int64)
    sizes = np.diff(np.r_[starts, len(keys)])
    codes, bits = [np.zeros(0, np.int64)], [np.zeros(0)]
    for size in np.unique(sizes):
        if 2 <= size <= CROWD:
            members = owners[starts[sizes == size][:, None] + np.arange(size)]
            one, other = np.triu_indices(int(size), 1)
            found = (members[:, one] * count + members[:, other]).ravel()
            codes.append(found)
            # The pair itself is no sign of how many others share it.
            bits.append(np.full(len(found), np.log2(count / max(1, size - 1))))
    return np.concatenate(codes), np.concatenate(bits)


def _keys(of: Columns) -> Iterator[tuple[tuple[Ints, Ints], float]]:
    """What two may share, kind by kind: parts of names, two parts together, beginnings, numbers, dates, addresses."""
    coarse, begin = Table(), Table()
    sounds = np.array([coarse.number(part.coarse) for part in of.names.table] or [0], np.int64)
    begins = np.array([begin.number(part.coarse[:4]) for part in of.names.table] or [0], np.int64)
    rows = of.names.rows
    told = [np.where(one == NONE, NONE, sounds[one]) for one in rows]
    yield _listed(told), 0.0
    yield _listed([_twos(one, len(coarse.values)) for one in told]), 0.0
    yield _listed([np.where(one == NONE, NONE, begins[one]) for one in rows]), 0.0
    yield _listed([one[:, None] for one in of.names.whole]), 0.0
    for values, more in ((of.born, 0.0), (of.numbers, GIVEN), (of.phones, GIVEN)):
        yield _listed([one[:, None] for one in values.rows]), more
    yield _listed(of.addresses.rows), 0.0
    yield _listed([_next(one, len(of.addresses.table)) for one in of.addresses.rows]), 0.0


def _listed(slots: Sequence[Ints]) -> tuple[Ints, Ints]:
    """Every key of every entity, over all its names: who has it, and which it is."""
    owners = [np.broadcast_to(np.arange(len(keys))[:, None], keys.shape)[keys != NONE] for keys in slots]
    return np.concatenate(owners), np.concatenate([keys[keys != NONE] for keys in slots])


def _twos(told: Ints, size: int) -> Ints:
    """Every two parts of one name, in whatever order they stand."""
    one, other = np.triu_indices(told.shape[1], 1)
    a, b = np.minimum(told[:, one], told[:, other]), np.maximum(told[:, one], told[:, other])
    return np.where(a == NONE, NONE, a * size + b)


def _next(told: Ints, size: int) -> Ints:
    """Every word together with the one that follows it."""
    a, b = told[:, :-1], told[:, 1:]
    return np.where((a == NONE) | (b == NONE), NONE, a * size + b)
