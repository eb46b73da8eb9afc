"""The relations of a case as the edges of its network: whole columns at once, each edge with its source."""

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from workbench.codebook import relation_schema
from workbench.findings.joined import Joined
from workbench.findings.said import UNDATED, said, timing, when
from workbench.records.period import Period
from workbench.tables import Tables

Words = npt.NDArray[Any]  # of text, None where nothing is said
Numbers = npt.NDArray[np.int64]
COLUMNS = [
    "number", "from", "verb", "to", "status", "stance", "start", "end", "when", "timing", "amount", "currency", "share",
    "share_high", "count", "source", "passages", "note", "relation", "from_id", "to_id", "schema", "source_id",
]  # fmt: skip
AS_TOLD = ("status", "stance", "amount", "currency", "share", "share_high", "count", "note")


def edges(tables: Tables, as_of: str | None, one: Joined) -> pd.DataFrame:
    """One row a relation whose source and whose two ends stand on the record, numbered, in the order of its names.

    What rests on a source that was withdrawn or set aside is no edge. `as_of` keeps what had begun and was not over.

    Raises:
        BadValue: `as_of` is no date.

    Example:
        >>> from workbench.findings.joined import joined
        >>> from workbench.tables import tabulate
        >>> empty = tabulate([], "h", bytes)
        >>> list(edges(empty, None, joined(empty)).columns)[:4]
        ['number', 'from', 'verb', 'to']
    """
    told, dates = tables.relations, _Dates(tables.relations, as_of)
    ends = [pd.Index(tables.entities.index).get_indexer(told[name]) for name in ("source_entity", "target_entity")]
    sources = pd.Index(tables.sources.index).get_indexer(told["source"])
    stand = (ends[0] >= 0) & (ends[1] >= 0) & (sources >= 0) & dates.kept
    told, dates, sources = told[stand], dates.only(stand), sources[stand]
    nodes = _nodes(tables, one)
    starts, goals = (nodes[codes[stand]] for codes in ends)
    labels, ids = one.entities["label"].to_numpy(dtype=object), one.entities.index.to_numpy(dtype=object)
    kinds, schemas = pd.factorize(told["schema"].to_numpy(dtype=object), sort=True)
    columns: dict[str, Any] = {name: texts(told[name]) for name in AS_TOLD}
    statuses = _statuses(columns, dates, [starts, goals, kinds])
    passages = texts(told["passage"])
    columns |= {
        "from": labels[starts], "to": labels[goals], "from_id": ids[starts], "to_id": ids[goals],
        "verb": _picked([relation_schema(name).verb for name in schemas], kinds), "schema": _picked(schemas, kinds),
        "status": statuses, "start": dates.start, "end": dates.end, "when": dates.said(when), "timing": dates.timing,
        "source": tables.sources["label"].to_numpy(dtype=object)[sources], "source_id": told["source"].to_numpy(object),
        "passages": _tuples(passages), "relation": told.index.to_numpy(dtype=object),
    }  # fmt: skip
    order = _order([_ranks(labels)[starts], kinds, _ranks(labels)[goals], dates.rank], columns["relation"])
    table = pd.DataFrame({name: columns[name][order] for name in COLUMNS[1:]}, columns=COLUMNS[1:], dtype="object")
    table.insert(0, "number", np.arange(1, len(table) + 1))
    return table


def texts(column: "pd.Series[Any]") -> Words:
    """What each cell of a column says, None where it says nothing: each value is read once, however often it stands.

    Example:
        >>> texts(pd.Series(["a ", None, "a "], dtype="object")).tolist()
        ['a', None, 'a']
    """
    codes, values = pd.factorize(column.to_numpy(dtype=object))
    return _picked([*(said(value) for value in values), None], codes)


