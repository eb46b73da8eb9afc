"""Names held against each other, part by part and in any order: how much of one is found in the other, and how."""

from typing import Any, NamedTuple

import numpy as np

from workbench.matching.closeness import alike
from workbench.matching.columns import NONE, Ints, Words
from workbench.matching.rarity import Rarity

# Levels from nothing alike upwards: the words are what a reason says.
NAME = (
    "no part of the names is alike", "one part of the names is alike, another is another name",
    "the names sound alike, but accents or characters tell them apart",
    "one part of the names is alike, another resembles it", "one name lacks or shortens a part of the other",
    "the same name in another spelling", "the same name",
)  # fmt: skip
NOTHING, OTHER, APART, SOME, MORE, SPELT, SAME = range(7)
# A part that so many entities bear is a name of its own, and no slip of the pen for another.
BORNE = 3
CLOSE, RESEMBLING = 0.86, 0.7
# What two parts can be to each other, from nothing to the same word.
INITIAL, UNLIKE, SLIP, SOUND, WORD = 1, 2, 3, 4, 5


class Spelling(NamedTuple):
    """The parts of all names as arrays: sound, coarse sound, writing (NONE where it says nothing), its script, initial.

    `letter` is the number of the first letter; `short` says that a part is nothing but that.
    """

    values: tuple[str, ...]
    sound: Ints
    coarse: Ints
    written: Ints
    han: Any
    letter: Ints
    short: Any
    own: Any


def spelling(names: Words, rare: Rarity, known: frozenset[str]) -> Spelling:
    """The parts of names as `aligned` asks for them; `known` are coarse sounds that are names of their own."""
    told = names.table
    written = _numbered([part.written for part in told])
    sounds = tuple(part.sound for part in told)
    own = np.array([part.coarse in known for part in told], bool) | (rare.bearers[rare.sounds][: len(told)] >= BORNE)
    return Spelling(
        sounds, _numbered(list(sounds)), _numbered([part.coarse for part in told]),
        np.where([not part.written for part in told], NONE, written),
        np.array([bool(part.written) and "\u3400" <= part.written[0] <= "\ufaff" for part in told], bool),
        _numbered([part.sound[:1] for part in told]), np.array([len(part.sound) == 1 for part in told], bool), own,
    )  # fmt: skip


def _numbered(values: list[str]) -> Ints:
    at = {value: number for number, value in enumerate(dict.fromkeys(values))}
    return np.array([at[value] for value in values], np.int64)


def aligned(one: Ints, other: Ints, spelt: Spelling) -> tuple[Ints, Ints, Any]:
    """For each pair of names what becomes of each part of the first and the second; whether the rest resembles."""
    a, b = one[:, :, None], other[:, None, :]
    real = (a != NONE) & (b != NONE)
    same = real & (spelt.sound[a] == spelt.sound[b])
    found = np.where(same, WORD, 0)
    found = np.where(~same & real & (spelt.coarse[a] == spelt.coarse[b]), SOUND, found)
    told = (spelt.written[a] != NONE) & (spelt.written[b] != NONE) & (spelt.han[a] == spelt.han[b])
    found = np.where((found > 0) & told & (spelt.written[a] != spelt.written[b]), UNLIKE, found)
    short = real & (found == 0) & (spelt.short[a] | spelt.short[b]) & (spelt.letter[a] == spelt.letter[b])
    found = np.where(short, INITIAL, found)
    resembling = _slips(found, real, (one, other), spelt)
    return found.max(axis=2), found.max(axis=1), resembling


def _slips(found: Ints, real: Any, pair: tuple[Ints, Ints], spelt: Spelling) -> Any:
    """Marks parts a slip of the pen apart, where both have no other counterpart and are not two known names.

    Gives for each pair of names whether parts without a counterpart at least resemble each other.
    """
    free = real & (found.max(axis=2) == 0)[:, :, None] & (found.max(axis=1) == 0)[:, None, :]
    at, row, column = np.nonzero(free)
    a, b = pair[0][at, row], pair[1][at, column]
    near = alike(spelt.values, a, b)
    close = (near >= CLOSE) & ~(spelt.own[a] & spelt.own[b])
    # A name and its feminine are two names: Jovan, Jovana.
    close[close] = [not _feminine(spelt.values[x], spelt.values[y]) for x, y in zip(a[close], b[close], strict=True)]
    found[at[close], row[close], column[close]] = SLIP
    resembling = np.zeros(len(found), bool)
    resembling[at[near >= RESEMBLING]] = True
    return resembling


def _feminine(one: str, other: str) -> bool:
    return one + "a" == other or other + "a" == one


def level(one: Ints, other: Ints, found: tuple[Ints, Ints, Any], whole: Any) -> Ints:
    """The level of each pair of names; `whole` says whose letters are the same when written as one word."""
    there, here = one != NONE, other != NONE
    all_a = (found[0] > 0).sum(axis=1) == there.sum(axis=1)
    all_b = (found[1] > 0).sum(axis=1) == here.sum(axis=1)
    least = np.minimum(np.where(there, found[0], 9).min(axis=1), np.where(here, found[1], 9).min(axis=1))
    weak = np.minimum(np.where(found[0] > 0, found[0], 9).min(axis=1), np.where(found[1] > 0, found[1], 9).min(axis=1))
    some = found[0].max(axis=1) > INITIAL
    out = np.where(some, np.where(found[2], SOME, OTHER), NOTHING)
    out = np.where((all_a | all_b) & (weak != UNLIKE) & some, MORE, out)
    out = np.where(all_a & all_b & (least >= SLIP), SPELT, out)
    out = np.where(whole & (weak != UNLIKE), SPELT, out)
    out = np.where(all_a & all_b & (least == WORD), SAME, out)
    return np.where(all_a & all_b & (least == UNLIKE), APART, out)
