"""Other spellings of the same sentence: an encoder reads each in its own way, and all of them together best."""

import re
import unicodedata

from workbench.codebook.cyrillic import LETTERS, PAIRS, cyrillic

LATIN = {there: here for here, there in (LETTERS | PAIRS).items()}
CYRILLIC = re.compile(r"[\u0400-\u04ff]")


def spellings(text: str, language: str | None) -> list[str]:
    """A sentence as it was written; in Serbian then in the other alphabet, and in Latin letters without marks.

    Two of them are the same where it was written so. Vietnamese without marks says too little to be read beside it.

    Example:
        >>> spellings("Љуте се, ђаци.", "sr")
        ['Љуте се, ђаци.', 'Ljute se, đaci.', 'Ljute se, daci.']
        >>> spellings("passport", "en")
        ['passport']
    """
    if language != "sr":
        return [text]
    other = latin(text) if CYRILLIC.search(text) else cyrillic(text)
    return [text, other, bare(latin(text))]


def latin(text: str) -> str:
    """A Serbian text in Latin letters; what is not Cyrillic stays.

    Rule: Pravopis srpskoga jezika (2010), the two alphabets correspond letter for letter; verified = false.

    Example:
        >>> latin("Љубав, ЉУТИ, mail")
        'Ljubav, LJUTI, mail'
    """
    found = []
    for at, sign in enumerate(text):
        told = LATIN.get(sign.lower(), sign)
        if told != sign and sign.isupper():
            told = told.upper() if text[at + 1 : at + 2].isupper() else told.capitalize()
        found.append(told)
    return "".join(found)


def bare(text: str) -> str:
    """A text as it is typed where no key has a mark.

    Example:
        >>> bare("hộ chiếu, žmigavac, Đak")
        'ho chieu, zmigavac, Dak'
    """
    split = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(sign for sign in split if not unicodedata.combining(sign))
