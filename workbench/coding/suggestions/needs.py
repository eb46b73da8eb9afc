"""What a pattern cannot match without: the beginnings of words, looked up before any expression is made of it."""

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

Needs = tuple[frozenset[str], ...]
PIECE = re.compile(r"[^\W_]+|[\u0900-\u0dff]+")
STOPS = ("|", ")", ")?")


@dataclasses.dataclass(frozen=True)
class Present:
    """A folded text and the openings in it: its words, and `b*` for all that a word begins with.

    `openings` is None where words are not parted by spaces.
    """

    text: str
    openings: frozenset[str] | None

    def allows(self, needs: Needs) -> bool:
        """Whether each of the needs is met by something in the text; True does not say that anything matches.

        Example:
            >>> present("they took my passports", spaced=True).allows((frozenset({"took", "kept"}),))
            True
            >>> present("they took my passports", spaced=True).allows((frozenset({"passport"}),))
            False
            >>> present("they took my passports", spaced=True).allows((frozenset({"passport*"}),))
            True
        """
        if self.openings is None:
            return all(any(one.rstrip("*") in self.text for one in need) for need in needs)
        return not any(self.openings.isdisjoint(need) for need in needs)


def present(text: str, *, spaced: bool) -> Present:
    """What stands in a folded text.

    Example:
        >>> sorted(present("no pay", spaced=True).openings)
        ['n*', 'no', 'no*', 'p*', 'pa*', 'pay', 'pay*']
    """
    if not spaced:
        return Present(text, None)
    words = frozenset(PIECE.findall(text))
    return Present(text, words | {f"{word[:end]}*" for word in words for end in range(1, len(word) + 1)})


def opening(written: str, folded: Callable[[str], str], *, spaced: bool) -> str | None:
    """How an entry begins: its first word, with `*` where that word goes on; None where that says nothing.

    Example:
        >>> opening("id card*", str.lower, spaced=True), opening("confiscat*", str.lower, spaced=True)
        ('id', 'confiscat*')
    """
    first = written.split(maxsplit=1)[0] if spaced else written
    letters = folded(first.split("*")[0])
    if not spaced:
        return letters or None
    piece = PIECE.match(letters)
    if not piece:
        return None
    return f"{piece[0]}*" if piece.end() == len(letters) and "*" in first else piece[0]


def needs_of(tokens: Sequence[str], slots: Mapping[str, Iterable[str]], word: Callable[[str], str | None]) -> Needs:
    """What a sequence of tokens of the pattern language cannot match without; what may be left out is not in it.

    `slots` gives the openings of each slot, `word` that of a word.

    Example:
        >>> [sorted(one) for one in needs_of(["took", "..", "(", "a", "|", "b", ")", "(", "d", ")?"], {}, str)]
        [['took'], ['a', 'b']]
    """
    return tuple(_Reading(tokens, slots, word).sequence())


class _Reading:
    """One pass over the tokens."""

    def __init__(
        self, tokens: Sequence[str], slots: Mapping[str, Iterable[str]], word: Callable[[str], str | None]
    ) -> None:
        self.tokens, self.slots, self.word, self.place = tokens, slots, word, 0

    def sequence(self) -> list[frozenset[str]]:
        found: list[frozenset[str]] = []
        while self.place < len(self.tokens) and self.tokens[self.place] not in STOPS:
            token = self.tokens[self.place]
            self.place += 1
            need = self._need(token)
            if need:
                found.append(need)
        return found

    def _need(self, token: str) -> frozenset[str] | None:
        if token == "(":
            return self._group()
        if token in ("..", "...", "&") or token.endswith("}?"):
            return None
        if token.startswith("{"):
            return frozenset(self.slots.get(token.strip("{}"), ()))
        begins = self.word(token)
        return None if begins is None else frozenset({begins})

    def _group(self) -> frozenset[str] | None:
        ways = [self.sequence()]
        while self.place < len(self.tokens) and self.tokens[self.place] == "|":
            self.place += 1
            ways.append(self.sequence())
        closing = self.tokens[self.place] if self.place < len(self.tokens) else ")"
        self.place += 1
        if closing == ")?" or not all(ways):
            return None
        return frozenset[str]().union(*(way[0] for way in ways))
