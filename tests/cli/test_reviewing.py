"""The reviewer's commands, through the installed program's own door."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.casefile.sealed_case import PASSPHRASE
from workbench.cli import main
from workbench.release import verify_bundle
from workbench.rerun import Figure, Report


def test_a_bundle_that_does_not_pass_is_not_run_and_says_why(
    small_bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = Path(shutil.copytree(small_bundle, tmp_path / "bundle"))
    (bundle / "data/codings.csv").write_text("x")
    assert main(["rerun", str(bundle), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["ok"], told["figures"], told["problems"][0]["code"]) == (False, [], "changed")
    assert main(["rerun", str(bundle)]) == 1
    told = capsys.readouterr().out
    assert "nothing was run\nchanged: data/codings.csv" in told
    assert "compare this id" not in told
    assert main(["rerun", str(tmp_path)]) == 2


def test_a_rerun_names_the_release_to_be_compared(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    report = Report("ab" * 32, (Figure("a.svg", "same", "0", "0"),), (), (), taken_away=("/tmp/wb-case-x", "/tmp/b"))
    monkeypatch.setattr("workbench.rerun.rerun", lambda *_, **__: report)
    assert main(["rerun", str(tmp_path)]) == 0
    said = capsys.readouterr()
    assert f"release {'ab' * 32}: compare this id" in said.out
    assert said.err.strip() == "Taken away, left by a run that was killed: /tmp/wb-case-x, /tmp/b"


def test_two_releases_are_compared_in_words(rows_bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(rows_bundle), str(rows_bundle)]) == 0
    assert capsys.readouterr().out.startswith("For reviewer:\nboth are of one head of the ledger\n")
    assert main(["diff", str(rows_bundle), str(rows_bundle), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["audience"] == "reviewer"
    assert main(["diff", str(rows_bundle), str(rows_bundle / "data")]) == 2


def test_a_notice_is_written_once(
    sealed_rows: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    case, bundle = sealed_rows
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", PASSPHRASE)
    words = ["recall", str(case.path), str(bundle), "--out", str(tmp_path / "r.json"), "--agent", "MJ"]
    assert main(words) == 0
    assert "Withdrawn or kept back since: 0 rows." in capsys.readouterr().out
    assert main([*words, "--json"]) == 2
    assert json.loads((tmp_path / "r.json").read_bytes())["rows"] == []


def test_a_commitment_is_opened_written_and_checked_with_the_one_file(
    sealed_rows: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    case, bundle = sealed_rows
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", PASSPHRASE)
    words = ["open-commitment", str(case.path), str(bundle), "7", "--agent", "MJ"]
    assert main([*words, "--out", str(tmp_path / "o.json"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert json.loads((tmp_path / "o.json").read_bytes()) == told
    assert verify_bundle.check(str(bundle), str(tmp_path / "o.json")) == []
    assert main([*words, "--out", str(tmp_path / "o.json")]) == 2
    assert main(words) == 0
    assert "Commitment 7 " in capsys.readouterr().out
