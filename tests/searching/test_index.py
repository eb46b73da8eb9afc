"""The index is in memory alone, and says what to do where it cannot be built."""

import sqlite3
from pathlib import Path

import pytest

from workbench.errors import WorkbenchError
from workbench.searching import index
from workbench.searching.index import Index


def test_the_better_match_has_the_lower_rank() -> None:
    rows, ranks = Index(["pay pay pay", "pay and a great many other words beside it", "nothing"]).find('"pay"')
    assert rows.tolist() == [0, 1] and ranks[0] < ranks[1]


def test_nothing_is_found_as_nothing() -> None:
    rows, ranks = Index([]).find('"a"')
    assert rows.tolist() == [] and ranks.tolist() == []


def test_no_file_is_behind_it_and_sorts_stay_in_memory() -> None:
    before = {path.resolve() for path in Path("/proc/self/fd").iterdir()} if Path("/proc/self/fd").is_dir() else set()
    made = Index(f"word{number} common" for number in range(20_000))
    assert len(made.find('"common"')[0]) == 20_000
    assert made._base.execute("PRAGMA database_list").fetchall() == [(0, "main", "")]
    assert made._base.execute("PRAGMA temp_store").fetchone() == (2,)
    after = {path.resolve() for path in Path("/proc/self/fd").iterdir()} if before else set()
    assert not [path for path in after - before if path.is_file()]


def test_the_index_holds_no_text_that_could_be_read_in_order() -> None:
    made = Index(["They keep our passports."])
    assert made._base.execute("SELECT line FROM words").fetchall() == [(None,)]


def test_a_python_without_full_text_search_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    class Without:
        def execute(self, words: str) -> None:
            if "fts5" in words:
                raise sqlite3.OperationalError("no such module: fts5")

    monkeypatch.setattr(index.sqlite3, "connect", lambda *_, **__: Without())
    with pytest.raises(WorkbenchError, match=r"no such module: fts5.*Python of the environment"):
        Index(["a"])
