"""Drafts of codings from cue lexicons, offline; they count for nothing until a named coder confirms them."""

import dataclasses
from typing import NamedTuple

from workbench.codebook import framework as framework_of
from workbench.codebook import near
from workbench.coding.suggestions.concepts import concepts, marks
from workbench.coding.suggestions.fold import Folded, fold
from workbench.coding.suggestions.hearing import Hit, foretold, heard, signs, taken_out
from workbench.coding.suggestions.language import folding_of, language_of
from workbench.coding.suggestions.learned import Learned, Reading, learned
from workbench.coding.suggestions.lexicon import Cue, Lexicon, covered, lexicon
from workbench.coding.suggestions.meaning import meaning
from workbench.coding.suggestions.scope import QUESTION, framed, part, sentences
from workbench.errors import Unknown


class Least(NamedTuple):
    """Chances below which a cue falls, and a sentence without a cue gives no draft: that it states, that it speaks."""

    states: float
    speaks: float
    states_uncued: float
    speaks_uncued: float


# Set on sentences that were held back from learning; lower, drafts are more and more of them are wrong. Meaning alone
# was never taught the language that it reads: there a cue falls only where it is all but sure.
BY_WORDS, BY_BOTH = Least(0.35, 0.25, 0.5, 0.35), Least(0.4, 0.2, 0.7, 0.4)
BY_MEANING = Least(0.1, 0.1, 0.7, 0.4)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Suggestion:
    """A machine's draft of a coding: an indicator, the exact words (code points), for or against, by which cue."""

    indicator: str
    start: int
    end: int
    quote: str
    polarity: str
    cue: str
    reason: str


def suggest(text: str, framework: str = "ilo-11", lang: str | None = None) -> list[Suggestion]:
    """Suggestions for a text, in the order in which they stand in it; `quote == text[start:end]`.

    One a sentence, indicator and polarity. `lang` is a BCP 47 tag; without it each sentence is read in the language
    that its letters and commonest words speak for. What is asked, supposed, told of other places, or settled soon
    after is not suggested; what is denied is suggested as contradicting.

    Raises:
        Unknown: there is no such framework, or no lexicon points to its indicators.

    Example:
        >>> [(found.indicator, found.quote) for found in suggest("On arrival they took our passports.")]
        [('retention-of-identity-documents', 'took our passports')]
        >>> [found.polarity for found in suggest("Nobody took my passport.")]
        ['contradicts']
        >>> suggest("The lawyer asked whether anyone took our passports.")
        []
    """
    known(framework)
    spans = [(start, end) for start, end in sentences(text) if not QUESTION.search(text[start:end])]
    languages = [language_of(text[start:end], lang, text[max(0, start - 500) : end + 500]) for start, end in spans]
    reader = meaning()
    meant = reader.read([text[start:end] for start, end in spans], languages) if reader else [None] * len(spans)
    found = []
    for (start, end), language, one in zip(spans, languages, meant, strict=True):
        if language:
            found += [_moved(hit, start) for hit in _of_sentence(text[start:end], language, one)]
    return sorted(found, key=lambda one: (one.start, one.end, one.indicator, one.polarity))


def known(framework: str) -> None:
    """Refuses a framework that no lexicon points to.

    Raises:
        Unknown: `near` lists the frameworks that lexicons point to.

    Example:
        >>> known("ilo-11")
    """
    framework_of(framework)
    if framework not in covered():
        raise Unknown("lexicons", "framework", framework, near(framework, covered()) or list(covered()))


