"""A table comes back as it was: texts of every script, lists as tuples, numbers, and what is not there."""

import pandas as pd
import pytest

from tests.codebook.test_shapes import GOOD
from workbench.casefile.columnar import packed, unpacked
from workbench.records import KINDS, from_content
from workbench.records.flat import columns_of, flat


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_record_comes_back(kind: str) -> None:
    record = from_content(kind, GOOD[kind])
    frame = pd.DataFrame([flat(record)] * 9, columns=columns_of(KINDS[kind]), dtype="object")
    frame.index = pd.Index([f"{n:064x}" for n in range(9)], name="id", dtype="object")
    pd.testing.assert_frame_equal(unpacked(packed(frame)), frame, check_exact=True)
    assert [type(value) for value in unpacked(packed(frame)).iloc[0]] == [type(value) for value in frame.iloc[0]]


def test_texts_that_differ_and_texts_that_repeat_come_back() -> None:
    texts = [f"hộ chiếu {n} Ђорђе 护照 \U0001f600" for n in range(50)]
    frame = pd.DataFrame({"many": texts, "few": ["a", None] * 25, "none": [None] * 50}, dtype="object")
    frame.index = pd.Index([str(n) for n in range(50)], name="id", dtype="object")
    found = unpacked(packed(frame))
    assert found.to_dict() == frame.to_dict()
    assert found["few"].tolist() == ["a", None] * 25


def test_a_table_without_rows_comes_back() -> None:
    frame = pd.DataFrame(columns=["a", "b"], index=pd.Index([], name="id", dtype="object"), dtype="object")
    assert list(unpacked(packed(frame)).columns) == ["a", "b"]
    assert len(unpacked(packed(frame))) == 0


def test_what_is_no_record_value_is_refused() -> None:
    with pytest.raises(TypeError):
        packed(pd.DataFrame({"a": [object()]}, dtype="object"))
    with pytest.raises(ValueError, match="JSON"):
        packed(pd.DataFrame({"a": [float("nan")]}, dtype="object"))
