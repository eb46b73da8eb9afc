"""`workbench danger`, really run: listed, recorded, shown first."""

from collections.abc import Callable
from pathlib import Path
from typing import Any


def workers(tmp_path: Path) -> Path:
    file = tmp_path / "entities.csv"
    file.write_text("key,schema,label\nW-05,Worker,W-05\n", encoding="utf-8")
    return file


def test_it_is_asked_for_recorded_and_shown(run: Callable[..., Any], case: Path, tmp_path: Path) -> None:
    asked = run("register", case, "entities", workers(tmp_path), "--agent", "MJ")
    assert asked.code == 0 and "danger-not-asked" in asked.err and "(W-05)" in asked.err
    assert run("danger", case).code == 1
    told = ("--asked", "2024-05-18", "--flag", "confinement", "--channel", "message", "--may-say", "a friend")
    assert run("danger", case, "W-05", *told, "--agent", "MJ", "--json").json["recorded"] is True
    listed = run("danger", case)
    assert listed.code == 0 and "W-05: confinement (asked 2024-05-18)" in listed.out and "a friend" in listed.out
    assert run("danger", case, "--json").json[0]["channel"] == "message"
    (tmp_path / "sources.csv").write_text("key,label,kind,worker\nS-1,Talk,worker,W-05\n", encoding="utf-8")
    assert run("register", case, "sources", tmp_path / "sources.csv", "--agent", "MJ").code == 0
    (tmp_path / "t.txt").write_text("They locked the door.\n", encoding="utf-8")
    added = run("add", case, tmp_path / "t.txt", "--source", "S-1", "--agent", "MJ")
    assert "danger-not-asked" not in added.err
    assert run("show", case, "t.txt").out.startswith("DANGER      W-05: confinement (asked 2024-05-18)")
    assert "W-05: confinement" in " ".join(run("items", case).out.split())


def test_neither_nothing_nor_both_can_be_said(run: Callable[..., Any], case: Path, tmp_path: Path) -> None:
    run("register", case, "entities", workers(tmp_path), "--agent", "MJ")
    for given in (("--asked", "2024"), ("--flag", "child"), ("--asked", "2024", "--none", "--flag", "child")):
        answer = run("danger", case, "W-05", *given, "--agent", "MJ")
        assert answer.code == 2 and "--none" in answer.err
    assert run("danger", case, "W-05", "--asked", "2024", "--none", "--agent", "MJ").code == 0
