"""Which of the old code pages a text may be written in: what each would make of it, and how well words come out."""

import re
import unicodedata
from itertools import pairwise

# Code page -> letters that its languages write, and those among them that tell it from the others.
LATIN = {
    "cp1258": ("àáâãèéêìíòóôõùúýăđơư\u0300\u0301\u0303\u0309\u0323", "ăđơư\u0300\u0301\u0303\u0309\u0323"),
    "cp1250": ("čćžšđáéíóöőúüűăâîşţąęłńóśźżěřůťďňýôä", "čćžšđ"),
    "cp1254": ("ğışçöüâîûi\u0307", "ğışi\u0307"),
    "cp1252": ("àâäçéèêëîïôöùûüÿñáíóúßœæåøãõìò", "éèàçüöäßñ"),
}
PAGES = ("cp1258", "cp1251", "cp1250", "gb18030", "cp1254", "cp1252")
WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u0323][^\W\d_]*)*")
CYRILLIC = re.compile(r"[\u0400-\u045f\u0490\u0491]+")
CHINESE = re.compile(r"[\u4e00-\u9fa5]+")
SIGNS = "„“”‘’«»–—…€°№，。、；：？！（）《》"
VOWELS = "aeiouyăâêôơư"
ENOUGH, SAMPLE, FEW = 0.6, 50_000, 4


def ranked(data: bytes) -> list[tuple[str, float]]:
    """The code pages that the bytes can be read in, the most plausible first, with a mark from 0 to 1.5 each.

    The mark is the share of words with letters beyond ASCII that the languages of that page could write, and half the
    share of letters in them that tell the page from the others.

    Example:
        >>> ranked("Čuvaju pasoše.".encode("cp1250"))[0][0]
        'cp1250'
    """
    found = []
    for page in PAGES:
        text = _read(data[:SAMPLE], page)
        if text is not None:
            found.append((page, _mark(text, page)))
    return sorted(found, key=lambda one: (-one[1], PAGES.index(one[0])))


def rivals(data: bytes, chosen: str) -> str:
    """What the text would say in the other plausible pages, where that differs: a word of each, or nothing.

    Example:
        >>> rivals("Kći".encode("cp1250"), "cp1250")
        'cp1252 would give Kæi'
    """
    first = _read(data[:SAMPLE], chosen) or ""
    told = []
    for page, mark in ranked(data):
        text = _read(data[:SAMPLE], page)
        if page != chosen and text is not None and text != first and mark >= ENOUGH:
            word = next((word for word in WORD.findall(text) if not word.isascii() and word not in first), "")
            told += [f"{page} would give {word[:20]}"] if word else []
    return "; ".join(told[:FEW])


def _read(data: bytes, page: str) -> str | None:
    for cut in range(4):  # the sample may end within a letter
        try:
            return data[: len(data) - cut].decode(page)
        except UnicodeDecodeError as error:
            if error.start < len(data) - 4:
                return None
    return None


def _mark(text: str, page: str) -> float:
    words = [word for word in WORD.findall(text) if not word.isascii()]
    if not words or any(unicodedata.category(letter) == "Cc" and letter not in "\t\r\n\f" for letter in text):
        return 0.0
    signs = [sign for sign in text if not sign.isascii()]
    odd = sum(unicodedata.category(sign)[0] not in "LMZ" and sign not in SIGNS for sign in signs) / len(signs)
    if page in ("cp1251", "gb18030"):
        # In these a text of mostly plain letters is rare: an accented word among them is likelier.
        odd = 1 - (1 - odd) * min(1, 2 * len(words) / len(WORD.findall(text)))
    return (1 - odd) * _of_words(words, page)


def _of_words(words: list[str], page: str) -> float:
    if page == "cp1251":
        return sum(bool(CYRILLIC.fullmatch(word)) and not _shouts(word) for word in words) / len(words)
    if page == "gb18030":
        return sum(bool(CHINESE.fullmatch(word)) for word in words) / len(words)
    letters, telling = LATIN[page]
    beyond = [letter for word in words for letter in word.lower() if not letter.isascii()]
    likely = sum(_latin(word, letters) for word in words) / len(words)
    return likely + 0.5 * likely * sum(letter in telling for letter in beyond) / max(len(beyond), 1)


def _latin(word: str, letters: str) -> bool:
    """Letters of the page's languages, not three beyond ASCII in a row, marks on vowels alone, no capital within."""
    lowered = word.lower()
    if _shouts(word) or not any(letter.isascii() for letter in lowered):
        return False
    if not all(letter.isascii() or letter in letters for letter in lowered):
        return False
    if any(unicodedata.combining(mark) and before not in VOWELS + "i" for before, mark in pairwise(lowered)):
        return False
    return not re.search(r"[^\x00-\x7f\u0300-\u0323]{3}", lowered)


def _shouts(word: str) -> bool:
    """A capital after a small letter, as wrongly read text has and names hardly."""
    return bool(re.search(r"[^\W\d_]", word)) and any(
        before.islower() and after.isupper() for before, after in pairwise(word)
    )
