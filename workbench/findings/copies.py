"""Photographs that look alike: copies that were made smaller, saved anew or turned, brought together and not judged."""

import json
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pandas as pd

from workbench.extract import alike
from workbench.tables import Tables

COLUMNS = ["group", "item", "name", "differs_by", "pixels"]


# Of fingerprints in a row, and a number of bits, for each place those places whose fingerprints differ by no more.
Nearby = Callable[[npt.NDArray[np.uint64], int], Callable[[int], npt.NDArray[np.intp]]]


def at_home(bits: npt.NDArray[np.uint64], near: int) -> Callable[[int], npt.NDArray[np.intp]]:
    """The places of fingerprints that are near that of a place, compared when they are asked for.

    Example:
        >>> at_home(np.array([0, 1, 255], dtype=np.uint64), 2)(0).tolist()
        [0, 1]
    """
    return lambda at: np.flatnonzero(np.bitwise_count(bits ^ bits[at]) <= near)


def copies(tables: Tables, *, near: int = alike.NEAR, nearby: Nearby = at_home) -> pd.DataFrame:
    """The photographs that look like another one of the case, a row each, in groups; the largest of a group first.

    `differs_by` is how many of the 64 bits of the fingerprint differ from those of the first of the group. A group says
    that the pictures look alike; whether one was made of the other, a person must see. Blank pictures are left out.
    `nearby` compares the fingerprints in place of this process (a cluster).

    Example:
        >>> from workbench.tables import tabulate
        >>> len(copies(tabulate([], "", lambda name: b"")))
        0
    """
    found = []
    for item, name in tables.items["name"].items():
        data = tables.derived(str(item), "exif")
        facts = json.loads(data) if data else {}
        mark, pixels = facts.get("fingerprint"), facts.get("pixels") or [0, 0]
        if mark and alike.tells(mark):
            found.append((-pixels[0] * pixels[1], str(item), name, mark, pixels))
    found.sort(key=lambda one: (one[0], one[2], one[1]))
    rows = []
    for number, members in enumerate(_groups([one[3] for one in found], near, nearby), 1):
        first = found[members[0]][3]
        for at in members:
            _, item, name, mark, pixels = found[at]
            rows.append([number, item, name, alike.distance(first, mark), f"{pixels[0]} x {pixels[1]}"])
    return pd.DataFrame(rows, columns=COLUMNS)


def _groups(marks: list[str], near: int, nearby: Nearby) -> list[list[int]]:
    """Places of fingerprints that are near the first of their group; each stands in one group, and none is alone."""
    bits = np.array([int(mark, 16) for mark in marks], dtype=np.uint64)
    # Equal ones are always taken together: each is compared once.
    once, first, which = np.unique(bits, return_index=True, return_inverse=True)
    order = np.argsort(first)
    place = np.empty(len(order), dtype=np.intp)
    place[order] = np.arange(len(order))
    holders = _holders(place[which], len(once))
    close_to = nearby(once[order], near)
    free = np.ones(len(once), dtype=bool)
    groups = []
    for at in range(len(once)):
        if free[at]:
            near_by = close_to(at)
            close = near_by[free[near_by]]
            free[close] = False
            members = sorted(int(one) for mark in close for one in holders[mark])
            groups += [members] if len(members) > 1 else []
    return groups


def _holders(which: npt.NDArray[np.intp], count: int) -> list[list[int]]:
    held: list[list[int]] = [[] for _ in range(count)]
    for at, mark in enumerate(which.tolist()):
        held[mark].append(at)
    return held
