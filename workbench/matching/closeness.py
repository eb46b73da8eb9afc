"""How close two spellings are, for many pairs at a time: the one place that asks rapidfuzz."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.fuzz import ratio

from workbench.matching.columns import NONE, Ints

# The longest a pair of numbers is looked up by; below it, two places fit one whole number of 64 bits.
MOST = 1 << 31


def _asked(values: Sequence[str], a: Ints, b: Ints, scorer: Any, kind: Any) -> Any:
    """What the scorer says of each pair of places in `values`; each distinct pair is asked once, NONE gives zero."""
    both = (a != NONE) & (b != NONE)
    codes, at = np.unique(a[both] * MOST + b[both], return_inverse=True)
    one, other = [values[n] for n in (codes // MOST).tolist()], [values[n] for n in (codes % MOST).tolist()]
    found = process.cpdist(one, other, scorer=scorer, dtype=kind) if one else np.zeros(0, kind)
    out = np.zeros(a.shape, kind)
    out[both] = found[at]
    return out


def slips(values: Sequence[str], a: Ints, b: Ints) -> Ints:
    """How many letters were left out, added, exchanged or swapped between two values.

    Example:
        >>> slips(["19660213", "19660231"], np.array([0]), np.array([1])).tolist()
        [1]
    """
    return np.asarray(_asked(values, a, b, OSA.distance, np.int32), np.int64)


def alike(values: Sequence[str], a: Ints, b: Ints) -> Any:
    """How alike two words are, from 0 to 1, with more weight on how they begin (Jaro and Winkler).

    Example:
        >>> alike(["neumann", "neumnan"], np.array([0]), np.array([1]))[0] > 0.9
        np.True_
    """
    return _asked(values, a, b, JaroWinkler.similarity, np.float32)


def covered(values: Sequence[str], a: Ints, b: Ints) -> Any:
    """How much of two longer texts is the same letters in the same order, from 0 to 1.

    Example:
        >>> covered(["8 stanley street", "8 stanlee street"], np.array([0]), np.array([1]))[0] > 0.9
        np.True_
    """
    return _asked(values, a, b, ratio, np.float32) / 100
