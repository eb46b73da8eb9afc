"""The search key of a text: one spelling for all that people write alike, and where each word of it came from.

Keys serve to find; what is shown is always the text as received. Serbian in Cyrillic, in Latin letters and without
diacritics, Vietnamese with and without marks, and every way of composing a letter come to the same key. Scripts that
write no spaces are cut into pairs of letters.
"""

import re
import unicodedata
from typing import NamedTuple

# Cyrillic to Latin first, then without diacritics: the letters of the Serbian alphabet, one for one.
SERBIAN = dict(zip("абвгдежзијклмнопрстћуфхцчш", "abvgdezzijklmnoprstcufhccs", strict=True))
# đ is written d by some and dj by others, so dj is brought to d as well; Turkish writes i without its dot.
ALIKE = SERBIAN | {"ђ": "d", "љ": "lj", "њ": "nj", "џ": "dz", "đ": "d", "ð": "d", "ı": "i", "ł": "l", "ø": "o",
                   "æ": "ae", "œ": "oe", "ँ": "ं"}  # fmt: skip
# Thai, Lao, Burmese, Khmer, kana and Chinese characters.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
RUN = re.compile(f"[{UNSPACED}]+")
WORD = re.compile(f"[{UNSPACED}]+|[^ {UNSPACED}]+")
# Hindi writes a nasal before a consonant of its own row as a half letter or as a dot: हिन्दी, हिंदी.
NASAL = re.compile("ङ्(?=[क-घ])|ञ्(?=[च-झ])|ण्(?=[ट-ढ])|न्(?=[त-ध])|म्(?=[प-भ])")


class Word(NamedTuple):
    """One word of a key, and the code points of the text as received that it stands for, the end not included."""

    key: str
    start: int
    end: int


class _Letters(dict[int, str]):
    """For each letter what stands for it in a key: nothing, a space, or small letters without marks."""

    def __missing__(self, code: int) -> str:
        small = unicodedata.normalize("NFKD", chr(code)).casefold()
        self[code] = "".join(map(_part, unicodedata.normalize("NFKD", small)))
        return self[code]


def _part(part: str) -> str:
    kind, mark = unicodedata.category(part), unicodedata.combining(part)
    if part in ALIKE:
        return ALIKE[part]
    if kind == "Cf" or "\ufe00" <= part <= "\ufe0f" or (mark and mark != 9 and not 36 <= mark < 200):
        return ""  # signs that nobody sees; marks over and under letters, but no vowel signs and no virama of India
    if kind == "Nd":
        return str(unicodedata.decimal(part))
    return part if kind[0] in "LMN" or kind == "Co" else " "


LETTERS = _Letters()


def key(text: str) -> str:
    """The words of a text as they are indexed, one space between them.

    Example:
        >>> key("Ђорђе је дао пасош") == key("Djordje je dao pasoš") == key("ĐORĐE je dao PASOS")
        True
        >>> key("Hộ chiếu, 护照被收")
        'ho chieu 护照 照被 被收 收'
    """
    return " ".join(_spelt(RUN.sub(_pairs_apart, text.translate(LETTERS))).split())


def words(text: str) -> list[Word]:
    """The words of `key(text)` in their order, each with its place in the text as received.

    Example:
        >>> words("Их је Ђак")[-1], words("护照")
        (Word(key='dak', start=6, end=9), [Word(key='护照', start=0, end=2), Word(key='照', start=1, end=2)])
    """
    letters: list[str] = []
    origin: list[int] = []
    for place, char in enumerate(text):
        plain = LETTERS[ord(char)]
        letters.append(plain)
        origin += [place] * len(plain)
    found = []
    for match in WORD.finditer("".join(letters)):
        if RUN.match(match[0]):
            spans = [(at, min(at + 2, match.end())) for at in range(*match.span())]
        else:
            spans = [match.span()]
        for start, end in spans:
            plain = _spelt(match.string[start:end])
            found.append(Word(plain, origin[start], _end(text, origin[end - 1] + 1)))
    return found


def _pairs_apart(run: re.Match[str]) -> str:
    return f" {' '.join(run[0][at : at + 2] for at in range(len(run[0])))} "


def _spelt(plain: str) -> str:
    return plain.replace("dj", "d") if plain.isascii() else NASAL.sub("ं", plain.replace("dj", "d"))


def _end(text: str, end: int) -> int:
    """The end of a word with the marks that follow its last letter: a letter is never cut from its accent."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end
