"""Who perceived what each coding says, as numbers: the same answer as `Origins.of`, for a million codings at once."""

import dataclasses
from typing import Any

import numpy as np

from workbench.findings.columns import Coded, Numbers, Vocabulary
from workbench.findings.lookup import places
from workbench.findings.numbered import numbered
from workbench.findings.origins import MANY_VOICES
from workbench.records import PUBLISHED_KINDS


@dataclasses.dataclass(frozen=True)
class Perceived:
    """For each coding the number of its origin, or -1 where it has several: those stand in `several`.

    `several` holds pairs (place of the coding, number of an origin), one line a pair; `size` is above every number;
    `reports` says of each source whether it is a publication.
    """

    coded: Coded
    origin: Numbers
    several: Numbers
    size: int
    reports: Numbers

    def own(self, at: Numbers) -> Numbers:
        """True for those of these codings whose only origin is the person that they are about."""
        return np.asarray(self.origin[at] == self.coded.subject[at])

    def published(self, at: Numbers) -> Numbers:
        """True for those of these codings that rest on a report."""
        return np.asarray(self.reports[self.coded.source[at]])


def perceived(coded: Coded) -> Perceived:
    """The origins behind each coding: people by their number, then sources, then what nobody is named for.

    The rules are those of `Origins.of`; only sources that retell, or share an origin, are walked one by one.
    """
    voc, source = coded.vocabulary, coded.source
    people = len(voc.people) + len(coded)  # people that the vocabulary does not hold have numbers behind its end
    retells = np.append(voc.origins.frame["retells"].to_numpy(dtype=object).astype(bool), False)
    root, several, last = _roots(voc, people, coded.strangers, retells)
    kind, silent = _facts(voc)
    many = _of_kind(kind, MANY_VOICES) & silent & ~retells
    published = _of_kind(kind, PUBLISHED_KINDS)
    origin = root[source]
    heard = np.flatnonzero(coded.hearsay)
    origin[heard[(~retells & ~published)[source[heard]]]] = last  # a rumour
    if many.any():
        own = np.flatnonzero(coded.first_hand & ~coded.group)
        own = own[many[source[own]]]
        origin[own] = coded.subject[own]
    return Perceived(coded, origin, _pairs(origin, source, several), last + 1, published)


def _facts(voc: Vocabulary) -> tuple[Numbers, Numbers]:
    """For each source its kind, and whether no worker speaks in it."""
    frame = voc.origins.frame
    kind = np.append(frame["kind"].to_numpy(dtype=object), "unstated")
    return kind, np.append(~frame["worker"].to_numpy(dtype=object).astype(bool), True)


def _of_kind(kind: Numbers, wanted: frozenset[str]) -> Numbers:
    numbers, distinct = numbered(kind)
    return np.array([one in wanted for one in distinct], dtype=bool)[numbers]


def _roots(
    voc: Vocabulary, people: int, strangers: dict[str, int], retells: Numbers
) -> tuple[Numbers, dict[int, list[int]], int]:
    """The number of each source's origin, -1 where it has several, which are given apart; and the next free number."""
    count = len(voc.sources)
    name = voc.origins.frame["worker"].to_numpy(dtype=object)
    worker = places(name, voc.people)
    root = np.append(np.where(worker >= 0, worker, people + np.arange(count - 1)), people + count - 1).astype(np.int32)
    names: dict[str, int] = {}
    several: dict[int, list[int]] = {}
    at, alike = voc.origins.place, voc.origins.alike
    unknown = np.flatnonzero((worker < 0) & name.astype(bool)).tolist()
    retelling = np.flatnonzero(retells)
    first, walked = _first_teller(voc, retelling, retells)
    for place in dict.fromkeys([*unknown, *(at[one] for one in alike if one in at), *walked]):
        ids = sorted(voc.origins.roots(str(voc.sources[place])))
        found = [strangers[one] if one in strangers else _number(one, voc, people, names) for one in ids]
        root[place] = found[0] if len(found) == 1 else -1
        if len(found) != 1:
            several[place] = found
    root[retelling[first >= 0]] = root[first[first >= 0]]
    return root, several, people + count + len(names)


def _first_teller(voc: Vocabulary, retelling: Numbers, retells: Numbers) -> tuple[Numbers, list[int]]:
    """The source that each of these retells, -1 where it is not one that perceived for itself; and the latter."""
    told = voc.origins.frame["retells"].to_numpy(dtype=object)[retelling].tolist()
    at = voc.origins.place
    first = np.array([at.get(one[0], -1) if len(one) == 1 else -1 for one in told], dtype=np.int64)
    first[retells[first]] = -1
    return first, retelling[first < 0].tolist()


def _number(name: str, voc: Vocabulary, people: int, names: dict[str, int]) -> int:
    if name in voc.people:
        place: Any = voc.people.get_loc(name)  # ids are unique: one number
        return int(place)
    known: int | None = voc.origins.place.get(name)
    if known is not None:
        return people + known
    return names.setdefault(name, people + len(voc.sources) + len(names))


def _pairs(origin: Numbers, source: Numbers, several: dict[int, list[int]]) -> Numbers:
    """One line for each coding of several origins and each of them; nothing for one that has none."""
    where = np.flatnonzero(origin < 0).tolist() if several else []
    found = [(place, one) for place in where for one in several.get(int(source[place]), ())]
    return np.array(found, dtype=np.int64).reshape(-1, 2)
