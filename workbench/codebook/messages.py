"""The words of a dossier in the languages that it can be written in: tables of `evidence_schema/messages`."""

import dataclasses
import functools
from collections.abc import Mapping
from typing import Any

from workbench.codebook.cyrillic import cyrillic
from workbench.codebook.ground import near, place, stems, toml
from workbench.codebook.library import frameworks
from workbench.codebook.shapes import compiled, matches
from workbench.errors import BadValue, Unknown

ENGLISH, ALL = "en", "all"
CYRILLIC, LATIN = "sr-Cyrl", "sr-Latn"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Messages:
    """The words of one language; called with a key (`group.name`) it gives the sentence with its values put in.

    What the language does not cover stays in English; `partial` says so, and `reviewed` whether a speaker read it.

    Raises:
        Unknown: there is no such message.
        BadValue: a value of the message is not given.

    Example:
        >>> messages("en")("heading.summary")
        'Summary'
    """

    lang: str
    name: str
    reviewed: bool
    partial: bool
    words: Mapping[str, str] = dataclasses.field(repr=False)
    kept: tuple[str, ...] = ()

    def __call__(self, key: str, **values: object) -> str:
        if key not in self.words:
            raise Unknown("codebook", "message", key, near(key, self.words))
        try:
            return self.words[key].format(**values)
        except (KeyError, IndexError) as error:
            raise BadValue(
                f"messages/{self.lang}.toml", key, str(error), "a value that the sentence is given"
            ) from None

    def has(self, key: str) -> bool:
        """True where there is such a message."""
        return key in self.words

    @property
    def text_lang(self) -> str:
        """The language that running text is in: English where the table covers headings alone."""
        return ENGLISH if self.partial else self.lang

    def of(self, texts: Mapping[str, str]) -> str:
        """Of one text in several languages the one of this language, in Cyrillic made from Latin, else in English.

        Example:
            >>> messages("sr-Cyrl").of({"en": "Law", "sr-Latn": "Pravo"})
            'Право'
        """
        if self.lang in texts:
            return texts[self.lang]
        if self.lang == CYRILLIC and LATIN in texts:
            return cyrillic(texts[LATIN], self.kept)
        return texts[ENGLISH]

    def in_text(self, texts: Mapping[str, str]) -> str:
        """The same for running text, which is English where the table covers headings alone.

        Example:
            >>> words = {"en": "Ombudsman", "vi": "Thanh tra"}
            >>> messages("vi").of(words), messages("vi").in_text(words)
            ('Thanh tra', 'Ombudsman')
        """
        return texts[ENGLISH] if self.partial else self.of(texts)


def languages() -> list[str]:
    """The tags of the languages that a dossier can be written in, sorted.

    Example:
        >>> languages()
        ['en', 'sr-Cyrl', 'sr-Latn', 'vi']
    """
    return stems(place("messages"), ".toml")


@functools.cache
def messages(lang: str) -> Messages:
    """The messages of a language.

    Raises:
        Unknown: there is no table of that language.
        BadValue: a table lacks a message of a group that it covers, or has one that English does not have.
    """
    if lang not in languages():
        raise Unknown("codebook", "language", lang, languages())
    english = _flat(_table(ENGLISH))
    values = _table(lang)
    own = _flat(values)
    if source := values.get("letters"):
        kept = tuple(values.get("kept", ()))
        own = {key: cyrillic(words, kept) for key, words in messages(source).words.items()} | own
        values["covers"] = [ALL]
    _complete(lang, own, english, values["covers"])
    return Messages(lang=lang, name=values["name"], reviewed=values["reviewed"], partial=ALL not in values["covers"],
                    words=english | own, kept=tuple(values.get("kept", ())))  # fmt: skip


def _complete(lang: str, own: Mapping[str, str], english: Mapping[str, str], covers: list[str]) -> None:
    file = f"messages/{lang}.toml"
    for key in english:
        if key not in own and (ALL in covers or key.partition(".")[0] in covers):
            raise BadValue(file, key, "nothing", f"the words for {english[key]!r}")
    for key in own:
        if key not in english and key.partition(".")[0] not in frameworks():  # whose English stands in the framework
            raise BadValue(file, key, own[key], "a key that messages/en.toml has")


def _table(lang: str) -> dict[str, Any]:
    file = place("messages", f"{lang}.toml")
    values = toml(file)
    matches(compiled("messages", "schema.json"), values, file)
    return values


def _flat(values: Mapping[str, Any]) -> dict[str, str]:
    return {f"{group}.{name}": words for group, named in values["messages"].items() for name, words in named.items()}
