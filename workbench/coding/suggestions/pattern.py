"""The pattern language of the lexicons, compiled to regular expressions over folded text.

word      this word; `word*` with any ending
{slot}    any entry of a slot of the lexicon
(a|b c)   either; `?` after `)` or `}` makes it optional
..        up to four words, no comma between; `...` up to ten words, commas allowed
a & b     both in either order, at most ten words apart
"""

import dataclasses
import functools
import itertools
import re
from collections.abc import Callable, Iterator, Mapping

from workbench.coding.suggestions.needs import Needs, Present, needs_of, opening
from workbench.errors import BadValue

LETTER = r"[\w'\u0900-\u0963\u0966-\u0dff]"
PLAIN = r"[\w']"  # enough where no vowel sign is a mark of its own, and many times quicker to compile
TOKEN = re.compile(r"\.\.\.|\.\.|\{[\w-]+\}\??|\(|\)\??|\||&|[^\s(){}&|?.]+(?:\.[^\s(){}&|?.]+)*|\S")
NUMBER = r"\d+(?:[.,:]\d+)+"  # 4,000 or 6:30 is one word, and its comma parts nothing
MOST_PARTS = 3  # joined by &: six orders


@dataclasses.dataclass(frozen=True)
class Pattern:
    """One pattern; `needs` says what it cannot match without, `written` is its source."""

    expression: str
    needs: Needs
    written: str

    @functools.cached_property
    def regex(self) -> re.Pattern[str]:
        """The regular expression, compiled when a text first needs it: a whole lexicon would take seconds."""
        return re.compile(self.expression)

    def matches(self, present: Present) -> Iterator[re.Match[str]]:
        """The matches in a text; nothing is compiled for a text that lacks what the pattern needs."""
        return self.regex.finditer(present.text) if present.allows(self.needs) else iter(())


@dataclasses.dataclass(frozen=True)
class Grammar:
    """What the patterns of one lexicon share: its slots, folding, and whether its words are parted by spaces."""

    slots: Mapping[str, tuple[str, ...]]
    folded: Callable[[str], str]
    spaced: bool
    file: str
    letter: str = LETTER

    def compile(self, written: str) -> list[Pattern]:
        """A pattern as regular expressions, one for each order of its parts.

        Raises:
            BadValue: it names a slot that the lexicon does not have, or leaves a bracket open.

        Example:
            >>> grammar = Grammar({"papers": ("passport*", "id card*")}, str.lower, True, "en.toml")
            >>> found = [one.regex.search("they took my passports") for one in grammar.compile("took & {papers}")]
            >>> [one is not None for one in found]
            [True, False]
        """
        parts = [part.strip() for part in written.split("&")]
        if len(parts) > MOST_PARTS or not all(parts):
            raise self._unread(written, written, f"one to {MOST_PARTS} parts between &")
        needs = needs_of(TOKEN.findall(written), self.openings, self.opening)
        return [
            Pattern(self._bounded(_Reading(self, written, " ... ".join(order)).whole()), needs, written)
            for order in itertools.permutations(parts)
        ]

    @functools.cached_property
    def openings(self) -> dict[str, frozenset[str]]:
        """How the entries of each slot begin; empty where one of them cannot be looked up."""
        made = {slot: [self.opening(entry) for entry in entries] for slot, entries in self.slots.items()}
        return {slot: frozenset(ways) if all(ways) else frozenset() for slot, ways in made.items()}  # type: ignore[arg-type]

    def opening(self, entry: str) -> str | None:
        """How a word or phrase begins, for looking it up."""
        return opening(entry, self.folded, spaced=self.spaced)

    def slot_pattern(self, name: str) -> Pattern:
        """A slot by itself."""
        needs = (self.openings[name],) if self.openings[name] else ()
        return Pattern(self._bounded(self.either(self.slots[name])), needs, name)

    def words(self, entries: tuple[str, ...]) -> re.Pattern[str]:
        """One expression that finds any of these words or phrases; without entries, one that never matches."""
        return re.compile(self._bounded(self.either(entries))) if entries else re.compile(r"(?!)")

    def either(self, entries: tuple[str, ...]) -> str:
        """Any of the entries, longer ones tried first."""
        phrases = sorted({self._phrase(entry) for entry in entries}, key=lambda made: (-len(made), made))
        return f"(?:{'|'.join(phrases)})"

    def word(self, word: str) -> str:
        """A word, or the beginning of one; the end of a word is part of it where words are parted by spaces."""
        tail = rf"{self.letter}*" if self.spaced else ""
        made = tail.join(re.escape(piece) for piece in self.folded(word).split("*"))
        return rf"{made}(?!{self.letter})" if self.spaced else made

    def space(self) -> str:
        """What stands between two neighbouring words."""
        return r"[\s\"“”()/\[\]«»„*_$€£%+-]+" if self.spaced else r"\s*"

    def gap(self, token: str, number: int) -> str:
        """What `..` and `...` may stand for; a named group, so that a negator in it can be found."""
        wide = token == "..."
        if not self.spaced:
            return rf"(?P<gap{number}>[^。！？；]{{0,14}}?)" if wide else rf"(?P<gap{number}>[^。！？；，,]{{0,6}}?)"
        between, most = (r"[^\w.!?]+", 10) if wide else (self.space(), 4)
        return rf"(?P<gap{number}>{between}(?:(?:{NUMBER}|{self.letter}+){between}){{0,{most}}}?)"

    def slot(self, token: str, written: str) -> str:
        """The entries of a slot that a pattern names."""
        name = token.strip("{}?")
        if name not in self.slots:
            raise self._unread(written, token, f"a slot: {', '.join(sorted(self.slots))}")
        return self.either(self.slots[name])

    def _phrase(self, entry: str) -> str:
        return self.space().join(self.word(word) for word in entry.split())

    def _bounded(self, made: str) -> str:
        return rf"(?<!{self.letter}){made}" if self.spaced else made

    def _unread(self, written: str, found: str, expected: str) -> BadValue:
        return BadValue(self.file, f"pattern '{written}'", found, expected)


