"""Passages that a release withholds until a person decides: what incriminates whoever speaks, and what distresses."""

import dataclasses
import functools
import re

from workbench.codebook.ground import place, toml
from workbench.codebook.shapes import compiled, matches
from workbench.coding.suggestions.fold import fold

WHOLE = 6  # a term of fewer letters counts only as a whole word; a longer one also with an ending


@dataclasses.dataclass(frozen=True, kw_only=True)
class Cue:
    """One ground for withholding: `code` of `checks.toml`, what it is about, and where the rule comes from."""

    code: str
    about: str
    source: str
    verified: bool
    patterns: tuple[tuple[str, re.Pattern[str]], ...]


@functools.cache
def cues(name: str = "cues") -> tuple[Cue, ...]:
    """The grounds, as a file of `evidence_schema/disclosure/` has them: `cues`, or `kin` for words of one's own kin.

    Example:
        >>> [cue.code for cue in cues()]
        ['self-incriminating', 'distressing']
    """
    file = place("disclosure", f"{name}.toml")
    values = toml(file)
    matches(compiled("disclosure", "schema.json"), values, file)
    return tuple(
        Cue(
            code=one["code"], about=one["about"], source=one["source"], verified=one["verified"],
            patterns=tuple((_folding(tag), _pattern(terms, tag)) for tag, terms in one["terms"].items()),
        )
        for one in values["cues"]
    )  # fmt: skip


def _folding(tag: str) -> str:
    language = tag.partition("-")[0]
    return "vi-plain" if language == "vi" else language


def _pattern(terms: list[str], tag: str) -> re.Pattern[str]:
    spaced = tag not in ("zh",)
    parts = sorted((fold(term, _folding(tag)).text for term in terms), key=len, reverse=True)
    words = [re.escape(part) + (r"(?!\w)" if spaced and len(part) < WHOLE else "") for part in parts]
    return re.compile((r"(?<!\w)" if spaced else "") + "(?:" + "|".join(words) + ")")


def grounds(text: str, name: str = "cues") -> tuple[str, ...]:
    """The codes of the grounds that words in a text give for withholding it, whatever its language.

    `name` is a file of `evidence_schema/disclosure/`: `cues`, or `kinship` for words of anybody's kin.

    It finds the words that it knows, in any spelling and in both Serbian scripts, and no others: a person reads the
    rest.

    Example:
        >>> grounds("Visa hết hạn, tôi không dám đi đâu.")
        ('self-incriminating',)
        >>> grounds("They kept my passport."), grounds("He is the father of the boy.", "kinship")
        ((), ('kin-in-words',))
    """
    folded = {how: fold(text, how).text for how in {how for cue in cues(name) for how, _ in cue.patterns}}
    return tuple(cue.code for cue in cues(name) if any(pattern.search(folded[how]) for how, pattern in cue.patterns))
