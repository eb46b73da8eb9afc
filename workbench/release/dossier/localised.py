"""Labels that a release draws in English (Worker K7, Account 3, a month), in the language of its dossier."""

import dataclasses
from typing import Any

from workbench.codebook.messages import ENGLISH, Messages, messages
from workbench.figures.labels import GROUP, held_back, labelled
from workbench.release.dossier.document import Document, Figure, Link, Quote, Table

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
        return labelled(value, say)
    if isinstance(value, tuple):
        return tuple(_walked(part, say) for part in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        left = (*LEFT.get(type(value), ()), *PLAIN)
        names = [field.name for field in dataclasses.fields(value) if field.name not in left]
        changed = {name: _walked(getattr(value, name), say) for name in names}
        if isinstance(value, Quote):
            changed["words"] = held_back(value.words, say)
        return dataclasses.replace(value, **changed)
    return value
