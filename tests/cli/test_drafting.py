"""Drafts through the command line: listed, judged by a named coder, and what that says of each cue."""

import csv
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def talk(run: Any, case: Path, tmp_path: Path) -> Path:
    """A case with one text, one worker, and one picture without words."""
    (tmp_path / "talk.txt").write_text("They took our passports. Nobody locked us in.", encoding="utf-8")
    (tmp_path / "w.csv").write_text("key,schema,label\nW-01,Worker,W-01\n", encoding="utf-8")
    assert run("add", "c", "talk.txt", "--agent", "MJ").code == 0
    assert run("register", "c", "entities", "w.csv", "--agent", "MJ").code == 0
    return case


def fill(source: Path, target: Path, *values: dict[str, str]) -> None:
    with source.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    for row, more in zip(rows, values, strict=True):
        row |= more
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


ACCEPTED = {"decision": "accepted", "subject": "W-01", "means": "first-hand"}


def test_there_and_back(run: Any, talk: Path, tmp_path: Path) -> None:
    listed = run("drafts", "c", "--out", "d.csv", "--json")
    assert (listed.code, listed.json["open"], listed.json["without_text"]) == (0, 2, 0)
    assert [one["quote"] for one in listed.json["drafts"]] == ["took our passports", "locked us in"]
    assert run("evidence", "c", "W-01", "retention-of-identity-documents", "--json").json == []
    fill(tmp_path / "d.csv", tmp_path / "done.csv", ACCEPTED, {"decision": "rejected", "reason": "he asks"})
    taken = run("drafts", "c", "--decide", "done.csv", "--agent", "AK", "--json")
    assert (taken.code, taken.json["accepted"], taken.json["rejected"]) == (0, 1, 1), taken.err
    cell = run("evidence", "c", "W-01", "retention-of-identity-documents", "--json").json
    assert [one["quote"] for one in cell] == ["took our passports"]
    shown = run("drafts", "c")
    assert "[accepted]" in shown.out and "[rejected]" in shown.out and "0 open" in shown.out
    assert run("drafts", "c", "--open", "--json").json["drafts"] == []
    assert run("verify", "c").code == 0


def test_precision_per_cue(run: Any, talk: Path, tmp_path: Path) -> None:
    run("drafts", "c", "--out", "d.csv")
    before = run("drafts", "c", "--precision", "--json").json["cues"]
    assert [one["precision"] for one in before] == [None, None] and sum(one["open"] for one in before) == 2
    fill(tmp_path / "d.csv", tmp_path / "done.csv", ACCEPTED, {"decision": "rejected"})
    run("drafts", "c", "--decide", "done.csv", "--agent", "AK")
    after = run("drafts", "c", "--precision", "--json").json["cues"]
    assert sorted(one["precision"] for one in after) == [0.0, 1.0]
    table = run("drafts", "c", "--precision").out
    assert "1 of 1 accepted" in table and "of no person" in table


def test_what_cannot_be_done_is_said(run: Any, talk: Path, tmp_path: Path) -> None:
    run("drafts", "c", "--out", "d.csv")
    assert run("drafts", "c", "--out", "d.csv").code == 2
    fill(tmp_path / "d.csv", tmp_path / "done.csv", ACCEPTED | {"subject": "W-99"}, {})
    wrong = run("drafts", "c", "--decide", "done.csv", "--agent", "AK", "--json")
    assert wrong.code == 2 and "W-99" in wrong.err and "line 2, column subject" in wrong.err
    nobody = run("drafts", "c", "--decide", "done.csv")
    assert nobody.code == 2 and "--agent" in nobody.err
    assert run("drafts", "c", "--precision", "--item", "talk.txt").code == 2
    assert run("drafts", "c", "--item", "tall.txt").code == 2
    assert run("drafts", "c", "--framework", "palermo").code == 2
