"""The cue lexicons of `evidence_schema/lexicons/`, one language a file, ready to be matched."""

import dataclasses
import functools
import re
from collections.abc import Mapping
from typing import Any

from workbench.codebook.ground import place, stems, toml
from workbench.codebook.shapes import compiled, matches
from workbench.coding.suggestions.fold import fold
from workbench.coding.suggestions.needs import Present, present
from workbench.coding.suggestions.pattern import LETTER, PLAIN, Grammar, Pattern
from workbench.errors import BadValue

UNSPACED = ("zh",)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Cue:
    """A way of speaking that points to an indicator, or away from it; `id` is stable, `reason` says why in words."""

    id: str
    indicator: str
    polarity: str
    reason: str
    patterns: tuple[Pattern, ...]
    negated: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class Frame:
    """Words that take what stands within their reach out of what is claimed: a question, a condition, another place.

    `reach` is `sentence`, `before`, `after` or `clause` (from the marker to the next comma); `indicators` limits it. A
    frame of the kind `foretold` counts only where the sentence holds a threat, and leaves the threat itself.
    """

    kind: str
    reach: str
    indicators: tuple[str, ...]
    patterns: tuple[Pattern, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Lexicon:
    """One language as it is matched: cues, frames, negators and the breaks that end a negator's reach."""

    language: str
    folding: str
    framework: str
    cues: tuple[Cue, ...]
    frames: tuple[Frame, ...]
    slots: Mapping[str, Pattern]
    negators: re.Pattern[str]
    breaks: re.Pattern[str]
    common: re.Pattern[str]
    before: int
    after: int

    def present(self, text: str) -> Present:
        """What stands in a folded text, for the patterns of this language."""
        return present(text, spaced=self.language not in UNSPACED)


def languages() -> list[str]:
    """The languages that have a lexicon, sorted.

    Example:
        >>> languages()
        ['en', 'hi', 'sr', 'tr', 'vi', 'zh']
    """
    return stems(place("lexicons"), ".toml")


@functools.cache
def covered() -> tuple[str, ...]:
    """The ids of the frameworks that lexicons point to.

    Example:
        >>> covered()
        ('ilo-11',)
    """
    return tuple(sorted({toml(place("lexicons", f"{language}.toml"))["framework"] for language in languages()}))


@functools.cache
def lexicon(language: str, folding: str = "") -> Lexicon:
    """The lexicon of a language, compiled once; `folding` is another form of its letters (`vi-plain`).

    Raises:
        BadValue: the file is not of the shape of `lexicons/schema.json`, or a pattern cannot be read.

    Example:
        >>> lexicon("en").cues[0].indicator
        'retention-of-identity-documents'
    """
    name = f"lexicons/{language}.toml"
    content = toml(place("lexicons", f"{language}.toml"))
    matches(compiled("lexicons", "schema.json"), content, name)
    folding = folding or language
    grammar = _grammar(content, language, folding, name)
    cues = tuple(_cue(content, entry, language, grammar) for entry in content["cues"] if _usable(entry, folding))
    if len({cue.id for cue in cues}) < len(cues):
        raise BadValue(name, "cues", "the same id twice", "an id of its own for each cue")
    negation = content["negation"]
    return Lexicon(
        language=language,
        folding=folding,
        framework=content["framework"],
        cues=cues,
        frames=tuple(_frame(entry, grammar) for entry in content.get("frames", [])),
        slots={slot: grammar.slot_pattern(slot) for slot in grammar.slots},
        negators=grammar.words(tuple(negation["words"])),
        breaks=grammar.words(tuple(negation["breaks"])),
        common=grammar.words(tuple(content["common"])),
        before=negation["before"],
        after=negation["after"],
    )


def _grammar(content: dict[str, Any], language: str, folding: str, name: str) -> Grammar:
    slots = {slot: tuple(entries) for slot, entries in content["slots"].items()}
    letter = LETTER if language == "hi" else PLAIN
    return Grammar(slots, lambda text: fold(text, folding).text, language not in UNSPACED, name, letter)


def _usable(entry: dict[str, Any], folding: str) -> bool:
    """Without marks some Vietnamese words fall together; a cue that stands on such a word waits for marks."""
    return not (folding == "vi-plain" and entry.get("needs_marks", False))


def _cue(content: dict[str, Any], entry: dict[str, Any], language: str, grammar: Grammar) -> Cue:
    patterns = [made for written in entry["patterns"] for made in grammar.compile(written)]
    return Cue(
        id=f"{language}:{entry['id']}",
        indicator=entry["indicator"],
        polarity=entry.get("polarity", "supports"),
        reason=entry["reason"],
        patterns=tuple(patterns),
        negated=entry.get("negated", "turns"),
    )


def _frame(entry: dict[str, Any], grammar: Grammar) -> Frame:
    patterns = [made for written in entry["patterns"] for made in grammar.compile(written)]
    return Frame(
        kind=entry["kind"],
        reach=entry["reach"],
        indicators=tuple(entry.get("indicators", ())),
        patterns=tuple(patterns),
    )
