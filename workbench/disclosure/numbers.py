"""Numbers that lead to one person: passports, telephones, accounts, dates of birth, however they are grouped."""

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from workbench.codebook.scripts import wearing
from workbench.codebook.sounding import folded
from workbench.disclosure.letters import View

SHORTEST, GRAM, TAIL = 5, 5, 8
DATE = re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})")
CLUSTER = re.compile(r"(?:(?<![^ ])[a-z]{1,3} {0,2})?[0-9a-z]*[0-9][0-9a-z]*(?: {1,4}[0-9a-z]*[0-9][0-9a-z]*)*")
IN_FIGURES = re.compile(r"(?<![0-9])([0-9]{1,4}) {1,3}([0-9]{1,2}) {1,3}([0-9]{1,4})(?![0-9])")
TOGETHER = re.compile(r"(?<![0-9])[0-9]{8}(?![0-9])")
TELEPHONE = re.compile(r"\s*(?:\+|00|0)[\d\s()/.-]{6,}")
ACCOUNT = re.compile(r"(\d{3})(\d{13})(\d{2})")


class Number(NamedTuple):
    """One protected number: whose it is and as it was listed."""

    id: str
    listed: str


class Match(NamedTuple):
    """A stretch of `flat` that is a protected number."""

    start: int
    end: int
    number: Number
    how: str


def is_number(listed: str) -> bool:
    """True for a string that is mostly figures: five at least, and at most four letters.

    Example:
        >>> is_number("C 1234567"), is_number("+381 64 123-45-67"), is_number("W-01"), is_number("1991-06-14")
        (True, True, False, True)
    """
    figures = sum(c.isdigit() for c in listed)
    return figures >= SHORTEST and sum(c.isalpha() for c in listed) <= 4 and "@" not in listed


class Numbers:
    """Protected numbers, found however their figures are grouped.

    Example:
        >>> from workbench.disclosure.letters import view
        >>> text = "tel. 064/123-45-67, born 14 June 1991"
        >>> found = Numbers([Number("W-01", "+381641234567"), Number("W-01", "1991-06-14")]).find(view(text))
        >>> [text[hit.start : hit.end] for hit in found]
        ['064/123-45-67', '14 June 1991']
    """

    def __init__(self, numbers: Iterable[Number]) -> None:
        self._plain: dict[str, dict[str, Number]] = defaultdict(dict)
        self._tails: dict[str, dict[str, Number]] = defaultdict(dict)
        self._dates: dict[tuple[int, int, int], Number] = {}
        for number in numbers:
            date = DATE.fullmatch(number.listed.strip())
            if date:
                self._dates.setdefault((int(date["y"]), int(date["m"]), int(date["d"])), number)
                continue
            for word in _written(folded(number.listed)):
                self._plain[word[:GRAM]].setdefault(word, number)
            if TELEPHONE.fullmatch(number.listed):
                tail = folded(number.listed)[-TAIL:]
                self._tails[tail[:GRAM]].setdefault(tail, number)

    def find(self, view: View) -> list[Match]:
        """Every stretch of a text that is one of the numbers."""
        found: list[Match] = []
        if self._plain or self._tails:
            for match in CLUSTER.finditer(view.flat):
                found += self._in(view, match.start(), match.group())
        return found + list(self._dated(view)) if self._dates else found

    def _in(self, view: View, start: int, cluster: str) -> Iterator[Match]:
        at = [start + place for place, letter in enumerate(cluster) if letter != " "]
        word = cluster.replace(" ", "")
        for place in range(len(word) - GRAM + 1):
            gram = word[place : place + GRAM]
            for known, telephone in ((self._plain, False), (self._tails, True)):
                for wanted, number in known.get(gram, {}).items():
                    end = place + len(wanted)
                    if not word.startswith(wanted, place) or _goes_on(word, at, end):
                        continue
                    first = _prefixed(view, word, at, place, number) if telephone else place
                    if telephone or not _goes_before(word, at, place):
                        yield Match(at[first], at[end - 1] + 1, number, _grouped(view, at, first, end, number))

    def _dated(self, view: View) -> Iterator[Match]:
        for match in IN_FIGURES.finditer(view.flat):
            # Of a year nobody writes one figure, or three.
            years = {int(part) % 100 for part in (match[1], match[3]) if len(part) in (2, 4)}
            for date in _readings(*(int(part) for part in match.groups())):
                if date in self._dates and date[0] % 100 in years:
                    yield Match(match.start(), match.end(), self._dates[date], "date in figures")
        for match in TOGETHER.finditer(view.flat):
            word = match.group()
            for parts in ((word[:4], word[4:6], word[6:]), (word[:2], word[2:4], word[4:])):
                for date in _readings(*(int(part) for part in parts)):
                    if date in self._dates:
                        yield Match(match.start(), match.end(), self._dates[date], "date in figures")
        for match in _in_words().finditer(view.flat):
            named = match.groupdict()
            day, year = int(named["d"] or named["d2"] or named["d3"]), int(named["y"] or named["y2"] or named["y3"])
            month = int(named["m3"]) if named["m3"] else _months()[named["m"] or named["m2"]]
            if (year, month, day) in self._dates:
                yield Match(match.start(), match.end(), self._dates[year, month, day], "date in words")


