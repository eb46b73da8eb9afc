"""Drafts of codings from cue lexicons, offline; they count for nothing until a named coder confirms them."""

import dataclasses
from collections.abc import Iterator

from workbench.codebook import framework as framework_of
from workbench.codebook import near
from workbench.coding.suggestions.concepts import concepts, marks
from workbench.coding.suggestions.fold import Folded, fold
from workbench.coding.suggestions.language import folding_of, language_of
from workbench.coding.suggestions.learned import Learned, Reading, learned
from workbench.coding.suggestions.lexicon import Cue, Frame, Lexicon, covered, lexicon
from workbench.coding.suggestions.needs import Present
from workbench.coding.suggestions.scope import QUESTION, framed, matching, negated, sentences
from workbench.errors import Unknown

THREATS = "intimidation-and-threats"
OTHER = {"supports": "contradicts", "contradicts": "supports"}
# Chances, by the learned weights, which know what the cues found. A cue falls where its indicator is less likely than
# this, or its sentence states hardly anything; an indicator without a cue needs more of both.
HARDLY_STATES, HARDLY_SPEAKS = 0.35, 0.25
SURELY_STATES, SPEAKS = 0.5, 0.35


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


@dataclasses.dataclass(frozen=True)
class Hit:
    """A cue that fired: for or against, from one place of the folded sentence to another; denied there or not."""

    cue: Cue
    polarity: str
    start: int
    end: int
    negated: bool


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
    found = []
    for start, end in sentences(text):
        sentence = text[start:end]
        language = language_of(sentence, lang, text[max(0, start - 500) : end + 500])
        if language:
            found += [_moved(one, start) for one in _of_sentence(sentence, language)]
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


def _of_sentence(sentence: str, language: str) -> list[Suggestion]:
    if QUESTION.search(sentence):
        return []
    words = lexicon(language, folding_of(sentence, language))
    folded = fold(sentence, words.folding)
    here = words.present(folded.text)
    frames = framed(words, here)
    best = heard(words, here, frames)
    if weights := learned(words.folding):
        known_ = concepts(words.folding)
        spoken = known_.found(folded.text) if known_ else set()
        reading = weights.read(folded.text, signs(words, folded.text, frames, best) | marks(spoken))
        added = [_spoken(name, weights, folded, sentence, spoken) for name in _unnamed(best, reading)]
        added = [hit for hit in added if not _taken_out(hit, frames) and not _foretold(hit, best, frames)]
        best = _standing(best, reading) + added
    return [_suggestion(hit, folded, sentence) for hit in best]


def heard(words: Lexicon, here: Present, frames: list[tuple[Frame, int, int]]) -> list[Hit]:
    """What the cues alone find in a sentence, without the learned weights.

    Example:
        >>> words = lexicon("en")
        >>> [hit.cue.id for hit in heard(words, words.present("they took our passports"), [])]
        ['en:documents-taken']
    """
    hits = [hit for hit in _hits(words, here) if not _taken_out(hit, frames)]
    return _best([hit for hit in hits if not _foretold(hit, hits, frames)])


def signs(words: Lexicon, text: str, frames: list[tuple[Frame, int, int]], hits: list[Hit]) -> set[str]:
    """What a lexicon sees in a folded sentence, as the learned weights know it: frames, negators, cues for and against.

    Example:
        >>> words = lexicon("en")
        >>> sorted(signs(words, "nobody hit us", [], heard(words, words.present("nobody hit us"), [])))
        ['against', 'against physical-and-sexual-violence', 'cues 0', 'negators 1']
    """
    seen = {f"{frame.kind} {frame.reach}" for frame, _, _ in frames}
    told = {f"{'for' if hit.polarity == 'supports' else 'against'} {hit.cue.indicator}" for hit in hits}
    count, cues = (min(many, 3) for many in (len(words.negators.findall(text)), sum(one[:3] == "for" for one in told)))
    against = {"against"} if any(one.startswith("against") for one in told) else set[str]()
    return seen | told | against | {f"negators {count}", f"cues {cues}"}


