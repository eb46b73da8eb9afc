"""Krippendorff's alpha for nominal values, with a bootstrap interval that the same seed gives again.

Source: K. Krippendorff, Content Analysis (4th edition, 2019), chapter 12: coincidence matrix, any number of coders,
missing values, nominal difference.
"""

import dataclasses
import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np

Unit = Sequence[str]  # the values that coders gave to one unit; who gave nothing is left out
Pattern = tuple[tuple[str, int], ...]  # the values of a unit and how many coders gave each: order does not matter
RESAMPLES = 2000
NO_UNITS = "not defined: no unit was assessed by two coders"
NO_VARIATION = "not defined: every assessed unit has the value '{}', so that agreement cannot be told from habit"
NO_INTERVAL = "no interval: too few units vary for one"
ONE_UNIT = "no interval: one unit cannot be resampled"
# Above this share of resamples without variation, the others no longer stand for all.
LOST = Fraction(1, 20)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Alpha:
    """Alpha, or the words that say why there is none; the interval covers 95 % of the resamples.

    `value` is an exact fraction: 1 for perfect agreement, 0 for what chance gives, below 0 for less than chance.
    """

    value: Fraction | None
    words: str
    interval: tuple[float, float] | None = None
    resamples: int = 0
    without_variation: int = 0


def coincidences(units: Sequence[Unit]) -> dict[tuple[str, str], Fraction]:
    """The coincidence matrix: each pair of values that two coders gave to one unit, a unit of m values weighing m.

    Example:
        >>> counted = coincidences([("a", "a"), ("a", "b")])
        >>> counted["a", "a"], counted["a", "b"], counted["b", "a"]
        (Fraction(2, 1), Fraction(1, 1), Fraction(1, 1))
    """
    matrix: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    for pattern, times in _patterns(units).items():
        values = sum(many for _, many in pattern)
        for one, many in pattern:
            for other, more in pattern:
                pairs = many * (more - (one == other))
                if pairs:
                    matrix[one, other] += Fraction(pairs * times, values - 1)
    return dict(sorted(matrix.items()))


def value(matrix: Mapping[tuple[str, str], Fraction]) -> Fraction | None:
    """Alpha of a coincidence matrix; None where there are no pairs or no variation.

    Example:
        >>> value(coincidences([("a", "a"), ("b", "b"), ("a", "b")]))
        Fraction(4, 9)
    """
    totals: dict[str, Fraction] = defaultdict(Fraction)
    for (one, _), pairs in matrix.items():
        totals[one] += pairs
    every = sum(totals.values(), Fraction())
    by_chance = every * every - sum((total * total for total in totals.values()), Fraction())
    if not by_chance:
        return None
    differing = sum((pairs for (one, other), pairs in matrix.items() if one != other), Fraction())
    return 1 - (every - 1) * differing / by_chance


def alpha(units: Sequence[Unit], *, seed: str, resamples: int = RESAMPLES) -> Alpha:
    """Alpha of these units with its 95 % interval; a unit with less than two values takes no part.

    The interval resamples whole units with replacement. `seed` is any text: the same seed gives the same interval, on
    every machine.

    Example:
        >>> found = alpha([("a", "a")] * 20 + [("b", "b")] * 19 + [("a", "b")], seed="head")
        >>> found.value, found.words
        (Fraction(1520, 1599), '0.951')
        >>> alpha([("a", "a")], seed="head").words
        "not defined: every assessed unit has the value 'a', so that agreement cannot be told from habit"
    """
    matrix = coincidences(units)
    found = value(matrix)
    if found is None:
        only = sorted({one for one, _ in matrix})
        return Alpha(value=None, words=NO_VARIATION.format(only[0]) if only else NO_UNITS)
    drawn = _resampled(_patterns(units), seed, resamples)
    kept = np.sort(drawn[~np.isnan(drawn)])
    lost = resamples - len(kept)
    words = f"{float(found):.3f}"
    if sum(_patterns(units).values()) < 2:
        return Alpha(value=found, words=f"{words}; {ONE_UNIT}", resamples=resamples, without_variation=lost)
    if lost > LOST * resamples:
        return Alpha(value=found, words=f"{words}; {NO_INTERVAL}", resamples=resamples, without_variation=lost)
    cut = len(kept) // 40
    ends = (round(float(kept[cut]), 6), round(float(kept[-1 - cut]), 6))
    return Alpha(value=found, words=words, interval=ends, resamples=resamples, without_variation=lost)


def _patterns(units: Sequence[Unit]) -> dict[Pattern, int]:
    """How many units have which values; units with less than two are left out."""
    counted = Counter(tuple(sorted(Counter(unit).items())) for unit in units if len(unit) > 1)
    return dict(sorted(counted.items()))


def _resampled(patterns: Mapping[Pattern, int], seed: str, resamples: int) -> np.ndarray:
    """Alpha of each resample; NaN where it has no variation."""
    values = sorted({value for pattern in patterns for value, _ in pattern})
    held = [dict(pattern) for pattern in patterns]
    counts = np.array([[one.get(value, 0) for value in values] for one in held], dtype=np.float64)
    sizes = counts.sum(axis=1)
    apart = (sizes**2 - (counts**2).sum(axis=1)) / (sizes - 1)
    drawn = _drawn(list(patterns.values()), seed, resamples)
    totals = drawn @ counts
    every = totals.sum(axis=1)
    by_chance = every**2 - (totals**2).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(by_chance > 0, 1 - (every - 1) * (drawn @ apart) / by_chance, np.nan)


def _drawn(times: list[int], seed: str, resamples: int) -> np.ndarray:
    """How often each pattern comes up in each resample of as many units as there are."""
    units = sum(times)
    # Only the raw stream is used: it is the part of numpy's generators that stays the same from version to version.
    stream = np.random.PCG64(int.from_bytes(hashlib.sha256(seed.encode()).digest(), "big"))
    borders = np.cumsum(times)
    out = np.empty((resamples, len(times)), dtype=np.float64)
    for row in range(resamples):
        places = np.searchsorted(borders, stream.random_raw(units) % np.uint64(units), side="right")
        out[row] = np.bincount(places, minlength=len(times))
    return out
