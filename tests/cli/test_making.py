"""Commands that make something: intake of good and bad files, registers, codings, the demo."""

import csv
import json
import os
from pathlib import Path
from typing import Any

import pytest

from workbench.casefile import open_case
from workbench.records import Agent


def test_add_takes_what_it_can_and_refuses_the_rest_by_name(run: Any, case: Path, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.txt").write_text("Tiền lương bị giữ lại hai tháng.", encoding="utf-8")
    (inbox / "empty.txt").write_bytes(b"")
    (inbox / "same.txt").write_text("Tiền lương bị giữ lại hai tháng.", encoding="utf-8")
    (inbox / "link.txt").symlink_to(inbox / "a.txt")
    os.mkfifo(inbox / "pipe")
    answer = run("add", "c", "inbox", "gone.txt", "--agent", "MJ", "--source", "S-01", "--json")
    taken = answer.json
    assert (answer.code, taken["added"], taken["duplicates"]) == (1, 2, 1)
    assert {one["path"]: one["outcome"] for one in taken["items"]} == {
        "a.txt": "parsed", "empty.txt": "opaque", "same.txt": "parsed"}  # fmt: skip
    assert {Path(one["path"]).name for one in taken["refused"]} == {"link.txt", "pipe", "gone.txt"}
    assert all(one["message"] and one["code"] for one in taken["refused"])
    assert run("verify", "c").code == 0


def test_whoever_begins_a_case_has_a_name_on_its_sheets(run: Any, tmp_path: Path) -> None:
    for place, more, name in (("named", ("--name", "Mila Jovin"), "Mila Jovin"), ("unnamed", (), "MJ")):
        assert run("init", place, "--title", "T", "--unsealed", "--agent", "MJ", *more).code == 0
        (tmp_path / "a.txt").write_text("one")
        item = run("add", place, "a.txt", "--agent", "MJ", "--json").json["items"][0]["id"]
        sheet = run("custody", place, item, "--agent", "MJ").out
        assert f"{name}" in sheet and (more or "Mila" not in sheet), place


def test_adding_again_adds_nothing(run: Any, case: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    first = run("add", "c", "a.txt", "--agent", "MJ", "--json").json
    again = run("add", "c", "a.txt", "--agent", "MJ", "--json").json
    assert (again["added"], again["duplicates"]) == (0, 1)
    assert again["items"][0]["id"] == first["items"][0]["id"]


def test_a_missing_path_alone_does_nothing(run: Any, case: Path) -> None:
    answer = run("add", "c", "gone.txt", "--agent", "MJ", "--json")
    assert answer.code == 2
    assert answer.json["refused"][0]["code"] == "missing"


def test_a_cluster_that_is_none_of_ones_own_is_not_contacted_and_nothing_is_taken_in(
    run: Any, case: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("one")
    for asked in (["--scheduler", "8.8.8.8:8786"], ["--store", "file:///shared"]):
        answer = run("add", "c", "a.txt", "--agent", "MJ", *asked)
        assert answer.code == 2 and "scheduler" in answer.err + " ".join(asked)
    assert run("items", "c", "--json").json == []


def test_registers_and_codings_with_their_errors(run: Any, case: Path, tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text("😀 Họ giữ hộ chiếu của tôi.", encoding="utf-8")
    assert run("add", "c", "t.txt", "--agent", "MJ").code == 0
    (tmp_path / "e.csv").write_text(
        "key,schema,label,names\nW-01,Worker,W-01,Nguyễn Văn Mẫu\nX,Robot,X,\n", encoding="utf-8"
    )
    entities = run("register", "c", "entities", "e.csv", "--agent", "MJ", "--json")
    assert (entities.code, entities.json["recorded"]) == (1, 1)
    assert "e.csv, line 3, column schema" in entities.json["problems"][0]["message"]
    lines = [
        ["file", "quote", "framework", "indicator", "stance", "subject", "means"],
        ["t.txt", "hộ chiếu", "ilo-11", "retention-of-identity-documents", "supports", "W-01", "first-hand"],
        ["t.txt", "passport", "ilo-11", "retention-of-identity-documents", "supports", "W-01", "first-hand"],
        ["t.txt", "hộ chiếu", "ilo-11", "retention-of-documents", "supports", "W-01", "first-hand"],
    ]
    with (tmp_path / "codings.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(lines)
    coded = run("code", "c", "import", "codings.csv", "--agent", "MJ", "--json")
    assert (coded.code, coded.json["recorded"]) == (1, 1)
    assert [one["code"] for one in coded.json["problems"]] == ["quote-not-found", "unknown"]
    assert "retention-of-identity-documents" in coded.json["problems"][1]["message"]
    assert run("code", "c", "import", "codings.csv", "--agent", "MJ", "--json").json["already"] == 1
    assert run("code", "c", "export", "out.jsonl", "--json").json["written"] == 1
    row = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
    assert (row["quote"], row["subject"], row["coder"]) == ("hộ chiếu", "W-01", "MJ")
    cells = run("matrix", "c", "--json").json["cells"]
    state = {(one["row"], one["column"]): one["state"] for one in cells}
    assert state["W-01", "retention-of-identity-documents"] == "supported"
    assert state["W-01", "debt-bondage"] == "not-assessed"


def test_a_source_of_the_night_is_completed_in_the_morning_and_who_says_otherwise_is_told(
    run: Any, case: Path, tmp_path: Path
) -> None:
    opened = open_case(case)
    with opened.writing(opened.agent("MJ")) as writer:
        writer.record(Agent(key="AK", kind="person", name="A. K."))
    (tmp_path / "people.csv").write_text("key,schema,label\nW-01,Worker,W-01\nW-02,Worker,W-02\n")
    (tmp_path / "note.txt").write_text("They keep our passports.")
    assert run("register", "c", "entities", "people.csv", "--agent", "MJ").code == 0
    item = run("add", "c", "note.txt", "--agent", "MJ", "--source", "S-07", "--json").json["items"][0]["id"]

    def says(worker: str, agent: str) -> Any:
        rows = f"key,label,kind,worker\nS-07,Talk at the gate,worker,{worker}\n"
        (tmp_path / "sources.csv").write_text(rows)
        return run("register", "c", "sources", "sources.csv", "--agent", agent)

    assert "1 recorded, 0 already there" in says("W-01", "MJ").out
    assert "0 recorded, 1 already there" in says("W-01", "AK").out
    sheet = run("custody", "c", item, "--agent", "MJ").out
    assert "at intake nobody said who told it" in sheet and "Talk at the gate" in sheet
    mine = says("W-02", "MJ")
    assert mine.code == 1 and "workbench undo" in mine.err
    others = says("W-02", "AK")
    assert others.code == 0 and "counts as unstated" in others.err and run("verify", "c").code == 0


def test_the_demo_twice_gives_the_same_bytes(run: Any, process: Any, tmp_path: Path) -> None:
    first = process("demo", "--into", "one", "--json", TZ="Asia/Ho_Chi_Minh", PYTHONHASHSEED="1")
    second = process("demo", "--into", "two", "--json", TZ="America/Sao_Paulo", PYTHONHASHSEED="2", LC_ALL="C")
    assert first.code == second.code == 0, first.err + second.err
    assert first.json["outputs"] == second.json["outputs"]
    assert len(first.json["outputs"]) > 20
    for one in first.json["outputs"]:
        assert (tmp_path / "one" / one["path"]).stat().st_size > 100
    assert run("verify", "one").code == 0
    assert run("demo", "--into", "one").code == 0  # an earlier demo is replaced


def test_the_demo_never_replaces_what_it_did_not_make(run: Any, case: Path, tmp_path: Path) -> None:
    refused = run("demo", "--into", "c")
    assert refused.code == 2
    assert "something else" in refused.err
    assert run("items", "c").code == 0
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "letter.txt").write_text("keep me")
    assert run("demo", "--into", "papers").code == 2
    assert (tmp_path / "papers" / "letter.txt").read_text() == "keep me"


def test_release_refuses_a_confidential_case_and_other_audiences(
    run: Any, case: Path, demo_case: Any, tmp_path: Path
) -> None:
    assert run("release", "c", "--for", "reviewer", "--out", "b").code == 2
    assert run("release", demo_case.path, "--for", "parliament", "--out", "b").code == 2
    assert not (tmp_path / "b").exists()


@pytest.mark.parametrize("lang", ["sr-Latn", "sr-Cyrl", "vi"])
def test_a_bundle_in_another_language_is_refused_and_never_english_unasked(
    run: Any, case: Path, demo_case: Any, tmp_path: Path, lang: str
) -> None:
    for where in ("c", demo_case.path):
        refused = run("release", where, "--for", "reviewer", "--lang", lang, "--out", "b", "--agent", "MJ")
        assert refused.code == 2 and "in English" in refused.err and "--lang" in refused.err
    assert run("release", "c", "--for", "reviewer", "--lang", "xx", "--out", "b", "--agent", "MJ").code == 2
    assert not (tmp_path / "b").exists()


def test_of_a_language_that_has_headings_alone_it_is_said_what_stays_english(run: Any, case: Path) -> None:
    for lang, told in (("vi", 1), ("sr-Latn", 0), ("en", 0)):
        made = run("release", "c", "--for", "public", "--lang", lang, "--out", f"out-{lang}", "--agent", "MJ")
        assert made.err.count("running text stays English") == told, made.err
