"""What somebody searches for, read: words, "phrases", AND, OR, -not, begin*, brackets; or one line on what is wrong."""

import dataclasses
import functools
import re
import unicodedata

from workbench.errors import BadValue
from workbench.searching.key import RUN, Word, words

LONGEST, DEEPEST = 1000, 20
QUOTES = str.maketrans("“”„‟«»", '""""""')
PIECE = re.compile(
    r'\s*(?:(?P<minus>-)?(?:"(?P<phrase>[^"]*)"(?P<star>\*)?|(?P<open>\()|(?P<word>[^\s()"]+))|(?P<close>\)))'
)
HELP = (
    'words that must all be there, "words in this order", one OR another, -without, begin*, and brackets; for instance '
    'passport AND (kept OR taken) -"gave back"'
)


@dataclasses.dataclass(frozen=True)
class Term:
    """Words that stand one after the other: their keys, as typed, and whether the last may go on.

    Example:
        >>> Term("Hộ chiếu", ("ho", "chieu"), False).at(words("giữ hộ chiếu"))
        [(4, 12)]
    """

    typed: str
    keys: tuple[str, ...]
    begins: bool

    def match(self) -> str:
        """The term in the language of SQLite's FTS5; keys hold letters alone, so nothing needs to be escaped."""
        return f'"{" ".join(self.keys)}"{" *" if self.begins else ""}'

    def at(self, found: list[Word]) -> list[tuple[int, int]]:
        """Where the term stands among these words, in code points."""
        last, length = self.keys[-1], len(self.keys)
        places = []
        for start in range(len(found) - length + 1):
            stretch = [one.key for one in found[start : start + length]]
            goes_on = self.begins and stretch[-1].startswith(last)
            if (stretch[-1] == last or goes_on) and tuple(stretch[:-1]) == self.keys[:-1]:
                places.append((found[start].start, found[start + length - 1].end))
        return places

    def as_typed(self, shown: str) -> bool:
        """Whether the words stand in a text (see `plain`) with the very letters and marks that were typed."""
        first, pattern = self._pattern
        return first in shown and pattern.search(shown) is not None

    @functools.cached_property
    def _pattern(self) -> tuple[str, "re.Pattern[str]"]:
        """A word that has to be there, which is quick to see, and the whole."""
        parts = re.findall(r"[^\W_]+", self.typed) or [self.typed]
        begin, end = ("", "") if RUN.search(self.typed) else (r"(?<!\w)", "" if self.begins else r"(?!\w)")
        return parts[0], re.compile(begin + r"\W+".join(map(re.escape, parts)) + end)


@dataclasses.dataclass(frozen=True)
class Query:
    """A question as it was typed, `match` for FTS5, the terms that may be found, and whether one of them is enough."""

    typed: str
    match: str
    terms: tuple[Term, ...]
    either: bool

    def as_typed(self, text: str) -> bool:
        """Whether what was found stands there as typed, marks and script included."""
        enough = any if self.either else all
        shown = plain(text)
        return enough(term.as_typed(shown) for term in self.terms)


def plain(text: str) -> str:
    """A text in small letters and composed, its marks kept: what was typed is compared with this.

    Example:
        >>> plain("Ho\u0323\u0302") == plain("HỘ")
        True
    """
    return unicodedata.normalize("NFC", text.casefold())


def query(typed: str) -> Query:
    """Reads a question.

    Raises:
        BadValue: a quotation mark or bracket is left open, a word is missing beside AND, OR or -, or nothing that can
            be searched is left.

    Example:
        >>> query('pasoš* -"vratili su"').match
        '("pasos" *) NOT ("vratili su")'
    """
    return _Reading(typed.translate(QUOTES)).whole()


class _Reading:
    """One question under way."""

    def __init__(self, typed: str) -> None:
        self.typed, self.either, self.depth = typed, False, 0
        self.terms: list[Term] = []
        if len(typed) > LONGEST:
            raise self._wrong(f"at most {LONGEST} characters")
        self.pieces = self._pieces()
        self.next = 0

    def _wrong(self, remedy: str) -> BadValue:
        return BadValue("search", "words", self.typed[:80], remedy)

    def _pieces(self) -> list[dict[str, str]]:
        found, at, text = [], 0, self.typed.rstrip()
        while at < len(text):
            match = PIECE.match(text, at)
            if match is None:
                raise self._wrong("a second quotation mark where the phrase ends")
            found.append({name: value for name, value in match.groupdict().items() if value is not None})
            at = match.end()
        return found

    def whole(self) -> Query:
        match = self._either()
        if self._piece():
            raise self._wrong("an opening bracket before each closing one")
        return Query(self.typed, match, tuple(self.terms), self.either)

    def _piece(self) -> dict[str, str]:
        return self.pieces[self.next] if self.next < len(self.pieces) else {}

    def _is(self, word: str) -> bool:
        return self._piece().get("word") == word and "minus" not in self._piece()

    def _either(self) -> str:
        parts = [self._all()]
        while self._is("OR"):
            self.next += 1
            self.either = True
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else f"({' OR '.join(f'({part})' for part in parts)})"

    def _all(self) -> str:
        wanted: list[str] = []
        without: list[str] = []
        after = ""
        while (piece := self._piece()) and "close" not in piece and not self._is("OR"):
            self.next += 1
            word = piece.get("word") if "minus" not in piece else None
            if word in ("AND", "NOT"):
                if after or (word == "AND" and not (wanted or without)):
                    raise self._wrong(f"a word on both sides of {word}")
                after = word
                continue
            out = "minus" in piece or after == "NOT"
            if made := self._unit(piece, out):
                (without if out else wanted).append(made)
            after = ""
        if after:
            raise self._wrong(f"a word after {after}")
        if not wanted:
            raise self._wrong("a word that must be there beside what must not" if without else HELP)
        return f"({' AND '.join(wanted)})" + (f" NOT ({' OR '.join(without)})" if without else "")

    def _unit(self, piece: dict[str, str], out: bool) -> str:
        """One word, phrase or bracket as FTS5 has it; nothing where it holds neither letters nor digits."""
        kept = len(self.terms)
        if "open" in piece:
            self.depth += 1
            if self.depth > DEEPEST:
                raise self._wrong(f"at most {DEEPEST} brackets")
            made = f"({self._either()})"
            if "close" not in self._piece():
                raise self._wrong("a closing bracket for each opening one")
            self.next += 1
        else:
            made = self._term(piece)
        if out:
            del self.terms[kept:]  # what must not be there is never found
        return made

    def _term(self, piece: dict[str, str]) -> str:
        typed = piece.get("phrase", piece.get("word", ""))
        begins = "star" in piece or ("word" in piece and typed.endswith("*"))
        found = [one.key for one in words(typed)]
        if not found:
            return ""
        if RUN.match(found[-1]) and not begins:
            # Of a run of characters the last stands alone at the end of the text's run only, so it is left out; one
            # character alone is the beginning of a pair.
            begins = len(found) == 1 or not RUN.match(found[-2]) or len(found[-2]) == 1
            found = found if begins else found[:-1]
        term = Term(plain(typed.rstrip("*")), tuple(found), begins)
        self.terms.append(term)
        return term.match()
