"""A text as names are sought in it: without accents, in Latin, in small letters; and where each of them stands."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from workbench.codebook.sounding import CODES, LOOK, SOUND, Table
from workbench.disclosure.encoded import Plain, plain


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


def _view(source: Plain, table: Table) -> View:
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
