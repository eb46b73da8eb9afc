import itertools
import random

from workbench.figures.layers import GAP, LANE, Box, Drawing, Line, arrange

CHAIN = [Box("a", 0, 0.4), Box("b", 1, 0.4), Box("c", 2, 0.4), Box("d", 2, 0.6)]
LINES = [Line("1", "a", "b"), Line("2", "b", "c"), Line("3", "d", "b"), Line("4", "a", "c"), Line("5", "c", "d")]


def crowd() -> tuple[list[Box], list[Line]]:
    chance = random.Random(7)
    boxes = [Box(f"b{n}", chance.randrange(7), chance.choice([0.3, 0.5, 0.9])) for n in range(40)]
    ends = [chance.sample(boxes, 2) for _ in range(90)]
    return boxes, [Line(str(n), one.id, other.id) for n, (one, other) in enumerate(ends)]


def spans(found: Drawing, names: list[str]) -> list[tuple[float, float]]:
    return sorted((found.middle[n] - found.height[n] / 2, found.middle[n] + found.height[n] / 2) for n in names)


def test_boxes_and_slots_of_a_column_do_not_overlap() -> None:
    boxes, lines = crowd()
    found = arrange(boxes, lines)
    column = {box.id: box.column for box in boxes}
    for at in range(7):
        here = [name for name in found.middle if column.get(name, -1) == at or name.endswith(f"|{at}")]
        for one, other in itertools.pairwise(spans(found, here)):
            assert other[0] - one[1] >= GAP - 1e-9


def test_docks_of_one_side_are_a_lane_apart_and_on_the_box() -> None:
    boxes, lines = crowd()
    found = arrange(boxes, lines)
    docks: dict[tuple[str, int], list[float]] = {}
    for line in lines:
        low, high = sorted((line.source, line.target), key=lambda end: next(b.column for b in boxes if b.id == end))
        stops = found.stops[line.id]
        docks.setdefault((low, stops[0][1]), []).append(stops[0][2])
        docks.setdefault((high, stops[-1][1]), []).append(stops[-1][2])
    for (box, _), heights in docks.items():
        assert all(abs(y - found.middle[box]) <= found.height[box] / 2 for y in heights)
        assert all(b - a >= LANE - 1e-9 for a, b in itertools.pairwise(sorted(heights)))


def test_a_line_over_several_columns_keeps_a_slot_in_each() -> None:
    found = arrange(CHAIN, LINES)
    assert [stop[:2] for stop in found.stops["4"]] == [(0, 1), (1, 0), (1, 1), (2, 0)]
    assert [stop[:2] for stop in found.stops["5"]] == [(2, 1), (2, 1)]


def test_an_order_without_crossings_is_found() -> None:
    boxes = [Box(f"l{n}", 0, 0.4) for n in range(5)] + [Box(f"r{n}", 1, 0.4) for n in range(5)]
    found = arrange(boxes, [Line(str(n), f"l{n}", f"r{4 - n}") for n in range(5)])
    left = sorted(range(5), key=lambda n: found.middle[f"l{n}"])
    right = sorted(range(5), key=lambda n: found.middle[f"r{4 - n}"])
    assert left == right


def test_same_input_same_places() -> None:
    assert arrange(*crowd()) == arrange(*crowd())


def test_nothing_to_place() -> None:
    assert arrange([], []).total == 0.0
