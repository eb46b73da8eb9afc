"""Pairs of entities that may be the same, each with a score and with every reason for it in words.

Nothing here decides: a score orders what a person looks at. It is the probability that the two are the same, and the
weights of its reasons, in bits, add up to its odds.
"""

import dataclasses
import itertools
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from workbench.matching.blocking import candidates
from workbench.matching.columns import Columns, Ints, columns
from workbench.matching.comparing import Compared, compared
from workbench.matching.learning import Learnt, blind, learn, probability, weights
from workbench.matching.named import Named
from workbench.matching.reasons import Reason, reasons
from workbench.matching.splinked import splinked

# Beyond so many entities of one kind the work belongs in a database (`workbench.matching.splinked`).
IN_MEMORY = 10_000


@dataclasses.dataclass(frozen=True)
class Scored:
    """Two entities by key, how likely they are the same, and why.

    Example:
        >>> Scored("W-1", "W-7", 0.5, ()).score
        0.5
    """

    a: str
    b: str
    score: float
    reasons: tuple[Reason, ...]


@dataclasses.dataclass(frozen=True)
class Kind:
    """Entities of one kind with what their pairs taught, ready to score any two of them."""

    of: Columns
    learnt: Learnt
    first: Ints
    second: Ints

    def scored(self, first: Ints, second: Ints) -> tuple[Any, dict[str, Any], Compared]:
        """For pairs of places: how likely they are the same, what each field says, and what was compared."""
        found = compared(self.of, first, second)
        told = weights(found, self.learnt)
        return probability(told, self.learnt), told, found

    def pairs(self, first: Ints, second: Ints, least: float = 0.0) -> list[Scored]:
        """Pairs of places with their reasons, the likeliest first; those below `least` are left out."""
        likely, told, found = self.scored(first, second)
        kept = [at for at in np.argsort(-likely, kind="stable").tolist() if likely[at] >= least]
        return [
            Scored(
                self.of.entities[first[at]].key, self.of.entities[second[at]].key, round(float(likely[at]), 4),
                reasons(self.of, (int(first[at]), int(second[at])), (told, found, self.learnt), at),
            )
            for at in kept
        ]  # fmt: skip


def taught(entities: Sequence[Named]) -> Kind:
    """What the pairs of entities of one kind teach about how the same and how others agree.

    Of more than `IN_MEMORY` Splink says which are worth comparing.

    Raises:
        Refused: there are more, and Splink is not installed.

    Example:
        >>> kind = taught([Named(key=n, schema="Person", names=(n,)) for n in ("Sava Ilić", "Сава Илић", "Ana Savić")])
        >>> kind.pairs(np.array([0]), np.array([1]))[0].reasons[1].words
        'the same name: Sava Ilić / Сава Илић; one in 5,050 others would share it'
    """
    of = columns(entities)
    first, second = candidates(of) if len(of) <= IN_MEMORY else _from_database(entities)
    learnt = learn(compared(of, first, second), blind(of), len(of))
    return Kind(of, learnt, first, second)


def _from_database(entities: Sequence[Named]) -> tuple[Ints, Ints]:
    at = {one.key: place for place, one in enumerate(entities)}
    found = np.array([sorted((at[a], at[b])) for a, b, _ in splinked(entities)], np.int64).reshape(-1, 2)
    return found[:, 0], found[:, 1]


def pairs(entities: Iterable[Named], *, least: float = 0.05) -> list[Scored]:
    """Candidate pairs of entities that may be the same, the likeliest first, each with its reasons.

    Only entities of one kind are held against each other, and only those of which something is known beside a key.

    Raises:
        Refused: there are more of one kind than `IN_MEMORY`, and Splink is not installed.

    Example:
        >>> told = [Named(key=str(n), schema="Company", names=(name,)) for n, name in enumerate(
        ...     ("玲珑轮胎有限公司", "Linglong Tajr d.o.o.", "Zelena Gradnja d.o.o."))]
        >>> [(one.a, one.b) for one in pairs(told)]
        [('0', '1')]
    """
    told_of = [one for one in entities if one.names or one.born or one.numbers or one.phones]
    ordered = sorted(told_of, key=lambda one: (one.kind, one.key))
    found: list[Scored] = []
    for _, group in itertools.groupby(ordered, key=lambda one: one.kind):
        told = list(group)
        if len(told) > 1:
            kind = taught(told)
            found += kind.pairs(kind.first, kind.second, least)
    return sorted(found, key=lambda one: (-one.score, one.a, one.b))
