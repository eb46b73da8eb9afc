"""Where the boxes and lines of a layered drawing go: columns from left to right, a lane for each line."""

import dataclasses
import itertools
import math
from collections import defaultdict

LANE, GAP = 0.29, 0.24
ROUNDS = 12


@dataclasses.dataclass(frozen=True)
class Box:
    """A box to place: its column, counted from the left, and its least height in inches."""

    id: str
    column: int
    height: float


@dataclasses.dataclass(frozen=True)
class Line:
    """A line from box to box."""

    id: str
    source: str
    target: str


@dataclasses.dataclass
class Drawing:
    """The places found, in inches from the top: the middle and height of each box, each line's stops.

    A stop is (column, side, y): side 0 is the left edge of a column, 1 its right edge; a line goes from stop to stop.
    """

    middle: dict[str, float]
    height: dict[str, float]
    stops: dict[str, list[tuple[int, int, float]]]
    total: float


def arrange(boxes: list[Box], lines: list[Line], *, lane: float = LANE, gap: float = GAP) -> Drawing:
    """Columns ordered so that few lines cross (barycentres, a fixed number of rounds); same input, same places.

    `lane` is the height that a line takes, `gap` what lies between two boxes, in inches.

    Example:
        >>> found = arrange([Box("a", 0, 0.4), Box("b", 1, 0.4)], [Line("1", "a", "b")])
        >>> found.stops["1"][0][:2], found.stops["1"][-1][:2]
        ((0, 1), (1, 0))
    """
    column = {box.id: box.column for box in boxes}
    routes = {line.id: _route(line, column) for line in lines}
    height = _heights(boxes, lines, column, lane)
    for route in routes.values():
        for place in route[1:-1]:
            column[place] = int(place.split("|")[1])
            height[place] = lane
    order = _ordered(column, [pair for route in routes.values() for pair in itertools.pairwise(route)])
    middle, total = _placed(order, height, gap)
    return Drawing(middle, height, _stops(routes, column, middle, height, lines, lane), total)


def _route(line: Line, column: dict[str, int]) -> list[str]:
    """The boxes that a line passes, with a slot of its own in each column that lies between its ends."""
    low, high = sorted((line.source, line.target), key=lambda end: column[end])
    slots = [f"{line.id}|{between}" for between in range(column[low] + 1, column[high])]
    return [low, *slots, high]


def _sides(line: Line, column: dict[str, int]) -> tuple[tuple[str, int], tuple[str, int]]:
    """For each end of a line, the side of its box at which it docks: within one column both dock on the right."""
    low, high = sorted((line.source, line.target), key=lambda end: column[end])
    return (low, 1), (high, 1 if column[low] == column[high] else 0)


def _heights(boxes: list[Box], lines: list[Line], column: dict[str, int], lane: float) -> dict[str, float]:
    docks: dict[tuple[str, int], int] = defaultdict(int)
    for line in lines:
        for dock in _sides(line, column):
            docks[dock] += 1
    return {box.id: max(box.height, lane * max(docks[box.id, 0], docks[box.id, 1])) for box in boxes}


def _ordered(column: dict[str, int], pairs: list[tuple[str, str]]) -> list[list[str]]:
    order: list[list[str]] = [[] for _ in range(max(column.values(), default=-1) + 1)]
    for name, place in column.items():
        order[place].append(name)
    near: dict[str, list[str]] = defaultdict(list)
    for one, other in pairs:
        near[one].append(other)
        near[other].append(one)
    best, fewest = [list(names) for names in order], _crossings(order, pairs)
    for number in range(ROUNDS):
        step = 1 if number % 2 == 0 else -1
        for names in order[::step]:
            _by_barycentre(names, near, order, column)
        if (crossed := _crossings(order, pairs)) < fewest:
            best, fewest = [list(names) for names in order], crossed
    return best


def _by_barycentre(
    names: list[str], near: dict[str, list[str]], order: list[list[str]], column: dict[str, int]
) -> None:
    rank = {name: (at + 0.5) / len(level) for level in order for at, name in enumerate(level)}
    centre = {}
    for name in names:
        others = [rank[other] for other in near[name] if column[other] != column[name]]
        centre[name] = math.fsum(others) / len(others) if others else rank[name]
    names.sort(key=lambda name: (round(centre[name], 9), rank[name]))


def _crossings(order: list[list[str]], pairs: list[tuple[str, str]]) -> int:
    rank = {name: (level, at) for level, names in enumerate(order) for at, name in enumerate(names)}
    gutters: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for one, other in pairs:
        (level, left), (next_, right) = rank[one], rank[other]
        if next_ > level:
            gutters[level].append((left, right))
    return sum(
        (a[0] - b[0]) * (a[1] - b[1]) < 0 for spans in gutters.values() for a, b in itertools.combinations(spans, 2)
    )


def _placed(order: list[list[str]], height: dict[str, float], gap: float) -> tuple[dict[str, float], float]:
    """Columns from the top with gaps, each centred on the tallest."""
    totals = [math.fsum(height[name] + gap for name in names) - gap for names in order]
    total = max(totals, default=0.0)
    middle = {}
    for names, own in zip(order, totals, strict=True):
        y = (total - own) / 2
        for name in names:
            middle[name] = y + height[name] / 2
            y += height[name] + gap
    return middle, total


def _stops(
    routes: dict[str, list[str]],
    column: dict[str, int],
    middle: dict[str, float],
    height: dict[str, float],
    lines: list[Line],
    lane: float,
) -> dict[str, list[tuple[int, int, float]]]:
    """For each line its stops, the docks of a box side sorted by where their lines lead."""
    docks: dict[tuple[str, int], list[tuple[float, str, bool]]] = defaultdict(list)
    for line in lines:
        route = routes[line.id]
        (low, side), (high, other) = _sides(line, column)
        docks[low, side].append((middle[route[1]], line.id, True))
        docks[high, other].append((middle[route[-2]], line.id, False))
    at: dict[tuple[str, bool], float] = {}
    for (box, _), leads in docks.items():
        step = min(height[box] / len(leads), lane * 1.4)
        for number, (_, line_id, first) in enumerate(sorted(leads)):
            at[line_id, first] = middle[box] + (number - (len(leads) - 1) / 2) * step
    found = {}
    for line in lines:
        (low, side), (high, other) = _sides(line, column)
        slots = [(column[slot], end, middle[slot]) for slot in routes[line.id][1:-1] for end in (0, 1)]
        found[line.id] = [(column[low], side, at[line.id, True]), *slots, (column[high], other, at[line.id, False])]
    return found
