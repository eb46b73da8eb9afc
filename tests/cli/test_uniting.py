import json
from pathlib import Path

import pytest

from workbench.casefile import Case, create
from workbench.cli import main
from workbench.records import Agent, CaseInfo, Entity, Relation, Source


def case(folder: Path, stance: str, key: str = "BR") -> Case:
    made = create(folder, CaseInfo(title=folder.name), Agent(key="MJ", kind="person", name="M. J."))
    with made.writing(made.agent("MJ")) as writer:
        firm, other = (writer.record(Entity(key=name, schema="Company", label=f"Firm {name}")) for name in ("A", key))
        told = writer.record(Source(key=folder.name, label=f"Register of {folder.name}", kind="institution"))
        writer.record(Relation(schema="Ownership", source_entity=firm, target_entity=other, source=told, stance=stance))
    return made


@pytest.fixture
def two(tmp_path: Path) -> Path:
    case(tmp_path / "north", "supports")
    case(tmp_path / "south", "contradicts", "CR")
    return tmp_path


def run(*words: object) -> int:
    return main([str(word) for word in words])


def test_two_cases_are_one_network_and_neither_changes(two: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = [sorted((two / name / "ledger").iterdir()) for name in ("north", "south")]
    assert run("network", two / "north", "--with", two / "south", "--out", two / "n.csv") == 0
    said = capsys.readouterr()
    assert "north and south: 4 entities, 2 relations; nothing was merged" in said.out
    text = (two / "n.csv").read_text("utf-8-sig")
    assert '"A@north"' in text and '"A@south"' in text and '"CR"' in text
    assert [sorted((two / name / "ledger").iterdir()) for name in ("north", "south")] == before
    assert all(list((two / name / "access").iterdir()) for name in ("north", "south")), "each logs what left it"


def test_json_has_its_keys(two: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("network", two / "south", "--with", two / "north", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found) == {"cases", "entities", "relations", "against", "files"}
    assert found["cases"] == ["north", "south"] and found["against"] == []
