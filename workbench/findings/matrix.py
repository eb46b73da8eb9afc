"""The indicator matrix: rows by worker, source, employer, site or period; a column an indicator; no cell is blank."""

import dataclasses
import functools
from collections import Counter
from collections.abc import Collection, MutableMapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from workbench import codebook
from workbench.errors import BadValue, Unknown
from workbench.findings.adjudicated import settled
from workbench.findings.alphabet import Natural, natural
from workbench.findings.assessment import NOT_ASSESSED, STATES, Cell
from workbench.findings.columns import NOBODY, Vocabulary, coded
from workbench.findings.coverage import Lines, Reach
from workbench.findings.placing import BY, GRANULARITIES, label
from workbench.findings.standing import Cells, Standing, View
from workbench.markup import escape, table
from workbench.records import first_day
from workbench.tables import Tables

NOT_SAID = (NOBODY, "not said")
LAST = "~"  # sorts after what stands between a year and its month


@dataclasses.dataclass(frozen=True)
class Row:
    """A row of the matrix: the key by which cells name it, and what may be displayed."""

    id: str
    label: str


@dataclasses.dataclass(frozen=True)
class Column:
    """A column of the matrix: an indicator of the framework, with its number in the instrument."""

    id: str
    label: str
    number: int


@dataclasses.dataclass(frozen=True, repr=False)
class Matrix:
    """Which indicators are supported, alleged, denied, contradicted, conflicting, unclear or not assessed, row by row.

    Example:
        >>> columns = (Column("deception", "Deception", 2),)
        >>> empty = Matrix("ilo-11", "worker", None, "h", (Row("W-01", "W-01"),), columns, {}, ())
        >>> empty.cell("W-01", "deception").state
        'not-assessed'
    """

    framework: str
    by: str
    as_of: str | None
    head: str
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    cells: MutableMapping[tuple[str, str], Cell]
    coverage: Sequence[str]
    reach: Reach | None = dataclasses.field(default=None, repr=False, compare=False)

    def cell(self, row: str, column: str) -> Cell:
        """The cell of a row and a column; not-assessed where nothing was coded.

        Raises:
            Unknown: this matrix has no such row or column; the nearest are named.
        """
        found = self.cells.get((row, column))
        if found is None:
            for what, key, keys in (("row", row, self._keys[0]), ("indicator", column, self._keys[1])):
                if key not in keys:
                    raise Unknown(f"matrix by {self.by}", what, str(key), codebook.near(str(key), keys))
        return found or NOT_ASSESSED

    @functools.cached_property
    def _keys(self) -> tuple[dict[str, None], dict[str, None]]:
        return dict.fromkeys(row.id for row in self.rows), dict.fromkeys(column.id for column in self.columns)

    @functools.cached_property
    def denominators(self) -> dict[str, dict[str, Any]]:
        """For each indicator how many workers it is said of, of how many; see `Reach.denominators`."""
        return self.reach.denominators if self.reach else {}

    @property
    def most_by_one_worker(self) -> dict[str, Any] | None:
        """The most indicators supported for any one worker at one time: `count`, `period`, `with_undated`."""
        return self.reach.together.values() if self.reach else None

    @functools.cached_property
    def df(self) -> pd.DataFrame:
        """The states as a pandas frame: rows by label, columns by indicator id."""
        index = pd.Index([row.label for row in self.rows], name=self.by)
        return pd.DataFrame(self._states(), index=index, columns=[column.id for column in self.columns])

    def _states(self) -> Any:
        """The states row by row, from the arrays where the cells stand in some."""
        if isinstance(self.cells, Cells) and not self.cells.own:
            standing = self.cells.standing
            rows = np.array([standing.number.get(row.id, -1) for row in self.rows], dtype=np.int64)
            states = np.append(standing.folded.state, np.full(standing.wide, len(STATES) - 1, dtype=np.uint8))
            return np.array(STATES, dtype=object)[states.reshape(-1, standing.wide)[rows]]
        return [[self.cell(row.id, column.id).state for column in self.columns] for row in self.rows]

    def total(self, column: str) -> dict[str, int]:
        """How many rows are in each state for an indicator.

        Raises:
            Unknown: this matrix has no such indicator.
        """
        if column not in self._keys[1]:
            raise Unknown(f"matrix by {self.by}", "indicator", column, codebook.near(column, self._keys[1]))
        return dict(sorted(Counter(self.df[column]).items()))

    def update(
        self, codings: pd.DataFrame, passages: pd.DataFrame | None = None, *, gone: Collection[str] = ()
    ) -> "Matrix":
        """This matrix after more codings (columns of `Tables.codings`): the same as from scratch, at once.

        Only the cells that they stand in are folded again. `passages` holds those of their passages that the tables of
        this matrix do not have yet (index the id, column `item`). `gone` are ids of codings that no longer count:
        undone, superseded by one of `codings`, or withdrawn by whoever gave the account.

        Raises:
            Unknown: a coding speaks of a person or a passage that is in neither, or of a dispute that was decided, or
                one of `gone` is none of this matrix.
            BadValue: this matrix was not folded from tables.
        """
        if not isinstance(self.cells, Cells) or self.reach is None:
            raise BadValue("matrix", "cells", type(self.cells).__name__, "a matrix that was folded from tables")
        standing, reach = self.cells.standing, self.reach
        voc = standing.coded.vocabulary
        more = coded(codings, self.framework, voc, passages)
        _held("person", more.words["subject"][more.subject >= len(voc.people)], ())
        new = () if passages is None else passages.index
        _held("passage", more.words["passage"][more.passage >= len(voc.passages)], new)
        left = frozenset(gone)
        _held("coding", left - {one for one, _ in reach.also}, reach.tables.codings.index)
        _held("undecided passage", reach.decided(more.words["passage"], left), ())
        after = standing.update(more, left)
        reach = reach.update(after if self.by == "worker" else reach.workers.update(more, left), more, left)
        rows = self.rows if not standing.opens(after) else _rows(reach.tables, after)
        return dataclasses.replace(self, rows=rows, cells=Cells(after), coverage=Lines(reach.lines), reach=reach)

    def __repr__(self) -> str:
        until = f", as of {self.as_of}" if self.as_of else ""
        return f"Matrix({self.framework} by {self.by}{until}: {len(self.rows)} rows, {len(self.columns)} indicators)"

    def _repr_html_(self) -> str:
        headers = [self.by, *(f"{column.number} {column.label}" for column in self.columns)]
        rows = [[row.label, *(_shown(self.cell(row.id, column.id)) for column in self.columns)] for row in self.rows]
        notes = "".join(f"<li>{escape(line)}</li>" for line in self.coverage)
        return table(rows, headers, f"Indicator matrix by {self.by}, {self.framework}") + f"<ul>{notes}</ul>"


