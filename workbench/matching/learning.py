"""How much each level of agreement says, learnt from the pairs themselves: Fellegi and Sunter's model, fitted by EM.

After Fellegi and Sunter, A theory for record linkage, JASA 64 (1969); fitted as by Winkler (1988). Nobody tells it
which pairs are the same. Two who are not the same are like any two picked blindly, so that is counted and not fitted.
"""

import dataclasses
from typing import Any

import numpy as np

from workbench.matching.columns import Columns, Ints
from workbench.matching.comparing import LEVELS, MISSING, Compared, compared

# What is expected before anything was seen, and how much that counts, in pairs: a small case cannot teach much.
EXPECTED = {
    "name": (0.01, 0.004, 0.01, 0.04, 0.08, 0.2, 0.656), "born": (0.02, 0.03, 0.1, 0.85), "number": (0.04, 0.08, 0.88),
    "phone": (0.3, 0.05, 0.65), "address": (0.25, 0.1, 0.15, 0.5),
}  # fmt: skip
BY_CHANCE = {
    "name": (0.9, 0.08, 0.002, 0.01, 0.005, 0.001, 0.002), "born": (0.96, 0.035, 0.003, 0.002),
    "number": (0.998, 0.001, 0.001), "phone": (0.997, 0.001, 0.002), "address": (0.93, 0.05, 0.01, 0.01),
}  # fmt: skip
# What contradicts is never learnt to be likelier of the same than expected: else twins teach that names do not matter.
HELD = {"name": (0, 1, 2), "born": (0,)}
WORTH, BLIND, MOST_BLIND = 30.0, 100.0, 20_000
# Of so many people one may be meant at the least, however few a case holds; and so often somebody is listed twice.
WORLD, TWICE = 1000, 0.2
ROUNDS, STILL = 50, 1e-6
# The reason that a common name alone is never enough, and the odds at which it holds a pair.
ALONE, UNSURE = "alone", float(np.log(0.25))


@dataclasses.dataclass(frozen=True)
class Learnt:
    """By field, the natural logarithm of how often the same and how often others reach each level; and the odds.

    `prior` is the logarithm of the odds that two picked blindly are the same.
    """

    same: dict[str, Any]
    others: dict[str, Any]
    prior: float


def blind(of: Columns) -> dict[str, Any]:
    """How often two picked blindly reach each level, field by field, as natural logarithms.

    Pairs are taken at fixed distances, so that the same entities always teach the same.
    """
    count = len(of)
    shifts = [1 + n * 7919 % max(1, count - 1) for n in range(1, max(1, min(count // 2, MOST_BLIND // count)) + 1)]
    first = np.tile(np.arange(count, dtype=np.int64), len(set(shifts)))
    second = np.concatenate([(np.arange(count, dtype=np.int64) + shift) % count for shift in sorted(set(shifts))])
    real = first != second
    seen = compared(of, first[real], second[real]).levels
    return {field: np.log(_shares(seen[field], np.ones(len(seen[field])), field, BY_CHANCE, BLIND)) for field in LEVELS}


def _shares(levels: Ints, weights: Any, field: str, before: dict[str, tuple[float, ...]], worth: float) -> Any:
    held = levels != MISSING
    counted = np.bincount(levels[held], weights[held], minlength=len(LEVELS[field]))
    total = counted + worth * np.array(before[field])
    return total / total.sum()


def _held(field: str, shares: Any) -> Any:
    for reached in HELD.get(field, ()):
        shares[reached] = min(shares[reached], EXPECTED[field][reached])
    return shares


def learn(pairs: Compared, others: dict[str, Any], count: int) -> Learnt:
    """What agreement says among these pairs of `count` entities; pairs that are not among them count as different.

    Example:
        >>> none = np.zeros(0, np.int64)
        >>> empty = Compared({field: none for field in LEVELS}, np.zeros(0), none > 0, (none, none))
        >>> learnt = learn(empty, {field: np.log(BY_CHANCE[field]) for field in LEVELS}, 10)
        >>> round(float(np.exp(learnt.same["name"][-1])), 2)
        0.66
    """
    every, seen = count * (count - 1) / 2, max(count, WORLD) / TWICE
    same = {field: np.log(EXPECTED[field]) for field in LEVELS}
    share = 1 / seen
    for _ in range(ROUNDS):
        found = Learnt(same, others, float(np.log(share / (1 - share))))
        likely = probability(weights(pairs, found), found)
        taught = {field: _shares(pairs.levels[field], likely, field, EXPECTED, WORTH) for field in LEVELS}
        same = {field: np.log(_held(field, shares)) for field, shares in taught.items()}
        before, share = share, float((likely.sum() + 1) / (every + seen))
        if abs(share - before) <= STILL * before:
            break
    return Learnt(same, others, float(np.log(share / (1 - share))))


def weights(pairs: Compared, learnt: Learnt) -> dict[str, Any]:
    """For each field and pair how much it speaks for the same (above zero) or against, as a natural logarithm.

    Of names that agree the chance is not the average one, but that of these very names: a common one says little.
    """
    out = {}
    for field, levels in pairs.levels.items():
        table = learnt.same[field] - learnt.others[field]
        out[field] = np.where(levels == MISSING, 0.0, table[levels])
    rare = pairs.surprise < 0
    out["name"] = np.where(rare, learnt.same["name"][pairs.levels["name"]] - pairs.surprise, out["name"])
    # Where nothing but a common name speaks for the two, the odds stay below even.
    others = np.max([weight for field, weight in out.items() if field != "name"], axis=0)
    odds = learnt.prior + sum(out.values())
    out[ALONE] = np.where(pairs.common & (others <= 0), np.minimum(UNSURE - odds, 0.0), 0.0)
    return out


def probability(told: dict[str, Any], learnt: Learnt) -> Any:
    """How likely each pair is the same, from what each field says."""
    odds = learnt.prior + sum(told.values())
    return 1 / (1 + np.exp(-np.clip(odds, -500, 500)))
