"""The nearest way between two nodes of a large network, level by level over whole arrays."""

import heapq
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from workbench.findings.way import STRENGTH

Numbers = npt.NDArray[np.int64]
Level = tuple[int, int, int]  # denied links, strangers passed, length: the lower never outweighs the higher
Found = tuple[Numbers, Numbers, Numbers]  # nodes, how weak the way to each is, the node before


class Links:
    """Who is linked with whom, in either direction: built once, asked often.

    `nodes` are ids, `people` says of each whether it is somebody whom a way should not pass, `table` has the edges.

    Example:
        >>> edges = pd.DataFrame({"from_id": ["a", "b"], "to_id": ["b", "c"]})
        >>> edges = edges.assign(stance="supports", status="alleged")
        >>> Links(pd.Index(["a", "b", "c"]), np.zeros(3, dtype=bool), edges).hops("c", "a")
        ['c', 'b', 'a']
    """

    def __init__(self, nodes: "pd.Index[Any]", people: npt.NDArray[np.bool_], table: pd.DataFrame) -> None:
        self.nodes, self.people = nodes, people
        one, other = (nodes.get_indexer(pd.Index(table[name])).astype(np.int64) for name in ("from_id", "to_id"))
        weak = _weakness(table)
        rows = np.flatnonzero(one != other)
        start, end = np.concatenate([one[rows], other[rows]]), np.concatenate([other[rows], one[rows]])
        cost = np.concatenate([weak[rows], weak[rows]])
        pair = start * len(nodes) + end
        order = np.argsort(pair * 6 + cost, kind="stable")
        self._pair, self._row = pair[order], np.concatenate([rows, rows])[order]
        best = np.append(True, self._pair[1:] != self._pair[:-1]) if len(order) else np.zeros(0, dtype=bool)
        chosen = order[best]
        self._end, self._cost = end[chosen], cost[chosen]
        self._first = np.searchsorted(start[chosen], np.arange(len(nodes) + 1))

    def rows(self, one: str, other: str) -> Numbers:
        """The rows of the table that link two nodes, in either direction, in their order."""
        first, second = self._at(one), self._at(other)
        sought = first * len(self.nodes) + second
        return np.sort(self._row[slice(*np.searchsorted(self._pair, [sought, sought + 1]))])

    def hops(self, start: str, goal: str) -> list[str]:
        """The ids along the nearest way, empty where there is none.

        Denied links are the last resort, strangers come next, then length; of ways equally long the one whose links
        are stronger.
        """
        first, last = self._at(start), self._at(goal)
        before = np.full(len(self.nodes), -1, dtype=np.int64)
        done = np.zeros(len(self.nodes), dtype=bool)
        waiting: dict[Level, list[Found]] = {(0, 0, 0): [_alone(first)]}
        levels: list[Level] = [(0, 0, 0)]
        while levels and not done[last]:
            level = heapq.heappop(levels)
            reached = _first_of_each(waiting.pop(level), done)
            done[reached[0]], before[reached[0]] = True, reached[2]
            for further, found in self._beyond(level, reached, done, last):
                if further not in waiting:
                    heapq.heappush(levels, further)
                waiting.setdefault(further, []).append(found)
        return self._back(before, first, last) if done[last] else []

    def _at(self, node: str) -> int:
        return int(self.nodes.get_indexer(pd.Index([node], dtype="object"))[0])

    def _beyond(
        self, level: Level, reached: Found, done: npt.NDArray[np.bool_], last: int
    ) -> list[tuple[Level, Found]]:
        """What the links of the nodes just reached lead to, by the level at which it is reached."""
        nodes, weak, _ = reached
        counts = self._first[nodes + 1] - self._first[nodes]
        at = np.arange(counts.sum()) + np.repeat(self._first[nodes] - np.append(0, counts.cumsum()[:-1]), counts)
        at_node, weakness = np.repeat(nodes, counts), np.repeat(weak, counts) + self._cost[at] % 3
        ends, denied = self._end[at], self._cost[at] // 3
        strange = self.people[ends] & (ends != last)
        kind = np.where(done[ends], -1, denied * 2 + strange)
        made = []
        for dear, odd in ((0, 0), (0, 1), (1, 0), (1, 1)):
            chosen = kind == dear * 2 + odd
            if chosen.any():
                found = ends[chosen], weakness[chosen], at_node[chosen]
                made.append(((level[0] + dear, level[1] + odd, level[2] + 1), found))
        return made

    def _back(self, before: Numbers, first: int, last: int) -> list[str]:
        path = [last]
        while path[-1] != first:
            path.append(int(before[path[-1]]))
        return [str(self.nodes[at]) for at in reversed(path)]


def _weakness(table: pd.DataFrame) -> Numbers:
    """0 for a documented link to 2 for a contradicted one, and 3 more where the record itself is a denial."""
    ranks = {status: len(STRENGTH) - 1 - rank for rank, status in enumerate(STRENGTH)}
    weak = table["status"].map(ranks).to_numpy(dtype=np.int64)
    return weak + 3 * (table["stance"] == "contradicts").to_numpy(dtype=np.int64)


def _alone(node: int) -> Found:
    return np.array([node]), np.array([0]), np.array([-1])


def _first_of_each(found: list[Found], done: npt.NDArray[np.bool_]) -> Found:
    """Each node that is new once, by the strongest way to it; where two are as strong, by the first node before."""
    nodes, weak, before = (np.concatenate(part) for part in zip(*found, strict=True))
    new = ~done[nodes]
    nodes, weak, before = nodes[new], weak[new], before[new]
    order = np.lexsort((before, weak, nodes))
    nodes, weak, before = nodes[order], weak[order], before[order]
    first = np.append(True, nodes[1:] != nodes[:-1]) if len(nodes) else np.zeros(0, dtype=bool)
    return nodes[first], weak[first], before[first]
