"""One reader's knowledge of tables and earlier editions, and what is withheld until nothing follows from it."""

import dataclasses
from collections.abc import Iterator, Sequence

from workbench.disclosure.counts import ALL, Coordinates, Counts, Edition, Key
from workbench.disclosure.equations import outside, system
from workbench.disclosure.imagined import Imagined
from workbench.disclosure.moves import Move, find

SMALL, ZERO, FULL, REST, CHANGE = "small", "zero", "full", "rest", "change"
SECONDARY, WHOLE = "secondary", "whole"
LONGER = 30_000  # steps of the search that checks a finished choice: it has fewer ways to go
MARGIN = 4.0  # a margin is worth as much as so many of the cells under it


@dataclasses.dataclass(frozen=True)
class Withheld:
    """Why a count is withheld: for itself, or so that the counts that `guards` names cannot be worked out.

    Example:
        >>> Withheld("small").primary, Withheld("secondary").primary
        (True, False)
    """

    why: str
    guards: tuple[Key, ...] = ()

    @property
    def primary(self) -> bool:
        """True where the count is withheld for itself."""
        return self.why not in (SECONDARY, WHOLE)


@dataclasses.dataclass(frozen=True)
class Target:
    """A number that must stay open: its unknown, the key of the cell that it is about, and why."""

    unknown: int
    key: Key
    why: str
    new: bool


