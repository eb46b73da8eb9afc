"""Serbian in Cyrillic letters from Serbian in Latin ones, by rule."""

import re
from collections.abc import Collection

PAIRS = {"lj": "љ", "nj": "њ", "dž": "џ"}
LETTERS = dict(zip("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш", strict=True))
# Where two letters are two sounds: a prefix meets a stem, or a name was put together.
APART = re.compile(r"(?<=[in])n(?=j(?:ekc|unkt|ekt|ugac))|(?<=ta)n(?=jug)|\bn(?=jut)|(?<=\bna)d(?=ž)|(?<=\bo)d(?=ž)|"
                   r"(?<=\bko)n(?=j(?:unk|ug))", re.IGNORECASE)  # fmt: skip
FOREIGN = re.compile(r"^--|[qwxyQWXY0-9/@_]|^[A-Z]{2,}$|\.[a-z]{2,4}$")
# Capitals that Serbian itself uses, for bodies and for parts of a date; those of formats and programs stay.
OWN = frozenset({"MOR", "UN", "EU", "SAD", "GRETA", "GGGG", "MM", "DD"})
WORD = re.compile(r"\{[^}]*\}|https?://\S+|[\w./@-]*\w", re.UNICODE)


def cyrillic(text: str, kept: Collection[str] = ()) -> str:
    """A Serbian text in Cyrillic letters; placeholders, addresses, capitals such as PDF and the words of `kept` stay,
    those of `OWN` do not.

    Rule: Pravopis srpskoga jezika (2010), the two alphabets correspond letter for letter; verified = false.

    Example:
        >>> cyrillic("Njegov džep, {count} ljudi, PDF")
        'Његов џеп, {count} људи, PDF'
    """
    names = set(kept)
    return WORD.sub(lambda word: _word(word.group(), names), text)


def _word(word: str, kept: set[str]) -> str:
    if word.startswith("{") or word in kept or (word not in OWN and FOREIGN.search(word)):
        return word
    marked = APART.sub(lambda letter: letter.group() + "\0", word)
    made = re.sub(
        "lj|nj|dž", lambda pair: _cased(PAIRS[pair.group().lower()], pair.group()), marked, flags=re.IGNORECASE
    )
    letters = (_cased(LETTERS.get(one.lower(), one), one) for one in made.replace("\0", ""))
    return "".join(letters)


def _cased(letter: str, like: str) -> str:
    return letter.upper() if like[0].isupper() else letter
