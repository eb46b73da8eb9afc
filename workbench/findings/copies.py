"""Photographs that look alike: copies that were made smaller, saved anew or turned, brought together and not judged."""

import json

import numpy as np
import pandas as pd

from workbench.extract import alike
from workbench.tables import Tables

COLUMNS = ["group", "item", "name", "differs_by", "pixels"]


def copies(tables: Tables, *, near: int = alike.NEAR) -> pd.DataFrame:
    """The photographs that look like another one of the case, a row each, in groups; the largest of a group first.

    `differs_by` is how many of the 64 bits of the fingerprint differ from those of the first of the group. A group says
    that the pictures look alike; whether one was made of the other, a person must see. Blank pictures are left out.

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
    for number, members in enumerate(_groups([one[3] for one in found], near), 1):
        first = found[members[0]][3]
        for at in members:
            _, item, name, mark, pixels = found[at]
            rows.append([number, item, name, alike.distance(first, mark), f"{pixels[0]} x {pixels[1]}"])
    return pd.DataFrame(rows, columns=COLUMNS)


def _groups(marks: list[str], near: int) -> list[list[int]]:
    """Places of fingerprints that are near the first of their group; each stands in one group, and none is alone."""
    bits = np.array([int(mark, 16) for mark in marks], dtype=np.uint64)
    free = np.ones(len(marks), dtype=bool)
    groups = []
    for at in range(len(marks)):
        if free[at]:
            close = np.flatnonzero(free & (np.bitwise_count(bits ^ bits[at]) <= near))
            free[close] = False
            groups += [[int(place) for place in close]] if len(close) > 1 else []
    return groups