def _standing(best: list[Hit], reading: Reading) -> list[Hit]:
    """The hits of the cues that stand after the second reading."""
    chances = reading.chances
    return [
        hit
        for hit in best
        if hit.polarity != "supports"
        or (reading.stated >= HARDLY_STATES and chances.get(hit.cue.indicator, 0) >= HARDLY_SPEAKS)
    ]


def _unnamed(best: list[Hit], reading: Reading) -> list[str]:
    """The indicators that no cue has named, and that the words speak for."""
    named = {hit.cue.indicator for hit in best}
    sure = reading.stated >= SURELY_STATES
    return [name for name, chance in reading.chances.items() if sure and chance >= SPEAKS and name not in named]


def _spoken(indicator: str, weights: Learned, folded: Folded, sentence: str, spoken: set[tuple[int, str]]) -> Hit:
    places = weights.telling(folded.text, indicator, spoken)
    told = [folded.span(*place) for place in places]
    shown = ", ".join(f'"{sentence[start:end]}"' for start, end in told)
    reason = f"no cue, but words that labelled sentences of this indicator share: {shown}"
    cue = Cue(
        id=f"{weights.language}:learned-{indicator}", indicator=indicator, polarity="supports", reason=reason,
        patterns=(), negated="stays",
    )  # fmt: skip
    return Hit(cue, "supports", places[0][0], places[-1][1], negated=False)


def _hits(words: Lexicon, here: Present) -> Iterator[Hit]:
    for cue in words.cues:
        for match in matching(cue.patterns, here):
            turned = cue.negated != "stays" and negated(words, here.text, match)
            if turned and cue.negated == "drops":
                continue
            polarity = OTHER[cue.polarity] if turned else cue.polarity
            if not (turned and cue.polarity == "contradicts"):  # "it is not true that we are free": a person decides
                yield Hit(cue, polarity, *match.span(), turned)


def _taken_out(hit: Hit, frames: list[tuple[Frame, int, int]]) -> bool:
    """Whether a frame reaches the hit: what follows a question's opening is in it though it began a word before."""
    for frame, start, end in frames:
        if frame.kind == "foretold":
            continue
        begins = hit.end > start if frame.reach == "after" else hit.start >= start
        if begins and hit.end <= end and (not frame.indicators or hit.cue.indicator in frame.indicators):
            return True
    return False


def _foretold(hit: Hit, hits: list[Hit], frames: list[tuple[Frame, int, int]]) -> bool:
    """Whether a hit is only what a threat says will follow: "the police would lock us up if we left"."""
    threatened = any(one.cue.indicator == THREATS and one.polarity == "supports" for one in hits)
    return (
        threatened
        and hit.cue.indicator != THREATS
        and any(frame.kind == "foretold" and start <= hit.start < end for frame, start, end in frames)
    )


def _best(hits: list[Hit]) -> list[Hit]:
    """One hit an indicator and polarity, the shortest first.

    Where words overlap, a cue that speaks against outweighs one for; but a support that has its own negation ("cannot
    leave before the debt is paid") outweighs the bare cue inside it that the same negator would turn.
    """
    kept: dict[tuple[str, str], Hit] = {}
    for hit in sorted(hits, key=lambda one: (one.end - one.start, one.start, one.cue.id)):
        over = [other for other in hits if other.polarity != hit.polarity and _overlap(hit, other)]
        if not (hit.negated and over) and not any(not other.negated and other.polarity != "supports" for other in over):
            kept.setdefault((hit.cue.indicator, hit.polarity), hit)
    return list(kept.values())


def _overlap(hit: Hit, other: Hit) -> bool:
    return hit.cue.indicator == other.cue.indicator and hit.start < other.end and other.start < hit.end


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
