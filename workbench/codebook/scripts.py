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


def _read(name: str) -> dict[str, Any]:
    file = place("scripts", name)
    values = toml(file)
    matches(compiled("scripts", "schema.json"), values, file)
    return values
