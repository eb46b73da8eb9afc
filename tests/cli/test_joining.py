"""Two copies come together from the command line."""

import dataclasses
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.casefile.sealed_case import told_by
from tests.casefile.test_merging import door_of
from workbench import keeping
from workbench.casefile import Case, open_case

WORDS = "They keep our passports. Nobody was paid."
HEADER = "file,quote,framework,indicator,stance,subject,means\n"


def coded(run: Callable[..., Any], case: Path, stance: str, coder: str, tmp_path: Path) -> None:
    table = tmp_path / f"{coder}.csv"
    table.write_text(
        f"{HEADER}w.txt,keep our passports,ilo-11,retention-of-identity-documents,{stance},W-01,first-hand\n"
    )
    assert run("code", case, "import", table, "--agent", coder).code == 0


def test_a_colleagues_copy_is_merged_and_the_dispute_is_listed(run: Any, case: Path, tmp_path: Path) -> None:
    (tmp_path / "w.txt").write_text(WORDS)
    (tmp_path / "workers.csv").write_text("key,schema,label\nW-01,Worker,W-01\n")
    assert run("add", case, tmp_path / "w.txt", "--agent", "MJ").code == 0
    assert run("register", case, "entities", tmp_path / "workers.csv", "--agent", "MJ").code == 0
    shutil.copytree(case, tmp_path / "copy")
    coded(run, case, "supports", "MJ", tmp_path)
    coded(run, tmp_path / "copy", "contradicts", "AK", tmp_path)
    answer = run("merge", case, tmp_path / "copy", "--agent", "MJ", "--json")
    assert answer.code == 0, answer.err
    assert [one["kind"] for one in answer.json["conflicts"]] == ["stance"] and answer.json["events"] >= 2
    (one,) = answer.json["conflicts"]
    assert one["message"] == f"here {one['sides'][0]}; there {one['sides'][1]}; {one['remark']}"
    again = run("merge", case, tmp_path / "copy", "--agent", "MJ")
    assert again.code == 0 and again.out.startswith("0 events and 0 stored files are new here")
    sides = [line.strip() for line in again.out.splitlines() if line.startswith("    ")]
    assert [side.split(",")[0] for side in sides[:2]] == ["here MJ", "there AK"], (
        "it still stands, and says who said it"
    )
    assert [side.rsplit(": ")[-1] for side in sides] == ["supports", "contradicts", "on the same words"]
    other = run("merge", tmp_path / "copy", case, "--agent", "AK")
    assert "W-01" in other.out and "supports" in other.out
    for place in (case, tmp_path / "copy"):
        assert [two["ids"] for two in run("conflicts", place, "--json").json["conflicts"]] == [one["ids"]]
    heads = [run("verify", place, "--json").json["ledger"]["head"] for place in (case, tmp_path / "copy")]
    assert heads[0] == heads[1]


def test_what_stands_side_by_side_is_listed_without_the_other_copy_until_one_is_set_aside(
    run: Any, case: Path, tmp_path: Path
) -> None:
    (tmp_path / "w.txt").write_text(WORDS)
    (tmp_path / "workers.csv").write_text("key,schema,label\nW-01,Worker,W-01\n")
    assert run("add", case, tmp_path / "w.txt", "--agent", "MJ").code == 0
    assert run("register", case, "entities", tmp_path / "workers.csv", "--agent", "MJ").code == 0
    assert "No two records" in run("conflicts", case).out
    shutil.copytree(case, tmp_path / "copy")
    coded(run, case, "supports", "MJ", tmp_path)
    coded(run, tmp_path / "copy", "contradicts", "AK", tmp_path)
    assert run("merge", case, tmp_path / "copy", "--agent", "MJ").code == 0
    shutil.rmtree(tmp_path / "copy")
    told = run("conflicts", case)
    assert told.code == 0 and "- stance, W-01, retention-of-identity-documents" in told.out
    sides = [line.strip(" -").split(",")[0] for line in told.out.splitlines() if line.startswith("    - ")]
    assert sides == ["MJ", "AK"], "who said which, without a word of where"
    (one,) = run("conflicts", case, "--json").json["conflicts"]
    assert run("undo", case, one["ids"][0], "--agent", "MJ", "--reason", "settled").code == 0
    assert run("conflicts", case, "--json").json == {"conflicts": []}


