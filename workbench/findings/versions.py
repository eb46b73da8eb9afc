"""Accounts that were given more than once: each version kept, and what a person says of the difference."""

import dataclasses
import itertools
from typing import Any

from workbench.findings.assessment import Cell
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


def _source(tables: Tables, coding: str) -> str:
    item = tables.passages["item"].get(tables.codings["passage"][coding])
    return str(tables.items["source"].get(item) or "")


def _names(tables: Tables) -> dict[str, str]:
    return {str(one): str(key) for frame in (tables.sources, tables.entities) for one, key in frame["key"].items()}
