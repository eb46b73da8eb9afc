"""Quotes that only one person could have said: by a rare trade or origin, their kin, a number told once, the language.

No score is made of it: each ground is a finding of its own, with the words that give it. Names are looked for
elsewhere, and numbers written as words are not found. Whoever decides reads the quote.
"""

import dataclasses
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from workbench.coding.suggestions.fold import fold
from workbench.disclosure.counts import LEAST_K
from workbench.disclosure.cues import cues
from workbench.disclosure.finding import Finding, Remedy, ordered
from workbench.errors import BadValue

LONGEST = 40  # words; a longer stretch of somebody's own words lets those who know them hear the voice (a house rule)
SPACELESS = frozenset({"zh", "ja", "th", "lo", "km", "my"})
SIGNS_A_WORD = 2  # of a text that is written without spaces
WHOLE = 5  # a word of fewer letters is looked for as a whole word, a longer one also with an ending
# What makes an ordinal of a number goes with it: "the 26th", "26-og".
ORDINAL = re.compile(r"(?:(?:st|nd|rd|th)|-[^\W\d_]{1,3})(?![^\W\d_])", re.IGNORECASE)
# Dates, clock times, amounts, counts; a single digit says too little about anybody.
NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,:/\-]\d+)*")
LANGUAGE = "language"


@dataclasses.dataclass(frozen=True)
class Quote:
    """Words that a release would show: the key of the quote, its text, its language (BCP 47), the key of who speaks.

    A translation is a quote as well, with the key of the original and its own language; `original` is then False, and
    says that the reader does not learn in which language it was said.
    """

    key: str
    text: str
    language: str
    speaker: str
    original: bool = True


@dataclasses.dataclass(frozen=True)
class Telling:
    """Something in a quote that tells who spoke: the code, the way, and where it stands in the text."""

    code: str
    words: str
    start: int
    end: int


class Quotes:
    """What is known of those who could have said something: their attributes, and what everybody told.

    `attributes` gives for each person of the case (not of the release alone) the values by attribute; `forms` other
    words for a value, in any language; `accounts` for each speaker everything that they told. What fewer than `k`
    people share tells who spoke, unless everybody shares it.

    Raises:
        BadValue: k is under 3.

    Example:
        >>> people = {f"W-{n}": {"trade": "mason", "language": "en"} for n in range(9)}
        >>> people["W-0"]["trade"] = "crane driver"
        >>> known = Quotes(people, 5)
        >>> [one.words for one in known.telling(Quote("q", "As a crane driver I saw it all.", "en", "W-0"))]
        ["'crane driver': trade crane driver, 1 of 9 people"]
    """

    def __init__(
        self, attributes: Mapping[str, Mapping[str, str | None]], k: int, *,
        forms: Mapping[str, Sequence[str]] | None = None, accounts: Mapping[str, Iterable[str]] | None = None,
        longest: int = LONGEST,
    ) -> None:  # fmt: skip
        if k < LEAST_K:
            raise BadValue("disclosure", "k", k, f"{LEAST_K} or more")
        self.k, self.longest, self.people = k, longest, len(attributes)
        counted: Counter[tuple[str, str]] = Counter()
        for values in attributes.values():
            counted.update((name, value) for name, value in values.items() if value)
        self.languages = Counter({value.partition("-")[0]: 0 for name, value in counted if name == LANGUAGE})
        for (name, value), count in counted.items():
            if name == LANGUAGE:
                self.languages[value.partition("-")[0]] += count
        self.rare = {
            (name, value): (count, (value, *(forms or {}).get(value, ())))
            for (name, value), count in sorted(counted.items()) if count < min(k, self.people) and name != LANGUAGE
        }  # fmt: skip
        self.tellers: dict[str, set[str]] = defaultdict(set)
        for speaker, texts in (accounts or {}).items():
            for text in texts:
                for _, number in _numbers(text):
                    self.tellers[number].add(speaker)

    def telling(self, quote: Quote) -> list[Telling]:
        """Every ground on which the quote tells who spoke, in the order in which it stands in the text."""
        found = [*self._rare_words(quote), *_own_kin(quote), *self._told_once(quote), *self._language(quote)]
        if (words := _length(quote)) > self.longest:
            found.append(Telling("quote-long", f"{words} words, more than {self.longest}", 0, len(quote.text)))
        return sorted(set(found), key=lambda one: (one.start, one.end, one.code, one.words))

    def _rare_words(self, quote: Quote) -> Iterator[Telling]:
        for (name, value), (number, forms) in self.rare.items():
            for form in forms:
                for start, end in _places(form, quote):
                    shared = f"{name} {value}, {number} of {self.people} people"
                    yield Telling("quote-rare-word", f"'{quote.text[start:end]}': {shared}", start, end)

    def _told_once(self, quote: Quote) -> Iterator[Telling]:
        for match, number in _numbers(quote.text):
            others = self.tellers.get(number, set()) - {quote.speaker}
            if not others:
                words = f"'{match.group()}': nobody else gives this number"
                after = ORDINAL.match(quote.text, match.end())
                yield Telling("quote-told-once", words, match.start(), after.end() if after else match.end())

    def _language(self, quote: Quote) -> Iterator[Telling]:
        tag = quote.language.partition("-")[0]
        if quote.original and self.languages and self.languages[tag] < min(self.k, self.people):
            words = f"{quote.language} is spoken by {self.languages[tag]} of {self.people} people"
            yield Telling("quote-language", words, 0, len(quote.text))


