"""Labels that a release draws in English (Worker K7, Account 3, a month), in the language that a copy speaks."""

import functools
import re
from collections.abc import Mapping

from workbench.codebook.messages import ENGLISH, Messages, messages

# Words that are a label only where a cell, a line, a bracket or an entry of a list begins with them, and those that are
# one only by themselves.
FIRST, ALONE = ("drawn.an-", "drawn.a-"), ("drawn.month-", "drawn.no-", "drawn.quarter")
BEGUN = r"(?:\A|(?<=\()|(?<=; )|(?<=\d\. ))"
GROUP, WITHHELD = "drawn.", "drawn.withheld"
# What a release puts into a quote in place of a worker's name, and nobody says: a letter and figures that were drawn. A
# "Group 3" or a "Person 2" there may be the speaker's own words, and stands.
PUT_IN = re.compile(r"(?<![\w-])Worker (?P<code>[A-Z][0-9]+)(?![\w-])")
# What stands for the values of these messages in a label.
VALUES = {"code": "[A-Z]?[0-9]+", "year": "[0-9]{4}", "k": "[0-9]+", "part": "[1-4]"}


def labelled(words: str, say: Messages) -> str:
    """Words of a release with its labels in the language of the messages.

    Example:
        >>> labelled("a worker", messages("sr-Latn"))
        'jedan radnik'
    """
    return words if say.text_lang == ENGLISH else _said(words, say)


def held_back(words: str, say: Messages) -> str:
    """A quote with the codes of workers and what stands for its withheld parts in this language; its own words stay.

    Example:
        >>> held_back("[withheld: name] told Worker K7", messages("sr-Latn"))
        '[izostavljeno: ime] told Radnik K7'
        >>> held_back("I was in Group 3", messages("sr-Latn"))
        'I was in Group 3'
    """
    if say.text_lang == ENGLISH:
        return words
    english = messages(ENGLISH).words
    for key in sorted((key for key in english if key.startswith(WITHHELD)), key=len, reverse=True):
        words = words.replace(english[key], say(key))
    return PUT_IN.sub(lambda match: say("drawn.worker", code=match["code"]), words)


def _said(words: str, say: Messages) -> str:
    if " | " in words:  # the reference of a paragraph is read back with its answer, as it stands in the sheet
        return words
    return _put(words, say)


def _put(words: str, say: Messages) -> str:
    """Words with each label in this language."""
    pattern, keys = _pattern()

    def said(match: re.Match[str]) -> str:
        key = keys[str(match.lastgroup)]
        return say(key, **_values(key, match.group()))

    return pattern.sub(said, words)


def _values(key: str, words: str) -> Mapping[str, str]:
    match = re.fullmatch(_one(messages(ENGLISH).words[key]), words)
    return match.groupdict() if match else {}


def _one(template: str, *, named: bool = True) -> str:
    """A message as a pattern: what it is given stands in groups."""
    parts = re.split(r"\{(\w+)\}", template)
    made = [re.escape(parts[0])]
    for name, after in zip(parts[1::2], parts[2::2], strict=True):
        made += [f"(?P<{name}>{VALUES[name]})" if named else f"(?:{VALUES[name]})", re.escape(after)]
    return "".join(made)


def _placed(key: str, pattern: str) -> str:
    if key.startswith(ALONE):  # a month in somebody's sentence is a word of that sentence
        return rf"\A{pattern}\Z"
    return rf"{BEGUN}{pattern}(?=\Z| \(|[;,)])" if key.startswith(FIRST) else pattern


@functools.cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern for every label, the longest first, with the message of each group."""
    english = messages(ENGLISH).words
    listed = sorted((key for key in english if key.startswith(GROUP)), key=lambda key: (-len(english[key]), key))
    keys = {f"m{at}": key for at, key in enumerate(listed)}
    found = [f"(?P<{name}>{_placed(key, _one(english[key], named=False))})" for name, key in keys.items()]
    return re.compile(r"(?<![\w-])(?:" + "|".join(found) + r")(?![\w-])"), keys
