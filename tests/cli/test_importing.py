import json
import shutil
from pathlib import Path

import pytest

from tests.foreign.texts import FILES
from workbench.casefile import create
from workbench.cli import main
from workbench.records import Agent, CaseInfo


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create(tmp_path / "case", CaseInfo(title="Fiction"), Agent(key="MJ", kind="person", name="M. J."))
    return tmp_path


def run(*words: object) -> int:
    return main([str(word) for word in words])


def test_a_list_is_taken_over_and_what_stays_in_the_file_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", folder / "case", FILES / "wro.csv", "--source", "CBP", "--agent", "MJ") == 0
    said = capsys.readouterr().out
    assert "read as import-ban: 4 of kind entity, 3 of kind relation, 3 of kind event" in said
    assert "column Calendar Year (1)" in said and "workbench resolve" in said


def test_json_has_its_keys_and_problems_make_it_1(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("import", folder / "case", FILES / "edges.csv", "--agent", "MJ", "--json") == 1
    answer = capsys.readouterr()
    found = json.loads(answer.out)
    assert set(found) == {"item", "form", "recorded", "already", "unknown", "problems", "remarks"}
    assert found["form"] == "edge-list" and len(found["recorded"]["relation"]) == 2
    assert "not taken: edges.csv, row 4" in answer.err


def test_nothing_taken_is_2(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(FILES / "edges.csv", folder / "other.csv")
    assert run("import", folder / "case", folder / "other.csv", "--as", "import-ban", "--agent", "MJ") == 2
    assert "columns for entity" in capsys.readouterr().err
