"""A reader with a linear programme: what scipy's HiGHS can say of counts that were withheld, from the rules alone.

Nothing here uses the equations of the module under attack. The reader knows every published number of every edition,
how the tables are built, that people are never fewer than none, and of each count whether it grew, shrank or stayed.
"""

import dataclasses
import itertools
import random
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from scipy.optimize import LinearConstraint, linprog, milp

from workbench.disclosure.cells import protect, unprotected
from workbench.disclosure.counts import ALL, PUBLIC, Counts, Edition, Key, tally

Row = dict[int, float]
State = tuple[Sequence[Counts], frozenset[Key]]  # the tables of one state of a case, and what was shown of them


@dataclasses.dataclass
class Reader:
    """Unknowns, what is known of them, and rows that are zero, or not below zero."""

    states: Sequence[State]

    def __post_init__(self) -> None:
        self.number: dict[tuple[int, Key], int] = {}
        self.truth: list[int] = []
        self.known: set[int] = set()
        self.zero: list[Row] = []
        self.positive: list[Row] = []
        for state, (tables, shown) in enumerate(self.states):
            for table in tables:
                for at, count in table.cells.items():
                    key = table.key(at)
                    if (state, key) not in self.number:
                        self.number[state, key] = len(self.truth)
                        self.truth.append(count)
                    if key in shown:
                        self.known.add(self.number[state, key])
            for table in tables:
                self._lines(state, table)
        for one, other in itertools.combinations(range(len(self.states)), 2):
            self._between(one, other)

    def _lines(self, state: int, table: Counts) -> None:
        for at in table.cells:
            for axis, dim in enumerate(table.dims):
                if at[axis] == ALL and dim not in table.overlapping:
                    parts = [
                        other for other in table.cells if other[axis] != ALL and _but(other, axis) == _but(at, axis)
                    ]
                    if parts:
                        row = {self._at(state, table, part): -1.0 for part in parts}
                        self.zero.append({self._at(state, table, at): 1.0, **row})
            inside = [axis for axis, dim in enumerate(table.dims) if at[axis] != ALL and dim in table.overlapping]
            for size in range(1, len(inside) + 1):
                for outside in itertools.combinations(inside, size):
                    row = self.those_outside(state, table, at, outside)
                    if row:
                        self.positive.append(row)

    def those_outside(self, state: int, table: Counts, at: tuple[str, ...], axes: Iterable[int]) -> Row:
        """The people of a cell's group who are outside its categories on these axes, by inclusion and exclusion."""
        row: Row = {}
        for left in itertools.product([False, True], repeat=len(tuple(axes))):
            where = list(at)
            for axis, keep in zip(axes, left, strict=True):
                where[axis] = at[axis] if keep else ALL
            if tuple(where) not in table.cells:
                return {}
            row[self._at(state, table, tuple(where))] = (-1.0) ** sum(left)
        return row

    def _between(self, one: int, other: int) -> None:
        """The reader knows whether each count grew, and whether the number of those outside it did."""
        rows: list[tuple[Row, Row]] = []
        for (state, key), number in self.number.items():
            if state == one and (other, key) in self.number:
                rows.append(({number: 1.0}, {self.number[other, key]: 1.0}))
        for table, later in itertools.product(self.states[one][0], self.states[other][0]):
            if table.dims == later.dims:
                for at in table.cells.keys() & later.cells.keys():
                    for axis, dim in enumerate(table.dims):
                        if at[axis] != ALL and dim in table.overlapping:
                            pair = (
                                self.those_outside(one, table, at, [axis]),
                                self.those_outside(other, later, at, [axis]),
                            )
                            rows += [pair] if all(pair) else []
        for before, after in rows:
            change = {**after, **{number: -factor for number, factor in before.items()}}
            grown = self.value(change)
            if grown == 0:
                self.zero.append(change)
            else:
                self.positive.append({number: factor * np.sign(grown) for number, factor in change.items()})

    def _at(self, state: int, table: Counts, at: tuple[str, ...]) -> int:
        return self.number[state, table.key(at)]

    def value(self, row: Row) -> float:
        """The true value of a sum of unknowns."""
        return sum(factor * self.truth[number] for number, factor in row.items())

    def protected(self, state: int, k: int) -> list[tuple[str, Row]]:
        """Small numbers, zeros of a group and all of a group in the tables of a state, that were not shown before."""
        found: list[tuple[str, Row]] = []
        for table in self.states[state][0]:
            for at, count in table.cells.items():
                number = self._at(state, table, at)
                wholes = [self._whole(table, at, axis) for axis, one in enumerate(at) if one != ALL]
                if not self._settled(number, table.key(at)) and (0 < count < k or (count == 0 and any(wholes))):
                    found.append((f"{state} {table.name} {at}", {number: 1.0}))
                for axis, dim in enumerate(table.dims):
                    if count and at[axis] != ALL and dim in table.overlapping and self._whole(table, at, axis) == count:
                        found.append((f"{state} outside {at}", self.those_outside(state, table, at, [axis])))
        return found

    def _settled(self, this: int, key: Key) -> bool:
        """Whether the reader was shown this count, or its like at another time and knows that it stayed."""
        numbers = [number for (_, other), number in self.number.items() if other == key]
        return any(one in self.known and self.truth[one] == self.truth[this] for one in numbers)

    def changes(self, one: int, other: int, k: int) -> list[tuple[str, Row]]:
        """Differences between two states that are small, of numbers that were not both shown."""
        found = []
        for (state, key), before in self.number.items():
            after = self.number.get((other, key))
            if state != one or after is None or {before, after} <= self.known:
                continue
            if 0 < abs(self.truth[after] - self.truth[before]) < k:
                found.append((f"{one} to {other} {key}", {after: 1.0, before: -1.0}))
        return found

    def _whole(self, table: Counts, at: tuple[str, ...], axis: int) -> int:
        return table.cells.get((*at[:axis], ALL, *at[axis + 1 :]), 0)

    def bounds(self, row: Row, *, whole_numbers: bool = False) -> tuple[float, float]:
        """The least and the greatest value of a sum of unknowns that everything published allows."""
        size = len(self.truth)
        low = [float(self.truth[one]) if one in self.known else 0.0 for one in range(size)]
        high = [float(self.truth[one]) if one in self.known else 1e5 for one in range(size)]
        aim = _dense([row], size)[0]
        found = []
        for sign in (1, -1):
            if whole_numbers:
                rows = _dense(self.zero + self.positive, size)
                limits = LinearConstraint(rows, 0, [0.0] * len(self.zero) + [np.inf] * len(self.positive))
                answer = milp(sign * aim, constraints=limits, integrality=np.ones(size), bounds=(low, high))
            else:
                answer = linprog(
                    sign * aim, A_eq=_dense(self.zero, size), b_eq=[0.0] * len(self.zero),
                    A_ub=-_dense(self.positive, size), b_ub=[0.0] * len(self.positive),
                    bounds=np.array([low, high]).T, method="highs",
                )  # fmt: skip
            assert answer.status == 0, answer.message
            found.append(sign * answer.fun)
        return found[0], found[1]


