"""The command for the preliminary steps, and the one line that other commands print while they are missing."""

from pathlib import Path
from typing import Any


def test_steps_are_listed_blank_forms_written_and_filled_ones_recorded(run, case: Path, tmp_path: Path) -> None:
    listed = run("prepare", case, "--json")
    assert listed.code == 1 and [step["done"] for step in listed.json] == [False, False, False]
    written = run("prepare", case, "mandate", "--out", "m.toml")
    assert written.code == 0 and (tmp_path / "m.toml").is_file()
    file = tmp_path / "m.toml"
    file.write_text(file.read_text("utf-8").replace('\nscope = ""', '\nscope = "Site A"'), "utf-8")
    done = run("prepare", case, "mandate", "m.toml", "--agent", "MJ", "--json")
    assert done.code == 0 and done.json["recorded"] is True and "scope" not in done.json["open"]
    again = run("prepare", case, "mandate", "m.toml", "--agent", "MJ")
    assert again.code == 0 and "already there" in again.out
    assert [step["done"] for step in run("prepare", case, "--json").json] == [True, False, False]
    assert run("verify", case).code == 0


def test_a_form_that_may_be_filled_in_is_not_written_over(run, case: Path, tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text("filled in", "utf-8")
    answer = run("prepare", case, "mandate", "--out", "m.toml")
    assert answer.code == 2 and "is there already" in answer.err
    assert (tmp_path / "m.toml").read_text("utf-8") == "filled in"


def test_a_file_for_a_blank_form_is_not_passed_over_where_no_form_is_named(run, case: Path, tmp_path: Path) -> None:
    answer = run("prepare", case, "--out", "x.toml")
    assert answer.code == 2 and not answer.out and not (tmp_path / "x.toml").exists()
    assert "no form was named" in answer.err and "Name one of " in answer.err
    named = answer.err.rpartition("Name one of ")[2].strip().rstrip(".").split(", ")
    assert set(named) == {"mandate", "threat-assessment", "digital-landscape-assessment"}
    assert run("prepare", case, named[0], "--out", "x.toml").code == 0 and (tmp_path / "x.toml").is_file()


def test_a_blank_form_goes_to_standard_output_where_no_file_is_named(run, case: Path) -> None:
    assert run("prepare", case, "threat-assessment").out.startswith("# Threat and risk assessment\n")


def test_what_cannot_be_done_is_said_in_one_line(run, case: Path, tmp_path: Path) -> None:
    for arguments in (("mandat",), ("mandate", "none.toml", "--agent", "MJ"), ("mandate", "a.toml", "--out", "b.toml")):
        answer = run("prepare", case, *arguments)
        assert answer.code == 2 and len(answer.err.splitlines()) == 1 and not answer.out


def test_absent_steps_are_one_line_of_warning_on_standard_error_and_refuse_nothing(run, tmp_path: Path) -> None:
    begun = run("init", "d", "--title", "Site B", "--unsealed", "--agent", "MJ", "--json")
    assert begun.code == 0 and set(begun.json) == {"case", "head"}
    assert [line for line in begun.err.splitlines() if "preliminary-absent" in line] == begun.err.splitlines()
    (tmp_path / "note.txt").write_text("They keep our passports.")
    added = run("add", "d", "note.txt", "--agent", "MJ", "--json")
    assert added.code == 0 and added.json["added"] == 1
    assert sum("preliminary-absent" in line for line in added.err.splitlines()) == 1


def test_a_link_that_leads_nowhere_is_not_written_through(run: Any, case: Path, tmp_path: Path) -> None:
    (tmp_path / "m.toml").symlink_to(tmp_path / "elsewhere.toml")
    assert run("prepare", case, "mandate", "--out", tmp_path / "m.toml").code == 2
    assert not (tmp_path / "elsewhere.toml").exists() and (tmp_path / "m.toml").is_symlink()
