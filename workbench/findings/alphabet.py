"""In what order keys and names stand, the same on every machine: numbers by size, letters where one looks for them."""

import functools
import re
import unicodedata

NUMBER = re.compile(r"(\d+)")
# Letters of their own in Vietnamese and in both scripts of Serbian, each behind the one beside which it stands.
BEHIND = {"đ": "d", "č": "c", "ć": "č", "š": "s", "ž": "z", "ђ": "д", "ј": "и", "љ": "л", "њ": "н", "ћ": "т", "џ": "ч"}
LAST = "\U0010ffff"
Natural = tuple[list[int | str], str]


def natural(key: str) -> Natural:
    """What a key or a name is put in order by: W-9 before W-10, Đ behind D, Ђ behind Д, and no accent counts.

    Accents decide between names that are alike but for them.

    Example:
        >>> sorted(["W-10", "Vũ", "Đặng", "W-9", "Dương", "Ђорђе", "Драган"], key=natural)
        ['Dương', 'Đặng', 'Vũ', 'W-9', 'W-10', 'Драган', 'Ђорђе']
    """
    parts: list[int | str] = list(NUMBER.split(_letters(key)))
    parts[1::2] = map(int, parts[1::2])
    return parts, key


def _letters(text: str) -> str:
    return text if text.isascii() else _plain(text)


@functools.lru_cache(maxsize=1 << 12)
def _plain(text: str) -> str:
    """A text without accents; what is a letter of its own stands behind the one before it."""
    apart = unicodedata.normalize("NFD", unicodedata.normalize("NFC", text).translate(_own()))
    return "".join(sign for sign in apart if unicodedata.category(sign) != "Mn")


@functools.cache
def _own() -> dict[int, str]:
    found: dict[str, str] = {}
    for letter, before in BEHIND.items():
        found[letter] = found.get(before, before) + LAST
    return {ord(letter): told for letter, told in found.items()} | {
        ord(letter.upper()): told.upper() for letter, told in found.items()
    }
