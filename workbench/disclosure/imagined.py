"""Moves made of imagined people: some more of one kind and as many fewer of another fit every sum there is.

Adding a person changes each count that the person belongs to, and no sum can tell: whatever is counted by attributes
stays consistent. So for a count that must stay open, a person is imagined who belongs to it, and others who do not,
such that what was published stays as it is. What comes out is proven like any other move (`moves.Move`).
"""

import itertools
from collections.abc import Iterator, Sequence

import numpy as np

from workbench.disclosure.counts import Key
from workbench.disclosure.equations import System
from workbench.disclosure.moves import Move

Atom = frozenset[str]  # the categories of one dimension that a person is in
Kind = tuple[tuple[str, Atom], ...]  # an attribute for each dimension
Mixture = list[tuple[int, Kind]]  # how many more, or fewer, of which kinds
ENDLESS = 10**9


class Imagined:
    """The kinds of people that tables tell apart, and what one more of each changes, state by state."""

    def __init__(self, system: System, overlapping: frozenset[str]) -> None:
        self.system, self.overlapping = system, overlapping
        self.values = np.array(system.values, dtype=np.int64)
        self.keys = {unknown: (state, key) for (state, key), unknown in system.at.items()}
        self.states = sorted({state for state, _ in system.at})
        self.ends = {size: ends for ends, size in system.changes.items()}
        self.atoms: dict[tuple[str, str], list[Atom]] = {}
        self._learn()
        self._rows: dict[tuple[int, str, str, Atom], np.ndarray] = {}
        self._kinds: dict[tuple[int, str, Kind], np.ndarray] = {}
        self._known_changes()

    def find(self, target: int, k: int, price: Sequence[float | None]) -> Move | None:
        """The cheapest move of imagined people that leaves the target open by k; None where there is none.

        `price` says of each unknown what letting it move costs: 0 where it is not shown anyway, None where it was
        published.
        """
        costs = np.array([np.inf if one is None else one for one in price])
        if np.isinf(costs[target]):
            return None
        simple = ((where, self._mixtures(state, key), key[0]) for where, state, key in self._where(target))
        found = self._cheapest(target, k, costs, simple)
        if found is None:
            fitted = ((where, self._fitted(state, key, costs), key[0]) for where, state, key in self._where(target))
            found = self._cheapest(target, k, costs, fitted)
        return found

    def _cheapest(
        self, target: int, k: int, costs: np.ndarray, choices: Iterator[tuple[list[int], Iterator[Mixture], str]]
    ) -> Move | None:
        least, best = np.inf, None
        for where, mixtures, of in choices:
            for mixture in mixtures:
                along = self._along(mixture, of, where)
                moved = np.nonzero(along)[0]
                cost = float(costs[moved].sum())
                if cost >= least:
                    continue
                up, down = self._room(along, moved)
                if abs(int(along[target])) * (up + down) >= k and self._fits(along, moved):
                    least, best = cost, Move({int(one): int(along[one]) for one in moved}, up, down)
            if least == 0:
                break
        return best

    def _learn(self) -> None:
        """The categories of each dimension, those of most people first."""
        size: dict[tuple[str, str, str], int] = {}
        for (_, (of, where)), unknown in self.system.at.items():
            for dim, category, inside in where:
                if inside:
                    seen = size.get((of, dim, category), 0)
                    size[of, dim, category] = max(seen, self.system.values[unknown])
        for of, dim, category in sorted(size, key=lambda one: (-size[one], one)):
            first: list[Atom] = [frozenset()] if dim in self.overlapping else []
            self.atoms.setdefault((of, dim), first).append(frozenset({category}))
        self.numbers = {
            state: np.array([unknown for (at, _), unknown in self.system.at.items() if at == state])
            for state in self.states
        }  # fmt: skip

    def _known_changes(self) -> None:
        ends = [(one, other, size) for size, (one, other, _) in self.ends.items()]
        keys = [self.ends[size][2] for _, _, size in ends]
        at = self.system.at
        self.size = np.array([size for _, _, size in ends], dtype=np.int64)
        self.before = np.array([at[one, key] for (one, _, _), key in zip(ends, keys, strict=True)], dtype=np.int64)
        self.after = np.array([at[other, key] for (_, other, _), key in zip(ends, keys, strict=True)], dtype=np.int64)
        pairs = (terms for terms in self.system.equations if {factor for _, factor in terms} == {1, -1})
        ties = [[one for one, _ in terms] for terms in pairs if len(terms) == 2]
        self.stayed = {one for ends_ in ties for one in ends_ if len({self.keys[end][0] for end in ends_}) == 2}
        self.sign = np.sign(self.values[self.after] - self.values[self.before])

    def _where(self, target: int) -> Iterator[tuple[list[int], int, Key]]:
        """In which states of the case the people are imagined, and whose key they must belong to."""
        if target in self.ends:
            one, other, key = self.ends[target]
            choices = [([other], other), ([one], one), ([s for s in self.states if s >= other], other),
                       ([s for s in self.states if s <= one], one)]  # fmt: skip
            # Between the two at the earliest: a change is open where one end moves without the other.
            seen = [choice for number, choice in enumerate(choices) if choice not in choices[:number]]
            yield from ((where, state, key) for where, state in seen)
            return
        state, key = self.keys[target]
        sets = [[state], self.states, [s for s in self.states if s >= state], [s for s in self.states if s <= state]]
        yield from ((where, state, key) for number, where in enumerate(sets) if where not in sets[:number])

    def _mixtures(self, state: int, key: Key) -> Iterator[Mixture]:
        of, where = key
        told = {dim: self._choices(of, dim, where) for dim in self._dims(of)}
        own = [dim for dim, _, _ in where]
        others = tuple((dim, atoms[0]) for dim, atoms in told.items() if dim not in own)
        for belonging in itertools.product(*(told[dim] for dim in own)):
            one = dict(zip(own, belonging, strict=True))
            yield [(1, (*others, *one.items()))]
            rest = itertools.product(*(self.atoms[of, dim] for dim in own))
            for atoms in rest:
                if atoms != belonging:
                    yield [(1, (*others, *one.items())), (-1, (*others, *zip(own, atoms, strict=True)))]
            for swapped in _several(own):
                away = [[atom for atom in self.atoms[of, dim] if atom not in told[dim]] for dim in swapped]
                for atoms in itertools.product(*away):
                    yield _swapped(one, dict(zip(swapped, atoms, strict=True)), others)

    def _fitted(self, state: int, key: Key, costs: np.ndarray) -> Iterator[Mixture]:
        """People of every further category, who are also in all those outside of whom nobody may come or go."""
        of, where = key
        shut = [self.keys[one][1] for one in self.numbers[state] if np.isinf(costs[one]) or one in self.stayed]
        closed = [(other, _outside_of(other)[0]) for other in shut if other[0] == of and len(_outside_of(other)) == 1]
        outside = {(dim, category) for dim, category, inside in where if not inside}
        told = {dim: self._choices(of, dim, where) for dim in self._dims(of)}
        own = {dim for dim, _, _ in where}
        away = {dim: [frozenset[str]()] if dim in self.overlapping else self.atoms[of, dim] for dim in told}
        first = {dim: atoms[:1] if dim in self.overlapping and dim not in own else atoms for dim, atoms in told.items()}
        less, more = (
            [_completed(dict(zip(choices, atoms, strict=True)), closed, outside)
             for atoms in itertools.product(*choices.values())]
            for choices in (away, first)
        )  # fmt: skip
        for one in more:
            yield [(1, one)]
            yield from ([(1, one), (-1, other)] for other in less if other != one)

    def _choices(self, of: str, dim: str, where: tuple[tuple[str, str, bool], ...]) -> list[Atom]:
        """What a person may be in one dimension who belongs to a key."""
        wanted = {category: inside for name, category, inside in where if name == dim}
        atoms = self.atoms[of, dim]
        return [atom for atom in atoms if all((one in atom) == inside for one, inside in wanted.items())]

    def _dims(self, of: str) -> list[str]:
        return sorted(dim for people, dim in self.atoms if people == of)

    def _row(self, state: int, of: str, dim: str, atom: Atom) -> np.ndarray:
        """For each count of a state 1 where a person of this kind may belong to it as far as one dimension says."""
        if (state, of, dim, atom) not in self._rows:
            keys = [self.keys[unknown][1] for unknown in self.numbers[state]]
            self._rows[state, of, dim, atom] = np.array([
                people == of and all((one in atom) == inside for name, one, inside in where if name == dim)
                for people, where in keys
            ], dtype=np.int8)  # fmt: skip
        return self._rows[state, of, dim, atom]

    def _belonging(self, state: int, of: str, kind: Kind) -> np.ndarray:
        """For each count of a state 1 where a person of this kind belongs to it."""
        if (state, of, kind) not in self._kinds:
            held = np.ones(len(self.numbers[state]), dtype=np.int8)
            for dim, atom in kind:
                held *= self._row(state, of, dim, atom)
            self._kinds[state, of, kind] = held
        return self._kinds[state, of, kind]

    def _along(self, mixture: Mixture, of: str, where: Sequence[int]) -> np.ndarray:
        along = np.zeros(len(self.values), dtype=np.int64)
        for state in where:
            for number, kind in mixture:
                along[self.numbers[state]] += number * self._belonging(state, of, kind)
        if len(self.size):
            along[self.size] = self.sign * (along[self.after] - along[self.before])
        return along

    def _room(self, along: np.ndarray, moved: np.ndarray) -> tuple[int, int]:
        factors, values = along[moved], self.values[moved]
        less, more = factors < 0, factors > 0
        up = int((values[less] // -factors[less]).min()) if less.any() else ENDLESS
        down = int((values[more] // factors[more]).min()) if more.any() else ENDLESS
        return up, down

    def _fits(self, along: np.ndarray, moved: np.ndarray) -> bool:
        """True where every equation still holds: a combination that cannot occur has no count, and breaks a sum."""
        touched = {equation for unknown in moved for equation, _ in self.system.within[unknown]}
        return all(
            sum(factor * int(along[unknown]) for unknown, factor in self.system.equations[one]) == 0 for one in touched
        )


def _outside_of(key: Key) -> list[int]:
    return [place for place, (_, _, inside) in enumerate(key[1]) if not inside]


def _completed(one: dict[str, Atom], closed: Sequence[tuple[Key, int]], outside: set[tuple[str, str]]) -> Kind:
    """The same person, also in each category outside of which the count of such people is closed."""
    made = dict(one)
    for (_, where), place in closed:
        dim, category, _ = where[place]
        others = (cond for number, cond in enumerate(where) if number != place)
        if (dim, category) not in outside and all(name in made and value in made[name] for name, value, _ in others):
            made[dim] = made[dim] | {category}
    return tuple(made.items())


def _several(dims: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for size in range(2, len(dims) + 1):
        yield from itertools.combinations(dims, size)


def _swapped(one: dict[str, Atom], away: dict[str, Atom], others: Kind) -> Mixture:
    """A rectangle, or a box: each of several dimensions swapped or not, with the sign of the number of swaps."""
    found: Mixture = []
    for swaps in itertools.product([False, True], repeat=len(away)):
        changed = {dim: atom for (dim, atom), swap in zip(away.items(), swaps, strict=True) if swap}
        found.append(((-1) ** sum(swaps), (*others, *{**one, **changed}.items())))
    return found
