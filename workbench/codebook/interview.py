"""The interview form: what a worker is asked, in which words, and the tables of the XLSForm that is made of it."""

import dataclasses
import functools
import re
from collections.abc import Iterator, Mapping
from typing import Any

from workbench.codebook.ground import near, place, toml
from workbench.codebook.scripts import letters
from workbench.codebook.shapes import compiled, matches
from workbench.errors import Unknown

FOLDER = ("forms", "interview")
# The names of languages as form servers show them; the tag in brackets is what tells them apart.
LANGUAGES = {
    "en": "English (en)",
    "vi": "Tiếng Việt (vi)",
    "sr-Latn": "Srpski (sr-Latn)",
    "sr-Cyrl": "Српски (sr-Cyrl)",
}
DIGRAPH = re.compile("dž|lj|nj|.", re.IGNORECASE | re.DOTALL)
Table = tuple[tuple[str, ...], ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Ask:
    """One question; `path` is its name behind the name of its group, as form servers export it.

    `indicator` is an id of ilo-11 where the question is about one; `elicits` says whether what is told to it came to an
    open or to a closed question.
    """

    name: str
    path: str
    type: str
    labels: Mapping[str, str]
    required: bool = False
    relevant: str = ""
    elicits: str | None = None
    indicator: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Part:
    """A group of questions, repeated or not."""

    name: str
    labels: Mapping[str, str]
    repeat: bool
    asks: tuple[Ask, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Interview:
    """The whole form; `choices` gives for each list its values with their labels."""

    version: str
    unreviewed: tuple[str, ...]
    titles: Mapping[str, str]
    parts: tuple[Part, ...]
    choices: Mapping[str, Mapping[str, Mapping[str, str]]]

    def asks(self) -> Iterator[Ask]:
        """Every question in its order."""
        for part in self.parts:
            yield from part.asks

    def ask(self, path: str) -> Ask | None:
        """The question that an exported column is of: its name, behind its groups or not; None where there is none.

        Example:
            >>> interview().ask("wages/wage_paid").type
            'decimal'
        """
        name = path.replace("-", "/").rsplit("/", 1)[-1]
        return next((one for one in self.asks() if one.name == name), None)


@functools.cache
def interview() -> Interview:
    """The form of `evidence_schema/forms/interview`, the Serbian in both scripts.

    Raises:
        BadValue: the file is not of the shape that its schema asks.

    Example:
        >>> interview().parts[0].name, interview().titles["sr-Cyrl"]
        ('danger', 'Разговор с радником')
    """
    file = place(*FOLDER, "form.toml")
    values = toml(file)
    matches(compiled(*FOLDER, "schema.json"), values, file)
    choices: dict[str, dict[str, Mapping[str, str]]] = {}
    for one in values["choices"]:
        choices.setdefault(one["list"], {})[one["name"]] = _labels(one)
    return Interview(
        version=values["version"], unreviewed=tuple(values["unreviewed"]), titles=_labels(values["titles"]),
        parts=tuple(_part(one) for one in values["groups"]), choices=choices,
    )  # fmt: skip


def _part(one: dict[str, Any]) -> Part:
    rest = ("required", "relevant", "elicits", "indicator")
    asks = tuple(
        Ask(name=ask["name"], path=f"{one['name']}/{ask['name']}", type=ask["type"], labels=_labels(ask),
            **{name: ask[name] for name in rest if name in ask})
        for ask in one["asks"]
    )  # fmt: skip
    return Part(name=one["name"], labels=_labels(one), repeat=one.get("repeat", False), asks=asks)


def _labels(one: Mapping[str, str]) -> Mapping[str, str]:
    return {"en": one["en"], "vi": one["vi"], "sr-Latn": one["sr"], "sr-Cyrl": cyrillic(one["sr"])}


def cyrillic(text: str) -> str:
    """Serbian in Latin letters, in Cyrillic: letter by letter, the letters that are written with two signs first.

    Source: Pravopis srpskoga jezika, Matica srpska (2010), the two alphabets of Serbian. Words in which two such signs
    are two letters (injekcija) come out wrong: the form has none of them.

    Example:
        >>> cyrillic("Džep, Ljiljana, njen đak; ŠTA?")
        'Џеп, Љиљана, њен ђак; ШТА?'
    """
    return DIGRAPH.sub(_letter, text)


def _letter(match: "re.Match[str]") -> str:
    found = letters().cyrillic.get(match[0].lower(), match[0])
    return found.upper() if match[0][0].isupper() else found


def xlsform(language: str = "en") -> dict[str, Table]:
    """The three sheets of the XLSForm, header first; `language` is what a telephone shows first.

    Source: xlsform.org, the worksheets `survey`, `choices` and `settings`.

    Raises:
        Unknown: the form has no such language.

    Example:
        >>> xlsform("vi")["settings"][1][:3]
        ('Phỏng vấn người lao động', 'workbench_interview', '2')
    """
    if language not in LANGUAGES:
        raise Unknown("interview", "language", language, near(language, LANGUAGES) or list(LANGUAGES))
    form, names = interview(), list(LANGUAGES)
    labels = tuple(f"label::{LANGUAGES[name]}" for name in names)
    rows: list[tuple[str, ...]] = [("type", "name", *labels, "required", "relevant")]
    for kind in ("start", "end"):
        rows.append((kind, kind, *("" for _ in names), "", ""))
    for part in form.parts:
        word = "repeat" if part.repeat else "group"
        rows.append((f"begin_{word}", part.name, *(part.labels[name] for name in names), "", ""))
        rows += [_row(ask, names) for ask in part.asks]
        rows.append((f"end_{word}", "", *("" for _ in names), "", ""))
    told: list[tuple[str, ...]] = [("list_name", "name", *labels)]
    told += [(listed, value, *(label[name] for name in names))
             for listed, values in form.choices.items() for value, label in values.items()]  # fmt: skip
    settings = (
        ("form_title", "form_id", "version", "default_language"),
        (form.titles[language], "workbench_interview", form.version, LANGUAGES[language]),
    )
    return {"survey": tuple(rows), "choices": tuple(told), "settings": settings}


def _row(ask: Ask, names: list[str]) -> tuple[str, ...]:
    return (ask.type, ask.name, *(ask.labels[name] for name in names), "yes" if ask.required else "", ask.relevant)
