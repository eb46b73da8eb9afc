"""Words in which whoever speaks tells what few people of a site did: a task, an act, a mishap, or to be the only one.

Nobody is named in them, and whoever was there knows whose they are. The lists are data, and no list finds all: what is
found is put to a person, who decides; nothing is cut here.
"""

import dataclasses
import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from workbench.codebook.ground import place, toml
from workbench.codebook.shapes import compiled, matches
from workbench.coding.suggestions.fold import Folded, fold

CODE = "quote-one-person"
KIN = "kin"
VIETNAMESE, UNMARKED = "vi", "vi-plain"  # without its marks "in the evening" reads like "I"


@dataclasses.dataclass(frozen=True)
class Told:
    """Words that point to one person, what they tell, and where they stand, in code points."""

    words: str
    about: str
    start: int
    end: int

    @property
    def path(self) -> str:
        """The words and what they tell, as a step of a finding."""
        return f"'{self.words}': {self.about}"


@dataclasses.dataclass(frozen=True)
class _Way:
    about: str
    patterns: Mapping[str, re.Pattern[str]]


def of_one(text: str) -> tuple[Told, ...]:
    """What in a quote tells a task, an act or a mishap of whoever speaks, or that nobody else had it, as it stands.

    English, Serbian in both scripts and Vietnamese, in the first person, and in the third as notes of an account have
    it. Other wordings and other languages are not found.

    Example:
        >>> [one.path for one in of_one("They took me along to translate for them.")]
        ["'took me along to translate': a task that few are given, told of oneself"]
        >>> of_one("They were the only ones who paid."), of_one("I was tired.")
        ((), ())
    """
    found: dict[tuple[int, int], Told] = {}
    never, ways = _lists()
    for how in _foldings(text):
        folded = folded_once(text, how)
        apart = [match.span() for match in never[how].finditer(folded.text)] if how in never else []
        for way, match in _hits(ways, how, folded.text):
            if any(start < match.end() and match.start() < end for start, end in apart):
                continue
            start, end = folded.span(match.start(), match.end())
            found.setdefault((start, end), Told(text[start:end], way.about, start, end))
    return _outermost(found.values())


@functools.lru_cache(maxsize=8)
def folded_once(text: str, how: str) -> Folded:
    """A text as `fold` gives it, kept while several checks look at one quote.

    Example:
        >>> folded_once("Pasoš", "sr").text
        'pasos'
    """
    return fold(text, how)


def _foldings(text: str) -> tuple[str, ...]:
    marked = any(unicodedata.combining(char) for char in unicodedata.normalize("NFD", text)) or "đ" in text.casefold()
    return ("en", "sr", VIETNAMESE if marked else UNMARKED)


def _hits(ways: Sequence[_Way], how: str, text: str) -> Iterator[tuple[_Way, re.Match[str]]]:
    for way in ways:
        if how in way.patterns:
            yield from ((way, match) for match in way.patterns[how].finditer(text))


def _outermost(found: Iterable[Told]) -> tuple[Told, ...]:
    """In the order of the text, without those that stand in another."""
    kept: list[Told] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.end > kept[-1].end:
            kept.append(one)
    return tuple(kept)


@functools.cache
def _lists() -> tuple[dict[str, re.Pattern[str]], tuple[_Way, ...]]:
    values = _read("tasks", "tasks-schema.json")
    kin = _read(KIN, "schema.json")["cues"][0]["terms"]
    never = {how: re.compile(_either(terms, how)) for how, terms in _by_folding(values["never"])}
    return never, tuple(_way(one, kin) for one in values["ways"])


def _read(name: str, schema: str) -> dict[str, Any]:
    file = place("disclosure", f"{name}.toml")
    values = toml(file)
    matches(compiled("disclosure", schema), values, file)
    return values


def _way(one: Mapping[str, Any], kin: Mapping[str, list[str]]) -> _Way:
    parts: dict[str, list[str]] = {}
    for how, terms in _by_folding(one.get("phrases", {})):
        parts.setdefault(how, []).append(_either(terms, how))
    frames = dict(_by_folding(kin if one.get(KIN) else one.get("frames", {})))
    between = r"[\s,;]+" if one.get("across") else r"\s+"
    for how, terms in _by_folding(one.get("tasks", {})):
        gap = rf"(?:{between}[\w'-]+){{0,{one['gap']}}}?{between}"
        parts.setdefault(how, []).append(_either(frames[how], how) + gap + _either(terms, how))
    return _Way(one["about"], {how: re.compile("|".join(some)) for how, some in parts.items()})


def _by_folding(terms: Mapping[str, list[str]]) -> Iterator[tuple[str, list[str]]]:
    for tag, some in terms.items():
        language = tag.partition("-")[0]
        yield from ((how, some) for how in ((VIETNAMESE, UNMARKED) if language == "vi" else (language,)))


def _either(terms: Iterable[str], how: str) -> str:
    """Any of the terms as whole words; an asterisk stands for any ending of its word."""
    made = sorted({_term(term, how) for term in terms}, key=lambda one: (-len(one), one))
    return rf"(?<!\w)(?:{'|'.join(made)})(?!\w)"


def _term(term: str, how: str) -> str:
    words = [(fold(word.rstrip("*"), how).text, word.endswith("*")) for word in term.split()]
    return r"\s+".join(re.escape(word) + (r"\w*" if any_ending else "") for word, any_ending in words)
