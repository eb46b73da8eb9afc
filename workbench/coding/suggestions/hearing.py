"""What the cues alone hear in a sentence: where each fired, what a frame takes out, and which of several stands."""

import dataclasses
from collections.abc import Iterator

from workbench.coding.suggestions.lexicon import Cue, Frame, Lexicon
from workbench.coding.suggestions.needs import Present
from workbench.coding.suggestions.scope import matching, negated

THREATS = "intimidation-and-threats"
OTHER = {"supports": "contradicts", "contradicts": "supports"}


@dataclasses.dataclass(frozen=True)
class Hit:
    """A cue that fired: for or against, from one place of the folded sentence to another; denied there or not.

    `across` says that a word such as "but" stands between its words.
    """

    cue: Cue
    polarity: str
    start: int
    end: int
    negated: bool
    across: bool = False


def heard(words: Lexicon, here: Present, frames: list[tuple[Frame, int, int]]) -> list[Hit]:
    """What the cues alone find in a sentence, without the learned weights.

    Example:
        >>> from workbench.coding.suggestions.lexicon import lexicon
        >>> words = lexicon("en")
        >>> [hit.cue.id for hit in heard(words, words.present("they took our passports"), [])]
        ['en:documents-taken']
    """
    hits = [hit for hit in _hits(words, here) if not taken_out(hit, frames)]
    return _best([hit for hit in hits if not foretold(hit, hits, frames)])


def signs(words: Lexicon, text: str, frames: list[tuple[Frame, int, int]], hits: list[Hit]) -> set[str]:
    """What a lexicon sees in a folded sentence, as the learned weights know it: frames, negators, cues for and against.

    Example:
        >>> from workbench.coding.suggestions.lexicon import lexicon
        >>> words = lexicon("en")
        >>> sorted(signs(words, "nobody hit us", [], heard(words, words.present("nobody hit us"), [])))
        ['against', 'against physical-and-sexual-violence', 'cues 0', 'negators 1']
    """
    seen = {f"{frame.kind} {frame.reach}" for frame, _, _ in frames}
    told = {f"{'for' if hit.polarity == 'supports' else 'against'} {hit.cue.indicator}" for hit in hits}
    count, cues = (min(many, 3) for many in (len(words.negators.findall(text)), sum(one[:3] == "for" for one in told)))
    against = {"against"} if any(one.startswith("against") for one in told) else set[str]()
    return seen | told | against | {f"negators {count}", f"cues {cues}"}


def _hits(words: Lexicon, here: Present) -> Iterator[Hit]:
    for cue in words.cues:
        for match in matching(cue.patterns, here):
            turned = cue.negated != "stays" and negated(words, here.text, match)
            if turned and cue.negated == "drops":
                continue
            polarity = OTHER[cue.polarity] if turned else cue.polarity
            if not (turned and cue.polarity == "contradicts"):  # "it is not true that we are free": a person decides
                yield Hit(cue, polarity, *match.span(), turned, words.breaks.search(match[0]) is not None)


def taken_out(hit: Hit, frames: list[tuple[Frame, int, int]]) -> bool:
    """Whether a frame reaches the hit: what follows a question's opening is in it though it began a word before."""
    for frame, start, end in frames:
        if frame.kind == "foretold":
            continue
        begins = hit.end > start if frame.reach == "after" else hit.start >= start
        if begins and hit.end <= end and (not frame.indicators or hit.cue.indicator in frame.indicators):
            return True
    return False


def foretold(hit: Hit, hits: list[Hit], frames: list[tuple[Frame, int, int]]) -> bool:
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
    leave before the debt is paid") outweighs the bare cue inside it that the same negator would turn. A cue whose words
    are drawn together over a "but" ("nobody took our passports, but the wages were not paid out") outweighs nothing.
    """
    drawn = [hit for hit in hits if hit.across and any(_against(hit, other) and not other.across for other in hits)]
    hits = [hit for hit in hits if hit not in drawn]
    kept: dict[tuple[str, str], Hit] = {}
    for hit in sorted(hits, key=lambda one: (one.end - one.start, one.start, one.cue.id)):
        over = [other for other in hits if _against(hit, other)]
        if not (hit.negated and over) and not any(not other.negated and other.polarity != "supports" for other in over):
            kept.setdefault((hit.cue.indicator, hit.polarity), hit)
    return list(kept.values())


def _against(hit: Hit, other: Hit) -> bool:
    """Whether two speak of one indicator, of words that overlap, one for it and one against."""
    same = hit.cue.indicator == other.cue.indicator and hit.polarity != other.polarity
    return same and hit.start < other.end and other.start < hit.end
