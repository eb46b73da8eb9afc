"""Workers who stand out in a drawn network by whom they are joined to, how central they are, or where they are drawn.

An employer who knows who was recruited by whom needs no labels: there is one worker with two debts, in both.
"""

import dataclasses
import itertools
from collections import Counter, defaultdict, deque
from collections.abc import Mapping, Sequence

from workbench.disclosure.counts import LEAST_K
from workbench.disclosure.finding import Finding, Remedy, known, ordered
from workbench.errors import BadValue

Link = tuple[str, str, str]  # from, kind of relation, to
TWINS = ""  # those who have the same neighbours as the one that ways begin at
ORDER = 4  # so many drawn in the order of the register are no longer chance: 2 in 24


@dataclasses.dataclass(frozen=True)
class Drawn:
    """A network as it would be shown: what is told of each node, its links, where it is drawn, who is a worker.

    `marks` gives for each node what is shown of it: its label where it has one (a company), its kind where workers are
    drawn without; `order` the workers as the register has them; `at` their coordinates where the release gives any.
    """

    marks: Mapping[str, str]
    links: Sequence[Link]
    workers: Sequence[str]
    at: Mapping[str, tuple[float, float]] = dataclasses.field(default_factory=dict)


def standing_out(drawn: Drawn, k: int) -> dict[str, tuple[str, ...]]:
    """The workers who share their position with fewer than k workers in all, each with how it differs, in words.

    A position is what can be told without labels of workers: kinds and ends of links, those of the neighbours, and so
    on as far as the network goes; and then how many shortest ways pass through (betweenness). Degree is part of it.

    Raises:
        Unknown: a link or a worker names a node that is not there.
        BadValue: k is under 3.

    Example:
        >>> marks = {"F": "Firm", **{f"W-{n}": "worker" for n in range(6)}}
        >>> links = [("F", "employs", f"W-{n}") for n in range(6)] + [("W-3", "owes", "F")]
        >>> standing_out(Drawn(marks, links, [f"W-{n}" for n in range(6)]), 3)
        {'W-3': ('employs from Firm: 1', 'owes to Firm: 1', '1 of 6 workers is placed so')}
    """
    if k < LEAST_K:
        raise BadValue("disclosure", "k", k, f"{LEAST_K} or more")
    known("node of a network", [*drawn.workers, *(end for one, _, other in drawn.links for end in (one, other))],
          drawn.marks)  # fmt: skip
    colours = _refined(drawn)
    between = betweenness(drawn)
    places = {worker: (colours[worker], round(between[worker], 6)) for worker in drawn.workers}
    alike = Counter(places.values())
    return {
        worker: (*_links_of(drawn, worker), _alike(alike[place], len(places)))
        for worker, place in sorted(places.items()) if alike[place] < k
    }  # fmt: skip


def in_register_order(drawn: Drawn) -> str:
    """The axis ("x" or "y") along which the workers are drawn in the order of the register; empty where there is none.

    Example:
        >>> drawn = Drawn({f"W-{n}": "worker" for n in range(5)}, [], [f"W-{n}" for n in range(5)],
        ...               {f"W-{n}": (0.0, 2.0 * n) for n in range(5)})
        >>> in_register_order(drawn)
        'y'
    """
    placed = [drawn.at[worker] for worker in drawn.workers if worker in drawn.at]
    for axis, name in enumerate("xy"):
        line = [place[axis] for place in placed]
        steps = [after - before for before, after in itertools.pairwise(line)]
        if len(line) >= ORDER and (all(step > 0 for step in steps) or all(step < 0 for step in steps)):
            return name
    return ""


def findings(drawn: Drawn, k: int, where: str = "") -> list[Finding]:
    """One finding a worker who stands out, and one where the drawing repeats the register; both end by drawing counts.

    Raises:
        Unknown: a link or a worker names a node that is not there.
        BadValue: k is under 3.

    Example:
        >>> found = findings(Drawn({"F": "Firm", "W-1": "worker"}, [("F", "employs", "W-1")], ["W-1"]), 5)
        >>> [(one.code, one.subject, one.remedy.verb) for one in found]
        [('node-stands-out', 'W-1', 'count-only')]
    """
    remedy = Remedy("count-only", "workers", tuple(sorted(drawn.workers)), "Show workers as counts alone")
    found = [Finding("node-stands-out", who, how, remedy, where) for who, how in standing_out(drawn, k).items()]
    if axis := in_register_order(drawn):
        path = (f"along the {axis} axis the workers stand in the order of the register",)
        found.append(Finding("layout-tells-order", "workers", path, remedy, where))
    return ordered(found)


