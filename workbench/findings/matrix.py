"""The indicator matrix: rows by worker, source, employer or site; one column an indicator; no cell is ever blank."""

import dataclasses
import functools
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pandas as pd

from workbench import codebook
from workbench.errors import BadValue
from workbench.findings.assessment import NOT_ASSESSED, Cell, Statement, assess
from workbench.findings.origins import Origins
from workbench.markup import escape, table
from workbench.records import Period, first_day, last_day
from workbench.tables import Tables

BY = ("worker", "source", "employer", "site")
NOT_SAID = ("unknown", "not said")


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


@dataclasses.dataclass(frozen=True)
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
    cells: dict[tuple[str, str], Cell]
    coverage: tuple[str, ...]

    def cell(self, row: str, column: str) -> Cell:
        """The cell of a row and a column; not-assessed where nothing was coded."""
        return self.cells.get((row, column), NOT_ASSESSED)

    @functools.cached_property
    def df(self) -> pd.DataFrame:
        """The states as a pandas frame: rows by label, columns by indicator id."""
        states = [[self.cell(row.id, column.id).state for column in self.columns] for row in self.rows]
        index = pd.Index([row.label for row in self.rows], name=self.by)
        return pd.DataFrame(states, index=index, columns=[column.id for column in self.columns])

    def total(self, column: str) -> dict[str, int]:
        """How many rows are in each state for an indicator."""
        counts: dict[str, int] = defaultdict(int)
        for row in self.rows:
            counts[self.cell(row.id, column).state] += 1
        return dict(sorted(counts.items()))

    def _repr_html_(self) -> str:
        headers = [self.by, *(f"{column.number} {column.label}" for column in self.columns)]
        rows = [[row.label, *(_shown(self.cell(row.id, column.id)) for column in self.columns)] for row in self.rows]
        notes = "".join(f"<li>{escape(line)}</li>" for line in self.coverage)
        return table(rows, headers, f"Indicator matrix by {self.by}, {self.framework}") + f"<ul>{notes}</ul>"


def _shown(cell: Cell) -> str:
    return f"{cell.state} ({cell.origins})" if cell.origins else cell.state


def matrix(tables: Tables, *, framework: str = "ilo-11", by: str = "worker", as_of: str | None = None) -> Matrix:
    """The matrix of a case at the head that the tables stand for.

    `as_of` (YYYY, YYYY-MM or YYYY-MM-DD) leaves out what is said of a time that began after that date. Codings about a
    group stand in a row of the group, never in the rows of its members: what is said of all is no finding on each.

    Raises:
        BadValue: `by` or `as_of` is of another form.
        Unknown: there is no such framework.
    """
    if by not in BY:
        raise BadValue("matrix", "by", by, "one of " + ", ".join(BY))
    if as_of is not None and first_day(as_of) is None:
        raise BadValue("matrix", "as-of", as_of, "a date as YYYY, YYYY-MM or YYYY-MM-DD")
    book = codebook.framework(framework)
    origins = Origins(tables.sources)
    kept = [
        (statement, home) for statement, home in _statements(tables, framework, by) if _begun(statement.period, as_of)
    ]
    piles: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement, home in kept:
        piles[home, statement.indicator].append(statement)
    cells = {key: assess(pile, origins) for key, pile in piles.items()}
    columns = tuple(Column(entry.id, entry.label("en"), entry.number) for entry in book.indicators)
    rows = _rows(tables, by, {home for home, _ in piles})
    return Matrix(framework, by, as_of, tables.head, rows, columns, cells, _coverage(tables, by))


def _begun(period: Period, as_of: str | None) -> bool:
    start, limit = period.first_day(), last_day(as_of)
    return limit is None or start is None or start <= limit


def _statements(tables: Tables, framework: str, by: str) -> list[tuple[Statement, str]]:
    codings = tables.codings[tables.codings["framework"] == framework]
    item_of = tables.passages["item"].to_dict()
    source_of = tables.items["source"].to_dict()
    keys = tables.entities["key"].to_dict()
    groups = set(tables.entities.index[tables.entities["schema"] == "Group"])
    source_keys = tables.sources["key"].to_dict()
    out = []
    for identity, row in zip(codings.index, _each(codings), strict=True):
        source = source_of.get(item_of[row.passage]) or ""
        period = Period(start=row.period_start, end=row.period_end, as_written=row.period_as_written)
        statement = Statement(
            identity, row.passage, row.indicator, row.stance, row.subject, row.subject in groups, row.coder, row.means,
            source, period,
        )  # fmt: skip
        homes = {"worker": keys.get(row.subject), "source": source_keys.get(source)}
        homes |= {"employer": keys.get(row.actor), "site": keys.get(row.site)}
        out.append((statement, homes[by] or NOT_SAID[0]))
    return out


def _each(frame: pd.DataFrame) -> Iterator[Any]:
    return frame.itertuples(index=False)


def _rows(tables: Tables, by: str, coded: set[str]) -> tuple[Row, ...]:
    frame = tables.sources if by == "source" else tables.entities
    labels = dict(zip(frame["key"], frame["label"], strict=True))
    shown = set(coded)
    if by == "worker":
        shown |= set(frame.loc[frame["schema"] == "Worker", "key"])
    named = sorted(shown - {NOT_SAID[0]}, key=_natural)
    rows = tuple(Row(key, labels[key]) for key in named)
    return rows + ((Row(*NOT_SAID),) if NOT_SAID[0] in shown else ())


def _natural(key: str) -> list[tuple[int, int | str]]:
    return [(0, int(part)) if part.isdigit() else (1, part) for part in re.split(r"(\d+)", key)]


def _coverage(tables: Tables, by: str) -> tuple[str, ...]:
    """Who was heard, of how many: a matrix says nothing of those who were not."""
    workers = tables.entities.index[tables.entities["schema"] == "Worker"]
    heard = set(tables.sources["worker"].dropna()) & set(workers)
    coded = set(tables.codings["subject"]) & set(workers)
    lines = [f"{len(heard)} workers heard, {len(workers)} known by key, {len(coded)} with at least one coding"]
    if not heard:
        lines = ["no worker was heard for this case: it rests on what others published"]
    told: dict[str, list[str]] = defaultdict(list)
    for row in _each(tables.counts):
        number = str(row.low) if row.low == row.high else f"{row.low} to {row.high}"
        told[f"{row.what}: {number} {row.label}"].append(tables.label(row.source))
    lines += [f"{count} (as {'; '.join(sources)} has it)" for count, sources in told.items()]
    silent = len(set(tables.items["source"].dropna()) - _coded_sources(tables))
    lines.append(f"{silent} sources hold no coded passage; not-assessed means that nothing was coded, never no")
    return tuple(lines)


def _coded_sources(tables: Tables) -> set[str]:
    items = tables.passages.loc[tables.passages.index.isin(set(tables.codings["passage"])), "item"]
    return set(tables.items.loc[items.unique(), "source"].dropna())
