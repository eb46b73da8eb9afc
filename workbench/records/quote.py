"""Finding the exact words of a passage in the text that they come from."""

import unicodedata
from collections.abc import Callable, Iterator

from workbench.errors import QuoteNotFound

# Vowels and finals of Korean syllables join the letter before them although their combining class is zero.
HANGUL_TAILS = range(0x1160, 0x1200)


def find_quote(
    text: str, quote: str, *, occurrence: int = 1, file: object = "text", place: str = "quote"
) -> tuple[int, int]:
    """The start and end of a quote in its text, in Unicode code points of the text as it stands.

    The words are sought exactly, and never so that a letter would be cut from its accent: "ho" does not stand in "hộ",
    however the two are stored. Where text and quote differ only in composed and decomposed accents (NFC/NFD) they are
    found again and the position is that of the text as received. Nothing looser is accepted. `occurrence` counts from
    1, overlapping ones as well.

    Raises:
        QuoteNotFound: the words are not there, or not that many times.

    Example:
        >>> find_quote("😀 họ giữ hộ chiếu", "hộ chiếu")
        (9, 17)
    """
    whole = unicodedata.normalize("NFC", quote)
    if quote and occurrence >= 1:
        at = _nth(_starts(text, quote, lambda place: not _cuts(text, place)), occurrence)
        if at is not None:
            return at, at + len(quote)
        folded, origin = _composed(text)
        at = _nth(_starts(folded, whole, lambda place: not _cuts(folded, place)), occurrence)
        if at is not None:
            return origin[at], origin[at + len(whole)]
    raise QuoteNotFound(file, place, quote, _detail(text, quote, occurrence))


def every_quote(text: str, quote: str) -> list[tuple[int, int]]:
    """Every place where these words stand, by the rule of `find_quote`: (start, end) in code points, sorted.

    Example:
        >>> every_quote("no pay, no pass", "no")
        [(0, 2), (8, 10)]
    """
    if not quote:
        return []
    found = {(at, at + len(quote)) for at in _starts(text, quote, lambda place: not _cuts(text, place))}
    if not text.isascii():
        folded, origin = _composed(text)
        whole = unicodedata.normalize("NFC", quote)
        found |= {(origin[at], origin[at + len(whole)])
                  for at in _starts(folded, whole, lambda place: not _cuts(folded, place))}  # fmt: skip
    return sorted(found)


def occurrence_of(text: str, start: int, end: int) -> int:
    """Which occurrence of its own words a place in a text is: what `find_quote` must be asked to find it again.

    Example:
        >>> occurrence_of("no pay, no pass", 8, 10)
        2
    """
    return sum(1 for at in _starts(text, text[start:end], lambda place: not _cuts(text, place)) if at <= start)


def _detail(text: str, quote: str, occurrence: int) -> str:
    if not quote:
        return "no words are given"
    times = sum(1 for _ in _starts(text, quote, lambda place: not _cuts(text, place)))
    return f"{times} times, asked for number {occurrence}" if times or occurrence < 1 else ""


def _starts(text: str, quote: str, allowed: Callable[[int], bool]) -> Iterator[int]:
    at = text.find(quote)
    while at >= 0:
        if allowed(at) and allowed(at + len(quote)):
            yield at
        at = text.find(quote, at + 1)


def _nth(starts: Iterator[int], occurrence: int) -> int | None:
    return next((at for number, at in enumerate(starts, 1) if number == occurrence), None)


def _cuts(text: str, at: int) -> bool:
    """True where a place lies between a letter and a mark that belongs to it."""
    return 0 < at < len(text) and text[at - 1] not in "\n\r" and _joins(text[at - 1], text[at])


def _joins(before: str, letter: str) -> bool:
    if letter.isascii():
        return False
    if unicodedata.combining(letter):
        return True
    if ord(letter) in HANGUL_TAILS:
        return unicodedata.category(before) == "Lo"
    return len(unicodedata.normalize("NFC", before + letter)) < len(unicodedata.normalize("NFC", before)) + 1


def _composed(text: str) -> tuple[str, list[int]]:
    """The text in NFC and, for each of its code points and its end, the position in the text as received."""
    parts: list[str] = []
    origin: list[int] = []
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not _joins(text[at - 1], text[at]):
            composed = unicodedata.normalize("NFC", text[start:at])
            parts.append(composed)
            origin += [start] * len(composed)
            start = at
    return "".join(parts), [*origin, len(text)]
