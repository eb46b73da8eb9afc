"""What the words of a text speak of: documents, debts, locks, hours; by lists of words, stems and short phrases.

A concept suggests nothing by itself. The learned weights read which concepts stand in a sentence, and which stand near
each other, so that words which no labelled sentence had are read like those beside which they are listed.
"""

import functools
import itertools
import re
from collections.abc import Iterable, Mapping

from workbench.codebook.ground import place, stems, toml
from workbench.coding.suggestions.fold import fold

WORD, TOKEN = re.compile(r"\w+"), re.compile(r"\w+\*?")
NEAR = 8  # words between two concepts that still belong together
STEM = 3  # letters by which stems are found
Entry = tuple[tuple[str, ...], str]


class Concepts:
    """The concepts of one language, each with its entries as the texts are folded.

    Example:
        >>> found = Concepts("en", {"debt": ["owe*", "in the red"]}).found("she owes a lot and is in the red")
        >>> sorted(found)
        [(1, 'debt'), (6, 'debt')]
    """

    def __init__(self, folding: str, listed: Mapping[str, Iterable[str]]) -> None:
        self._whole: dict[str, list[Entry]] = {}
        self._stems: dict[str, list[Entry]] = {}
        for concept, entries in listed.items():
            for entry in entries:
                tokens = tuple(TOKEN.findall(" ".join(_folded(part, folding) for part in entry.split())))
                if tokens:
                    first = tokens[0]
                    held = self._stems if first.endswith("*") else self._whole
                    held.setdefault(first[:-1][:STEM] if first.endswith("*") else first, []).append((tokens, concept))

    def found(self, text: str) -> set[tuple[int, str]]:
        """For each concept that stands in a folded text the number of the word where it begins."""
        words = WORD.findall(text)
        return {
            (at, concept)
            for at, word in enumerate(words)
            for tokens, concept in self._beginning(word)
            if at + len(tokens) <= len(words) and all(map(_is, tokens, words[at : at + len(tokens)]))
        }

    def _beginning(self, word: str) -> Iterable[Entry]:
        stems_ = (self._stems.get(word[:size], ()) for size in range(1, STEM + 1))
        return itertools.chain(self._whole.get(word, ()), *stems_)


def marks(found: Iterable[tuple[int, str]]) -> set[str]:
    """The concepts of a text, and the pairs of them that stand near each other, as the learned weights know them.

    Example:
        >>> sorted(marks({(1, "debt"), (4, "fee"), (30, "lock")}))
        ['#debt', '#debt #fee', '#fee', '#lock']
    """
    held = sorted(found)
    pairs = {
        f"#{min(one, other)} #{max(one, other)}"
        for (at, one), (after, other) in itertools.combinations(held, 2)
        if one != other and after - at <= NEAR
    }
    return {f"#{concept}" for _, concept in held} | pairs


@functools.cache
def concepts(folding: str) -> Concepts | None:
    """The concepts for a folding (a language, mostly), read once; `None` where none are listed.

    Example:
        >>> concepts("zh") is None
        True
    """
    folder = place("lexicons", "concepts")
    if folding not in stems(folder, ".toml"):
        return None
    return Concepts(folding, toml(folder / f"{folding}.toml")["concepts"])


def _folded(token: str, folding: str) -> str:
    star = token.endswith("*")
    return fold(token.removesuffix("*"), folding).text + "*" * star


def _is(token: str, word: str) -> bool:
    return word.startswith(token[:-1]) if token.endswith("*") else word == token
