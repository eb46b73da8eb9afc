"""Letters as a name is known by them: without accents, in Latin, in small letters; or by what they look like."""

import functools
import unicodedata

from workbench.codebook.scripts import letters

# Filling that takes no room on a page although Unicode calls it a letter, and the long s.
OTHERS = {"ᅠ": "", "ㅤ": "", "ᅟ": "", "ﾠ": "", "ſ": "s"}
STROKED = {"đ", "ð", "ɖ", "ł", "ø"}


class Table(dict[str, str]):
    """For each letter what it is sought by: "" where it is invisible or a mark, " " where it parts words.

    Example:
        >>> Table(look=False)["Ж"], Table(look=True)["Р"]
        ('z', 'p')
    """

    def __init__(self, look: bool) -> None:
        super().__init__()
        self.look = look

    def __missing__(self, letter: str) -> str:
        self[letter] = found = _sought(letter, self.look)
        return found


SOUND, LOOK = Table(look=False), Table(look=True)


class _Codes(dict[int, str]):
    """A table by code point, as `str.translate` asks it."""

    def __init__(self, table: Table) -> None:
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
    return text.translate(CODES[False]).replace(" ", "")


def looks(text: str) -> str:
    """What a word looks like to somebody who takes its letters for Latin ones.

    Example:
        >>> looks("Рао"), looks("Rao")
        ('pao', 'rao')
    """
    return text.translate(CODES[True]).replace(" ", "")


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