def _but(at: tuple[str, ...], axis: int) -> tuple[str, ...]:
    return (*at[:axis], *at[axis + 1 :])


def _dense(rows: Sequence[Row], size: int) -> np.ndarray:
    made = np.zeros((len(rows), size))
    for line, row in enumerate(rows):
        for number, factor in row.items():
            made[line, number] = factor
    return made


Person = dict[str, object]
OVERLAPPING = frozenset({"says", "month"})


def crowd(chance: random.Random, size: int, shape: dict[str, int]) -> list[Person]:
    """People with skewed attributes: many in the first category, few in the last."""
    people: list[Person] = []
    for _ in range(size):
        person: Person = {}
        for dim, categories in shape.items():
            names = [f"{dim}{number}" for number in range(categories)]
            weights = [2.0**-number for number in range(categories)]
            if dim in OVERLAPPING:
                person[dim] = [
                    name for name, weight in zip(names, weights, strict=True) if chance.random() < weight * 0.9
                ]
            else:
                person[dim] = chance.choices(names, weights)[0]
        people.append(person)
    return people


def later(chance: random.Random, people: Sequence[Person], shape: dict[str, int]) -> list[Person]:
    """The same people some weeks on: a few more, now and then one who left, now and then one who says more."""
    after = [dict(person) for person in people]
    if chance.random() < 0.3:
        after.pop(chance.randrange(len(after)))
    for person in after:
        if "says" in shape and chance.random() < 0.02:
            person["says"] = sorted({*person["says"], f"says{chance.randrange(shape['says'])}"})  # type: ignore[misc]
    return after + crowd(chance, chance.choice([1, 3, 8, 25]), shape)


