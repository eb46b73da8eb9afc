"""`workbench forms`: the interview form as a file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any


def test_the_form_is_written_and_what_nobody_reviewed_is_said(run: Callable[..., Any], tmp_path: Path) -> None:
    answer = run("forms", "interview", "--out", tmp_path / "i.xlsx", "--lang", "vi")
    assert answer.code == 0 and "questions" in answer.out and "vi, sr-Latn, sr-Cyrl" in answer.err
    assert (tmp_path / "i.xlsx").read_bytes()[:2] == b"PK"
    told = run("forms", "interview", "--out", tmp_path / "j.xlsx", "--json").json
    assert told["questions"][0] == "danger_child" and told["unreviewed"] == ["vi", "sr-Latn", "sr-Cyrl"]


def test_an_unknown_language_is_refused(run: Callable[..., Any], tmp_path: Path) -> None:
    answer = run("forms", "interview", "--out", tmp_path / "i.xlsx", "--lang", "vie")
    assert answer.code == 2 and "Did you mean vi" in answer.err and not (tmp_path / "i.xlsx").exists()


def test_what_was_filled_in_is_taken(run: Callable[..., Any], case: Path, tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text(
        "telling/account,meeting/worker_code,_uuid\nHọ giữ hộ chiếu,W-1,u\n", encoding="utf-8"
    )
    assert run("add", case, tmp_path / "f.csv", "--agent", "MJ").code == 0
    answer = run("answers", case, "f.csv", "--agent", "MJ", "--json")
    assert answer.code == 0 and answer.json["answers"] == 2 and len(answer.json["passages"]) == 1


def test_dangers_stand_before_the_answers_of_whoever_is_in_them(
    run: Callable[..., Any], case: Path, tmp_path: Path
) -> None:
    (tmp_path / "entities.csv").write_text("key,schema,label\nW-1,Worker,W-1\nW-2,Worker,W-2\n", encoding="utf-8")
    assert run("register", case, "entities", tmp_path / "entities.csv", "--agent", "MJ").code == 0
    (tmp_path / "f.csv").write_text(
        "telling/account,meeting-worker_code,_uuid\nHọ giữ hộ chiếu,W-1,u\nOne,W-2,v\n", encoding="utf-8"
    )
    told = ("--asked", "2024-05-18", "--flag", "reprisal", "--channel", "message", "--hours", "after 20:00")
    assert run("danger", case, "W-1", *told, "--may-say", "a friend", "--agent", "MJ").code == 0
    assert run("add", case, tmp_path / "f.csv", "--agent", "MJ").code == 0
    first = "DANGER      W-1: reprisal (asked 2024-05-18)\n"
    for command in (["show", case, "f.csv"], ["read", case, "f.csv"], ["show", case, "f.csv", "--at", "0-7"]):
        shown = run(*command)
        assert shown.code == 0 and shown.out.startswith(first), command
        assert all(one in shown.out for one in ("message", "after 20:00", "a friend", "W-2: not asked")), command
        assert [one["worker"] for one in run(*command, "--json").json["dangers"]] == ["W-1", "W-2"]
    assert "unknown" not in run("show", case, "f.csv", "--json").json["dangers"][1]
    assert "W-1: reprisal" in " ".join(run("items", case).out.split())
    assert run("answers", case, "f.csv", "--agent", "MJ").code == 0
    assert run("show", case, "f.csv").out.startswith(first)


def test_of_a_key_that_no_worker_has_nobody_was_asked_and_that_is_said_first(
    run: Callable[..., Any], case: Path, tmp_path: Path
) -> None:
    (tmp_path / "f.csv").write_text(
        "telling/account,meeting/worker_code,_uuid\nHọ giữ hộ chiếu,W-77,u\nHọ giữ,W-77,v\nGiữ,,w\n", encoding="utf-8"
    )
    assert run("add", case, tmp_path / "f.csv", "--agent", "MJ").code == 0
    first = "DANGER      W-77: not asked (a key in this file that no worker of the case has)\n"
    for command in (["show", case, "f.csv"], ["read", case, "f.csv"], ["show", case, "f.csv", "--at", "0-7"]):
        assert run(*command).out.startswith(first), command
    told, unnamed = run("show", case, "f.csv", "--json").json["dangers"]
    assert (unnamed["worker"], unnamed["unknown"]) == ("submission 3, which names no worker", False)
    assert (told["worker"], told["asked"], told["unknown"]) == ("W-77", None, True)
    assert "W-77: not asked" in " ".join(run("items", case).out.split())
