"""Sheets that a person fills in: written once, never over one that may be half filled in, and taken back row by row."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from workbench.casefile import Case, Writer
from workbench.casefile.disk import changing, write_all
from workbench.coding.inert import as_csv
from workbench.coding.sheet import Row
from workbench.errors import BadValue, Refused, Unreadable, WorkbenchError


@dataclasses.dataclass(frozen=True)
class Imported:
    """What came of a register: the ids recorded, how many rows were held already, and the rows not taken."""

    recorded: tuple[str, ...]
    already: int
    problems: tuple[WorkbenchError, ...]


class Desk(Protocol):
    """One filled-in sheet under way: `take` gives the ids of what a row brought; `already` counts what was held."""

    already: int

    def take(self, row: Row) -> list[str]:
        """Records what a row says, or raises an error that says why it cannot be taken."""


def blank(file: Path, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> None:
    """Writes a sheet (CSV) in which a person fills in what its rows leave empty.

    Raises:
        BadValue: the file's ending is not `.csv`.
        Refused: there is a file of that name: it may be half filled in.
        NotWritten: the system refused to write.

    Example:
        >>> import tempfile
        >>> file = Path(tempfile.mkdtemp()) / "pairs.csv"
        >>> blank(file, ["a", "b", "decision"], [{"a": "W-01", "b": "W-07"}])
        >>> file.read_text().splitlines()
        ['a,b,decision', 'W-01,W-07,']
    """
    if file.suffix != ".csv":
        raise BadValue(file, "ending", file.suffix, "a name that ends in .csv")
    if file.exists():
        raise Refused(file, "there is a file of this name", "Name a new one, so that nothing filled in is lost")
    with changing(file), file.open("wb", buffering=0) as opened:
        write_all(opened, as_csv(columns, rows))


def taken(
    case: Case, rows: Iterable[Row], desk: Callable[[Case, Writer], Desk], *, agent: str,
    told: Sequence[WorkbenchError] = (),
) -> Imported:  # fmt: skip
    """Records the rows of one sheet in one batch; a row that cannot be taken is listed and the rest goes on.

    `agent` is the id of who records; `told` are problems that were found before.

    Raises:
        NotWritten: the system refused to write; no row was recorded.

    Example:
        >>> import tempfile
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> case = create(Path(tempfile.mkdtemp()) / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> class Empty:
        ...     already = 0
        ...     def take(self, row):
        ...         return [row.need("decision")]
        >>> made = taken(case, [Row("pairs.csv", 2, {})], lambda case, writer: Empty(), agent=case.agent("M"))
        >>> len(made.recorded), str(made.problems[0])[:38]
        (0, 'pairs.csv, line 2, column decision: fo')
    """
    problems, recorded = list(told), list[str]()
    with case.writing(agent) as writer:
        under_way = desk(case, writer)
        for row in rows:
            try:
                recorded += under_way.take(row)
            except Unreadable:
                raise  # the store it is, not the row: nothing can be said of those behind it either
            except WorkbenchError as error:
                problems.append(placed(error, row))
    return Imported(tuple(recorded), under_way.already, tuple(problems))


def placed(error: WorkbenchError, row: Row) -> WorkbenchError:
    """The same error with the file and line of its row, where it only knew the field of a record.

    Example:
        >>> str(placed(BadValue("coding", "/stance", "for", "a stance"), Row("c.csv", 4, {})))[:28]
        'c.csv, line 4, column stance'
    """
    if isinstance(error, BadValue) and error.file != row.file:
        return BadValue(row.file, row.place(error.place.rpartition("/")[2]), error.found, error.expected)
    return error
