"""What a matrix says of its own reach."""

from typing import Any

import pandas as pd

from workbench.findings.coverage import Lines
from workbench.findings.matrix import matrix


def test_lines_are_made_once_and_when_they_are_read() -> None:
    made: list[int] = []
    lines = Lines(lambda: (made.append(1), ("a", "b"))[1])
    assert not made
    assert list(lines) == ["a", "b"] and lines[0] == "a" and lines[-1:] == ("b",) and len(lines) == 2
    assert len(made) == 1


def test_every_matrix_says_who_was_heard_and_how_much_one_worker_met(demo_case: Any) -> None:
    for by in ("worker", "employer", "period"):
        lines = list(matrix(demo_case.tables(), by=by).coverage)
        assert "workers heard" in lines[0] and "known by key" in lines[0]
        assert sum("any one worker at one time" in line for line in lines) == 1
        assert lines[-1].endswith("never no")


def test_a_case_without_workers_claims_nothing_of_any(public_case: Any) -> None:
    found = matrix(public_case.tables())
    assert all(of["said"] == of["asked"] == of["interviewed"] == 0 for of in found.denominators.values())
    assert {tuple(of["estimated"]) for of in found.denominators.values()} == {(400, 500)}
    assert found.most_by_one_worker == {"count": 0, "period": None, "with_undated": 0}
    assert not any("one worker" in line for line in found.coverage)


def test_a_decision_is_about_the_codings_that_it_weighed_and_their_passage(demo_case: Any) -> None:
    tables = demo_case.tables()
    first, second, third = tables.codings.index[:3]
    where = tables.codings["passage"]
    reach = matrix(tables).reach
    assert reach is not None and list(reach.decided([where[first]], frozenset([second]))) == []
    ruling = pd.DataFrame({"passage": [where[first]], "codings": [(second,)]}, index=["a1"])
    tables.__dict__["adjudications"] = ruling
    assert list(reach.decided([where[first], "elsewhere"], frozenset())) == [where[first]]
    about = {one for one in (first, second, third) if one == second or where[one] == where[first]}
    assert set(reach.decided([], frozenset([first, second, third]))) == about
