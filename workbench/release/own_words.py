"""What a release says whoever it is about: sentences of the workbench, and words that the formats themselves contain.

A worker may be listed as Nam alone, and an investigator go by SA: "Names, places and times are protected" holds the
one, and the styles of every Word file hold the other. Refused for that, nothing would ever leave such a case.
"""

import functools
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from workbench.codebook.cyrillic import cyrillic
from workbench.codebook.ground import place, toml
from workbench.codebook.messages import languages, messages
from workbench.figures.style import fonts
from workbench.release.dossier.word_xml import blank
from workbench.release.press import page
from workbench.release.readable import Text, masked
from workbench.release.sheets import Sheet
from workbench.release.xlsx import workbook

# Tables of `evidence_schema` whose words stand in releases; lexicons and cues, which hold names, do not.
TOLD = ("frameworks", "audiences", "columns", "clocks", "duties", "standards", "wages", "exchange", "records")
LOOKS = ("*.css", "*.typ")
BY = ("worker", "employer", "site", "period", "source")
FILES = tuple(f"{kind}-{by}" for kind in ("matrix-by", "table-matrix") for by in BY)
AROUND, LEAST = 60, 6  # signs on either side that are compared, and letters of whole words that have to agree
APART = "\x00"
SPACE = re.compile(r"\s+")
VALUE = re.compile(r"\{[^{}]*\}")
# A page with one letter in each of the faces that dossiers have, in a heading, a list and a table.
PAGE = b"""#set document(title: "-")
#set page(paper: "a4")
#set text(font: "DejaVu Sans")
= -
- - *-* #raw("-") _-_ #link("https://-")[-] #quote[-] #footnote[-]
#figure(table(columns: 2, table.header[-][-], [-], [-]), caption: [-])
"""


class Own:
    """Texts that say nothing of anybody; texts are added to it as to what seeks (`Seeking`).

    Example:
        >>> own = Own(["Names, places and times are protected."])
        >>> own.says("Names, places and times", 0, 3), own.says("Nam, places and times", 0, 3)
        (True, False)
    """

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._texts: dict[str, None] = dict.fromkeys(map(_even, texts))

    def add(self, text: Text, number: int) -> None:
        """One more text, whatever its number."""
        self._texts |= dict.fromkeys(map(_even, text.pieces))

    def found(self) -> Iterator[tuple[int, str, str]]:
        """Nothing: here nobody is sought."""
        return iter(())

    def says(self, text: str, start: int, end: int) -> bool:
        """True where one word of a text stands in these texts as well, with what is around it, and tells of nobody.

        The word and whole words of at least six letters beside it have to agree, or the whole of a shorter text that
        has more than this word. Several words are always a name.
        """
        if any(sign.isspace() for sign in text[start:end]):
            return False
        first, last = start, end
        while first and text[first - 1].isalnum():
            first -= 1
        while last < len(text) and text[last].isalnum():
            last += 1
        word = text[first:last]
        before, after = _even(text[max(0, first - AROUND) : first]), _even(text[last : last + AROUND])
        spare = sum(map(str.isalnum, text[first:start] + text[end:last]))
        return any(self._agrees(at, word, before, after, spare) for at in self._places(word))

    def _agrees(self, at: int, word: str, before: str, after: str, spare: int) -> bool:
        """Whether what stands around a word is what stands around it at this place: letters enough, or a whole text."""
        last = at + len(word)
        head = self._all[max(self._all.rindex(APART, 0, at) + 1, at - AROUND) : at]
        tail = self._all[last : min(self._all.index(APART, last), last + AROUND)]
        letters = spare + _alike(before[::-1], head[::-1]) + _alike(after, tail)
        if letters >= LEAST:
            return True
        cut = self._all[at - len(head) - 1] == APART == self._all[last + len(tail)]
        head, tail = head.lstrip(), tail.rstrip()
        return (
            cut and any(map(str.isalpha, head + tail))
            and before.endswith(head) and not before[: len(before) - len(head)][-1:].isalnum()
            and after.startswith(tail) and not after[len(tail) :][:1].isalnum()
        )  # fmt: skip

    def _places(self, word: str) -> Iterator[int]:
        """Where these texts hold a word that goes on neither before nor behind."""
        at = self._all.find(word)
        while at >= 0:
            if not self._all[at - 1].isalnum() and not self._all[at + len(word)].isalnum():
                yield at
            at = self._all.find(word, at + 1)

    @functools.cached_property
    def _all(self) -> str:
        return APART + APART.join(self._texts) + APART


def said() -> Iterator[str]:
    """Every sentence of the workbench that a release may hold, in each language and script.

    Example:
        >>> "Summary" in {*said()}
        True
    """
    yield from FILES
    for lang in languages():
        for words in messages(lang).words.values():
            yield words
            yield from VALUE.split(words) if "{" in words else ()
    for folder in TOLD:
        for file in sorted(place(folder).rglob("*.toml")):
            yield from _strings(toml(file))
    for pattern in LOOKS:
        for file in sorted(Path(__file__).parent.rglob(pattern)):
            yield masked(file.read_text(encoding="utf-8"))


def blanks() -> list[bytes]:
    """A Word file, a workbook and a PDF that say nothing, as the libraries that write releases make them.

    Example:
        >>> [made[:4] for made in blanks()]
        [b'PK\\x03\\x04', b'PK\\x03\\x04', b'%PDF']
    """
    word = io.BytesIO()
    blank().save(word)
    return [word.getvalue(), workbook([Sheet("-", ("-",), (("-",),))], title="-"), page(PAGE, str(fonts()))]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _strings(one)
            if key == "sr-Latn" and isinstance(one, str):
                yield cyrillic(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def _even(text: str) -> str:
    return SPACE.sub(" ", text)


def _alike(one: str, other: str) -> int:
    """How many letters and figures the words have that two texts begin with in common."""
    letters = word = 0
    for a, b in zip(f"{one}\n", f"{other}\n", strict=False):
        if not a.isalnum() and not b.isalnum():
            letters, word = letters + word, 0
        if a != b or a == APART:
            break
        word += a.isalnum()
    return letters
