"""Labels that a release draws in English (Worker K7, Account 3, a month), in the language of its dossier."""

import dataclasses
import functools
import re
from collections.abc import Mapping
from typing import Any

from workbench.codebook.messages import ENGLISH, Messages, messages
from workbench.release.dossier.document import Document, Figure, Link, Quote, Table

# Words that are a label only where a cell, a line, a bracket or an entry of a list begins with them, and those that are
# one only by themselves.
FIRST, ALONE = ("drawn.an-", "drawn.a-"), ("drawn.month-", "drawn.no-", "drawn.quarter")
BEGUN = r"(?:\A|(?<=\()|(?<=; )|(?<=\d\. ))"
GROUP, WITHHELD = "drawn.", "drawn.withheld"
# What a release puts into quotes in place of names: it is none of the words of whoever spoke.
PUT_IN = tuple(
    GROUP + one for one in ("worker", "person", "other-interpreter", "interpreter", "investigator", "coder",
                            "adjudicator", "group")
)  # fmt: skip
# What stands for the values of these messages in a label.
VALUES = {"code": "[A-Z]?[0-9]+", "year": "[0-9]{4}", "k": "[0-9]+", "part": "[1-4]"}
# Fields that hold no words for a reader, and the words of others, which stay as they are on file.
LEFT = {Quote: ("words", "lang", "anchor"), Table: ("name", "anchors", "widths", "fills"), Figure: ("svg",),
        Link: ("to",)}  # fmt: skip
PLAIN = ("anchor", "style", "lang", "headings", "at", "head", "notice", "labels", "case")


def localised(document: Document, say: Messages) -> Document:
    """The document with the labels of this release in its language; the words of quotes stay as they are, but for what
    stands in them for somebody: a person has one name in a copy.

    Example:
        >>> from workbench.release.dossier.document import Paragraph, Section
        >>> told = {"lang": "sr-Latn", "headings": "sr-Latn", "at": "", "head": "h", "notice": "n", "labels": {}}
        >>> part = Section("a", "Worker K7", (Paragraph(("Account 3, of May 2024",)),))
        >>> made = localised(Document(title="A", case="B", sections=(part,), **told), messages("sr-Latn"))
        >>> made.sections[0].title, made.sections[0].blocks[0].text
        ('Radnik K7', ('Iskaz 3, of May 2024',))
    """
    if say.text_lang == ENGLISH:
        return document
    made: Document = _walked(document, say)
    return made


def labels(say: Messages) -> str:
    """The words of labels in this language, each with the English one that stands in the other files.

    Example:
        >>> labels(messages("sr-Latn")).split("; ")[0]
        'Radnik = Worker'
    """
    english = messages(ENGLISH)
    keys = [key for key in english.words if key.startswith(GROUP) and english.words[key].endswith(" {code}")]
    return "; ".join(f"{say(key, code='').strip()} = {english(key, code='').strip()}" for key in keys)


def _walked(value: Any, say: Messages) -> Any:
    if isinstance(value, str):
        return _said(value, say)
    if isinstance(value, tuple):
        return tuple(_walked(part, say) for part in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        left = (*LEFT.get(type(value), ()), *PLAIN)
        names = [field.name for field in dataclasses.fields(value) if field.name not in left]
        changed = {name: _walked(getattr(value, name), say) for name in names}
        if isinstance(value, Quote):
            changed["words"] = _held_back(value.words, say)
        return dataclasses.replace(value, **changed)
    return value


def _held_back(words: str, say: Messages) -> str:
    """A quote with what stands for names and for its withheld parts in this language; its own words stay."""
    english = messages(ENGLISH).words
    for key in sorted((key for key in english if key.startswith(WITHHELD)), key=len, reverse=True):
        words = words.replace(english[key], say(key))
    return _put(words, say, PUT_IN)


def said_in(words: str, say: Messages) -> str:
    """Words of a release with its labels in the language of the messages.

    Example:
        >>> said_in("a worker", messages("sr-Latn"))
        'jedan radnik'
    """
    return words if say.text_lang == ENGLISH else _said(words, say)


def _said(words: str, say: Messages) -> str:
    if " | " in words:  # the reference of a paragraph is read back with its answer, as it stands in the sheet
        return words
    return _put(words, say)


def _put(words: str, say: Messages, only: tuple[str, ...] = ()) -> str:
    """Words with each label, or each that one of the messages `only` makes, in this language."""
    pattern, keys = _pattern(only)

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
def _pattern(only: tuple[str, ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern for every label, the longest first, with the message of each group."""
    english = messages(ENGLISH).words
    wanted = only or tuple(key for key in english if key.startswith(GROUP))
    listed = sorted(wanted, key=lambda key: (-len(english[key]), key))
    keys = {f"m{at}": key for at, key in enumerate(listed)}
    found = [f"(?P<{name}>{_placed(key, _one(english[key], named=False))})" for name, key in keys.items()]
    return re.compile(r"(?<![\w-])(?:" + "|".join(found) + r")(?![\w-])"), keys