def findings(quotes: Iterable[Quote], known: Quotes, where: str = "") -> list[Finding]:
    """One finding a ground: words can be left out, a language or a length takes the quote with it.

    `to` of the remedy says from which code point of the text to which.

    Example:
        >>> known = Quotes({}, 5)
        >>> found = findings([Quote("q", "They told my wife.", "en", "W-1")], known)
        >>> [(one.code, one.remedy.verb, one.remedy.to) for one in found]
        [('quote-own-kin', 'withhold-words', ('10', '17'))]
    """
    return ordered(
        Finding(one.code, quote.key, (one.words,), _remedy(quote, one), where)
        for quote in quotes for one in known.telling(quote)
    )  # fmt: skip


def _remedy(quote: Quote, one: Telling) -> Remedy:
    if one.code in ("quote-language", "quote-long"):
        return Remedy("withhold-quote", quote.key)
    return Remedy("withhold-words", quote.key, (str(one.start), str(one.end)))


def _own_kin(quote: Quote) -> Iterator[Telling]:
    for cue in cues("kin"):
        for how, pattern in cue.patterns:
            folded = fold(quote.text, how)
            for match in pattern.finditer(folded.text):
                start, end = folded.span(match.start(), match.end())
                yield Telling(cue.code, f"'{quote.text[start:end]}': {cue.about}", start, end)


def _places(form: str, quote: Quote) -> Iterator[tuple[int, int]]:
    """Where a word or several stand in a quote, in any spelling that folds alike."""
    tag = quote.language.partition("-")[0]
    how = "vi-plain" if tag == "vi" else tag
    wanted, folded = fold(form, how).text.strip(), fold(quote.text, how)
    if not wanted:
        return
    if tag in SPACELESS:
        pattern = re.escape(wanted)
    else:
        pattern = r"(?<!\w)" + re.escape(wanted) + (r"(?!\w)" if len(wanted) < WHOLE else r"\w{0,3}(?!\w)")
    for match in re.finditer(pattern, folded.text):
        yield folded.span(match.start(), match.end())


def _numbers(text: str) -> Iterator[tuple["re.Match[str]", str]]:
    """Numbers of two digits and more with their digits alone, so that 1,200 and 1.200 are one."""
    for match in NUMBER.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if len(digits) > 1:
            yield match, digits


def _length(quote: Quote) -> int:
    if quote.language.partition("-")[0] in SPACELESS:
        return sum(char.isalnum() for char in quote.text) // SIGNS_A_WORD
    return len(quote.text.split())
