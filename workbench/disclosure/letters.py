"""Letters as a name is sought by them: without accents, in Latin, in small letters; and where each of them stands."""

import functools
import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from workbench.codebook.scripts import letters
from workbench.disclosure.encoded import Plain, plain

# Filling that takes no room on a page although Unicode calls it a letter, and the long s.
OTHERS = {"ᅠ": "", "ㅤ": "", "ᅟ": "", "ﾠ": "", "ſ": "s"}
STROKED = {"đ", "ð", "ɖ", "ł", "ø"}


class _Table(dict[str, str]):
    """For each letter what it is sought by: "" where it is invisible or a mark, " " where it parts words."""

    def __init__(self, look: bool) -> None:
        super().__init__()
        self.look = look

    def __missing__(self, letter: str) -> str:
        self[letter] = found = _sought(letter, self.look)
        return found


SOUND, LOOK = _Table(False), _Table(True)


class _Codes(dict[int, str]):
    """A table by code point, as `str.translate` asks it."""

    def __init__(self, table: _Table) -> None:
        super().__init__()
        self.table = table

    def __missing__(self, code: int) -> str:
        self[code] = found = self.table[chr(code)]
        return found


CODES = {table.look: _Codes(table) for table in (SOUND, LOOK)}


def _sought(letter: str, look: bool) -> str:
    if letter in OTHERS:
        return OTHERS[letter]
    category = unicodedata.category(letter)
    if category == "Cf" or category[0] == "M":
        return ""
    number = unicodedata.digit(letter, None)
    if number is not None:
        return str(number)
    table = letters()
    if letter in table.look and (look or "Ͱ" <= letter < "Ѐ"):
        return table.look[letter]
    small = "".join(c for c in unicodedata.normalize("NFKD", letter).casefold() if unicodedata.category(c)[0] != "M")
    found = "".join(table.sound.get(c, _without_stroke(table.simplified.get(c, c))) for c in small if c.isalnum())
    return found if found or small in table.sound else " "


def _without_stroke(letter: str) -> str:
    """A Latin letter without what Unicode does not count as an accent: strokes, hooks, tails, small capitals."""
    if letter.isascii() or not unicodedata.name(letter, "").startswith("LATIN "):
        return letter
    words = unicodedata.name(letter).split(" WITH ")[0].split()
    return words[-1].lower() if len(words[-1]) == 1 else letter


def folded(text: str) -> str:
    """What a word is sought by: `SOUND` for each of its letters, nothing between them.

    Example:
        >>> folded("Đorđe"), folded("Ђорђе"), folded("TRẦN"), folded("Ｌâ\u00adm")
        ('dorde', 'djordje', 'tran', 'lam')
    """
    return "".join(SOUND[c] for c in text).replace(" ", "")


def looks(text: str) -> str:
    """What a word looks like to somebody who takes its letters for Latin ones.

    Example:
        >>> looks("Рао"), looks("Rao")
        ('pao', 'rao')
    """
    return "".join(LOOK[c] for c in text).replace(" ", "")


@functools.cache
def marks(text: str) -> tuple[str, ...]:
    """The accents and strokes of a word, sorted; a caron and an acute on a c count as one, for they are mixed up.

    Example:
        >>> marks("Lam"), len(marks("Trần")), marks("Kovač") == marks("Kovać")
        ((), 2, True)
    """
    found = []
    for letter in unicodedata.normalize("NFD", text.casefold()):
        if unicodedata.combining(letter):
            found.append("´" if letter == "\u030c" else unicodedata.normalize("NFD", letter))
        elif letter in STROKED:
            found.append("-")
    return tuple(sorted("´" if mark == "\u0301" else mark for mark in found))


class View(NamedTuple):
    """A text as it is searched: `flat` has one blank for each sign between words; `at` leads back to `source`."""

    source: Plain
    flat: str
    at: Sequence[int]

    def raw(self, start: int, end: int) -> str:
        """The letters behind a stretch of `flat`, as they were written (codes taken out)."""
        return self.source.text[self.at[start] : self.at[end - 1] + 1] if end > start else ""

    def between(self, end: int, start: int) -> str:
        """What stands between two stretches of `flat`."""
        return self.source.text[self.at[end - 1] + 1 : self.at[start]]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of `flat` in code points of the text as received, with the marks that belong to its last letter."""
        last = self.at[end - 1]
        text = self.source.text
        while last + 1 < len(text) and unicodedata.category(text[last + 1])[0] == "M":
            last += 1
        return self.source.start[self.at[start]], self.source.end[last]


def view(text: str) -> View:
    """A text as names are sought in it.

    Example:
        >>> found = view("Tr%E1%BA%A7n-L\u00adâm")
        >>> found.flat, found.span(5, 8)
        ('tran lam', (13, 17))
    """
    return _view(plain(text), SOUND)


def mistaken(found: View) -> View | None:
    """The same text with Cyrillic and Greek letters taken for the Latin ones they look like; None where it has none."""
    text = found.source.text
    if text.isascii() or not any("Ͱ" <= letter < "\u0530" for letter in set(text)):
        return None
    return _view(found.source, LOOK)


def _view(source: Plain, table: _Table) -> View:
    text = source.text
    flat = text.translate(CODES[table.look])
    odd = "".join(sorted(letter for letter in set(text) if len(table[letter]) != 1))
    if not odd:
        return View(source, flat, range(len(text)))
    at: list[int] = []
    done = 0
    for match in re.finditer(f"[{re.escape(odd)}]", text):
        at += range(done, match.start())
        at += [match.start()] * len(table[match.group()])
        done = match.end()
    at += range(done, len(text))
    return View(source, flat, at)
