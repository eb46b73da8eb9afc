"""Weights of words, learned beforehand from labelled sentences: a second reader beside the cues, offline.

`benchmarks/learn_suggest.py` writes `evidence_schema/lexicons/learned/`, one file a language: what each word, pair of
neighbouring words, group of letters inside a word, concept and pair of concepts speaks for, and what a cue or a frame
is worth beside them. Nothing is learned while the workbench runs.
"""

import dataclasses
import functools
import itertools
import math
import re
from collections.abc import Collection, Iterator, Mapping

from workbench.codebook.ground import json_of, place, stems
from workbench.errors import BadValue

WORD = re.compile(r"\w+")
GROUPS = (4, 5)  # letters, with the edges of the word as letters of their own
HUNDREDTHS = 100  # weights are kept as whole hundredths
WIDEST = 8  # words that a quote may span
SHOWN = 3  # words named in a reason


@dataclasses.dataclass(frozen=True)
class Reading:
    """What a reader says of one text, as log-odds: that it states anything, and that it speaks for each indicator."""

    stated: float
    speaks: Mapping[str, float]

    @property
    def states(self) -> float:
        """How likely it states anything, from 0 to 1."""
        return chance(self.stated)

    @property
    def chances(self) -> dict[str, float]:
        """How likely it speaks for each indicator, from 0 to 1.

        Example:
            >>> Reading(0.0, {"deception": 0.0}).chances
            {'deception': 0.5}
        """
        return {name: chance(value) for name, value in self.speaks.items()}


@dataclasses.dataclass(frozen=True, kw_only=True)
class Learned:
    """The weights of one language: a row for each feature, a column for each indicator, the last for "states it".

    `weights` are of words, pairs and groups of letters, shared among all of a text; `signs` of whatever else was seen.
    """

    language: str
    indicators: tuple[str, ...]
    bias: tuple[float, ...]
    signs: Mapping[str, tuple[int, ...]]
    weights: Mapping[str, tuple[int, ...]]

    def read(self, text: str, signs: Collection[str] = ()) -> Reading:
        """Reads a folded text; `signs` are what was seen in it: concepts, cues, frames, negators.

        Example:
            >>> lied = Learned(language="en", indicators=("deception",), bias=(-1.0, 0.0), weights={"lied": (300, 100)},
            ...                signs={"#promise_said": (50, 20)})
            >>> round(lied.read("they lied").chances["deception"], 2)
            0.48
            >>> round(lied.read("they lied", {"#promise_said"}).chances["deception"], 2)
            0.6
        """
        names = set(itertools.chain.from_iterable(features(text)))
        words = _summed([self.weights[name] for name in sorted(names & self.weights.keys())], len(self.bias))
        seen = _summed([self.signs[sign] for sign in sorted(self.signs.keys() & set(signs))], len(self.bias))
        size = HUNDREDTHS * math.sqrt(max(1, len(names)))
        parts = zip(words, seen, self.bias, strict=True)
        *values, stated = (word / size + sign / HUNDREDTHS + bias for word, sign, bias in parts)
        return Reading(stated, dict(zip(self.indicators, values, strict=True)))

    def telling(self, text: str, indicator: str, concepts: Collection[tuple[int, str]] = ()) -> list[tuple[int, int]]:
        """The words of a folded text that speak most for an indicator, close together, in their order.

        `concepts` are those that were found in it, each with the number of its word.

        Example:
            >>> lied = Learned(language="en", indicators=("deception",), bias=(0.0, 0.0), signs={},
            ...                weights={"lied": (300, 100), "pay": (90, 10)})
            >>> text = "about the pay he lied to us"
            >>> [text[start:end] for start, end in lied.telling(text, "deception")][-1]
            'lied'
        """
        column = self.indicators.index(indicator)
        words = [found.span() for found in WORD.finditer(text)]
        worth: list[float] = [sum(self._worth(name, column) for name in names) for names in features(text)]
        for at, concept in concepts:
            worth[at] += math.sqrt(len(words)) * self.signs.get(f"#{concept}", (0,) * len(self.bias))[column]
        width = min(WIDEST, len(words))
        first = max(
            range(len(words) - width + 1), key=lambda at: (math.fsum(sorted(worth[at : at + width])[-SHOWN:]), -at)
        )
        best = sorted(range(first, first + width), key=lambda at: (-worth[at], at))[:SHOWN]
        return [words[at] for at in sorted(best)]

    def _worth(self, name: str, column: int) -> int:
        return self.weights[name][column] if name in self.weights else 0


@functools.cache
def learned(folding: str) -> Learned | None:
    """The weights for a folding (a language, mostly), read once; `None` where nothing was learned.

    Raises:
        BadValue: the file has a row that is longer or shorter than its list of indicators asks for.

    Example:
        >>> learned("zh") is None
        True
    """
    if folding not in stems(place("lexicons", "learned"), ".json"):
        return None
    name = f"lexicons/learned/{folding}.json"
    content = json_of("lexicons", "learned", f"{folding}.json")
    width = len(content["indicators"]) + 1
    for feature, row in (("bias", content["bias"]), *content["signs"].items(), *content["weights"].items()):
        if len(row) != width:
            raise BadValue(name, feature, f"{len(row)} numbers", f"{width}: run benchmarks/learn_suggest.py again")
    return Learned(
        language=content["language"],
        indicators=tuple(content["indicators"]),
        bias=tuple(content["bias"]),
        signs={sign: tuple(row) for sign, row in content["signs"].items()},
        weights={feature: tuple(row) for feature, row in content["weights"].items()},
    )


def features(text: str) -> Iterator[set[str]]:
    """For each word of a folded text what it is looked up by: itself, with its neighbours, and groups of its letters.

    Example:
        >>> [sorted(one) for one in features("we owe")]
        [[' we ', 'we', 'we owe'], [' owe', ' owe ', 'owe', 'owe ', 'we owe']]
    """
    words = WORD.findall(text)
    for at, word in enumerate(words):
        edged = f" {word} "
        groups = {edged[start : start + size] for size in GROUPS for start in range(len(edged) - size + 1)}
        pairs = {" ".join(pair) for pair in itertools.pairwise(words[max(0, at - 1) : at + 2])}
        yield {word} | groups | pairs


def _summed(rows: list[tuple[int, ...]], width: int) -> list[int]:
    return [sum(column) for column in zip(*rows, strict=True)] if rows else [0] * width


def chance(odds: float) -> float:
    """Log-odds as a chance from 0 to 1.

    Example:
        >>> chance(0.0), round(chance(2.0), 2)
        (0.5, 0.88)
    """
    return 1 / (1 + math.exp(-odds))
