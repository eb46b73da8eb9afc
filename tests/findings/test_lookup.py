"""Ids found by the order that a ledger keeps: the same answer as looking each of them up, whatever the order."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.findings import lookup
from workbench.findings.lookup import FEW, places

RANDOM = np.random.default_rng(5)
NAMES = [f"id-{number:04}" for number in range(1000)]


def plainly(values: list[str], index: list[str]) -> list[int]:
    at = {name: place for place, name in enumerate(index)}
    return [at.get(one, -1) for one in values]


def found(values: list[str], index: list[str]) -> list[int]:
    return places(np.array(values, dtype=object), pd.Index(index, dtype=object)).tolist()


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_values_in_any_index(data: st.DataObject) -> None:
    index = data.draw(st.permutations(NAMES[: data.draw(st.integers(1, 400))]))
    stretch = st.integers(0, len(index)).map(lambda at: list(index[at : at + 150]))
    some = st.lists(st.sampled_from([*index, "a stranger", "another"]), max_size=150)
    values = [one for part in data.draw(st.lists(stretch | some, max_size=8)) for one in part]
    assert found(values, list(index)) == plainly(values, list(index))


@pytest.mark.parametrize(
    "values",
    [
        NAMES,
        NAMES[500:],
        [*NAMES[300:], *NAMES[:300]],
        [name for name in NAMES for _ in range(1)][::-1],
        [NAMES[0] if number % 10 == 0 else name for number, name in enumerate(NAMES)],
        ["stranger"] * 700,
        [*NAMES[:600], *["stranger"] * 200],
        [*NAMES[5:9] * 150, *NAMES[::-1]],
        [*NAMES[::-2], *NAMES[5:9] * 150],
        [],
        NAMES[: FEW - 1],
    ],
)
def test_what_a_ledger_may_hold(values: list[str]) -> None:
    assert found(values, NAMES) == plainly(values, NAMES)


def test_what_runs_along_the_index_is_not_hashed(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(values: object, index: object) -> None:
        raise AssertionError("it was looked up")

    monkeypatch.setattr(lookup, "_looked_up", refuse)
    strays = [NAMES[7] if RANDOM.random() < 0.1 else name for name in NAMES]
    assert found(strays, NAMES) == plainly(strays, NAMES)
    with pytest.raises(AssertionError, match="looked up"):
        found(RANDOM.permutation(NAMES).tolist(), NAMES)
