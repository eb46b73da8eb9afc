"""Whole numbers under formats of digits and literals ("000", "0000-000"), as a sheet shows them."""

import dataclasses
import functools
import math
import operator
import re
from typing import Any

# A literal in quotes or escaped, what stands in brackets, the place of a digit, or a mark that is shown as it is.
PART = re.compile(r'"([^"]*)"|\\(.)|\[([^\]]*)\]|([0#])|([-+() :!&\'~{}<>=^$])')
CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
SILENT = re.compile(r"\$-[0-9A-Fa-f]+|black|blue|cyan|green|magenta|red|white|yellow|colou?r ?\d+", re.I)
HOLDS = {"<=": operator.le, ">=": operator.ge, "<>": operator.ne, "<": operator.lt, ">": operator.gt, "=": operator.eq}
SECTION = re.compile(r'(?:"[^"]*"|\\.|[^;"\\])+|(?<=;)(?=;|$)|^(?=;)')
LARGEST, LONGEST = 10**15, 300


@dataclasses.dataclass(frozen=True)
class Shown:
    """A number with the words that its sheet shows for it, where the two differ.

    Example:
        >>> Shown("007", "7").words
        '007'
    """

    words: str
    raw: str


@dataclasses.dataclass(frozen=True)
class _Section:
    """One of the sections of a format: its literals and places of digits, and for which numbers it is."""

    parts: tuple[tuple[str, bool], ...]
    condition: tuple[str, float] | None


def shown(value: Any, code: str | None) -> Any:
    """The value, with the words that a sheet shows for it where they differ; every other value as it is.

    Only whole numbers under formats of zeros, number signs and literals are put in words: telephone, passport and
    worker numbers. Decimals, thousands, percents, fractions and dates stay as they are stored.

    Source: ECMA-376 Part 1, 18.8.31 numFmts: sections, placeholders of digits, literals and conditions.

    Example:
        >>> shown(7, "000"), shown(7.0, "0"), shown(7, "0.00")
        (Shown(words='007', raw='7'), 7.0, 7)
        >>> shown(381641234, '"+"000 00-0000').words
        '+381 64-1234'
    """
    if not code or code == "General" or isinstance(value, bool) or not isinstance(value, int | float):
        return value
    if not math.isfinite(value) or abs(value) >= LARGEST or value != int(value):
        return value
    number = int(value)
    words = _words(number, _sections(code))
    return value if words is None or words == str(number) else Shown(words, str(number))


def _words(number: int, sections: tuple[_Section | None, ...]) -> str | None:
    """What is shown; None where the section that holds for the number is another kind of format."""
    at, sign = 0, "-" if number < 0 else ""
    if any(one and one.condition for one in sections):
        held = [n for n, one in enumerate(sections) if one is None or _holds(one, number)]
        if number < 0 or not held:
            return None
        at = held[0]
    elif number < 0 and len(sections) > 1:
        at, sign = 1, ""
    elif number == 0 and len(sections) > 2:
        at = 2
    section = sections[at]
    return None if section is None else sign + _laid(str(abs(number)), section.parts)


def _holds(section: _Section, number: int) -> bool:
    return section.condition is None or bool(HOLDS[section.condition[0]](number, section.condition[1]))


def _laid(digits: str, parts: tuple[tuple[str, bool], ...]) -> str:
    """The digits in their places from the right; what is too long for them stands at the first."""
    left, out = list(digits.lstrip("0")), list[str]()
    first = next(n for n, (_, place) in enumerate(parts) if place)
    for at in range(len(parts) - 1, -1, -1):
        words, place = parts[at]
        if not place:
            out.append(words)
        elif left:
            out.append(left.pop() if at != first else "".join(left))
        elif words == "0":
            out.append("0")
    return "".join(reversed(out))


@functools.lru_cache(maxsize=1000)
def _sections(code: str) -> tuple[_Section | None, ...]:
    """The sections of a format, None for each that holds something else than digits and literals."""
    found = SECTION.findall(code)
    whole = len(code) <= LONGEST and ";".join(found) == code
    return tuple(_section(one) for one in found) if whole else (None,)


def _section(code: str) -> _Section | None:
    parts, condition, at = list[tuple[str, bool]](), None, 0
    while at < len(code):
        found = PART.match(code, at)
        if found is None:
            return None
        quoted, escaped, bracket, digit, mark = found.groups()
        if bracket is not None:
            told = CONDITION.fullmatch(bracket)
            if told is None and not SILENT.fullmatch(bracket):
                return None
            condition = (told[1], float(told[2])) if told else condition
        elif digit:
            parts.append((digit, True))
        else:
            parts.append((quoted if quoted is not None else escaped or mark, False))
        at = found.end()
    return _Section(tuple(parts), condition) if any(place for _, place in parts) else None
