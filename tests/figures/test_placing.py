"""Words on a map: the first free place, a line to it where it is far, and none at all rather than on other words."""

import pytest

from workbench.figures.placing import EDGE, FAR, Box, free, meet, within

FRAME = (0.0, 0.0, 4.0, 4.0)


def test_the_first_place_is_beside_the_point_and_needs_no_line() -> None:
    assert free((1.0, 1.0), (0.5, 0.2), FRAME, []) == ((1.1, 0.9, 1.6, 1.1), False)


def test_words_that_have_to_go_far_get_a_line_and_lie_on_nothing() -> None:
    taken: list[Box] = [(0.7, 0.7, 1.3, 1.3)]
    for _ in range(14):
        found = free((1.0, 1.0), (0.6, 0.2), FRAME, taken, far=True)
        assert found is not None and found[1]
        assert within(found[0], FRAME) and not any(meet(found[0], one) for one in taken)
        taken.append(found[0])


def test_where_nothing_is_free_nothing_is_placed() -> None:
    assert free((1.0, 1.0), (0.5, 0.2), FRAME, [FRAME]) is None
    assert free((1.0, 1.0), (5.0, 0.2), FRAME, []) is None


def test_more_distant_places_are_for_who_asks() -> None:
    wall = [(0.0, 0.0, 4.0, 2.6)]
    assert free((2.0, 1.0), (0.1, 0.1), FRAME, wall) is None
    found = free((2.0, 1.0), (0.1, 0.1), FRAME, wall, far=True)
    assert found is not None and 1.0 + FAR[-1] > found[0][1] > 2.6


def test_inside_comes_first() -> None:
    found = free((1.0, 1.0), (0.5, 0.2), FRAME, [], inside=True)
    assert found is not None and found[0] == pytest.approx((0.75, 0.9, 1.25, 1.1)) and not found[1]


def test_the_edge_is_kept_free() -> None:
    assert not within((EDGE / 2, 1, 2, 2), FRAME) and within((EDGE, 1, 2, 2), FRAME)
