"""`workbench suggest`: JSON Lines in and out, one array with --json, bad lines named."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

TEXTS = [{"id": "a", "text": "They took our passports.", "lang": "en"}, {"id": 2, "text": "Нико нас није тукао."}]


def write(folder: Path, *more: str) -> Path:
    file = folder / "texts.jsonl"
    file.write_text("\n".join([*(json.dumps(one, ensure_ascii=False) for one in TEXTS), *more]), encoding="utf-8")
    return file


def test_one_line_out_for_each_line_in(run: Callable[..., Any], tmp_path: Path) -> None:
    answer = run("suggest", "--framework", "ilo-11", write(tmp_path))
    assert answer.code == 0 and not answer.err
    first, second = map(json.loads, answer.out.splitlines())
    assert first["id"] == "a" and second["id"] == 2
    (found,) = first["suggestions"]
    assert set(found) == {"indicator", "start", "end", "quote", "polarity", "cue", "reason"}
    assert (found["indicator"], found["polarity"]) == ("retention-of-identity-documents", "supports")
    assert TEXTS[0]["text"][found["start"] : found["end"]] == found["quote"]
    assert [one["polarity"] for one in second["suggestions"]] == ["contradicts"]


def test_json_is_one_array_with_the_same_content(run: Callable[..., Any], tmp_path: Path) -> None:
    file = write(tmp_path)
    lines = [json.loads(line) for line in run("suggest", file).out.splitlines()]
    assert run("suggest", file, "--json").json == lines


def test_a_bad_line_is_named_and_the_others_are_answered(run: Callable[..., Any], tmp_path: Path) -> None:
    answer = run("suggest", write(tmp_path, "{broken", '{"id": 4, "text": "x"}'))
    assert answer.code == 1
    assert "texts.jsonl, line 3" in answer.err and len(answer.out.splitlines()) == 3


def test_a_missing_file_and_an_unknown_framework_are_refused(run: Callable[..., Any], tmp_path: Path) -> None:
    assert run("suggest", tmp_path / "none.jsonl").code == 2
    assert run("suggest", "--framework", "nothing", write(tmp_path)).code == 2


def test_standard_input() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "workbench", "suggest", "-"], input=json.dumps(TEXTS[0]), capture_output=True, text=True,
        check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0 and json.loads(done.stdout)["id"] == "a"