class _Dates:
    """The periods of relations: each distinct one is read once."""

    def __init__(self, told: pd.DataFrame, as_of: str | None) -> None:
        self.start, self.end, self.words = (texts(told[f"period_{name}"]) for name in ("start", "end", "as_written"))
        parts = [pd.factorize(part)[0].astype(np.int64) + 1 for part in (self.start, self.end, self.words)]
        whole = (parts[0] * (parts[1].max(initial=0) + 1) + parts[1]) * (parts[2].max(initial=0) + 1) + parts[2]
        _, first, self.which = np.unique(whole, return_index=True, return_inverse=True)
        self.periods = [
            Period(start=self.start[at], end=self.end[at], as_written=self.words[at]) for at in first.tolist()
        ]
        stands = [timing(one, as_of) if as_of else _dated(one) for one in self.periods]
        self.timing = _picked(stands, self.which)
        self.kept = _picked([one is not None for one in stands], self.which).astype(bool)

    def only(self, rows: npt.NDArray[np.bool_]) -> "_Dates":
        for name in ("start", "end", "words", "which", "timing", "kept"):
            setattr(self, name, getattr(self, name)[rows])
        return self

    def said(self, words: Callable[[Period], str]) -> Words:
        return _picked([words(one) for one in self.periods], self.which)

    @property
    def rank(self) -> Numbers:
        """Earlier before later, what has no start last."""
        ranks = pd.factorize(self.start, sort=True)[0].astype(np.int64)
        return np.where(ranks < 0, len(ranks), ranks)


def _dated(stretch: Period) -> str:
    return "" if stretch.start or stretch.end else UNDATED


def _nodes(tables: Tables, one: Joined) -> Numbers:
    """For each row of the entities the row of the node in which it stands."""
    heads = [one.of(str(key)) for key in tables.entities.index]
    return np.asarray(pd.Index(one.entities.index).get_indexer(pd.Index(heads, dtype="object")))


def _picked(values: Any, codes: Numbers) -> Words:
    held = np.empty(len(values), dtype=object)
    held[:] = list(values)
    return held[codes]


def _tuples(passages: Words) -> Words:
    held = np.empty(len(passages), dtype=object)
    held[:] = [() if one is None else (one,) for one in passages.tolist()]
    return held


def _ranks(labels: Words) -> Numbers:
    return np.asarray(pd.factorize(labels, sort=True)[0])


def _order(keys: list[Numbers], relations: Words) -> Numbers:
    """By these keys, the first before the next; ids decide only where all are equal, for comparing them is slow."""
    order = np.lexsort(keys[::-1])
    same = np.ones(max(len(order) - 1, 0), dtype=bool)
    for key in keys:
        same &= key[order][1:] == key[order][:-1]
    tied = np.append(False, same) | np.append(same, False) if len(order) else np.zeros(0, dtype=bool)
    ids = np.zeros(len(order), dtype=np.int64)
    ids[order[tied]] = pd.factorize(relations[order[tied]], sort=True)[0]
    return np.lexsort([ids, *keys[::-1]]) if tied.any() else order


def _statuses(told: dict[str, Words], dates: _Dates, parts: list[Numbers]) -> Words:
    """Documented or alleged as told; contradicted where a source denies it, or denies it of an overlapping time."""
    against, documented = told["stance"] == "contradicts", told["status"] == "documented"
    found = np.where(documented & (told["stance"] == "supports"), "documented", "alleged").astype(object)
    found[against] = "contradicted"
    if not against.any():
        return found
    same = (parts[0] * (parts[1].max() + 1) + parts[1]) * (parts[2].max() + 1) + parts[2]
    rivals: dict[int, set[int]] = {}
    for key, which in zip(same[against].tolist(), dates.which[against].tolist(), strict=True):
        rivals.setdefault(key, set()).add(which)
    for at in np.flatnonzero(np.isin(same, list(rivals)) & ~against).tolist():
        own = dates.periods[dates.which[at]]
        if any(own.overlaps(dates.periods[rival]) for rival in rivals[int(same[at])]):
            found[at] = "contradicted"
    return found
