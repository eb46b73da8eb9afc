"""What a reader can calculate from tables and their editions: each count an unknown, and the equations among them."""

import dataclasses
import itertools
from collections.abc import Iterator, Sequence

from workbench.disclosure.counts import Counts, Key
from workbench.errors import BadValue

Term = tuple[int, int]  # the number of an unknown (or an equation), and its coefficient there
Change = tuple[int, int, Key]  # of the count of a key, from one state of the case to a later one


@dataclasses.dataclass(frozen=True)
class System:
    """Whole numbers, none below zero, of which each equation says that a sum of some, with signs, is zero.

    `at` finds the unknown of (state of the case, key), `changes` that of a difference between two states.
    """

    values: list[int]
    equations: list[list[Term]]
    within: list[list[Term]]
    at: dict[tuple[int, Key], int]
    changes: dict[Change, int]

    def unknown(self, value: int) -> int:
        """A new unknown with its true value."""
        self.values.append(value)
        self.within.append([])
        return len(self.values) - 1

    def equation(self, terms: Sequence[Term]) -> None:
        """One more equation."""
        for unknown, factor in terms:
            self.within[unknown].append((len(self.equations), factor))
        self.equations.append(list(terms))


def system(states: Sequence[Sequence[Counts]]) -> System:
    """The equations of tables, state by state of the case, and from each state to each later one.

    A margin is the sum of its parts; where these overlap, each of them and the rest make up the whole. Between two
    states a count grows, shrinks or stays, and the reader is taken to know which of the three: that is more than most
    readers know, and what is safe against it is safe against less.

    Raises:
        BadValue: two tables give one count two values, or a part is larger than its whole.

    Example:
        >>> from workbench.disclosure.counts import ALL
        >>> found = system([[Counts("t", ("site",), {("a",): 2, ("b",): 9, (ALL,): 11})]])
        >>> found.values, found.equations
        ([2, 9, 11], [[(2, 1), (0, -1), (1, -1)]])
    """
    made = System([], [], [], {}, {})
    for state, tables in enumerate(states):
        seen: set[tuple[int, ...]] = set()
        for table in tables:
            _enter(made, state, table)
        for table in tables:
            _add_lines(made, state, table, seen)
            for at in table.cells:
                _add_rests(made, state, table.key(at), table.overlapping)
    for one, other in itertools.combinations(range(len(states)), 2):
        _add_changes(made, one, other)
    return made


def outside(key: Key, place: int) -> Key:
    """The key of those who are outside one category of a key.

    Example:
        >>> outside(("workers", (("says", "debt", True),)), 0)
        ('workers', (('says', 'debt', False),))
    """
    of, where = key
    dim, category, _ = where[place]
    return of, (*where[:place], (dim, category, False), *where[place + 1 :])


def _enter(made: System, state: int, table: Counts) -> None:
    for at, count in table.cells.items():
        key = table.key(at)
        if (state, key) not in made.at:
            made.at[state, key] = made.unknown(count)
        elif made.values[made.at[state, key]] != count:
            raise BadValue(table.name, f"count at {at}", count, f"{made.values[made.at[state, key]]}, as another table")


def _add_lines(made: System, state: int, table: Counts, seen: set[tuple[int, ...]]) -> None:
    for whole, parts, overlap in table.lines():
        if not overlap:
            numbers = [made.at[state, table.key(at)] for at in (whole, *parts)]
            if tuple(numbers) not in seen:
                seen.add(tuple(numbers))
                made.equation([(numbers[0], 1), *((number, -1) for number in numbers[1:])])


def _add_rests(made: System, state: int, key: Key, overlapping: frozenset[str]) -> None:
    """Those outside one or several overlapping categories: as many as are left of the whole, and never below zero."""
    places = [place for place, (dim, _, _) in enumerate(key[1]) if dim in overlapping]
    for size in range(1, len(places) + 1):
        for chosen in itertools.combinations(places, size):
            last = chosen[-1]
            inner = key
            for place in chosen[:-1]:
                inner = outside(inner, place)
            whole = inner[0], (*inner[1][:last], *inner[1][last + 1 :])
            rest = outside(inner, last)
            if (state, rest) in made.at or (state, whole) not in made.at or (state, inner) not in made.at:
                continue
            ends = made.at[state, whole], made.at[state, inner]
            left = made.values[ends[0]] - made.values[ends[1]]
            if left < 0:
                raise BadValue("tables of counts", f"count of {inner}", made.values[ends[1]], "no more than its whole")
            made.at[state, rest] = made.unknown(left)
            made.equation([(ends[0], 1), (ends[1], -1), (made.at[state, rest], -1)])


def _add_changes(made: System, one: int, other: int) -> None:
    for key in _shared(made, one, other):
        before, after = made.at[one, key], made.at[other, key]
        change = made.values[after] - made.values[before]
        if change:
            size = made.changes[one, other, key] = made.unknown(abs(change))
            made.equation([(after, 1), (before, -1), (size, -1 if change > 0 else 1)])
        else:
            made.equation([(after, 1), (before, -1)])


def _shared(made: System, one: int, other: int) -> Iterator[Key]:
    """Keys of both states; those outside several categories follow from the others."""
    for state, key in list(made.at):
        if state == one and (other, key) in made.at and sum(not inside for _, _, inside in key[1]) <= 1:
            yield key
