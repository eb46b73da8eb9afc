"""The clock and chance enter here, and reading a case leaves no trace."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.casefile import open_case
from workbench.casefile.door import seeded_door, system_door
from workbench.errors import NotWritten


def test_the_system_door_gives_utc_to_the_second_and_a_new_salt_each_time(tmp_path: Path) -> None:
    door = system_door(tmp_path)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", door.now())
    salts = {door.salt() for _ in range(50)}
    assert len(salts) == 50
    assert all(re.fullmatch("[0-9a-f]{64}", salt) for salt in salts)
    assert not door.seeded


def test_opening_and_reading_make_no_file_anywhere(filled, state_home: Path, tmp_path: Path) -> None:
    before = sorted((path, path.stat().st_mtime_ns) for path in tmp_path.rglob("*"))
    case = open_case(filled.path)
    assert case.info.title == "Site A"
    assert case.tables().passages.shape[0] == 1
    assert repr(case)
    assert list(state_home.iterdir()) == []
    assert sorted((path, path.stat().st_mtime_ns) for path in tmp_path.rglob("*")) == before


def test_the_device_keeps_its_name_and_differs_by_place(tmp_path: Path, state_home: Path) -> None:
    one, other = system_door(tmp_path / "a"), system_door(tmp_path / "b")
    assert one.device() == one.device() == system_door(tmp_path / "a").device()
    assert one.device() != other.device()
    assert [file.name for file in (state_home / "workbench").iterdir()] == ["device"]


@pytest.mark.parametrize("left", ["", "xyz", "0" * 31])
def test_a_name_that_a_power_cut_spoiled_is_made_anew(tmp_path: Path, state_home: Path, left: str) -> None:
    (state_home / "workbench").mkdir()
    (state_home / "workbench" / "device").write_text(left)
    named = system_door(tmp_path).device()
    assert re.fullmatch("[0-9a-f]{32}", (state_home / "workbench" / "device").read_text())
    assert system_door(tmp_path).device() == named


def test_two_processes_that_begin_at_once_take_one_name(tmp_path: Path, state_home: Path, repository: Path) -> None:
    program = "from pathlib import Path\nfrom workbench.casefile.door import system_door\n"
    program += f"print(system_door(Path({str(tmp_path)!r})).device())"
    running = [
        subprocess.Popen([sys.executable, "-c", program], cwd=repository, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    assert len({child.communicate()[0] for child in running}) == 1


def test_where_the_name_cannot_be_kept_the_error_says_so(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    with pytest.raises(NotWritten, match="device"):
        system_door(tmp_path).device()


def test_a_seeded_door_repeats_itself_and_says_that_it_is_one() -> None:
    one, other = (seeded_door("demo", "2026-01-15T09:00:00Z") for _ in range(2))
    assert [one.salt() for _ in range(3)] == [other.salt() for _ in range(3)]
    assert one.device() == other.device() != seeded_door("else", "2026-01-15T09:00:00Z").device()
    assert one.salt() != seeded_door("else", "2026-01-15T09:00:00Z").salt()
    assert one.seeded


def test_a_seeded_clock_is_written_in_utc() -> None:
    door = seeded_door("demo", "2026-01-15T10:00:00+01:00")
    assert [door.now(), door.now()] == ["2026-01-15T09:00:00Z", "2026-01-15T09:00:01Z"]
