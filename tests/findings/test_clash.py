"""The sweep finds what comparing each pair finds, and the day on which one ends and the next begins is no clash."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.findings.clash import clashing
from workbench.findings.columns import FAR

DAYS = st.integers(1, 9)
ROWS = st.lists(
    st.tuples(st.integers(0, 3), st.booleans(), st.one_of(DAYS, st.just(-FAR)), st.one_of(DAYS, st.just(FAR))),
    max_size=12,
)


def found(rows: list[tuple[int, bool, int, int]]) -> list[int]:
    columns = [np.array([row[place] for row in rows]) for place in range(4)]
    return clashing(
        columns[0].astype(int), columns[1].astype(bool), columns[2].astype(int), columns[3].astype(int)
    ).tolist()


def follows(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[1] < other[0] or (one[1] == other[0] and one[0] != other[0])


@settings(max_examples=1000, deadline=None)
@given(ROWS)
def test_the_sweep_is_the_comparison_of_every_pair(rows: list[tuple[int, bool, int, int]]) -> None:
    expected = {
        unit for unit, against, *one in rows for other_unit, other_against, *other in rows
        if unit == other_unit and against and not other_against
        and not follows((one[0], one[1]), (other[0], other[1])) and not follows((other[0], other[1]), (one[0], one[1]))
    }  # fmt: skip
    assert found(rows) == sorted(expected)


def test_units_far_apart_are_not_taken_for_one() -> None:
    spans = [(False, 1, 3), (False, 1, 2), (True, 11, 11), (True, 12, 12)]  # against: when the next unit has it
    rows = [(unit, against, unit * 10 + start, unit * 10 + end) for unit in range(300) for against, start, end in spans]
    unit, against, start, end = (np.array(values) for values in zip(*rows, strict=True))
    days, unit = (start.astype(np.int32), end.astype(np.int32)), unit.astype(np.int32)
    assert clashing(unit, against, *days).tolist() == clashing(unit * 64, against, *days).tolist() == []
    days[0][-1] = days[1][-1] = 2992
    assert clashing(unit, against, *days).tolist() == [299]


@pytest.mark.parametrize(
    ("held", "back", "clash"),
    [((1, 5), (5, 9), False), ((5, 5), (5, 9), True), ((1, 5), (4, 4), True), ((-FAR, FAR), (3, 3), True),
     ((-FAR, 5), (5, FAR), False), ((7, 3), (5, 5), False)],
)  # fmt: skip
def test_days_that_touch(held: tuple[int, int], back: tuple[int, int], clash: bool) -> None:
    assert found([(0, False, *held), (0, True, *back)]) == ([0] if clash else [])
