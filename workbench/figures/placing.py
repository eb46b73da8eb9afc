"""Where words on a map stand: near their point, else further off with a line to it, and never on other words."""

import math
from collections.abc import Iterator, Sequence

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, bottom, right, top, in inches
NEAR = (0.1, 0.22, 0.4, 0.6, 0.85, 1.15)  # inches from a point; from the second on a line leads to it
FAR = (*NEAR, 1.5, 2.0, 2.6, 3.3, 4.2)
TURNS = (0.0, math.pi, math.pi / 2, -math.pi / 2, 0.7, -0.7, 2.4, -2.4)
EDGE = 0.04  # inches that words keep off the frame


def free(
    at: Point, size: Point, frame: Box, taken: Sequence[Box], *, inside: bool = False, far: bool = False
) -> tuple[Box, bool] | None:
    """The first free place for words of a size near a point, and whether a line has to lead there; None where every
    place lies on something else or leaves the frame. With `inside` the point itself comes first, with `far` more
    distant places come last.

    Example:
        >>> free((1, 1), (0.5, 0.2), (0, 0, 2, 2), [(1.05, 0.5, 2, 1.5)])
        ((0.4, 0.9, 0.9, 1.1), False)
    """
    for reach, left, bottom in _places(at, size, inside, FAR if far else NEAR):
        box = (round(left, 9), round(bottom, 9), round(left + size[0], 9), round(bottom + size[1], 9))
        if within(box, frame) and not any(meet(box, other) for other in taken):
            return box, reach > NEAR[0]
    return None


def _places(at: Point, size: Point, inside: bool, reaches: Sequence[float]) -> Iterator[tuple[float, float, float]]:
    wide, high = size
    if inside:
        yield 0.0, at[0] - wide / 2, at[1] - high / 2
    for reach in reaches:
        for turn in TURNS:
            across = reach * math.cos(turn) - wide * (0.5 - 0.5 * math.cos(turn))
            yield reach, at[0] + across, at[1] + reach * math.sin(turn) - high / 2


def within(box: Box, frame: Box) -> bool:
    """Whether a box keeps off the edge of a frame.

    Example:
        >>> within((0, 0, 1, 1), (-1, -1, 2, 2)), within((0, 0, 1, 1), (0, 0, 2, 2))
        (True, False)
    """
    low = box[0] >= frame[0] + EDGE and box[1] >= frame[1] + EDGE
    return low and box[2] <= frame[2] - EDGE and box[3] <= frame[3] - EDGE


def meet(one: Box, other: Box) -> bool:
    """Whether two boxes share more than an edge.

    Example:
        >>> meet((0, 0, 1, 1), (0.5, 0.5, 2, 2)), meet((0, 0, 1, 1), (1, 0, 2, 1))
        (True, False)
    """
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
