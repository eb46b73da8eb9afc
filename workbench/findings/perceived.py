"""Who perceived what each coding says, as numbers: the same answer as `Origins.of`, for a million codings at once."""

import dataclasses
from typing import Any

import numpy as np
import pandas as pd

from workbench.findings.columns import Coded, Numbers, Vocabulary
from workbench.findings.origins import MANY_VOICES
from workbench.records import PUBLISHED_KINDS


@dataclasses.dataclass(frozen=True)
class Perceived:
    """For each coding the number of its origin, or -1 where it has several: those stand in `several`.

    `own` is True where the only origin is the person that the coding is about; `published` where it rests on a report.
    `several` holds pairs (place of the coding, number of an origin), one line a pair; `size` is above every number.
    """

    origin: Numbers
    own: Numbers
    published: Numbers
    several: Numbers
    size: int


def perceived(coded: Coded) -> Perceived:
    """The origins behind each coding: people by their number, then sources, then what nobody is named for.

    The rules are those of `Origins.of`; only sources that retell, or share an origin, are walked one by one.
    """
    voc = coded.vocabulary
    people = len(voc.people) + len(coded)  # people that the vocabulary does not hold have numbers behind its end
    root, several, last = _roots(voc, people, coded.strangers)
    kind, silent, retells = _facts(voc)
    many = _of_kind(kind, MANY_VOICES) & silent & ~retells
    published = _of_kind(kind, PUBLISHED_KINDS)
    source, rumour = coded.source, last
    origin = root[source]
    heard = coded.hearsay & (~retells & ~published)[source]
    origin[heard] = rumour
    self_told = coded.first_hand & ~coded.group & many[source]
    origin[self_told] = coded.subject[self_told]
    pairs = _pairs(np.flatnonzero(origin < 0), source, several)
    return Perceived(origin, origin == coded.subject, published[source], pairs, last + 1)


def _facts(voc: Vocabulary) -> tuple[Numbers, Numbers, Numbers]:
    """For each source its kind, whether no worker speaks in it, and whether it retells others."""
    frame = voc.origins.frame
    kind = np.append(frame["kind"].to_numpy(dtype=object), "unstated")
    silent = np.append([not worker for worker in frame["worker"].tolist()], True).astype(bool)
    retells = np.append([bool(told) for told in frame["retells"].tolist()], False).astype(bool)
    return kind, silent, retells


def _of_kind(kind: Numbers, wanted: frozenset[str]) -> Numbers:
    numbers, distinct = pd.factorize(kind)
    return np.array([one in wanted for one in distinct], dtype=bool)[numbers]


def _roots(voc: Vocabulary, people: int, strangers: dict[str, int]) -> tuple[Numbers, dict[int, list[int]], int]:
    """The number of each source's origin, -1 where it has several, which are given apart; and the next free number."""
    frame, count = voc.origins.frame, len(voc.sources)
    worker = voc.people.get_indexer(pd.Index(frame["worker"]))
    root = np.append(np.where(worker >= 0, worker, people + np.arange(count - 1)), people + count - 1)
    names: dict[str, int] = {}
    several: dict[int, list[int]] = {}
    for place in _walked(voc, worker):
        ids = sorted(voc.origins.roots(str(voc.sources[place])))
        found = [strangers[one] if one in strangers else _number(one, voc, people, names) for one in ids]
        root[place] = found[0] if len(found) == 1 else -1
        if len(found) != 1:
            several[place] = found
    return root.astype(np.int64), several, people + count + len(names)


def _walked(voc: Vocabulary, worker: Numbers) -> list[int]:
    """The places of the sources whose origin is not simply their worker or themselves."""
    frame = voc.origins.frame
    alike = voc.origins.alike
    columns = (values.tolist() for values in (frame.index, frame["retells"], frame["worker"], worker))
    return [
        place
        for place, (source, told, name, known) in enumerate(zip(*columns, strict=True))
        if told or source in alike or (name and known < 0)
    ]


def _number(name: str, voc: Vocabulary, people: int, names: dict[str, int]) -> int:
    for index, first in ((voc.people, 0), (voc.sources, people)):
        if name in index:
            place: Any = index.get_loc(name)  # ids are unique: one number
            return first + int(place)
    return names.setdefault(name, people + len(voc.sources) + len(names))


def _pairs(places: Numbers, source: Numbers, several: dict[int, list[int]]) -> Numbers:
    """One line for each coding of several origins and each of them; nothing for one that has none."""
    found = [(place, one) for place in places.tolist() for one in several.get(int(source[place]), ())]
    return np.array(found, dtype=np.int64).reshape(-1, 2)