def test_a_folder_of_another_case_is_refused(run: Any, case: Path, tmp_path: Path) -> None:
    assert run("init", "d", "--title", "Site A", "--unsealed", "--agent", "MJ").code == 0
    answer = run("merge", case, tmp_path / "d", "--agent", "MJ")
    assert answer.code == 2 and "no copy of the same case" in answer.err


def test_a_withdrawal_that_came_along_is_said_with_what_undoes_it(run: Any, case: Path, tmp_path: Path) -> None:
    (tmp_path / "workers.csv").write_text("key,schema,label\nW-01,Worker,W-01\n")
    assert run("register", case, "entities", tmp_path / "workers.csv", "--agent", "MJ").code == 0
    shutil.copytree(case, tmp_path / "copy")
    shutil.copytree(case, tmp_path / "again")
    assert run("withdraw", tmp_path / "copy", "W-01", "--stop-using", "--reason", "forged", "--agent", "AK").code == 0
    told = run("merge", case, tmp_path / "copy", "--agent", "MJ").out
    assert "counts here from now on: stop-using of W-01, recorded by AK" in told and "forged" in told
    (undo,) = [line.split() for line in told.splitlines() if "workbench undo" in line]
    assert run(*undo[undo.index("undo") : undo.index("--agent")], "--agent", "MJ", "--reason", "r").code == 0
    (gone,) = run("merge", tmp_path / "copy", case, "--agent", "AK", "--json").json["withdrawals"]
    assert (gone["act"], gone["worker"], gone["counts"]) == ("stop-using", "W-01", False)
    other = run("merge", tmp_path / "again", case, "--agent", "AK").out
    assert "withdrawal" not in other, "one that came and was undone by then changes nothing here"


def test_a_file_of_somebody_destroyed_that_came_along_is_said_with_what_takes_it_out(
    run: Any, case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = told_by(open_case(case))
    shutil.copytree(case, tmp_path / "copy")
    real = keeping.merge

    def brought(here: Case, there: Case, *, agent: str) -> Any:
        return dataclasses.replace(real(here, there, agent=agent), returned=(here.state().get(told["item"]),))

    monkeypatch.setattr(keeping, "merge", brought)
    shown = run("merge", case, tmp_path / "copy", "--agent", "MJ")
    assert "t.txt is of somebody whose records were destroyed here" in shown.out
    assert f"workbench take-out {case} {told['item'][:12]} --agent A --reason R" in shown.out
    assert run("merge", case, tmp_path / "copy", "--agent", "MJ", "--json").json["returned"] == [told["item"]]


def test_a_chain_that_two_copies_wrote_is_said_with_how_much_stands_aside(run: Any, case: Path, tmp_path: Path) -> None:
    shutil.copytree(case, tmp_path / "copy")
    for place, seed, name in ((case, 1, "t.txt"), (tmp_path / "copy", 2, "u.txt")):
        told_by(open_case(place, door=door_of("one", seed)), name=name)  # a disk that was copied is the same device
    told = run("merge", case, tmp_path / "copy", "--agent", "MJ")
    (fork,) = run("merge", case, tmp_path / "copy", "--agent", "MJ", "--json").json["forks"]
    assert told.code == 0 and fork["events"] > 1 and fork["agent"] == "MJ"
    assert f"{fork['chain']} went on in two ways: {fork['events']} events stand aside" in told.out
    assert f"workbench verify {case} --against SEAL" in told.out, "and what to do"
    (listed,) = run("verify", case, "--json").json["problems"]
    assert (listed["code"], listed["subject"]) == ("branch-aside", fork["chain"])
    assert run("verify", case).code == 0
