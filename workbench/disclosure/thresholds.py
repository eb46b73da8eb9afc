"""A matrix that shows no cell behind which fewer than k people stand, and no number from which one could be taken."""

import dataclasses
import functools
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from workbench.disclosure.leaving import PERSONAL
from workbench.findings.assessment import Cell
from workbench.findings.matrix import Matrix, matrix
from workbench.tables import Tables

WITHHELD = "withheld"
NOT_ALLOWED = "no consent of whoever told it to list it holds"
ROWS = ("worker", "source")  # by these a row is one person
SIDES = ("for_", "against", "unclear", "disputed")


@dataclasses.dataclass(frozen=True)
class Shown:
    """A matrix as it may leave, and its cells (row, column) of which something is withheld."""

    matrix: Matrix
    withheld: frozenset[tuple[str, str]]


class People:
    """Which people stand behind each coding: the worker whom it is about, and whoever told it.

    `same` gives one id for all records that somebody says are of one person: they are one here.

    Example:
        >>> from workbench.tables import tabulate
        >>> People(tabulate([], "h", bytes)).behind(["c"])
        set()
    """

    def __init__(self, tables: Tables, same: Mapping[str, str] | None = None) -> None:
        workers = set(tables.entities.index[tables.entities["schema"] == "Worker"])
        source = tables.items["source"].reindex(tables.passages["item"]).to_numpy(dtype=object)
        told = dict(zip(tables.passages.index, source, strict=True))
        kind, worker = tables.sources["kind"].to_dict(), tables.sources["worker"].to_dict()
        self._behind: dict[str, set[str]] = {}
        one_of = dict(same or {})
        codings = tables.codings
        for key, passage, subject in zip(codings.index, codings["passage"], codings["subject"], strict=True):
            people = {one_of.get(one, one) for one in {subject} & workers}
            teller = told.get(passage)
            if kind.get(teller) in PERSONAL or teller is None:
                who = worker.get(teller) or str(teller)
                people.add(one_of.get(who, who))
            self._behind[key] = people

    def behind(self, codings: Iterable[str]) -> set[str]:
        """The people behind these codings; nobody behind what was published, or stands in a document."""
        return set().union(*(self._behind.get(one, set()) for one in codings))


def shown(  # noqa: PLR0913 - each is a choice of its own
    tables: Tables, *, by: str, k: int, framework: str = "ilo-11", numbers: bool = False,
    open_codings: Collection[str] | None = None, rows: Collection[str] | None = None, granularity: str = "month",
    same: Mapping[str, str] | None = None,
) -> Shown:  # fmt: skip
    """The matrix of a view with what fewer than k people stand behind taken out before it is folded.

    A cell that then rests on publications and documents alone keeps the state that those give it; one that rests on
    nothing else is `withheld`, which is not not-assessed. `numbers` leaves origins and statements in; without it they
    go wherever people stand behind them. `open_codings` are those that may be listed one by one, `rows` the keys of the
    rows that may be there; None for all. By worker and by source a row is one person: k does not ask how many stand
    behind it, `rows` says who, and only what may be listed decides its cells. Elsewhere the people who are not listed
    are none or at least k beside those who are.

    Rule: threat model, T2; k is the audience's.
    """
    fold = functools.partial(matrix, framework=framework, by=by, granularity=granularity)
    counted = tables if numbers else _retelling_nobody(tables)
    people, first = People(tables, same), fold(counted)
    under: dict[tuple[str, str], set[str]] = {}
    for place, ids in _cells(first):
        if few := _too_few(ids, people, k, open_codings) if by not in ROWS else _closed(ids, people, open_codings):
            under[place] = few
    gone = set().union(*under.values())
    second = fold(_without(counted, gone)) if under else first
    told = fold(_without(_of_listed(tables, open_codings), gone))  # who retells whom is said all the same
    cells = {place: dataclasses.replace(second.cell(*place), dependencies=told.cell(*place).dependencies)
             for place, _ in _cells(second)}  # fmt: skip
    for place in under:
        cells[place] = _kept_back(cells.get(place), f"fewer than {k} people" if by not in ROWS else "")
    cells |= {place: _held(cell, people, numbers, open_codings) for place, cell in cells.items()}
    held = [row for row in first.rows if rows is None or row.id in rows]
    kept = {row.id for row in held}
    left = {place: cell for place, cell in cells.items() if place[0] in kept}
    made = dataclasses.replace(
        second, rows=tuple(held), cells=left, coverage=_coverage(left, k, by, numbers), reach=None
    )
    return Shown(made, frozenset(place for place in under if place[0] in kept))


def unlisted(found: Shown, tables: Tables) -> Shown:
    """The same matrix, whose cells list only what was published or stands in a document.

    For lists by site, employer and period beside rows of workers that bear no site: the same quote in both would put
    the site back into the row (threat model, T1).
    """
    people = People(tables)
    cells = {}
    for place, cell in found.matrix.cells.items():
        sides: dict[str, Any] = {
            side: tuple(one for one in getattr(cell, side) if not people.behind([one])) for side in (*SIDES, "answers")
        }
        cells[place] = dataclasses.replace(cell, **sides)
    return Shown(dataclasses.replace(found.matrix, cells=cells), found.withheld)


