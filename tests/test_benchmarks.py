"""The table of what was promised is what the pages of the benchmarks say, row by row."""

import importlib.util
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="module")
def table(repository: Path) -> Any:
    spec = importlib.util.spec_from_file_location("table", repository / "benchmarks" / "table.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_put_together_from_what_was_measured_last(table: Any, repository: Path) -> None:
    told = table.targets()
    assert len(told) >= 16 and all(one["measured"] > 0 for one in told)
    written = (repository / "docs" / "benchmarks.md").read_text("utf-8")
    assert written == table.page_of(told), "run `python benchmarks/table.py` again"
    assert ("**not reached**" in written) == any(one["measured"] > one["goal"] for one in told if "goal" in one)
    assert (repository / "docs" / "benchmarks.png").read_bytes().startswith(b"\x89PNG")


def test_a_row_that_is_not_there_or_there_twice_is_no_measurement(table: Any, tmp_path: Path, monkeypatch: Any) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text(
        "| job | ratio |\n|---|---|\n| one | 2.5 |\n| two | 1 |\n| two | 1 |\n\nno table\n"
    )
    monkeypatch.setattr(table, "ROOT", tmp_path)
    assert table.measured("a", ["one"]) == 2.5
    for row in (["two"], ["three"]):
        with pytest.raises(LookupError, match="rows that begin"):
            table.measured("a", row)


def test_every_benchmark_says_what_it_does_when_asked(repository: Path) -> None:
    for program in sorted((repository / "benchmarks").glob("bench_*.py")):
        assert program.read_text("utf-8").startswith('"""'), program.name