class _Reading:
    """One pass over the tokens of a pattern."""

    def __init__(self, grammar: Grammar, written: str, ordered: str) -> None:
        self.grammar, self.written = grammar, written
        self.tokens, self.place = TOKEN.findall(ordered), 0
        self.numbers = itertools.count()

    def whole(self) -> str:
        made = self._sequence()
        if self.place < len(self.tokens):
            raise self._unread(self.tokens[self.place], "balanced brackets")
        return made

    def _sequence(self) -> str:
        made, glue = "", ""
        while self.place < len(self.tokens) and self.tokens[self.place] not in ("|", ")", ")?"):
            token = self.tokens[self.place]
            self.place += 1
            if token in ("..", "..."):
                glue = self.grammar.gap(token, next(self.numbers))
                continue
            body, optional = self._element(token)
            if optional and not made and not glue:
                made = f"(?:{body}{self._after_opening()})?"
                continue
            made += f"(?:{glue}{body})?" if optional else f"{glue}{body}"
            glue = glue if optional and glue.startswith("(?P") else self.grammar.space()
            glue = self._again(glue)
        return made

    def _after_opening(self) -> str:
        """What follows something optional that opens a sequence: it goes where the option goes."""
        if self.tokens[self.place : self.place + 1] not in (["..."], [".."]):
            return self.grammar.space()
        self.place += 1
        return self.grammar.gap(self.tokens[self.place - 1], next(self.numbers))

    def _again(self, glue: str) -> str:
        """A gap before something optional stands again behind it, under a name of its own."""
        return re.sub(r"\?P<gap\d+>", f"?P<gap{next(self.numbers)}>", glue)

    def _element(self, token: str) -> tuple[str, bool]:
        if token.startswith("{"):
            return self.grammar.slot(token, self.written), token.endswith("?")
        if token == "(":
            return self._group()
        return self.grammar.word(token), False

    def _group(self) -> tuple[str, bool]:
        ways = [self._sequence()]
        while self.place < len(self.tokens) and self.tokens[self.place] == "|":
            self.place += 1
            ways.append(self._sequence())
        if self.place == len(self.tokens) or not all(ways):
            raise self._unread("(", "a closing bracket, and something on each side of |")
        closing = self.tokens[self.place]
        self.place += 1
        return f"(?:{'|'.join(ways)})", closing == ")?"

    def _unread(self, found: str, expected: str) -> BadValue:
        return BadValue(self.grammar.file, f"pattern '{self.written}'", found, expected)
