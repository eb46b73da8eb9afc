"""Proof that a count stays open: another set of numbers that fits everything published, and differs at that count.

A move adds the same amount along whole-number factors to several counts so that every equation still holds. Going
along it, both ways, until a count would fall below zero gives counts that a reader cannot tell from the true ones.
What a move proves is certain, also against a reader who knows that people come in whole numbers.
"""

import dataclasses
import heapq
import itertools
from collections.abc import Mapping, Sequence

from workbench.disclosure.equations import System

STEPS = 1500  # how long one search may last before it is given up, and the count is not shown in any other way
FAR = 10**9  # more steps than any count allows
PULL = 1.0  # what an equation that is still out of balance counts beside the cost of a cell


@dataclasses.dataclass(frozen=True)
class Move:
    """How much each count changes for one step along the move, and how many steps up and down there are."""

    along: Mapping[int, int]
    up: int
    down: int

    def width(self, unknown: int) -> int:
        """By how much the count stays open.

        Example:
            >>> Move({0: 1, 1: -1}, up=4, down=1).width(0)
            5
        """
        return abs(self.along.get(unknown, 0)) * (self.up + self.down)


def find(system: System, target: int, k: int, cost: Sequence[float | None], steps: int = STEPS) -> Move | None:
    """The cheapest move that was found which leaves `target` open by `k`; None where none was found.

    `cost` says of each unknown what letting it move costs: 0 where it is not shown anyway, None where it was published.
    None is also the answer after so many `steps`: that no move was found is no proof that there is none.

    Example:
        >>> from workbench.disclosure.counts import ALL, Counts
        >>> from workbench.disclosure.equations import system
        >>> made = system([[Counts("t", ("site",), {("a",): 2, ("b",): 9, (ALL,): 11})]])
        >>> find(made, 0, 5, [0, 1, 3])
        Move(along={0: 1, 1: -1}, up=9, down=2)
    """
    if cost[target] is None:
        return None
    order = itertools.count()
    first = {target: 1}
    queue = [(0.0, next(order), 0.0, first, dict(system.within[target]), _narrowed((FAR, FAR), system, target, 1))]
    seen: set[frozenset[tuple[int, int]]] = set()
    for _ in range(steps):
        if not queue:
            return None
        _, _, spent, along, open_, room = heapq.heappop(queue)
        mark = frozenset(along.items())
        if mark in seen:
            continue
        seen.add(mark)
        if not open_:
            return Move(along, *room)
        equation = min(open_, key=lambda one: (len(system.equations[one]), one))
        for unknown, factor in system.equations[equation]:
            price = None if unknown in along else cost[unknown]
            if price is None or open_[equation] % factor:
                continue
            by = -open_[equation] // factor
            less = _narrowed(room, system, unknown, by)
            if sum(less) < k:
                continue
            left = _rebalanced(system, open_, unknown, by)
            total = spent + price
            longer = {**along, unknown: by}
            heapq.heappush(queue, (total + PULL * len(left), next(order), total, longer, left, less))
    return None


def _narrowed(room: tuple[int, int], system: System, unknown: int, by: int) -> tuple[int, int]:
    """Steps up and down until a count would fall below zero, where one more changes by so much a step."""
    up, down = room
    if by < 0:
        return min(up, system.values[unknown] // -by), down
    return (up, min(down, system.values[unknown] // by)) if by else room


def _rebalanced(system: System, open_: Mapping[int, int], unknown: int, by: int) -> dict[int, int]:
    left = dict(open_)
    for equation, factor in system.within[unknown]:
        out = left.get(equation, 0) + factor * by
        if out:
            left[equation] = out
        else:
            left.pop(equation, None)
    return left
