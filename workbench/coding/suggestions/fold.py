"""Text in the form that cues are matched in, with the way back to every code point of the text as given."""

import dataclasses
import functools
import re
import unicodedata

# One table for Serbian in all its spellings: Cyrillic, Latin, and Latin without diacritics meet in the same letters.
CYRILLIC = dict(zip("абвгдежзијклмнопрстћуфхцчш", "abvgdezzijklmnoprstcufhccs", strict=True))
CYRILLIC |= {"ђ": "dj", "љ": "lj", "њ": "nj", "џ": "dz"}
STRAIGHT = {"\u2018": "'", "\u2019": "'", "\u02bc": "'", "`": "'", "ı": "i", "\u0964": "."}
# Vietnamese marks become digits, as on a typewriter's keyboard, so that a mark is a letter to a pattern.
QUALITY = {"\u0302": "6", "\u031b": "7", "\u0306": "8"}
TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
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
    letters: list[str] = []
    origin: list[int] = []
    for place, char in enumerate(text):
        for letter in _letters(char, language):
            letters.append(letter)
            origin.append(place)
    return _tones_last(letters, origin) if language == "vi" else Folded("".join(letters), tuple(origin))


@functools.lru_cache(maxsize=20_000)
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


def _tones_last(letters: list[str], origin: list[int]) -> Folded:
    """Marks at the end of their syllable: writers place the tone on either vowel, and keyboards order marks freely."""
    order: list[int] = []
    for syllable in re.finditer(r"\w+|\W+", "".join(letters)):
        places = range(syllable.start(), syllable.end())
        marks = [place for place in places if _is_mark(letters, place)]
        tones = [place for place in marks if letters[place] in TONES.values()]
        rest = [place for place in places if place not in set(tones)]
        order += rest + tones
    return Folded("".join(letters[place] for place in order), tuple(origin[place] for place in order))


def _is_mark(letters: list[str], place: int) -> bool:
    """A digit after a letter is a mark; a digit after a digit or a space is a number, unless marks stand before it."""
    before = place
    while before and letters[before - 1].isdigit():
        before -= 1
    return letters[place].isdigit() and before > 0 and letters[before - 1].isalpha()