class Closing:
    """What a reader of `editions` would know of `tables` after them; `withheld` is shared by all readers, and grows.

    Example:
        >>> table = Counts("t", ("site",), {("a",): 2, ("b",): 9, (ALL,): 11})
        >>> withheld = {}
        >>> Closing([table], [], 5, "", withheld).close()
        >>> sorted(one.why for one in withheld.values())
        ['secondary', 'small']
    """

    def __init__(
        self, tables: Sequence[Counts], editions: Sequence[Edition], k: int, as_of: str, withheld: dict[Key, Withheld]
    ) -> None:
        self.k, self.withheld = k, withheld
        told = [_told(edition) for edition in editions]
        heads = list(dict.fromkeys(edition.as_of for edition in editions))
        self.new = heads.index(as_of) if as_of and as_of in heads else len(heads)
        states: list[list[Counts]] = [[] for _ in range(max(len(heads), self.new + 1))]
        for edition, known in zip(editions, told, strict=True):
            states[heads.index(edition.as_of)] += known
        self.earlier = [list(state) for state in states]
        states[self.new] += tables
        self.tables, self.system = tables, system(states)
        self.out = {self.system.at[heads.index(edition.as_of), key] for edition in editions for key in edition.shown}
        self.known = self._spread()
        every = [table for state in states for table in state]
        self.imagined = Imagined(self.system, frozenset().union(*(table.overlapping for table in every)))
        self.moves: list[Move] = []
        self.given_up: set[str] = set()
        self.details = max((len(table.dims) for table in tables), default=0)
        self.price = self._prices()

    def close(self) -> None:
        """Withholds until every target stays open by k; where that fails, finer counts of these people, then all."""
        targets = self.targets()
        for target in targets:
            if (target.new and target.why != CHANGE) or self._shown_before(target):
                self._withhold(target)
        for target in targets:
            if target.key[0] in self.given_up or target.unknown in self.known or self.is_open(target):
                continue
            move = self._find(target)
            for details in range(self.details, -1, -1):
                if move is None:
                    self._leave_out(target.key[0], details)
                    move = self._find(target)
            if move is None:
                self._give_up(target.key[0])
            else:
                self._take(move, target)

    def targets(self) -> list[Target]:
        """Every number that must stay open and has not been published, the smallest first."""
        before = ((state, table) for state, tables in enumerate(self.earlier) for table in tables)
        found = [one for state, table in before for one in self._of(state, table, False)]
        found += [one for table in self.tables for one in self._of(self.new, table, True)]
        for (_, later, key), unknown in self.system.changes.items():
            if self.system.values[unknown] < self.k and all(inside for _, _, inside in key[1]):
                found.append(Target(unknown, key, CHANGE, later == self.new))
        unique = {one.unknown: one for one in found if one.unknown not in self.out}
        return sorted(unique.values(), key=lambda one: (self.system.values[one.unknown], one.key, one.unknown))

    def out_already(self) -> list[Key]:
        """Counts that would be withheld for themselves, and that this reader has from an earlier edition."""
        found = {one.key for table in self.tables for one in self._of(self.new, table, True) if one.unknown in self.out}
        return sorted(found)

    def is_open(self, target: Target) -> bool:
        """True where a move that was found before leaves the number open by k."""
        return any(move.width(target.unknown) >= self.k for move in self.moves)

    def still_closed(self) -> Iterator[Key]:
        """The targets that are not open as things stand, with nothing more withheld: each as soon as it is known."""
        price = [None if cost else cost for cost in self.price]
        told = {key[0] for key in self._candidates() if key not in self.withheld}
        for target in self.targets():
            if target.key[0] in told and target.unknown not in self.known and not self.is_open(target):
                move = self.imagined.find(target.unknown, self.k, price)
                move = move or find(self.system, target.unknown, self.k, price, LONGER)
                if move:
                    self.moves.append(move)
                else:
                    yield target.key

    def _spread(self) -> set[int]:
        """What follows at once from earlier editions, and what has not changed since: no move rests on its being open.

        A count that became worth protecting while it stayed as it was is withheld all the same.
        """
        known, before = set(self.out), -1
        while before != len(known):
            before = len(known)
            for terms in self.system.equations:
                left = [unknown for unknown, _ in terms if unknown not in known]
                known.update(left if len(left) == 1 else ())
        return known

    def _prices(self) -> list[float | None]:
        """What it costs to leave an unknown out: None where it is published, 0 where nobody would show it."""
        price: list[float | None] = [0.0] * len(self.system.values)
        for table in self.tables:
            for at in table.cells if table.shown else ():
                unknown = self.system.at[self.new, table.key(at)]
                worth = MARGIN ** sum(one == ALL for one in at) + min(table.cells[at], 1000) / 2000
                price[unknown] = max(price[unknown] or 0.0, worth)
        for key in self.withheld:
            if (self.new, key) in self.system.at:
                price[self.system.at[self.new, key]] = 0.0
        for unknown in self.known:
            price[unknown] = None
        return price

    def _of(self, state: int, table: Counts, new: bool) -> Iterator[Target]:
        lines = _lines_of(table)
        for at, count in table.cells.items():
            key = table.key(at)
            if 0 < count < self.k:
                yield Target(self.system.at[state, key], key, SMALL, new)
            elif count == 0 and _tells(table, lines.get(at, [])):
                yield Target(self.system.at[state, key], key, ZERO, new)
            for place, (dim, _, _) in enumerate(key[1]):
                rest = self.system.at.get((state, outside(key, place))) if dim in table.overlapping else None
                if count and rest is not None and self.system.values[rest] < (self.k if table.rest else 1):
                    yield Target(rest, key, REST if self.system.values[rest] else FULL, new)

    def _find(self, target: Target) -> Move | None:
        """Imagined people first: that is quick, and finds most moves; the search of equations finds some others."""
        move = self.imagined.find(target.unknown, self.k, self.price)
        return move or find(self.system, target.unknown, self.k, self.price)

    def _shown_before(self, target: Target) -> bool:
        """True where a change is small and the count before it is known: then the count after it is withheld."""
        ends = [one for one, _ in self.system.equations[self.system.within[target.unknown][0][0]]]
        return target.why == CHANGE and target.new and any(one in self.known for one in ends)

    def _withhold(self, target: Target) -> None:
        unknown = self.system.at[self.new, target.key]
        if target.key in self._candidates() and unknown not in self.out:
            self.withheld.setdefault(target.key, Withheld(target.why))
            self.price[unknown] = None if unknown in self.known else 0.0

    def _take(self, move: Move, target: Target) -> None:
        self.moves.append(move)
        for (state, key), unknown in self.system.at.items():
            if unknown in move.along and state == self.new and self.price[unknown]:
                self.withheld[key] = Withheld(SECONDARY, (target.key,))
                self.price[unknown] = 0.0

    def _candidates(self) -> set[Key]:
        return {table.key(at) for table in self.tables if table.shown for at in table.cells}

    def _give_up(self, of: str) -> None:
        """Nothing of these people is shown, not even what stayed as it was: then this edition tells nothing of them."""
        self.given_up.add(of)
        for key in self._candidates():
            if key[0] == of and key not in self.withheld:
                self.withheld[key] = Withheld(WHOLE)

    def _leave_out(self, of: str, details: int) -> None:
        """Nothing finer than a margin of so many dimensions is shown of these people, nor that margin."""
        for (state, key), unknown in self.system.at.items():
            if key[0] == of and len(key[1]) >= details and state == self.new and self.price[unknown]:
                self.withheld[key] = Withheld(WHOLE)
                self.price[unknown] = 0.0


def _told(edition: Edition) -> list[Counts]:
    """The tables of those people of whom the edition showed anything: of the others nothing has left."""
    people = {of for of, _ in edition.shown}
    return [table for table in edition.tables if table.of in people]


def _lines_of(table: Counts) -> dict[Coordinates, list[tuple[int, list[int], bool]]]:
    """For each cell the lines it is a part of: the margin, the parts beside it, whether they overlap."""
    found: dict[Coordinates, list[tuple[int, list[int], bool]]] = {}
    for whole, parts, overlap in table.lines():
        counts = [table.cells[part] for part in parts]
        for part in parts:
            found.setdefault(part, []).append((table.cells[whole], counts, overlap))
    return found


def _tells(table: Counts, lines: list[tuple[int, list[int], bool]]) -> bool:
    """A zero discloses where there is a group of which nobody is there; always where all of it is in one other cell."""
    if table.zeros:
        return not lines or any(whole for whole, _, _ in lines)
    return any(whole and not overlap and max(parts) == whole for whole, parts, overlap in lines)
