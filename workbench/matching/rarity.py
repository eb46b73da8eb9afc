"""How rare the parts of a name are: in the case itself, and in the lists of common names."""

import dataclasses
import functools
from typing import Any

import numpy as np

from workbench.codebook.scripts import comparing, wearing
from workbench.matching.columns import NONE, Columns, Ints
from workbench.matching.parts import coarse, parts

# How much the lists count beside the case: as many entities as if they had been met elsewhere.
ELSEWHERE = 200.0
# What a part is taken to be borne by where no list has it, and where one has it: orders of size, no statistics.
RARE, TRADE, GIVEN, FAMILY = 0.002, 0.02, 0.03, 0.1


@dataclasses.dataclass(frozen=True)
class Rarity:
    """How often each part is borne: `bearers` by coarse sound, `floor` from the lists of common names.

    Few names in a small case say little about the world: to the count of the case is added what the lists let expect.
    """

    sounds: Ints
    bearers: Ints
    floor: Any
    count: int

    def chance(self, parts_: Ints) -> Any:
        """The share of others who bear a part, in natural logarithms; the two compared are not counted."""
        at = self.sounds[parts_]
        others = np.maximum(self.bearers[at] - 2, 0)
        return np.log((others + ELSEWHERE * self.floor[at]) / (max(self.count - 2, 0) + ELSEWHERE))


def rarity(of: Columns) -> Rarity:
    """How rare the parts of the names of these entities are.

    Example:
        >>> from workbench.matching.columns import columns
        >>> from workbench.matching.named import Named
        >>> made = columns([Named(key="a", schema="Worker", names=("Nguyễn Krstonja",))])
        >>> nguyen, krstonja = rarity(made).chance(np.array([0, 1]))
        >>> bool(nguyen > krstonja)
        True
    """
    spelt = sorted({part.coarse for part in of.names.table})
    at = {sound: number for number, sound in enumerate(spelt)}
    sounds = np.array([at[part.coarse] for part in of.names.table] or [0], np.int64)
    owners, held = [], []
    for rows in of.names.rows:
        place, column = np.nonzero(rows != NONE)
        owners.append(place)
        held.append(sounds[rows[place, column]])
    once = np.unique(np.concatenate(held) * max(1, len(of)) + np.concatenate(owners))
    bearers = np.bincount(once // max(1, len(of)), minlength=max(1, len(spelt)))
    return Rarity(sounds, bearers, np.array([_shares().get(sound, RARE) for sound in spelt] or [RARE]), len(of))


@functools.cache
def _shares() -> dict[str, float]:
    """The least share that a common name is taken to have: family and middle names, given names, words of companies."""
    found = {coarse(word): TRADE for word in comparing().words.values()}
    found |= {part.coarse: GIVEN for name in comparing().given for part in parts(name)}
    return found | {part.coarse: FAMILY for name in (*wearing().common, *comparing().family) for part in parts(name)}


@functools.cache
def known() -> frozenset[str]:
    """The coarse sounds of names that the lists have: two of them are two names, however close.

    Example:
        >>> {"milan", "marko"} <= known()
        True
    """
    return frozenset(_shares())