def _too_few(ids: Iterable[str], people: People, k: int, open_codings: Collection[str] | None) -> set[str]:
    """The codings of a cell that too few people stand behind: fewer than k in all, or beside those who are listed.

    Where some people are listed one by one, whoever counts them finds how many others there are.
    """
    behind = people.behind(ids)
    if 0 < len(behind) < k:
        return {one for one in ids if people.behind([one])}
    closed = _closed(ids, people, open_codings)
    listed = people.behind(one for one in ids if one not in closed)
    others = behind - listed
    return {one for one in closed if people.behind([one]) & others} if listed and 0 < len(others) < k else set()


def _closed(ids: Iterable[str], people: People, open_codings: Collection[str] | None) -> set[str]:
    """The codings that somebody stands behind who did not allow them to be listed: in a row they decide nothing."""
    return set() if open_codings is None else {one for one in ids if people.behind([one]) and one not in open_codings}


def _cells(found: Matrix) -> Iterable[tuple[tuple[str, str], tuple[str, ...]]]:
    for row in found.rows:
        for column in found.columns:
            cell = found.cell(row.id, column.id)
            if ids := tuple(one for side in SIDES for one in getattr(cell, side)):
                yield (row.id, column.id), ids


def _without(tables: Tables, gone: set[str]) -> Tables:
    """The tables without some codings; a decision on a dispute goes with the codings that it was about."""
    rows = dict(tables.rows)
    rows["coding"] = [(key, one) for key, one in rows.get("coding", []) if key not in gone]
    rows["adjudication"] = [(key, one) for key, one in rows.get("adjudication", []) if not gone & set(one.codings)]
    return tables.with_rows(rows)


def _of_listed(tables: Tables, open_codings: Collection[str] | None) -> Tables:
    """The tables in which those accounts are retold of which something may be listed: who else was is not told."""
    if open_codings is None:
        return tables
    rows = dict(tables.rows)
    items, passages = dict(rows.get("item", [])), dict(rows.get("passage", []))
    told = {one.passage for key, one in rows.get("coding", []) if key in open_codings}
    named = {items[passages[one].item].source for one in told}
    named |= {key for key, one in rows.get("source", []) if one.kind not in PERSONAL and not one.worker}
    rows["source"] = [(key, dataclasses.replace(one, retells=tuple(each for each in one.retells if each in named)))
                      for key, one in rows.get("source", [])]  # fmt: skip
    return tables.with_rows(rows)


def _retelling_nobody(tables: Tables) -> Tables:
    """The tables in which a publication that retells people is one origin of its own: else its number counts them."""
    people = {key for key, one in tables.rows.get("source", []) if one.kind in PERSONAL or one.worker}
    if not any(people & set(one.retells) for _, one in tables.rows.get("source", [])):
        return tables
    rows = dict(tables.rows)
    rows["source"] = [(key, dataclasses.replace(one, retells=tuple(each for each in one.retells if each not in people)))
                      for key, one in rows["source"]]  # fmt: skip
    return tables.with_rows(rows)


def _kept_back(cell: Cell | None, few: str) -> Cell:
    """A cell of which something is withheld, because few stand behind it, or one person who did not allow it."""
    if cell is None or cell.state == "not-assessed":
        return Cell(state=WITHHELD, note=f"{few} stand behind it" if few else NOT_ALLOWED)
    note = f"what {few} said is withheld" if few else f"something is withheld: {NOT_ALLOWED}"
    return dataclasses.replace(cell, note="; ".join(part for part in (cell.note, note) if part))


def _held(cell: Cell, people: People, numbers: bool, open_codings: Collection[str] | None) -> Cell:
    sides: dict[str, Any] = {side: getattr(cell, side) for side in (*SIDES, "answers")}
    personal = people.behind(one for side in SIDES for one in sides[side])
    if open_codings is not None:
        sides = {side: tuple(one for one in ids if one in open_codings) for side, ids in sides.items()}
    if personal and not numbers:
        sides |= {"origins": 0, "statements": 0, "tally": (), "dependencies": (), "period": None}
    return dataclasses.replace(cell, **sides)


def _coverage(cells: dict[tuple[str, str], Cell], k: int, by: str, numbers: bool) -> Sequence[str]:
    states: dict[str, int] = defaultdict(int)
    for cell in cells.values():
        states[cell.state] += 1
    lines = [f"no cell rests on fewer than {k} people, unless it rests on publications and documents alone"]
    if by in ROWS:
        lines = ["a row stands only for who allowed the account to be handed over"]
    if states[WITHHELD]:
        lines.append(f"{states[WITHHELD]} cells are withheld whole: something is on record, for or against")
    if not numbers:
        lines.append(
            "numbers of origins and statements are left out wherever people stand behind them; a publication that "
            "retells them counts as one origin"
        )
    lines.append("“not assessed” means that nothing that may leave was coded, never no")
    return tuple(lines)