def _written(word: str) -> list[str]:
    """The ways of giving a number: whole, without its letters, an account without its noughts or its IBAN's head."""
    found = dict.fromkeys([word])
    figures = "".join(c for c in word if c.isdigit())
    if figures != word and len(figures) > 6:
        found[figures] = None
    bank = ACCOUNT.fullmatch(word[4:] if word[:2].isalpha() else word)
    if bank:
        found |= dict.fromkeys(["".join(bank.groups()), bank[1] + bank[2].lstrip("0") + bank[3]])
    return [one for one in found if len(one) >= SHORTEST]


def _touch(at: list[int], place: int) -> bool:
    return at[place] - at[place - 1] == 1


def _goes_on(word: str, at: list[int], end: int) -> bool:
    """True where another figure follows without a sign between: it is a longer number."""
    return end < len(word) and word[end].isdigit() and _touch(at, end)


def _goes_before(word: str, at: list[int], place: int) -> bool:
    """True where a sign of the same sort stands right before: it is the end of a longer number, and of no IBAN."""
    if not place or not _touch(at, place) or word[place - 1].isdigit() != word[place].isdigit():
        return False
    return not re.fullmatch("[a-z]{2}[0-9]{2}", word[max(0, place - 4) : place])


def _prefixed(view: View, word: str, at: list[int], place: int, number: Number) -> int:
    """Where a telephone number begins, with what stands before its last eight figures: 0, 64, +381, 00381, (0)."""
    head = folded(number.listed)[:-TAIL].lstrip("0")
    first = place
    for start in range(place - 1, max(-1, place - 9), -1):
        gap = view.between(at[start] + 1, at[start + 1])
        if not word[start].isdigit() or len(gap) > 2 or set(gap) & set(",;|\t\n"):
            break
        said = word[start:place]
        abroad = view.source.text[view.at[at[start]] - 1 : view.at[at[start]]] == "+" or said.startswith("00")
        bare = said.lstrip("0")
        if head.endswith(bare) or (abroad and bare.endswith(head)) or _without_nought(said, head):
            first = start
    return first


def _without_nought(said: str, head: str) -> bool:
    """+381 (0)64: the nought that is dialled at home stands inside."""
    bare = said.lstrip("0")
    return any(bare[:place] + bare[place + 1 :] == head for place, letter in enumerate(bare) if letter == "0")


def _grouped(view: View, at: list[int], first: int, end: int, number: Number) -> str:
    return "as listed" if view.raw(at[first], at[end - 1] + 1) == number.listed else "grouped otherwise"


def _readings(a: int, b: int, c: int) -> Iterator[tuple[int, int, int]]:
    """The dates (year, month, day) that three numbers may be."""
    for year, month, day in ((a, b, c), (c, b, a), (c, a, b)):
        if 1 <= month <= 12 and 1 <= day <= 31:
            if year > 99:
                yield year, month, day
            else:
                yield from ((1900 + year, month, day), (2000 + year, month, day))


@functools.cache
def _months() -> dict[str, int]:
    return {folded(word): number for words in wearing().months.values() for number, word in enumerate(words, 1)}


@functools.cache
def _in_words() -> re.Pattern[str]:
    month = "|".join(sorted(_months(), key=len, reverse=True))
    day, year = r"(?<![0-9])(?P<d{0}>[0-9]{{1,2}})", r"(?P<y{0}>[0-9]{{4}})(?![0-9])"
    return re.compile(
        day.format("") + rf"(?:st|nd|rd|th)? {{1,3}}(?:of )?(?P<m>{month}) {{1,3}}" + year.format("")
        + rf"|(?<![a-z])(?P<m2>{month}) {{1,3}}" + day.format("2") + r"(?:st|nd|rd|th)? {1,3}" + year.format("2")
        + "|" + day.format("3") + r" {1,3}thang {1,3}(?P<m3>[0-9]{1,2}) {1,3}nam {1,3}" + year.format("3")
    )  # fmt: skip
