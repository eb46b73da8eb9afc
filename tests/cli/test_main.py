"""Exit codes and messages: done, done with problems, not done."""

from pathlib import Path
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["items", "nowhere"], "nothing at this path"),
        (["items", "."], "this folder is no case"),
        (["init", "c", "--title", "T"], "WORKBENCH_PASSPHRASE"),
        (["frobnicate"], "invalid choice"),
        ([], "required"),
    ],
)
def test_what_cannot_be_done_exits_2_in_words_and_without_a_traceback(
    process: Any, arguments: list[str], said: str
) -> None:
    answer = process(*arguments)
    assert answer.code == 2
    assert said in answer.err
    assert "Traceback" not in answer.err
    assert answer.out == ""


def test_a_case_of_a_newer_format_is_refused(run: Any, case: Path) -> None:
    (case / "format.json").write_text('{"format":"forced-labour-workbench-case","version":99}\n')
    answer = run("items", "c")
    assert answer.code == 2
    assert "format 99" in answer.err


def test_add_without_an_agent_is_refused_and_the_variable_names_one(run: Any, case: Path, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("They keep our passports.")
    refused = run("add", "c", "note.txt")
    assert (refused.code, refused.out) == (2, "")
    assert "WORKBENCH_AGENT" in refused.err
    assert run("add", "c", "note.txt", WORKBENCH_AGENT="AK").code == 0
    assert run("items", "c", "--json").json[0]["name"] == "note.txt"