def _of_sentence(sentence: str, language: str, meant: Reading | None) -> list[Suggestion]:
    words = lexicon(language, folding_of(sentence, language))
    folded = fold(sentence, words.folding)
    here = words.present(folded.text)
    frames = framed(words, here)
    best = heard(words, here, frames)
    known_ = concepts(words.folding)
    spoken = known_.found(folded.text) if known_ else set()
    weights = learned(words.folding)
    told = weights.read(folded.text, signs(words, folded.text, frames, best) | marks(spoken)) if weights else None
    if reading := _both(told, meant):
        least = (BY_BOTH if told else BY_MEANING) if meant else BY_WORDS
        named = _unnamed(best, reading, least)
        added = [_spoken(name, weights, words.folding, folded, sentence, spoken) for name in named]
        added = [hit for hit in added if not taken_out(hit, frames) and not foretold(hit, best, frames)]
        # In "nobody hit us, but we were never paid" the denial is heard in all of it: each cue is judged by its part.
        denied = any(hit.polarity == "contradicts" for hit in best)
        stand = _standing(best, reading, least)
        if denied:
            stand += [hit for hit in best if hit not in stand and _by_part(hit, folded, sentence, words, language)]
        best = stand + added
    return [_suggestion(hit, folded, sentence) for hit in best]


def _by_part(hit: Hit, folded: Folded, sentence: str, words: Lexicon, language: str) -> bool:
    """Whether a cue stands in its own part of a sentence, read as a sentence of its own."""
    start, end = part(words, folded.text, hit.start, hit.end)
    if (start, end) == (0, len(folded.text)):
        return False
    first, last = folded.span(start, end)
    alone, reader = sentence[first:last].strip(), meaning()
    found = _of_sentence(alone, language, reader.read([alone], [language])[0] if reader else None)
    return any((one.indicator, one.polarity) == (hit.cue.indicator, hit.polarity) for one in found)


def _both(told: Reading | None, meant: Reading | None) -> Reading | None:
    """What words and meaning say together; one of them where the other is not there."""
    reader = meaning()
    return reader.beside(told, meant) if reader and meant else told


def _standing(best: list[Hit], reading: Reading, least: Least) -> list[Hit]:
    """The hits of the cues that stand after the second reading."""
    chances = reading.chances
    return [
        hit
        for hit in best
        if hit.polarity != "supports"
        or (reading.states >= least.states and chances.get(hit.cue.indicator, 0) >= least.speaks)
    ]


def _unnamed(best: list[Hit], reading: Reading, least: Least) -> list[str]:
    """The indicators that no cue has named, and that the words speak for."""
    named = {hit.cue.indicator for hit in best}
    sure = reading.states >= least.states_uncued
    return [
        name for name, chance in reading.chances.items() if sure and chance >= least.speaks_uncued and name not in named
    ]


def _spoken(
    indicator: str, weights: Learned | None, folding: str, folded: Folded, sentence: str, spoken: set[tuple[int, str]]
) -> Hit:
    if weights is None:
        places, reason = [(0, len(folded.text))], "no cue, but the sentence means what labelled sentences of it mean"
    else:
        places = weights.telling(folded.text, indicator, spoken)
        told = [folded.span(*place) for place in places]
        shown = ", ".join(f'"{sentence[start:end]}"' for start, end in told)
        reason = f"no cue, but words that labelled sentences of this indicator share: {shown}"
    cue = Cue(
        id=f"{folding}:learned-{indicator}", indicator=indicator, polarity="supports", reason=reason,
        patterns=(), negated="stays",
    )  # fmt: skip
    return Hit(cue, "supports", places[0][0], places[-1][1], negated=False)


def _suggestion(hit: Hit, folded: Folded, sentence: str) -> Suggestion:
    start, end = folded.span(hit.start, hit.end)
    while end < len(sentence) and _hangs_on(sentence[end]):
        end += 1
    reason = f"{hit.cue.reason}; denied here" if hit.negated else hit.cue.reason
    return Suggestion(
        indicator=hit.cue.indicator, start=start, end=end, quote=sentence[start:end], polarity=hit.polarity,
        cue=hit.cue.id, reason=reason,
    )  # fmt: skip


def _hangs_on(char: str) -> bool:
    """A combining mark or a joiner belongs to the letter before it: a quote never ends between the two."""
    return "\u0300" <= char <= "\u036f" or char in "\u200d\u093c" or "\ufe00" <= char <= "\ufe0f"


def _moved(one: Suggestion, by: int) -> Suggestion:
    return dataclasses.replace(one, start=one.start + by, end=one.end + by)
