"""The commands before anything leaves, through the installed program's own door."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from workbench.cli import main


@pytest.fixture
def case(demo_case: Any, tmp_path: Path) -> str:
    place = tmp_path / "case"
    shutil.copytree(demo_case.path, place)
    return str(place)


def run(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, Any]:
    code = main([*arguments, "--json"])
    out = capsys.readouterr().out
    return code, json.loads(out) if out else None


def test_a_consent_is_recorded_and_listed(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    given = ("--for", "public", "--purpose", "report", "--form", "signed", "--given", "2024-07-01", "--summary")
    code, told = run("consent", case, "W-10", *given, "--agent", "MJ", capsys=capsys)
    assert code == 0 and told["worker"] == "W-10"
    listed = {one["worker"]: one for one in run("consent", case, "--for", "public", capsys=capsys)[1]}
    assert listed["W-10"]["counted"] and not listed["W-10"]["account"] and not listed["W-21"]["counted"]
    assert main(["consent", case, "W-10", "--for", "public", "--agent", "MJ"]) == 2
    assert "--purpose" in capsys.readouterr().err


def test_preflight_refuses_shows_the_path_and_applies_the_remedy(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = run("preflight", case, "--for", "public", capsys=capsys)
    error = next(one for one in told["findings"] if one["severity"] == "error")
    assert code == 1 and not told["ok"] and error["path"] == ["SA-3 is kin of W-17"]
    assert set(error) >= {"code", "severity", "subject", "path", "remedy"}
    assert main(["release", case, "--for", "public", "--out", f"{case}-out", "--agent", "MJ"]) == 2
    assert not Path(f"{case}-out").exists() and "preflight" in capsys.readouterr().err
    code, told = run("preflight", case, "--for", "public", "--apply", "--agent", "MJ", capsys=capsys)
    assert code == 0 and told["ok"]


def test_a_decision_can_be_taken_and_taken_back(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = run("decide", case, "SA-3", "pseudonymise", "--reason", "kin", "--agent", "MJ", capsys=capsys)
    assert code == 0 and run("preflight", case, "--for", "public", capsys=capsys)[0] == 0
    assert run("undo", case, told["decision"], "--agent", "MJ", capsys=capsys)[0] == 0
    assert run("preflight", case, "--for", "public", capsys=capsys)[0] == 1


def test_plain_words_for_people(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preflight", case, "--for", "ombudsman"]) == 1
    shown = capsys.readouterr().out
    assert "because SA-3 is kin of W-17" in shown and "remedy: " in shown and "--apply" in shown
    assert main(["consent", case, "--for", "ombudsman"]) == 0
    assert "no consent on file" in " ".join(capsys.readouterr().out.split())
