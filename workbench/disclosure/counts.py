"""Tables of counts of people with their margins, and the editions of them that have left: what cells stand in."""

import dataclasses
import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from workbench.errors import BadValue

ALL = "*"  # the coordinate of a margin: every category of that dimension
PUBLIC = "public"
LEAST_K = 3

Coordinates = tuple[str, ...]
Cell = tuple[str, Coordinates]  # the name of a table, and where in it
Key = tuple[str, tuple[tuple[str, str, bool], ...]]  # whom is counted; (dimension, category, in it or outside of it)


@dataclasses.dataclass(frozen=True)
class Counts:
    """A table of counts: `cells` from coordinates, one a dimension and `ALL` in a margin, to a number of people.

    What is counted by the same categories of the same dimensions is one number, in whichever table it stands. Of a
    dimension in `overlapping` a person may be in several categories or in none (indicators, months), of any other in
    exactly one. A combination that is left out cannot occur, and everybody knows it. `zeros` says whether a zero
    discloses (nobody of the group) and `rest` whether a small remainder does (all but one of the group); that all of a
    group are in a cell always does. What is not `shown` is only kept from being worked out.

    Raises:
        BadValue: coordinates of the wrong length, a count below zero, a margin that is not the sum of its parts.

    Example:
        >>> Counts("by site", ("site",), {("north",): 7, ("south",): 5, (ALL,): 12}).key(("north",))
        ('workers', (('site', 'north', True),))
    """

    name: str
    dims: tuple[str, ...]
    cells: Mapping[Coordinates, int]
    overlapping: frozenset[str] = frozenset()
    of: str = "workers"
    zeros: bool = True
    rest: bool = False
    shown: bool = True

    def __post_init__(self) -> None:
        for at, count in self.cells.items():
            if len(at) != len(self.dims):
                raise BadValue(self.name, "coordinates", at, f"one for each of {', '.join(self.dims)}")
            if count < 0:
                raise BadValue(self.name, f"count at {at}", count, "a number of people")
        for whole, parts, overlap in self.lines():
            counted = [self.cells[part] for part in parts]
            if overlap and max(counted) > self.cells[whole]:
                raise BadValue(self.name, f"margin at {whole}", self.cells[whole], "no less than any of its parts")
            if not overlap and sum(counted) != self.cells[whole]:
                raise BadValue(
                    self.name, f"margin at {whole}", self.cells[whole],
                    f"{sum(counted)}, the sum of its parts; or declare the dimension as overlapping",
                )  # fmt: skip

    def lines(self) -> list[tuple[Coordinates, list[Coordinates], bool]]:
        """Each margin with its parts along one dimension, and whether these overlap."""
        found = []
        for axis, dim in enumerate(self.dims):
            parts: dict[Coordinates, list[Coordinates]] = {}
            for at in self.cells:
                if at[axis] != ALL:
                    parts.setdefault((*at[:axis], ALL, *at[axis + 1 :]), []).append(at)
            found += [(whole, inner, dim in self.overlapping) for whole, inner in parts.items() if whole in self.cells]
        return found

    def key(self, at: Coordinates) -> Key:
        """What is counted there, under the name that all tables share."""
        where = ((dim, category, True) for dim, category in zip(self.dims, at, strict=True) if category != ALL)
        return self.of, tuple(sorted(where))


@dataclasses.dataclass(frozen=True)
class Edition:
    """Tables that have left, with every number in them, and the keys of those that were shown.

    It holds what was withheld, too: it is kept with the case and never leaves. `as_of` says of which state of the case
    the counts are (the head of its ledger): two editions of one state are two views of the same numbers.
    """

    as_of: str
    tables: tuple[Counts, ...]
    shown: frozenset[Key]
    reader: str
    k: int

    def only(self, of: str) -> "Edition":
        """What the edition has of the people of that name (`Counts.of`).

        Example:
            >>> Edition("h", (), frozenset({("workers", ())}), PUBLIC, 11).only("fee").shown
            frozenset()
        """
        tables = tuple(table for table in self.tables if table.of == of)
        return dataclasses.replace(self, tables=tables, shown=frozenset(key for key in self.shown if key[0] == of))

    def values(self) -> dict[str, Any]:
        """The edition as plain values, to be kept in the case; `edition_of` reads them.

        Example:
            >>> Edition("h", (), frozenset(), PUBLIC, 11).values()["k"]
            11
        """
        tables = [
            {**{field.name: getattr(table, field.name) for field in dataclasses.fields(table)},
             "dims": list(table.dims), "overlapping": sorted(table.overlapping),
             "cells": [[*at, count] for at, count in sorted(table.cells.items())]}
            for table in self.tables
        ]  # fmt: skip
        shown = [[of, [list(one) for one in where]] for of, where in sorted(self.shown)]
        return {"as_of": self.as_of, "tables": tables, "shown": shown, "reader": self.reader, "k": self.k}


def edition_of(values: Mapping[str, Any]) -> Edition:
    """The edition that `Edition.values` wrote.

    Raises:
        BadValue: a table in it does not add up.

    Example:
        >>> edition_of(Edition("h", (), frozenset(), PUBLIC, 11).values()).reader
        'public'
    """
    tables = tuple(
        Counts(**{
            **table, "dims": tuple(table["dims"]), "overlapping": frozenset(table["overlapping"]),
            "cells": {tuple(row[:-1]): row[-1] for row in table["cells"]},
        })
        for table in values["tables"]
    )  # fmt: skip
    shown = frozenset(
        (of, tuple((dim, category, inside) for dim, category, inside in where)) for of, where in values["shown"]
    )
    return Edition(values["as_of"], tables, shown, values["reader"], values["k"])


def tally(
    name: str, people: Sequence[Mapping[str, str | Sequence[str]]], dims: tuple[str, ...],
    overlapping: frozenset[str] = frozenset(), **more: Any,
) -> Counts:  # fmt: skip
    """Counts people by every combination of the categories that occur, with all margins; combinations of nobody are 0.

    Each person gives a category for a dimension, and for an overlapping one a sequence of them, which may be empty.

    Raises:
        BadValue: a person has no category, or several, where the dimension does not overlap.

    Example:
        >>> people = [{"site": "north", "says": ["debt", "threats"]}, {"site": "south", "says": ["debt"]}]
        >>> tally("t", people, ("site", "says"), frozenset({"says"})).cells["north", "debt"]
        1
    """
    held = [[_categories(name, person, dim, dim in overlapping) for dim in dims] for person in people]
    categories = [sorted({one for row in held for one in row[axis]}) for axis in range(len(dims))]
    counted: Counter[Coordinates] = Counter()
    for row in held:
        counted.update(itertools.product(*[(ALL, *sorted(set(own))) for own in row]))
    every = itertools.product(*[(ALL, *names) for names in categories])
    return Counts(name, dims, {at: counted[at] for at in every}, overlapping, **more)


def _categories(name: str, person: Mapping[str, str | Sequence[str]], dim: str, overlap: bool) -> Sequence[str]:
    given = person.get(dim, ())
    if isinstance(given, str):
        return (given,)
    if not overlap and len(given) != 1:
        raise BadValue(name, f"dimension {dim}", list(given), "exactly one category a person, or an overlapping one")
    return given
