"""Text in the form that cues are matched in, with the way back to every code point of the text as given."""

import dataclasses
import functools
import itertools
import re
import unicodedata
from collections.abc import Iterable

# One table for Serbian in all its spellings: Cyrillic, Latin, and Latin without diacritics meet in the same letters.
CYRILLIC = dict(zip("абвгдежзијклмнопрстћуфхцчш", "abvgdezzijklmnoprstcufhccs", strict=True))
CYRILLIC |= {"ђ": "dj", "љ": "lj", "њ": "nj", "џ": "dz"}
STRAIGHT = {"\u2018": "'", "\u2019": "'", "\u02bc": "'", "`": "'", "ı": "i", "\u0964": "."}
# Vietnamese marks become digits, as on a typewriter's keyboard, so that a mark is a letter to a pattern.
QUALITY = {"\u0302": "6", "\u031b": "7", "\u0306": "8"}
TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
TONE_MARKS = frozenset(TONES.values())
SYLLABLE = re.compile(r"\w+")
NUKTA = "\u093c"


@dataclasses.dataclass(frozen=True)
class Folded:
    """`text` for matching, and for each of its letters the code point of the original that it came from."""

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the folded text stands in the original, in code points, end not included.

        Example:
            >>> fold("Ђак", "sr").span(0, 2)
            (0, 1)
        """
        places = self.origin[start:end]
        return min(places), max(places) + 1


def fold(text: str, language: str) -> Folded:
    """Small letters without diacritics; `vi` keeps its marks as digits, `vi-plain` drops them too.

    The two Serbian scripts come out alike, and so does text in composed or decomposed form (NFC, NFD). Signs that
    nobody sees (joiners, soft hyphens) go.

    Example:
        >>> fold("Одузели су пасоше", "sr").text == fold("oduzeli su pasoše", "sr").text
        True
        >>> fold("Hộ chiếu", "vi").text, fold("Hộ chiếu", "vi-plain").text
        ('ho65 chie6u1', 'ho chieu')
    """
    parts = list(map(_table(language).__getitem__, text))
    lengths = list(map(len, parts))
    places: Iterable[int] = range(len(parts))
    if lengths.count(1) != len(lengths):
        places = itertools.chain.from_iterable(map(itertools.repeat, places, lengths))
    folded, origin = "".join(parts), tuple(places)
    return _tones_last(folded, origin) if language == "vi" else Folded(folded, origin)


class _Letters(dict[str, str]):
    """What each letter becomes, computed when it is first asked for: texts have few letters, and many of each."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __missing__(self, char: str) -> str:
        self[char] = found = _letters(char, self.language)
        return found


@functools.cache
def _table(language: str) -> _Letters:
    return _Letters(language)


def _letters(char: str, language: str) -> str:
    small = char.casefold()
    if language == "sr" and small in CYRILLIC:
        return CYRILLIC[small]
    if small == "đ":
        return {"sr": "dj", "vi": "d9"}.get(language, "d")
    return "".join(_plain(part, language) for part in unicodedata.normalize("NFKD", small))


def _plain(part: str, language: str) -> str:
    if language == "vi" and part in QUALITY | TONES:
        return (QUALITY | TONES)[part]
    if part in STRAIGHT:
        return STRAIGHT[part]
    if "\u0300" <= part <= "\u036f" or part == NUKTA:
        return ""
    if unicodedata.category(part) == "Cf" or "\ufe00" <= part <= "\ufe0f":
        return ""
    if language == "sr" and part in CYRILLIC:
        return CYRILLIC[part]
    return "d" if part == "đ" else part


def _tones_last(letters: str, origin: tuple[int, ...]) -> Folded:
    """Marks at the end of their syllable: writers place the tone on either vowel, and keyboards order marks freely."""
    pieces, order, at = list[str](), list[int](), 0
    for syllable in SYLLABLE.finditer(letters):
        if TONE_MARKS.isdisjoint(syllable[0]):
            continue
        places = range(*syllable.span())
        tones = {place: None for place in places if letters[place] in TONE_MARKS and _is_mark(letters, place)}
        moved = [*(place for place in places if place not in tones), *tones]
        pieces += [letters[at : places.start], *(letters[place] for place in moved)]
        order += [*origin[at : places.start], *(origin[place] for place in moved)]
        at = places.stop
    return Folded("".join([*pieces, letters[at:]]), (*order, *origin[at:]))


def _is_mark(letters: str, place: int) -> bool:
    """A digit after a letter is a mark; a digit after a digit or a space is a number, unless marks stand before it."""
    before = place
    while before and letters[before - 1].isdigit():
        before -= 1
    return letters[place].isdigit() and before > 0 and letters[before - 1].isalpha()
