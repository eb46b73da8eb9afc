"""Codings as columns of small numbers: what the fold works on, and the way back from a row to its words."""

import dataclasses
import functools
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from workbench.findings.assessment import Statement
from workbench.findings.lookup import places
from workbench.findings.numbered import FEW, numbered
from workbench.findings.origins import Origins
from workbench.records import Period, first_day, last_day
from workbench.tables import Tables

Numbers = npt.NDArray[Any]
STANCES = ("supports", "contradicts", "unclear")
WORDS = ("passage", "indicator", "stance", "subject", "coder", "means", "site", "actor", "period_start", "period_end")
# Further than any date: a start not known lies before every day, an end not known after every day.
FAR = 4_000_000
NOBODY = "unknown"
OFTEN = 2  # an index that holds less than one in so many ids as are looked for: they repeat


class Vocabulary:
    """The ids of a case in their order: what a number in a column stands for.

    People are the entities; a source that nobody named has the last number and the id "".

    Example:
        >>> from workbench.records import Entity
        >>> from workbench.tables import tabulate
        >>> case = tabulate([("e1", Entity(key="W-01", schema="Worker", label="W-01"))], "h", lambda name: b"")
        >>> Vocabulary(case, ("deception",)).people.tolist()
        ['e1']
    """

    def __init__(self, tables: Tables, indicators: tuple[str, ...]) -> None:
        self.indicators = indicators
        self.people = tables.entities.index
        self.keys = tables.entities["key"].to_numpy(dtype=object)
        schema = tables.entities["schema"].to_numpy(dtype=object)
        self.workers = schema == "Worker"
        self.groups = np.append(schema == "Group", False)  # whoever is not among the people is no group
        self.sources = tables.sources.index.append(pd.Index([""], dtype=object))
        self.source_ids = self.sources.to_numpy(dtype=object)
        self.source_keys = np.append(tables.sources["key"].to_numpy(dtype=object), NOBODY)
        self.origins = Origins(tables.sources)
        self.passages = tables.recorded("passage").index
        self.items = tables.items.index
        source = places(tables.items["source"].to_numpy(dtype=object), tables.sources.index)
        nobody = len(self.sources) - 1
        self.source_of_item = np.append(np.where(source < 0, nobody, source), nobody).astype(np.int32)
        self.source_of_passage = np.append(self._told(tables.recorded("passage")["item"]), nobody)

    def _told(self, items: Any) -> Numbers:
        """The sources of items: a source that is not known, or an item that is not, is nobody's."""
        return self.source_of_item[_found(np.asarray(items, dtype=object), self.items)]

    def telling(self, places: Numbers, words: Numbers, new: pd.DataFrame | None) -> Numbers:
        """The source behind each passage; `new` are passages that the vocabulary does not hold yet."""
        source = self.source_of_passage[np.minimum(places, len(self.passages))]
        strange = np.flatnonzero(places >= len(self.passages))
        if new is not None and len(strange):
            source[strange] = self._told(new["item"].reindex(words[strange]))
        return source

    @functools.cached_property
    def working(self) -> set[str]:
        """The keys of the workers."""
        return set(self.keys[self.workers])

    @functools.cached_property
    def people_by_key(self) -> tuple[Numbers, list[str]]:
        """For each of the people, and for whoever is not among them, the number of a key; and the keys."""
        numbers, keys = pd.factorize(self.keys)
        return np.append(numbers, len(keys)).astype(np.int32), [*keys, NOBODY]

    @functools.cached_property
    def sources_by_key(self) -> tuple[Numbers, list[str]]:
        """For each of the sources the number of a key; and the keys."""
        numbers, keys = pd.factorize(self.source_keys)
        return numbers.astype(np.int32), [str(key) for key in keys]


