"""A power cut at any moment: what was not synced is dropped, torn or reordered; nothing acknowledged is lost."""

import time
from collections import Counter
from pathlib import Path

import pytest

from tests.prove.copied_ahead import AHEAD, MORE
from tests.prove.keys_at_work import SCENARIOS as OF_ONE
from tests.prove.kills import wrong
from tests.prove.power_runs import behind_names, cut, cut_at, losses, record
from tests.prove.progress import Progress
from tests.prove.scenarios import Stage
from workbench.casefile.early import Early

CUTS = 2000
SCENARIOS = OF_ONE | AHEAD


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_sample_of_power_cuts(tmp_path: Path, name: str) -> None:
    recorded = record(Stage(SCENARIOS[name], tmp_path))
    total = cut(recorded, tmp_path / "cut", name, 8)
    assert not wrong(total), "\n".join(wrong(total))
    assert total["runs"] == 8


@pytest.mark.parametrize("name", AHEAD)
def test_what_is_made_durable_ahead_is_seen(tmp_path: Path, name: str) -> None:
    """Another thread asks the system before whoever records does, and a part of the copies is safe by that alone."""
    events = record(Stage(AHEAD[name], tmp_path)).events
    asked = [event["by"] for event in events if event["op"] == "syncfs"]
    assert set(asked) - {event["by"] for event in events if event["op"] == "rename"}
    assert len({event["by"] for event in events if event["op"] == "write"}) > 2


@pytest.mark.parametrize("believed", [False, True], ids=["as it is", "believed to be durable"])
def test_a_copy_gets_its_name_only_when_its_bytes_are_safe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, believed: bool
) -> None:
    """Where it is believed of every copy that another thread has made it durable, a cut leaves a name without bytes."""
    if believed:
        monkeypatch.setattr(Early, "holds", lambda early, paths: True)
    recorded = record(Stage(AHEAD["intake, copied by others"], tmp_path))
    moments = behind_names(recorded, 1)
    assert len(moments) >= MORE
    total = cut_at(recorded, tmp_path / "cut", "names", moments)
    assert bool(wrong(total)) is believed, "\n".join(wrong(total)[:5])


@pytest.mark.parametrize("folders", [None, False, True], ids=["no fsync", "none of files", "none of folders"])
def test_the_simulator_sees_a_missing_fsync(tmp_path: Path, folders: bool | None) -> None:
    """Kills cannot: what a dead process wrote is in the memory of the system, and stays."""
    recorded = record(Stage(SCENARIOS["intake"], tmp_path))
    assert losses(recorded, tmp_path / "cut", 20, folders, left_out=False) == 0
    assert losses(recorded, tmp_path / "cut", 20, folders) > 3


@pytest.mark.prove
def test_two_thousand_power_cuts(tmp_path: Path) -> None:
    progress = Progress("power cuts", "power", "power_runs", "kills", "scenarios", "keys_at_work", "shim", "forked",
                        "copied_ahead")  # fmt: skip
    each = CUTS // len(SCENARIOS) + 1
    controls = Counter[str]()
    for name in SCENARIOS:
        recorded = record(Stage(SCENARIOS[name], tmp_path / name))
        controls["cuts without fsync"] += 20
        controls["of these with a loss"] += losses(recorded, tmp_path / "cut", 20, None)
        for part in progress.todo([f"{name} {n}" for n in range(0, each, 25)]):
            begun = time.monotonic()
            counts = cut(recorded, tmp_path / "cut", part, 25)
            assert not wrong(counts), "\n".join(wrong(counts)[:20])
            progress.add(part, dict(counts), time.monotonic() - begun)
    total = progress.total()
    assert total["cut"] >= CUTS
    assert controls["of these with a loss"] > controls["cuts without fsync"] // 3
    progress.publish(
        "simulated power cuts at any moment of every scenario, what was not synced dropped, torn at any byte, written "
        "in any order or in some sectors: everything acknowledged is there, nothing torn, the act can be repeated",
        {"power cuts": total["cut"], "lost or torn": 0, **{f"control, {name}": n for name, n in controls.items()}},
    )
