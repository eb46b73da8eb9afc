"""Cells are made when they are looked at, and stay a mapping that can be read and, in a copy for a release, changed."""

from typing import Any

import pytest

from workbench.findings.assessment import Cell
from workbench.findings.matrix import matrix
from workbench.findings.standing import Cells


def test_cells_are_a_mapping(demo_case: Any) -> None:
    found = matrix(demo_case.tables())
    cells = found.cells
    assert isinstance(cells, Cells)
    keys = list(cells)
    assert len(keys) == len(cells) == len(set(keys)) > 50
    assert all(cells[key].state != "not-assessed" for key in keys)
    for key in [("W-01", "no such"), ("W-99999", "deception")]:
        assert key not in cells
        with pytest.raises(KeyError):
            cells[key]


def test_arrays_and_cells_say_the_same(demo_case: Any) -> None:
    for by in ("worker", "source", "period"):
        found = matrix(demo_case.tables(), by=by)
        for place, row in enumerate(found.rows):
            states = [found.cell(row.id, column.id).state for column in found.columns]
            assert found.df.iloc[place].tolist() == states


def test_a_cell_that_is_set_or_taken_away_is_so_everywhere(demo_case: Any) -> None:
    found = matrix(demo_case.tables())
    first, second = list(found.cells)[:2]
    found.cells[first] = Cell(state="withheld")
    del found.cells[second]
    assert found.cell(*first).state == "withheld" and found.cell(*second).state == "not-assessed"
    label = next(row.label for row in found.rows if row.id == first[0])
    assert found.df.loc[label, first[1]] == "withheld"
    assert second not in list(found.cells) and first in list(found.cells)
    found.cells["new", "row"] = Cell(state="sealed")
    assert ("new", "row") in list(found.cells)