@dataclasses.dataclass(frozen=True)
class Coded:
    """Codings as columns, one entry a coding; -1 where the vocabulary does not hold the word.

    `start` and `end` are the first and last day as proleptic ordinals, `FAR` before or after every day if not known.
    `strangers` are people whom only codings name.
    """

    vocabulary: Vocabulary
    ids: Numbers
    words: dict[str, Numbers]
    indicator: Numbers
    stance: Numbers
    subject: Numbers
    group: Numbers
    passage: Numbers
    source: Numbers
    first_hand: Numbers
    hearsay: Numbers
    coder: Numbers
    start: Numbers
    end: Numbers
    strangers: dict[str, int]

    def __len__(self) -> int:
        return len(self.ids)

    @functools.cached_property
    def places(self) -> pd.Index:
        """Where each coding stands, by its id: made when one of them is sought."""
        return pd.Index(self.ids, dtype=object)

    def statement(self, row: int) -> Statement:
        """One coding in words, as the readable fold takes it."""
        word = {name: values[row] for name, values in self.words.items()}
        period = Period(start=_or_none(word["period_start"]), end=_or_none(word["period_end"]))
        source = self.vocabulary.source_ids[self.source[row]]
        return Statement(
            self.ids[row], word["passage"], word["indicator"], word["stance"], word["subject"], bool(self.group[row]),
            word["coder"], word["means"], source, period,
        )  # fmt: skip


def coded(
    frame: pd.DataFrame, framework: str, vocabulary: Vocabulary, new_passages: pd.DataFrame | None = None
) -> Coded:
    """The codings of a framework as columns; `frame` has the columns of `Tables.codings`.

    Codings of an indicator that the framework does not have are left out: no column would show them.
    """
    column = _columns(frame)
    kept = _alike(column["framework"], (framework,)) == 0
    indicator = _alike(column["indicator"], vocabulary.indicators)
    kept &= indicator >= 0
    every = bool(kept.all())
    words = {name: _kept(column[name], kept, every) for name in WORDS}
    subject = _places(words["subject"], vocabulary.people)
    strange = np.flatnonzero(subject >= len(vocabulary.people))
    group = vocabulary.groups[np.minimum(subject, len(vocabulary.people))]
    means = _alike(words["means"], ("first-hand", "hearsay"))
    passage = _places(words["passage"], vocabulary.passages)
    return Coded(
        vocabulary, _kept(frame.index.to_numpy(dtype=object), kept, every), words, _kept(indicator, kept, every),
        _alike(words["stance"], STANCES), subject, group, passage,
        vocabulary.telling(passage, words["passage"], new_passages), means == 0, means == 1,
        numbered(words["coder"])[0], _days(words["period_start"], first_day, -FAR),
        _days(words["period_end"], last_day, FAR),
        dict(zip(words["subject"][strange].tolist(), subject[strange].tolist(), strict=True)),
    )  # fmt: skip


def _columns(frame: pd.DataFrame) -> dict[str, Numbers]:
    """The columns that are read; of few rows all at once, for each look at a column costs more than the row."""
    if len(frame) < FEW:
        return dict(zip(frame.columns.tolist(), frame.to_numpy(dtype=object).T, strict=True))
    return {name: frame[name].to_numpy(dtype=object) for name in ("framework", *WORDS)}


def _kept(values: Numbers, kept: Numbers, every: bool) -> Numbers:
    return values if every else values[kept]


def _alike(values: Numbers, words: tuple[str, ...]) -> Numbers:
    """For each value its number among the words, -1 where it is none of them."""
    numbers, distinct = numbered(values)
    known = {word: number for number, word in enumerate(words)}
    return np.array([known.get(word, -1) for word in distinct] + [-1], dtype=np.int8)[numbers]


def _places(values: Numbers, index: pd.Index) -> Numbers:
    """The place of each id in an index; ids that it does not hold get places of their own behind its end."""
    found = _found(values, index)
    strange = np.flatnonzero(found < 0)
    if len(strange):
        found[strange] = len(index) + pd.factorize(values[strange])[0]
    return found


def _found(values: Numbers, index: pd.Index) -> Numbers:
    """The place of each id in an index, -1 for what it does not hold; ids that come often are looked up once."""
    if len(index) * OFTEN > len(values):
        return places(values, index)
    numbers, distinct = numbered(values)
    return np.append(places(distinct, index), np.int32(-1))[numbers]


def _days(values: Numbers, day: Any, unknown: int) -> Numbers:
    """Partial dates as days; each distinct date is read once."""
    numbers, distinct = numbered(values)
    days = [day(text) for text in distinct]
    return np.array([unknown if one is None else one.toordinal() for one in days] + [unknown], dtype=np.int32)[numbers]


def _or_none(value: Any) -> str | None:
    return value if isinstance(value, str) else None
