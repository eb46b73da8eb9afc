"""A text with what was written in codes taken out of them, and where each of its letters stood before."""

import html
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

DEEPEST = 3
CODES = re.compile(
    r"(?P<percent>(?:%[0-9A-Fa-f]{2})+)"
    r"|(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)"
    r"|(?P<escape>(?:\\u[0-9A-Fa-f]{4})+|\\u\{[0-9A-Fa-f]{1,6}\}|\\U[0-9A-Fa-f]{8}|(?:\\x[0-9A-Fa-f]{2})+)"
)


class Plain(NamedTuple):
    """A text without codes; letter `i` of it was written from `start[i]` to `end[i]` of the text as received."""

    text: str
    start: Sequence[int]
    end: Sequence[int]


def plain(text: str) -> Plain:
    """The text with URL-encoding, HTML entities and JSON or Python escapes read, also where they are nested.

    What is no code (a lone `%`, a stray `&`, bytes that are no UTF-8) stays as it is.

    Example:
        >>> found = plain("Tr%E1%BA%A7n &amp; L&#226;m")
        >>> found.text, found.start[2], found.end[2]
        ('Trần & Lâm', 2, 11)
    """
    found = Plain(text, range(len(text)), range(1, len(text) + 1))
    for _ in range(DEEPEST):
        if not any(sign in found.text for sign in "%&\\"):
            break
        more = _once(found)
        if more is None:
            break
        found = more
    return found


def _once(before: Plain) -> Plain | None:
    """One layer of codes less, or None where there was none."""
    pieces: list[str] = []
    start: list[int] = []
    end: list[int] = []
    at = 0
    for match in CODES.finditer(before.text):
        letters = _read(match)
        if letters is None:
            continue
        pieces.append(before.text[at : match.start()])
        start += before.start[at : match.start()]
        end += before.end[at : match.start()]
        for letter, first, last in letters:
            pieces.append(letter)
            start.append(before.start[match.start() + first])
            end.append(before.end[match.start() + last - 1])
        at = match.end()
    if not at:
        return None
    pieces.append(before.text[at:])
    return Plain("".join(pieces), [*start, *before.start[at:]], [*end, *before.end[at:]])


def _read(match: re.Match[str]) -> list[tuple[str, int, int]] | None:
    """The letters that a code stands for, each with where its own code begins and ends; None where it is no code."""
    code = match.group()
    if match.lastgroup == "entity":
        letters = html.unescape(code)
        return None if letters == code else [(letter, 0, len(code)) for letter in letters]
    if match.lastgroup == "percent":
        return _utf8(bytes.fromhex(code.replace("%", "")), 3)
    return _escaped(code)


def _escaped(code: str) -> list[tuple[str, int, int]] | None:
    if code.startswith("\\x"):  # bytes in C and in shells, code points in Python
        raw = bytes.fromhex(code.replace("\\x", ""))
        return _utf8(raw, 4) or _letters(raw, 4, "latin-1", len)
    if code.startswith(("\\u{", "\\U")):
        number = int(code[2:].strip("{}"), 16)
        return [(chr(number), 0, len(code))] if number < 0x110000 and not 0xD800 <= number < 0xE000 else None
    units = bytes.fromhex(code.replace("\\u", ""))
    return _letters(units, 6, "utf-16-be", lambda letter: len(letter.encode("utf-16-be")) // 2)


def _utf8(raw: bytes, width: int) -> list[tuple[str, int, int]] | None:
    return _letters(raw, width, "utf-8", lambda letter: len(letter.encode()))


def _letters(raw: bytes, width: int, encoding: str, units: Callable[[str], int]) -> list[tuple[str, int, int]] | None:
    """The letters of bytes, each with the stretch of the code that it took, `width` characters a unit."""
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        return None
    found, at = [], 0
    for letter in text:
        size = units(letter) * width
        found.append((letter, at, at + size))
        at += size
    return found
