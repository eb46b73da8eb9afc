"""What findings say in English, with the labels and the days in it, in the language of the copy that is spoken here."""

import functools
import re
from collections.abc import Mapping

from workbench.codebook.messages import ENGLISH, Messages, messages
from workbench.figures.labels import labelled
from workbench.figures.words import serbian_dates, told

GROUP = "retold."
# Sentences that other tables have.
ALSO = ("cover.not-said", "when.undated", "quote.picture", "legend.grouped", "country.Serbia",
        "duty.status-unknown")  # fmt: skip
FINDS = "done|partly|refused|not done|not clear"
# Values of a sentence that are words of a table themselves: by their name in the sentence the group of that table.
WORDS = {"state": "state", "status": "status", "by": "by", "means": "means", "stance": "stance", "finds": "duty.finds",
         "band": "band"}  # fmt: skip
NUMBERS = ("n", "of", "entities", "claims", "k", "min", "max", "year", "heard", "known", "coded")


def own(words: str, *, iso: bool = False) -> str:
    """A sentence of a finding in the language that is spoken here; what no table knows, such as a title or a name,
    stays, but for labels of the release and days. With `iso` days stay as a program sorts them.

    Example:
        >>> from workbench.figures.words import speaking
        >>> with speaking(messages("sr-Latn")):
        ...     own("2024-03-04 to 2024-05"), own("Worker K7 asks for the passport back")
        ('od 04.03.2024. do 05.2024.', 'Radnik K7 asks for the passport back')
        >>> own("2024-03-04 to 2024-05")
        '2024-03-04 to 2024-05'
    """
    say = told()
    return words if say.text_lang == ENGLISH or not words else _own(words, say.lang, iso)


def indicator(labels: Mapping[str, str], label: str) -> str:
    """The name of an indicator in the language that is spoken here, else the one that it has.

    Example:
        >>> indicator({"en": "Deception", "sr-Latn": "Obmana"}, "Deception")
        'Deception'
    """
    say = told()
    return labels.get(say.lang, label) if say.lang != ENGLISH else label


def head(name: str) -> str:
    """The head of a column in the language that is spoken here, by the name that the column has in files for programs.

    Raises:
        Unknown: no table has this column.

    Example:
        >>> head("as written")
        'as written'
        >>> from workbench.figures.words import speaking
        >>> with speaking(messages("sr-Latn")):
        ...     head("status"), head("as written")
        ('status', 'kako piše')
    """
    say = told()
    if say.text_lang == ENGLISH or not re.search("[A-Za-z]", name):
        return name
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    other = say.has(f"table.{slug}") and not say.has(f"column.{slug}")
    return say(f"table.{slug}" if other else f"column.{slug}")


def coded(group: str, code: str, said: str | None = None) -> str:
    """A code of the record as the language says it, by its group of messages; where the group has none, as it is.

    `said` is what stands there instead, and in English in any case.

    Example:
        >>> from workbench.figures.words import speaking
        >>> with speaking(messages("sr-Latn")):
        ...     coded("means", "first-hand")
        'iz prve ruke'
        >>> coded("stance", "supports"), coded("state", "not-assessed"), coded("state", "of old")
        ('speaks for it', 'not assessed', 'of old')
    """
    key = f"{group}{'-' if '.' in group else '.'}{code.replace(' ', '-')}"
    say = messages(told().text_lang)  # a language with headings alone has its running text in English
    if say.has(key) and (said is None or say.lang != ENGLISH):
        return say(key)
    return code if said is None else said


@functools.lru_cache(maxsize=50_000)
def _own(words: str, lang: str, iso: bool) -> str:
    say = messages(lang)
    made = labelled(_retold(words, say), say)
    return made if iso else serbian_dates(made)


def _retold(words: str, say: Messages) -> str:
    """A whole sentence by its English row, its values in the language, too; parts of a list one by one."""
    for key, pattern in _patterns():
        if match := pattern.fullmatch(words):
            return say(key, **{name: _value(name, value, say) for name, value in match.groupdict().items()})
    return words


def _value(name: str, value: str, say: Messages) -> str:
    group = WORDS.get(re.sub(r"\d+$", "", name))
    key = f"{group}{'-' if group and '.' in group else '.'}{value.replace(' ', '-')}"
    return say(key) if group and say.has(key) else _retold(value, say)


@functools.cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """The English sentences as patterns, those with most words of their own first."""
    english = messages(ENGLISH).words
    rows = [(key, words) for key, words in english.items() if key.startswith(GROUP) or key in ALSO]
    rows.sort(key=lambda row: (-len(re.sub(r"\{\w+\}", "", row[1])), row[0]))
    return [(key, re.compile(_pattern(words), re.DOTALL)) for key, words in rows]


def _pattern(words: str) -> str:
    parts = re.split(r"\{(\w+)\}", words)
    made = re.escape(parts[0])
    for name, after in zip(parts[1::2], parts[2::2], strict=True):
        made += f"(?P<{name}>{_shape(name)}){re.escape(after)}"
    return made


def _shape(name: str) -> str:
    if name.startswith("day"):
        return r"[0-9]{4}(?:-[0-9]{2}){0,2}"
    if name in ("when", "finds"):
        return FINDS if name == "finds" else "[^:,;]+"
    return r"[0-9][0-9,]*" if name in NUMBERS else ".+?"
