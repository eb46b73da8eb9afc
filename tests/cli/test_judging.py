"""`workbench determine`: no case, a file or standard input, and one line where it is refused."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workbench.cli.judging import lines
from workbench.findings.determination import determine

DELPHI = "ilo-ec-delphi-2009-adult-labour"
EXAMPLE = {
    "complete": False,
    "age": None,
    "supported": {"DR": ["nature_of_job_location_or_employer"], "EX": ["bad_living_conditions"]},
    "contradicted": {"CD": ["confiscation_of_documents"]},
}


def test_a_file_in_and_one_document_out(run: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "w07.json").write_text(json.dumps(EXAMPLE), encoding="utf-8")
    done = run("determine", "--framework", DELPHI, "w07.json", "--json")
    assert done.code == 0, done.err
    assert done.json == determine(DELPHI, EXAMPLE).document()
    assert done.json["typology"] == {"lower": "none_on_this_record", "upper": "trafficking_for_forced_labour"}
    assert not done.err


def test_standard_input_and_text_to_read(tmp_path: Path) -> None:
    line = [sys.executable, "-m", "workbench", "determine", "--framework", "icls-2018", "-"]
    done = subprocess.run(line, input='{"age": 30}', capture_output=True, text=True, cwd=tmp_path, check=True)
    assert done.stdout.startswith("icls-2018: undetermined\n")
    for word in ("set penalty: undetermined", "criteria of 2012", "would decide: UR.", "rule: ", "source: ", "note: "):
        assert word in done.stdout


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('{"age": 1, "age": 2}', "age"),
        ("[]", "one person"),
        ('{"supported": {"CD": ["debt"]}}', "debt_bondage"),
        ("", "JSON"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(
    run: Callable[..., Any], tmp_path: Path, text: str, word: str
) -> None:
    (tmp_path / "w07.json").write_text(text, encoding="utf-8")
    done = run("determine", "--framework", DELPHI, "w07.json")
    assert done.code == 2 and not done.out
    assert word in done.err and "w07.json" in done.err and done.err.count("\n") == 1


def test_a_file_that_is_not_there_or_is_a_folder_is_named(run: Callable[..., Any], tmp_path: Path) -> None:
    assert "gone.json" in run("determine", "--framework", "palermo", "gone.json").err
    done = run("determine", "--framework", "palermo", tmp_path)
    assert done.code == 2 and "cannot be read" in done.err


def test_a_list_of_a_teams_own_is_determined_without_code(process: Callable[..., Any], tmp_path: Path) -> None:
    from tests.codebook.own_list import write_own

    write_own(tmp_path)
    (tmp_path / "w07.json").write_text('{"supported": {"A": ["first"], "B": ["first"]}}', encoding="utf-8")
    done = process("determine", "--framework", "own-list", "w07.json", "--json", WORKBENCH_FRAMEWORKS=str(tmp_path))
    assert done.json["determination"] == "criteria_met" and done.json["sets"] == {"A": "positive", "B": "positive"}


def test_both_readings_stand_in_the_text() -> None:
    found = determine("palermo", {"complete": True, "actors": [{"act": ["receipt"], "purpose": ["servitude"]}]})
    said = lines(found.document())
    assert "reading as adult: criteria not met on this record" in said and "reading as child: criteria met" in said
    assert "would decide: age" in said


@pytest.mark.parametrize("lang", ["en", "sr-Latn", "sr-Cyrl", "vi"])
def test_a_label_that_nobody_reviewed_is_marked(run: Any, lang: str) -> None:
    found = run("frameworks", "ilo-11", "--lang", lang, "--json").json
    assert len(found["items"]) == 11 and all(one["label"] and one["source"] for one in found["items"])
    assert {one["reviewed"] for one in found["items"]} == {lang == "en"}
    shown = run("frameworks", "ilo-11", "--lang", lang).out
    assert (" *" in shown and "has reviewed" in shown) is (lang != "en")
    assert "No person has compared this list" in shown


def test_frameworks_are_listed_and_a_language_without_labels_is_refused(run: Any) -> None:
    listed = run("frameworks", "--json").json
    assert {"ilo-11", "palermo", "icls-2018"} <= {one["id"] for one in listed}
    assert "palermo" in run("frameworks").out
    refused = run("frameworks", "ilo-11", "--lang", "de")
    assert refused.code == 2 and "sr-Cyrl" in refused.err
    assert run("frameworks", "ilo-12").code == 2
