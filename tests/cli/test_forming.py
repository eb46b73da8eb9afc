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
