"""Feasts by which people date what happened, as data: their names, their day in each year, the words before them."""

import dataclasses
import datetime
import functools
from typing import Any

from workbench.codebook.ground import place, toml
from workbench.codebook.shapes import compiled, matches


@dataclasses.dataclass(frozen=True, kw_only=True)
class Season:
    """A feast: its `day` in each year on file, how many days before belong to it (`eve`), how many it `lasts`.

    `verified` says whether the days were computed anew from the rule that `source` names.

    Example:
        >>> season = seasons()["tet"]
        >>> season.day[2021].isoformat(), season.verified
        ('2021-02-12', True)
    """

    id: str
    title: str
    names: tuple[str, ...]
    day: dict[int, datetime.date]
    eve: int
    lasts: int
    source: str
    verified: bool


@functools.cache
def _read() -> dict[str, Any]:
    file = place("calendar", "seasons.toml")
    values = toml(file)
    matches(compiled("calendar", "schema.json"), values, file)
    return values


@functools.cache
def seasons() -> dict[str, Season]:
    """Every feast on file, by its id.

    Example:
        >>> sorted(seasons())
        ['new-year', 'orthodox-christmas', 'orthodox-easter', 'tet']
    """
    return {one["id"]: _season(dict(one)) for one in _read()["season"]}


@functools.cache
def season_words() -> dict[str, tuple[str, ...]]:
    """The words for before, after and at, in the languages on file.

    Example:
        >>> "trước" in season_words()["before"]
        True
    """
    return {side: tuple(words) for side, words in _read()["words"].items()}


def _season(values: dict[str, Any]) -> Season:
    days = [datetime.date.fromisoformat(day) for day in values.pop("days")]
    return Season(day={day.year: day for day in days}, names=tuple(values.pop("names")), **values)
