"""The verbs as one types them in Python."""

from pathlib import Path
from typing import Any

import pytest

import workbench as wb
from workbench.errors import Unknown, Unnamed


@pytest.fixture
def case(tmp_path: Path) -> Any:
    return wb.init(tmp_path / "case", title="Site A", sealed=False, agent="MJ")


def test_tab_completion_shows_the_verbs() -> None:
    assert {"open", "add", "matrix", "network", "sites", "chronology", "picture", "write", "verify"} <= set(dir(wb))
    assert all(callable(getattr(wb, name)) for name in dir(wb))
    with pytest.raises(AttributeError, match="matrix"):
        wb.matrices  # noqa: B018


def test_nobody_acts_unnamed(case: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    with pytest.raises(Unnamed):
        wb.add(case, tmp_path / "a.txt")
    assert wb.items(case) == []


def test_a_new_agent_and_a_new_source_are_recorded_once(case: Any, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name)
        wb.add(case, tmp_path / name, agent="AK", source="S-01")
    assert sorted(live.record.key for live in case.state().of("agent")) == ["AK", "MJ"]
    assert [(live.record.key, live.record.kind) for live in case.state().of("source")] == [("S-01", "unstated")]
    assert {live.record.source for live in case.state().of("item")} == {case.state().of("source")[0].id}


def test_show_finds_by_name_and_by_the_start_of_the_id(case: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    identity = wb.add(case, tmp_path / "a.txt", agent="MJ").items[0].id
    assert wb.show(case, "a.txt")["id"] == wb.show(case, identity[:8])["id"] == identity
    with pytest.raises(Unknown):
        wb.show(case, identity[:3])


def test_write_says_what_it_wrote_and_logs_it(tmp_path: Path, demo_case: Any) -> None:
    import shutil

    case = wb.open(shutil.copytree(demo_case.path, tmp_path / "copy"))
    head = case.head()
    file, evidence = wb.write(case, wb.matrix(case), tmp_path / "m.csv")
    assert (file, evidence) == (tmp_path / "m.csv", tmp_path / "m-evidence.csv")
    assert wb.digest(file) in next((case.path / "access").glob("*.jsonl")).read_text(encoding="utf-8")
    assert case.head() == head
