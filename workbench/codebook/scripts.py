"""Letters and names of the languages that cases come in: how they sound, what they look like, how they are worn."""

import dataclasses
import functools
from collections.abc import Mapping
from typing import Any

from workbench.codebook.ground import place, toml
from workbench.codebook.shapes import compiled, matches


@dataclasses.dataclass(frozen=True, kw_only=True)
class Letters:
    """Which letters stand for which when a name is sought.

    `sound` maps small letters to Latin ones, `look` letters to the Latin ones they are mistaken for, `simplified`
    traditional Chinese characters to simplified ones (OpenCC), `cyrillic` Serbian Latin letters to Cyrillic ones, the
    longest first; `respelt` says in which ways a letter is written where a keyboard has no sign for it.
    """

    sound: Mapping[str, str]
    look: Mapping[str, str]
    simplified: Mapping[str, str]
    cyrillic: Mapping[str, str]
    respelt: Mapping[str, tuple[str, ...]]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Wearing:
    """How names are worn: titles before them, endings after them, names that too many people bear, months."""

    titles: tuple[str, ...]
    common: tuple[str, ...]
    endings: tuple[str, ...]
    fleeting: tuple[str, ...]
    initials: tuple[str, ...]
    months: Mapping[str, tuple[str, ...]]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Comparing:
    """What is set aside before two names are compared.

    `forms` are legal forms as written, the longest first, with the country whose law has them; `words` maps words of
    several languages to one; `coarse` letters to those that other keyboards write for them; `double` are Chinese family
    names of two characters, `given` and `family` names that tell few people apart.
    """

    forms: Mapping[str, str]
    words: Mapping[str, str]
    coarse: Mapping[str, str]
    double: tuple[str, ...]
    given: tuple[str, ...]
    family: tuple[str, ...]


@functools.cache
def letters() -> Letters:
    """The letters of `evidence_schema/scripts`.

    Example:
        >>> letters().sound["ђ"], letters().look["Р"], letters().simplified["陳"]
        ('dj', 'p', '陈')
    """
    read = _read("letters.toml")
    pairs = place("scripts", "chinese.txt").read_text("utf-8").split("\n")
    return Letters(
        sound=read["sound"], look=read["look"], cyrillic=read["cyrillic"],
        respelt={letter: tuple(ways) for letter, ways in read["respelt"].items()},
        simplified={pair[0]: pair[1] for pair in pairs if pair},
    )  # fmt: skip


@functools.cache
def wearing() -> Wearing:
    """What `evidence_schema/scripts/names.toml` says of names.

    Example:
        >>> "gospodin" in wearing().titles, wearing().months["sr"][5]
        (True, 'jun')
    """
    read = _read("names.toml")
    lists = {name: tuple(read[name]) for name in ("titles", "common", "endings", "fleeting", "initials")}
    return Wearing(**lists, months={name: tuple(words) for name, words in read["months"].items()})


@functools.cache
def comparing() -> Comparing:
    """What `evidence_schema/scripts/companies.toml` says of names that are compared.

    Example:
        >>> comparing().forms["d.o.o."], comparing().words["轮胎"]
        ('RS', 'tire')
    """
    read = _read("companies.toml")
    forms = {form: of["country"] for of in read["forms"] for form in of["written"]}
    return Comparing(
        forms=dict(sorted(forms.items(), key=lambda pair: -len(pair[0]))),
        words={word: of["same"][0] for of in read["words"] for word in of["same"]},
        coarse=read["coarse"], double=tuple(read["double"]), given=tuple(read["given"]),
        family=tuple(read["family"]),
    )  # fmt: skip


def _read(name: str) -> dict[str, Any]:
    file = place("scripts", name)
    values = toml(file)
    matches(compiled("scripts", "schema.json"), values, file)
    return values