def _shown(cell: Cell) -> str:
    return f"{cell.state} ({cell.origins})" if cell.origins else cell.state


def matrix(
    tables: Tables, *, framework: str = "ilo-11", by: str = "worker", as_of: str | None = None,
    granularity: str = "month",
) -> Matrix:  # fmt: skip
    """The matrix of a case at the head that the tables stand for.

    `as_of` (YYYY, YYYY-MM or YYYY-MM-DD) leaves out what is said of a time that began after that date. Codings about a
    group stand in a row of the group, never in the rows of its members: what is said of all is no finding on each.
    By `period` a coding stands in every month (or quarter, or year: `granularity`) from its first to its last.

    Raises:
        BadValue: `by`, `as_of` or `granularity` is of another form.
        Unknown: there is no such framework.
    """
    if by not in BY:
        raise BadValue("matrix", "by", by, "one of " + ", ".join(BY))
    if granularity not in GRANULARITIES:
        raise BadValue("matrix", "granularity", granularity, "one of " + ", ".join(GRANULARITIES))
    if as_of is not None and first_day(as_of) is None:
        raise BadValue("matrix", "as-of", as_of, "a date as YYYY, YYYY-MM or YYYY-MM-DD")
    book = codebook.framework(framework)
    columns = tuple(Column(entry.id, entry.label("en"), entry.number) for entry in book.indicators)
    decided = settled(tables.codings, tables.adjudications).codings
    numbers = coded(decided, framework, Vocabulary(tables, tuple(column.id for column in columns)))
    standing = Standing.of(numbers, View(by, granularity, as_of))
    workers = standing if by == "worker" else Standing.of(numbers, View("worker", granularity, as_of))
    reach = Reach(tables, workers)
    rows = _rows(tables, standing)
    return Matrix(framework, by, as_of, tables.head, rows, columns, Cells(standing), Lines(reach.lines), reach)


def _rows(tables: Tables, standing: Standing) -> tuple[Row, ...]:
    """The rows that hold a coding; by worker also every worker of whom nothing is coded."""
    held: list[int] = standing.folded.codings.reshape(-1, standing.wide).max(axis=1).tolist()
    shown = {name for name, most in zip(standing.number, held, strict=True) if most}
    named = {NOBODY: label(NOBODY, standing.view.granularity)} | _labels(tables, standing, shown)
    if standing.view.by == "worker":
        voc = standing.coded.vocabulary
        shown |= voc.working
    order = _in_time if standing.view.by == "period" else natural
    rows = tuple(Row(key, named[key]) for key in sorted(shown - {NOBODY}, key=order))
    nobody = Row(NOBODY, named[NOBODY]) if standing.view.by == "period" else Row(*NOT_SAID)
    return (*rows, nobody) if NOBODY in shown else rows


def _labels(tables: Tables, standing: Standing, shown: set[str]) -> dict[str, str]:
    view = standing.view
    if view.by == "period":
        return {name: label(name, view.granularity) for name in shown}
    frame = tables.sources if view.by == "source" else tables.entities
    return dict(zip(frame["key"], frame["label"], strict=True))


def _held(what: str, strange: Any, known: Any) -> None:
    """Refuses codings of what these tables do not hold: their cells would not be those of a fold from scratch."""
    for name in strange:
        if name not in known:
            raise Unknown("matrix", what, str(name), ["fold the matrix from the newer tables of the case"])


def _in_time(name: str) -> Natural:
    """Months and quarters in their order, a bare year after those of it: standing first it would read as its start."""
    return natural(name if len(name) > 4 else name + LAST)
