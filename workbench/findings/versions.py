"""Accounts that were given more than once: each version kept, and what a person says of the difference."""

import dataclasses
import itertools
from typing import Any

import pandas as pd

from workbench.findings.assessment import Cell
from workbench.findings.matrix import matrix
from workbench.findings.origins import Origins
from workbench.tables import Tables


@dataclasses.dataclass(frozen=True)
class Versions:
    """The versions of one account behind a cell: codings by the source that they stand in, first told first.

    `compared` holds what people said of two of them; `open` how many pairs of passages nobody has compared.

    Example:
        >>> Versions("W-01", (("T-01", ("c1",)), ("T-05", ("c2",))), (), 1).open
        1
    """

    origin: str
    told: tuple[tuple[str, tuple[str, ...]], ...]
    compared: tuple[dict[str, Any], ...]
    open: int

    def values(self) -> dict[str, Any]:
        """The same as plain values."""
        told = [{"source": source, "codings": list(ids)} for source, ids in self.told]
        return {"origin": self.origin, "versions": told, "differences": list(self.compared), "not_compared": self.open}


def versions(tables: Tables, cell: Cell, origins: Origins) -> list[Versions]:
    """Where one account reached a cell through several sources: a worker heard twice, a report and its retelling.

    Whether two versions differ in what matters is only ever said by a person (`Difference`); they are never averaged.
    """
    told: dict[str, dict[str, list[str]]] = {}
    for identity in (*cell.for_, *cell.against, *cell.unclear, *cell.disputed):
        source = _source(tables, identity)
        for root in sorted(origins.roots(source)):
            told.setdefault(root, {}).setdefault(source, []).append(identity)
    names = _names(tables)
    return [
        _versions(tables, names.get(root, "unknown"), sources, names)
        for root, sources in sorted(told.items(), key=lambda pair: names.get(pair[0], ""))
        if len(sources) > 1
    ]


def _versions(tables: Tables, origin: str, sources: dict[str, list[str]], names: dict[str, str]) -> Versions:
    passage = tables.codings["passage"]
    held = [{passage[one] for one in ids} for ids in sources.values()]
    pairs = {frozenset((one, other)) for a, b in itertools.combinations(held, 2) for one in a for other in b}
    rows: Any = tables.differences.itertuples(index=False)
    found = [row for row in rows if frozenset((row.passage_a, row.passage_b)) in pairs]
    compared = tuple(
        {"passages": [row.passage_a, row.passage_b], "material": bool(row.material), "by": tables.label(row.agent),
         "note": row.note} for row in found
    )  # fmt: skip
    done = {frozenset((row.passage_a, row.passage_b)) for row in found}
    told = sorted((names.get(source, "unknown"), tuple(ids)) for source, ids in sources.items())
    return Versions(origin, tuple(told), compared, len(pairs - done))


@dataclasses.dataclass(frozen=True)
class Pair:
    """Two passages in which one account is told: where they stand, in which cells, and what people said of them.

    Example:
        >>> Pair("W-01", (("W-01", "deception"),), ("T-01", "T-05"), ("p1", "p2"), ({}, {}), ()).open
        True
    """

    origin: str
    cells: tuple[tuple[str, str], ...]
    sources: tuple[str, str]
    passages: tuple[str, str]
    where: tuple[dict[str, Any], dict[str, Any]]
    compared: tuple[dict[str, Any], ...]

    @property
    def open(self) -> bool:
        """True where nobody has compared the two."""
        return not self.compared

    def document(self) -> dict[str, Any]:
        """The pair as plain JSON values."""
        told = [
            {"source": source, "passage": passage, **where}
            for source, passage, where in zip(self.sources, self.passages, self.where, strict=True)
        ]
        cells = [{"row": row, "indicator": column} for row, column in self.cells]
        return {"origin": self.origin, "cells": cells, "versions": told, "differences": list(self.compared)}


def pairs(tables: Tables, framework: str = "ilo-11") -> list[Pair]:
    """Every two passages of one account that stand in one cell of the matrix by worker and come from two sources.

    In the order of the origins, then of the sources and of where the passages stand.

    Raises:
        Unknown: there is no such framework.
    """
    grid, origins = matrix(tables, framework=framework), Origins(tables.sources)
    passage = tables.codings["passage"]
    found: dict[frozenset[str], tuple[str, tuple[str, str], tuple[str, str], list[tuple[str, str]], Any]] = {}
    for place, cell in sorted(grid.cells.items()):
        for one in versions(tables, cell, origins):
            for (a, first), (b, second) in itertools.combinations(one.told, 2):
                for p, q in itertools.product({passage[at] for at in first}, {passage[at] for at in second}):
                    kept = found.setdefault(frozenset((p, q)), (one.origin, (a, b), (p, q), [], one.compared))
                    kept[3].append(place)
    made = [
        Pair(origin, tuple(dict.fromkeys(cells)), sources, both, (_where(tables, both[0]), _where(tables, both[1])),
             tuple(said for said in compared if set(said["passages"]) == set(both)))
        for origin, sources, both, cells, compared in found.values()
    ]  # fmt: skip
    return sorted(made, key=lambda one: (one.origin, one.sources, [_order(w) for w in one.where], one.passages))


def _order(where: dict[str, Any]) -> tuple[str, int]:
    return str(where["file"]), -1 if where["start"] is None else int(where["start"])


def _where(tables: Tables, passage: str) -> dict[str, Any]:
    row = tables.passages.loc[passage]
    said = {name: None if pd.isna(row[name]) else row[name] for name in ("file", "place", "quote", "start")}
    return {**said, "region": list(row["region"]) if row["region"] else None}


def _source(tables: Tables, coding: str) -> str:
    item = tables.passages["item"].get(tables.codings["passage"][coding])
    return str(tables.items["source"].get(item) or "")


def _names(tables: Tables) -> dict[str, str]:
    return {str(one): str(key) for frame in (tables.sources, tables.entities) for one, key in frame["key"].items()}
