"""Leaks and reprisals: open ones first, with what was done."""

from tests.findings.person_case import tables
from workbench.findings.incidents import incidents


def test_open_ones_stand_first_with_whom_they_touch() -> None:
    found = incidents(tables())
    assert found.open == 1
    assert list(found.df["title"]) == ["Shifts taken away", "Names in a newspaper"]
    assert found.df.iloc[0]["workers"] == "W-01, W-02" and found.df.iloc[0]["by"] == "Fictional Building d.o.o."
    assert found.df.iloc[1]["done"] == "Taken down" and found.df.iloc[1]["state"] == "closed"


def test_none_is_a_table_without_rows() -> None:
    bare = tables().with_rows({})
    assert len(incidents(bare).df) == 0 and incidents(bare).open == 0
    assert "0 open" in incidents(bare)._repr_html_()
