"""Two coders through the command line: agreement, blind second coding, adjudication, and what each refuses."""

import csv
import shutil
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def copy(demo_case: Any, tmp_path: Path) -> Path:
    """A copy of the demo case that may be written."""
    shutil.copytree(demo_case.path, tmp_path / "d")
    return tmp_path / "d"


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def write(file: Path, lines: list[dict[str, str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)


def test_agreement_of_the_demo_case(run: Any, copy: Path) -> None:
    answer = run("agreement", "d", "--coders", "MJ", "AK", "--json")
    assert answer.code == 0
    found = answer.json
    assert (found["all"]["units"], found["all"]["agreed"], len(found["disputes"])) == (231, 215, 16)
    assert len(found["indicators"]) == 11 and found["all"]["interval"][0] < found["all"]["alpha"]
    assert run("agreement", "d", "--coders", "MJ", "AK", "--json").out == answer.out
    shown = run("agreement", "d", "--coders", "MJ", "AK").out
    assert "0.761" in shown and "16 disputes, 16 open" in shown and "not defined" in shown and "nan" not in shown


def test_agreement_refuses_one_coder_and_names_an_unknown_one(run: Any, copy: Path) -> None:
    assert run("agreement", "d", "--coders", "MJ").code == 2
    answer = run("agreement", "d", "--coders", "MJ", "MK")
    assert answer.code == 2 and "MK" in answer.err


def test_blind_coding_there_and_back(run: Any, copy: Path, tmp_path: Path) -> None:
    assert run("code", "d", "export", "w.csv", "--blind-for", "AK").code == 0
    sheet = rows(tmp_path / "w.csv")
    assert len(sheet) == 28 and not any(row["indicator"] or row["stance"] for row in sheet)
    seen = {"indicator": "isolation", "stance": "unclear", "means": "first-hand", "done": "yes"}
    write(tmp_path / "w2.csv", [sheet[0] | seen, *(row | {"done": "yes"} for row in sheet[1:])])
    taken = run("code", "d", "import", "w2.csv", "--agent", "AK", "--json")
    assert (taken.code, taken.json["recorded"]) == (0, 29)
    after = run("agreement", "d", "--coders", "MJ", "AK", "--json").json
    assert after["all"]["one_sided"] > 20 and after["all"]["units"] == 231
    assert run("verify", "d").code == 0


def test_both_declared_makes_blind_units(run: Any, copy: Path, tmp_path: Path) -> None:
    run("code", "d", "export", "w.csv", "--blind-for", "AK")
    sheet = [row | {"done": "yes"} for row in rows(tmp_path / "w.csv")]
    write(tmp_path / "ak.csv", sheet)
    write(tmp_path / "mj.csv", [row | {"coder": "MJ", "blind": ""} for row in sheet])
    assert run("code", "d", "import", "ak.csv", "--agent", "AK").code == 0
    assert run("code", "d", "import", "mj.csv", "--agent", "MJ").code == 0
    found = run("agreement", "d", "--coders", "MJ", "AK", "--json").json["all"]
    assert found["one_sided"] == 0 and found["blind"] == 28 * 11
    assert found["units"] == 231 + 28 * 11 and 0 < found["silent"] < 28 * 11


def test_adjudication_there_and_back(run: Any, copy: Path, tmp_path: Path) -> None:
    listed = run("adjudicate", "d", "--out", "open.csv", "--json")
    assert (listed.code, listed.json["open"]) == (0, 16)
    sheet = rows(tmp_path / "open.csv")
    assert len(sheet) == 16 and all(row["readings"] and not row["stance"] for row in sheet)
    reason = {"stance": "contradicts", "reason": "The sentence is about himself."}
    write(tmp_path / "decided.csv", [sheet[0] | reason, *sheet[1:]])
    refused = run("adjudicate", "d", "--decide", "decided.csv", "--agent", "MJ", "--json")
    assert refused.code == 2 and "third person" in refused.json["problems"][0]["message"]
    assert run("adjudicate", "d", "--decide", "decided.csv").code == 2
    done = run("adjudicate", "d", "--decide", "decided.csv", "--agent", "TP", "--json")
    assert (done.code, done.json["recorded"], done.json["problems"]) == (0, 1, [])
    shown = run("adjudicate", "d")
    assert "16 disputes, 15 open" in shown.out and "decided: contradicts, by TP" in shown.out
    assert run("verify", "d").code == 0


def test_a_copy_that_leaves_the_case_is_logged(run: Any, copy: Path) -> None:
    before = sum(len(file.read_text().splitlines()) for file in (copy / "access").glob("*.jsonl"))
    run("code", "d", "export", "w.csv", "--blind-for", "AK")
    run("adjudicate", "d", "--out", "open.csv")
    after = "".join(file.read_text() for file in (copy / "access").glob("*.jsonl"))
    assert len(after.splitlines()) == before + 2 and "w.csv" in after and "open.csv" in after