def _refined(drawn: Drawn) -> dict[str, int]:
    """Colours that differ as soon as the marks, the links or the colours of neighbours do (colour refinement)."""
    near: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one, kind, other in drawn.links:
        near[one].append((f"{kind} to", other))
        near[other].append((f"{kind} from", one))
    workers = set(drawn.workers)
    marks = {node: "worker" if node in workers else f"other {mark}" for node, mark in drawn.marks.items()}
    colours = _numbered(marks)
    while True:
        around = {node: tuple(sorted((how, colours[end]) for how, end in near[node])) for node in colours}
        finer = _numbered({node: (colours[node], around[node]) for node in colours})
        if len(set(finer.values())) == len(set(colours.values())):
            return finer
        colours = finer


def _numbered(marks: Mapping[str, object]) -> dict[str, int]:
    numbers = {mark: number for number, mark in enumerate(sorted(set(marks.values()), key=repr))}
    return {node: numbers[mark] for node, mark in marks.items()}


def betweenness(drawn: Drawn) -> dict[str, float]:
    """For each node the share of shortest ways between two others that pass it (Brandes 2001; verified = false).

    Nodes with the same neighbours are one node of that size here: a thousand workers of one employer are walked once.
    Each pair counts twice, once from either end.

    Example:
        >>> betweenness(Drawn({"F": "Firm", "W-1": "worker", "W-2": "worker"},
        ...                   [("F", "employs", "W-1"), ("F", "employs", "W-2")], ["W-1", "W-2"]))
        {'F': 2.0, 'W-1': 0.0, 'W-2': 0.0}
    """
    near: dict[str, set[str]] = {node: set() for node in drawn.marks}
    for one, _, other in drawn.links:
        if one != other:
            near[one].add(other)
            near[other].add(one)
    first: dict[frozenset[str], str] = {}
    alike = {node: first.setdefault(frozenset(near[node]), node) for node in sorted(near)}
    size = Counter(alike.values())
    joined = {node: sorted({alike[end] for end in near[node]}) for node in size}
    total = dict.fromkeys(size, 0.0)
    for start in size:
        for node, share in _passing(joined, size, start).items():
            total[start if node == TWINS else node] += share * (size[start] - (node == TWINS))
    return {node: total[alike[node]] for node in near}


def _passing(near: Mapping[str, Sequence[str]], size: Mapping[str, int], start: str) -> dict[str, float]:
    """How much of the ways from one of the nodes `start` passes each other node; the rest of them are `TWINS`."""
    many = {**size, start: 1, TWINS: size[start] - 1}
    ways, before, far = defaultdict(int, {start: 1}), defaultdict(list), {start: 0}
    order, queue = [], deque([start])
    while queue:
        node = queue.popleft()
        order.append(node)
        ends = near[start if node == TWINS else node]
        for end in [*ends, TWINS] if start in ends and many[TWINS] else ends:
            if end not in far:
                far[end] = far[node] + 1
                queue.append(end)
            if far[end] == far[node] + 1:
                ways[end] += ways[node] * many[node]
                before[end].append(node)
    passing = dict.fromkeys(order, 0.0)
    for node in reversed(order):
        for previous in before[node]:
            passing[previous] += many[node] * ways[previous] / ways[node] * (1 + passing[node])
    return {node: share for node, share in passing.items() if node != start}


def _links_of(drawn: Drawn, worker: str) -> tuple[str, ...]:
    held: Counter[str] = Counter()
    for one, kind, other in drawn.links:
        if one == worker:
            held[f"{kind} to {drawn.marks[other]}"] += 1
        if other == worker:
            held[f"{kind} from {drawn.marks[one]}"] += 1
    return tuple(f"{link}: {count}" for link, count in sorted(held.items())) or ("no link at all",)


def _alike(count: int, of: int) -> str:
    return f"{count} of {of} workers {'is' if count == 1 else 'are'} placed so"
