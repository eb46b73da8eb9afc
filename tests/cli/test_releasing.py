"""The commands by which something leaves, through the installed program's own door."""

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


def test_a_release_is_made_and_stands_among_the_receipts(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("preflight", case, "--for", "thematic-input", "--apply", "--agent", "MJ", capsys=capsys)[0] == 0
    code, told = run("release", case, "--for", "thematic-input", "--out", f"{case}-out", "--recipient", "A. B.",
                     "--agent", "MJ", capsys=capsys)  # fmt: skip
    assert code == 0 and {"release", "copy", "files"} <= set(told)
    assert all((Path(f"{case}-out") / one["path"]).is_file() for one in told["files"])
    listed = run("receipts", case, capsys=capsys)[1]
    assert [(one["release"] if "release" in one else one["id"], one["recipient"]) for one in listed][-1] == (
        told["release"], "A. B.",
    )  # fmt: skip
    assert main(["receipts", case]) == 0 and "A. B." in capsys.readouterr().out


def test_one_worker_is_named_to_the_official_whom_the_worker_chose_and_to_nobody_else(
    case: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = ("--purpose", "report", "--form", "signed", "--given", "2024-07-01", "--submit", "--letter", "--summary")
    assert run("consent", case, "W-10", "--for", "respondent", *given, "--naming", "--recipient", "Judge A.",
               "--agent", "MJ", capsys=capsys)[0] == 0  # fmt: skip
    monkeypatch.setenv("WORKBENCH_KEY_PASSPHRASE", "five words that nobody guesses")
    code, told = run("release", case, "--for", "respondent", "--out", f"{case}-out", "--keep-key", "--agent", "MJ",
                     capsys=capsys)  # fmt: skip
    assert code == 0 and len(told["key"]) == 64
    assert not any("pseudonyms" in one["path"] for one in told["files"])
    asked = ("reveal", case, told["release"][:12], "W-10", "--agent", "MJ", "--to")
    code, named = run(*asked, "Judge A.", capsys=capsys)
    assert code == 0 and named["names"] == ["Bùi Khắc Điệp"] and named["pseudonym"].startswith("Worker ")
    assert main([*asked, "Somebody else"]) == 2 and "Bùi" not in capsys.readouterr().out
    monkeypatch.setenv("WORKBENCH_KEY_PASSPHRASE", "another")
    assert main([*asked, "Judge A."]) == 2 and "Bùi" not in capsys.readouterr().out
