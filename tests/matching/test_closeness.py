"""How close spellings are, asked for many pairs at a time."""

import numpy as np

from workbench.matching.closeness import alike, covered, slips
from workbench.matching.columns import NONE

VALUES = ["neumann", "neumnan", "painter"]
A, B = np.array([0, 0, 0, NONE]), np.array([0, 1, 2, 1])


def test_slips_count_what_was_swapped_once() -> None:
    assert slips(VALUES, A, B)[:3].tolist()[:2] == [0, 1]


def test_what_one_side_lacks_is_alike_to_nothing() -> None:
    assert alike(VALUES, A, B)[3] == covered(VALUES, A, B)[3] == 0


def test_likeness_falls_from_the_same_word_to_another() -> None:
    for found in (alike(VALUES, A, B), covered(VALUES, A, B)):
        assert found[0] == 1 > found[1] > 0.8 > found[2]


def test_nothing_is_asked_of_nothing() -> None:
    assert slips([], np.zeros(0, np.int64), np.zeros(0, np.int64)).tolist() == []
