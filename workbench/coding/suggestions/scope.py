"""What a match is worth where it stands: denied, asked, supposed, elsewhere, settled; and where sentences end."""

import re
from collections.abc import Iterator

from workbench.coding.suggestions.lexicon import Frame, Lexicon
from workbench.coding.suggestions.needs import Present
from workbench.coding.suggestions.pattern import LETTER, Pattern

# A full stop ends a sentence before a space; a line ends one where the next begins like a new one.
ENDS = re.compile(r"[.!?…]+[\"'”’»)]*(?=\s|$)|[。！？；।]+|\n(?=\s*\n)|\n(?=[^\S\n]*[^a-zà-ỹđа-џ\s])")
QUESTION = re.compile(r"[?？][\"'”’»)\s]*$")
COMMA = re.compile(r"[,:](?!\d)|[;，、：—–]| - ")
WORD = re.compile(rf"{LETTER}+")
LONGEST = 1_000  # code points: what has no full stop for longer is cut at a space


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of a text begins and ends, in code points.

    Example:
        >>> text = "They took it. Nobody asked."
        >>> [text[start:end] for start, end in sentences(text)]
        ['They took it.', ' Nobody asked.']
    """
    start = 0
    ends = [found.end() for found in ENDS.finditer(text)]
    for end in [*ends, len(text)]:
        while end - start > LONGEST:
            cut = max(text.rfind(" ", start, start + LONGEST), start + LONGEST // 2)
            yield start, cut
            start = cut
        if text[start:end].strip():
            yield start, end
        start = end


def negated(lexicon: Lexicon, text: str, match: re.Match[str]) -> bool:
    """Whether a negator reaches a match: in its gaps, a few words before it, or after it where the language puts it so.

    A cue that has a negator of its own ("did not pay") is not turned by another: people and languages double them. A
    comma or a word such as "but" ends a negator's reach.
    """
    gaps = [match.span(name) for name in match.groupdict() if match[name] is not None]
    inside = sum(len(_negators(lexicon, text[start:end])) for start, end in gaps)
    own = len(_negators(lexicon, match[0])) - inside
    around = _before(lexicon, text, match.start()) + _after(lexicon, text, match.end())
    return own <= 0 and inside + around > 0


def part(lexicon: Lexicon, text: str, start: int, end: int) -> tuple[int, int]:
    """The part of a sentence in which a stretch of it stands: from a comma or a word such as "but" to the next one.

    Example:
        >>> from workbench.coding.suggestions.lexicon import lexicon
        >>> told = "nobody took our passports, but they locked the gate"
        >>> told[slice(*part(lexicon("en"), told, 36, 42))]
        ' they locked the gate'
    """
    return _edge_before(lexicon, text, start), _edge_after(lexicon, text, end)


def _edge_before(lexicon: Lexicon, text: str, start: int) -> int:
    edges = (found.end() for expression in (COMMA, lexicon.breaks) for found in expression.finditer(text[:start]))
    return max(edges, default=0)


def _edge_after(lexicon: Lexicon, text: str, end: int) -> int:
    edges = (found.start() for expression in (COMMA, lexicon.breaks) for found in expression.finditer(text[end:]))
    return end + min(edges, default=len(text) - end)


def _negators(lexicon: Lexicon, stretch: str) -> list[str]:
    return lexicon.negators.findall(stretch)


def _before(lexicon: Lexicon, text: str, start: int) -> int:
    stretch = text[_edge_before(lexicon, text, start) : start]
    return len(_negators(lexicon, _last_words(lexicon, stretch)))


def _after(lexicon: Lexicon, text: str, end: int) -> int:
    if not lexicon.after:
        return 0
    stretch = text[end : _edge_after(lexicon, text, end)]
    words = list(WORD.finditer(stretch))[: lexicon.after]
    return len(_negators(lexicon, stretch[: words[-1].end()] if words else ""))


def _last_words(lexicon: Lexicon, stretch: str) -> str:
    if lexicon.language == "zh":
        return stretch[-lexicon.before :]
    words = list(WORD.finditer(stretch))
    return stretch[words[-lexicon.before].start() :] if len(words) > lexicon.before else stretch


def framed(lexicon: Lexicon, here: Present) -> list[tuple[Frame, int, int]]:
    """The frames of a sentence, each with the stretch of it that they take out of what is claimed."""
    found = []
    for frame in lexicon.frames:
        for match in matching(frame.patterns, here):
            if frame.kind == "resolved" and _unsettled(lexicon, match[0]):
                continue
            start, end = 0, len(here.text)
            if frame.reach in ("after", "clause"):
                start = match.start()
            if frame.reach == "before":
                end = match.end()
            if frame.reach == "clause":
                comma = COMMA.search(here.text, match.end())
                end = comma.start() if comma else end
            found.append((frame, start, end))
    return found


def _unsettled(lexicon: Lexicon, settling: str) -> bool:
    """Whether the settling is denied: "taken for a day and never given back" settles nothing."""
    edges = [found.end() for expression in (COMMA, lexicon.breaks) for found in expression.finditer(settling)]
    return bool(edges and _negators(lexicon, settling[max(edges) :]))


def matching(patterns: tuple[Pattern, ...], here: Present) -> Iterator[re.Match[str]]:
    """The matches of patterns in a text."""
    for pattern in patterns:
        yield from pattern.matches(here)
