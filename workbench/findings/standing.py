"""What every cell stands at: arrays for all of them, words for the one that is looked at, and what one more changes."""

import dataclasses
import functools
from collections.abc import Collection, Iterator, MutableMapping

import numpy as np

from workbench.findings.assessment import STATES, Cell, Statement, assess
from workbench.findings.columns import Coded, Numbers
from workbench.findings.folding import Folded, fold
from workbench.findings.lookup import places
from workbench.findings.placing import Placed, place

_SILENT = {"state": len(STATES) - 1, "origins": 0, "statements": 0, "codings": 0, "speaks": False}


def _silence(name: str, cells: int) -> Numbers:
    """What the arrays say of cells in which nothing is coded."""
    kind = {"state": np.uint8, "speaks": np.bool_}.get(name, np.int32)
    return np.full(cells, _SILENT[name], dtype=kind)


@dataclasses.dataclass(frozen=True)
class View:
    """How codings are laid out: what a row is, how fine time is cut, and up to which day."""

    by: str
    granularity: str = "month"
    as_of: str | None = None


@dataclasses.dataclass(frozen=True)
class Standing:
    """The fold of all codings of a view. `later` holds the cells that codings added afterwards have changed.

    Example:
        >>> Standing.__dataclass_fields__["later"].name
        'later'
    """

    coded: Coded
    view: View
    placed: Placed
    cells: Numbers
    base: Folded
    number: dict[str, int]
    later: dict[int, tuple[list[Statement], Cell]] = dataclasses.field(default_factory=dict)

    @classmethod
    def of(cls, coded: Coded, view: View) -> "Standing":
        """The standing of codings, folded from scratch."""
        placed = place(coded, view.by, view.granularity, view.as_of)
        wide = len(coded.vocabulary.indicators)
        cell = placed.home.astype(np.int32) * np.int32(wide)
        cell += coded.indicator[placed.rows]
        folded = fold(coded, placed, cell, wide * len(placed.names))
        number = dict(zip(placed.names, range(len(placed.names)), strict=True))
        return cls(coded, view, placed, cell, folded, number)

    def update(self, more: Coded, gone: Collection[str] = ()) -> "Standing":
        """The standing with more codings and without those that are gone, folding only their cells; as from scratch."""
        placed = place(more, self.view.by, self.view.granularity, self.view.as_of)
        number, wide = self.number, self.wide
        changed: dict[int, list[Statement]] = {}
        if gone:
            left = frozenset(gone)
            changed = {cell: [one for one in self.statements(cell) if one.id not in left] for cell in self._with(left)}
        for at, home in zip(placed.at.tolist(), placed.home.tolist(), strict=True):
            name = placed.names[home]
            if name not in number:
                number = {**number, name: len(number)}
            cell = wide * number[name] + int(more.indicator[at])
            if cell not in changed:
                changed[cell] = self.statements(cell)
            changed[cell].append(more.statement(at))
        found = {cell: (every, assess(every, more.vocabulary.origins)) for cell, every in changed.items()}
        after = dataclasses.replace(self, number=number, later={**self.later, **found})
        if "_order" in self.__dict__:
            after.__dict__["_order"] = self._order  # the codings that were folded at first are the same
        return after

    def _with(self, gone: frozenset[str]) -> set[int]:
        """The cells in which these codings stand now."""
        found = {cell for cell, (every, _) in self.later.items() if any(one.id in gone for one in every)}
        at = places(np.array(sorted(gone), dtype=object), self.coded.places)
        at = at[at >= 0]  # the others came later, or stand in no cell
        rows = at if self.placed.every else np.flatnonzero(np.isin(self.placed.at, at))
        return found | (set(self.cells[rows].tolist()) - self.later.keys())

    def opens(self, after: "Standing") -> bool:
        """True where the later standing has a row that has no coding here, or lacks one that has."""
        changed = [cell for cell, found in after.later.items() if self.later.get(cell) is not found]
        return any(self._holds(home) != after._holds(home) for home in {cell // self.wide for cell in changed})

    def _holds(self, home: int) -> bool:
        return any(self.held(cell) for cell in range(home * self.wide, (home + 1) * self.wide))

    def held(self, cell: int) -> int:
        """How many codings stand in a cell."""
        if cell in self.later:
            return len(self.later[cell][0])
        return int(self.base.codings[cell]) if cell < len(self.base.codings) else 0

    @functools.cached_property
    def of_workers(self) -> Numbers:
        """For each row of a standing by worker, whether it is a worker's."""
        working = self.coded.vocabulary.working
        return np.array([name in working for name in self.number], dtype=bool)

    @property
    def wide(self) -> int:
        """How many columns there are."""
        return len(self.coded.vocabulary.indicators)

    @functools.cached_property
    def folded(self) -> Folded:
        """The arrays with every later change in them."""
        if not self.later:
            return self.base
        spare = len(self.number) * self.wide - len(self.base.state)
        arrays = {name: np.append(getattr(self.base, name), _silence(name, spare)) for name in _SILENT}
        for cell, (statements, found) in self.later.items():
            arrays["state"][cell], arrays["origins"][cell] = STATES.index(found.state), found.origins
            arrays["statements"][cell], arrays["codings"][cell] = found.statements, len(statements)
            arrays["speaks"][cell] = bool(found.for_)
        return Folded(**arrays, side=self.base.side)

    def statements(self, cell: int) -> list[Statement]:
        """The codings of a cell in words, in the order of the ledger."""
        if cell in self.later:
            return list(self.later[cell][0])
        if "_order" in self.__dict__:
            order, sorted_cells = self._order
            # Asked in numbers of another width, all of them would be written anew first.
            first, last = np.searchsorted(sorted_cells, np.array([cell, cell + 1], dtype=sorted_cells.dtype))
            rows = order[first:last]
        else:
            rows = np.flatnonzero(self.cells == cell)
        return [self.coded.statement(int(self.placed.at[row])) for row in rows]

    @functools.cached_property
    def _order(self) -> tuple[Numbers, Numbers]:
        """The places sorted by cell: made once, when many cells are looked at."""
        order = np.argsort(self.cells, kind="stable")
        return order, self.cells[order]

    def look(self, cell: int) -> Cell:
        """One cell with its codings, as the readable fold has it."""
        if cell in self.later:
            return self.later[cell][1]
        _ = self._order
        return assess(self.statements(cell), self.coded.vocabulary.origins)


class Cells(MutableMapping[tuple[str, str], Cell]):
    """The cells of a matrix by row and column, each made when it is looked at; what nobody coded is not among them.

    Example:
        >>> Cells.__name__
        'Cells'
    """

    def __init__(self, standing: Standing) -> None:
        self.standing = standing
        self._made: dict[tuple[str, str], Cell] = {}
        self.own: dict[tuple[str, str], Cell | None] = {}

    def _place(self, key: tuple[str, str]) -> int | None:
        home, indicators = self.standing.number.get(key[0]), self.standing.coded.vocabulary.indicators
        return None if home is None or key[1] not in indicators else home * len(indicators) + indicators.index(key[1])

    def __getitem__(self, key: tuple[str, str]) -> Cell:
        if key in self.own:
            given = self.own[key]
            if given is None:
                raise KeyError(key)
            return given
        if key not in self._made:
            cell = self._place(key)
            if cell is None or not self.standing.held(cell):
                raise KeyError(key)
            self._made[key] = self.standing.look(cell)
        return self._made[key]

    def __setitem__(self, key: tuple[str, str], cell: Cell) -> None:
        self.own[key] = cell

    def __delitem__(self, key: tuple[str, str]) -> None:
        self.own[key] = None

    def __iter__(self) -> Iterator[tuple[str, str]]:
        names, indicators = list(self.standing.number), self.standing.coded.vocabulary.indicators
        for cell in np.flatnonzero(self.standing.folded.codings).tolist():
            key = (names[cell // len(indicators)], indicators[cell % len(indicators)])
            if self.own.get(key, True) is not None:
                yield key
        yield from (key for key, cell in self.own.items() if cell is not None and self._silent(key))

    def _silent(self, key: tuple[str, str]) -> bool:
        cell = self._place(key)
        return cell is None or not self.standing.held(cell)

    def __len__(self) -> int:
        return sum(1 for _ in self)