def shapes(chance: random.Random) -> tuple[dict[str, int], list[tuple[str, ...]]]:
    """Which attributes there are, and which of their combinations get a table."""
    every = {"site": (2, 5), "employer": (2, 4), "sex": (2, 2), "says": (2, 5), "month": (2, 4)}
    shape = {dim: chance.randint(*every[dim]) for dim in chance.sample(sorted(every), 3)}
    dims = sorted(shape)
    pairs = [*itertools.combinations(dims, 2), *((dim,) for dim in dims)]
    wanted = chance.sample(pairs, chance.randint(1, 3))
    return shape, [tuple(dims)] if chance.random() < 0.15 else wanted


def tables_of(people: Sequence[Person], wanted: Sequence[tuple[str, ...]]) -> list[Counts]:
    return [tally(" by ".join(dims), people, dims, OVERLAPPING & set(dims)) for dims in wanted]  # type: ignore[arg-type]


def strike(seed: str) -> Counter[str]:
    """One random release of several tables, or several editions to two readers: each protected count is attacked.

    `recovered` counts those that a reader can bound more closely than by k; `control` does so where only the cells that
    are small, zero, full or little changed themselves are withheld.
    """
    chance = random.Random(seed)
    counted: Counter[str] = Counter()
    shape, wanted = shapes(chance)
    ks = {PUBLIC: chance.choice([5, 11]), "ombudsman": chance.choice([3, 5])}
    people, head = crowd(chance, chance.choice([12, 40, 150, 400]), shape), 0
    editions: list[Edition] = []
    for number in range(chance.choice([1, 1, 2, 3])):
        if number and chance.random() < 0.8:
            people, head = later(chance, people, shape), head + 1
        some = wanted if chance.random() < 0.7 else chance.sample(wanted, chance.randint(1, len(wanted)))
        reader = PUBLIC if chance.random() < 0.7 else "ombudsman"
        tables = tables_of(people, some)
        found = protect(tables, ks[reader], editions, as_of=f"h{head}", reader=reader)
        cells = len(found.shown) + len(found.hidden)
        counted.update(cells=cells, releases=1)
        for kind, share in found.share.items():
            counted[kind] += round(share * cells)
        keys = {table.key(at) for table in tables for at in table.cells}
        told = found.edition(f"h{head}", reader)
        assert unprotected(tables, told.shown, ks[reader], editions, as_of=f"h{head}", reader=reader) == []
        primary = {key for key, one in found.withheld.items() if one.primary}
        if not number and not found.share["whole"]:
            counted["control"] += _recovered([dataclasses.replace(told, shown=frozenset(keys - primary))], ks[reader])[
                1
            ]
        editions.append(told)
    got = [[edition] for edition in editions]
    got += [[edition for edition in editions if edition.reader in who] for who in ([PUBLIC], [PUBLIC, "ombudsman"])]
    for number, told_ in enumerate(got):
        kept = [edition for edition in told_ if edition.shown]
        if kept and kept not in got[:number]:
            attacked, recovered = _recovered(kept, min(edition.k for edition in kept), counted)
            counted.update(attacked=attacked, recovered=recovered)
    return counted


def _recovered(editions: Sequence[Edition], k: int, whole: Counter[str] | None = None) -> tuple[int, int]:
    """How many protected counts there are in what a reader has, and how many of them are bounded within k."""
    heads = list(dict.fromkeys(edition.as_of for edition in editions))
    of = [[edition for edition in editions if edition.as_of == head] for head in heads]
    tables = [[table for edition in same for table in edition.tables] for same in of]
    shown = [frozenset(key for edition in same for key in edition.shown) for same in of]
    reader = Reader(list(zip(tables, shown, strict=True)))
    targets = [target for state in range(len(heads)) for target in reader.protected(state, k)]
    for one, other in itertools.combinations(range(len(heads)), 2):
        targets += reader.changes(one, other, k)
    unique = {tuple(sorted(row.items())): row for _, row in targets}
    recovered = 0
    for number, row in enumerate(unique.values()):
        low, high = reader.bounds(row)
        recovered += high - low < k - 1e-6
        if whole is not None and number % 20 == 0:  # a reader who knows that people are whole is asked now and then
            low, high = reader.bounds(row, whole_numbers=True)
            recovered += high - low < k - 1e-6
            whole["of these in whole numbers"] += 1
    return len(unique), recovered
