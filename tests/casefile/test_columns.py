"""Kept columns are read where somebody asks, once, and give the records that they were made of."""

import pandas as pd

from workbench.casefile.columnar import packed
from workbench.casefile.columns import Columns
from workbench.records import Count, Period
from workbench.records.flat import columns_of, flat

ONE = Count(what="present", label="w", low=1, high=2, source="s", period=Period(start="2021-11"))
TWO = Count(what="estimated", label="w", low=3, high=4, source="s")


def kept(read: list[str]) -> Columns:
    frame = pd.DataFrame([flat(ONE)], ["a"], columns_of(Count), dtype="object").rename_axis("id")

    def reader() -> bytes:
        read.append("count")
        return packed(frame)

    return Columns({"count": reader}, {"count": [("b", TWO)]})


def test_nothing_is_read_before_somebody_asks_and_then_once() -> None:
    read: list[str] = []
    columns = kept(read)
    assert list(columns) == ["count"]
    assert len(columns) == 1
    assert "coding" not in columns
    assert read == []
    assert columns["count"] == [("a", ONE), ("b", TWO)]
    assert columns.frame("count")["low"].tolist() == [1, 3]
    assert read == ["count"]


def test_a_kind_without_records_has_neither_rows_nor_a_table() -> None:
    columns = kept([])
    assert columns.frame("coding") is None
    assert columns.get("coding", []) == []
    assert Columns({}, {"count": [("b", TWO)]})["count"] == [("b", TWO)]
