"""Files through a page: pieces in their order, in memory, under names that lead nowhere else, gone afterwards."""

import gc
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.coding.conftest import case
from workbench import tray as trays
from workbench.casefile import Case
from workbench.errors import BadValue, Refused
from workbench.release import throwaway
from workbench.tray import Tray

__all__ = ["case"]

DROPPED = """
import sys
from pathlib import Path
from workbench import tray
tray.IN_MEMORY = Path(sys.argv[1])
held = tray.Tray(sealed=True)
held.put("statement.txt", 0, b"They keep our passports.")
print(held.place, flush=True)
sys.stdin.read()
"""


def test_pieces_become_one_item_with_its_own_time_and_the_tray_is_empty(case: Case) -> None:
    tray = Tray()
    for at, piece in ((0, b"They keep "), (10, b"our passports.")):
        tray.put("from W-01/note.txt", at, piece, changed=1_636_963_443)
    place = tray.place
    assert not os.access(trays.IN_MEMORY, os.W_OK) or place.is_relative_to(trays.IN_MEMORY)
    assert place.stat().st_mode & 0o077 == 0
    done = tray.take(case, agent="MJ")
    assert [(one.path, one.outcome) for one in done.items] == [("from W-01/note.txt", "parsed")]
    live = case.state().of("item")[-1]
    assert case.objects.read(live.record.object) == b"They keep our passports."
    assert case.state().of("custody")[-1].record.file_time == "2021-11-15T08:04:03" or case.door.seeded
    assert list(place.iterdir()) == []
    tray.clear()
    assert not place.exists()


@pytest.mark.parametrize("name", ["", "/etc/passwd", "../out.txt", "a/../../out.txt", "a\0b"])
def test_a_name_that_leads_out_is_refused(name: str) -> None:
    tray = Tray()
    with pytest.raises(BadValue, match="way out"):
        tray.put(name, 0, b"x")
    assert list(tray.place.iterdir()) == []
    tray.clear()


def test_a_tray_that_nobody_takes_is_gone_with_whoever_held_it() -> None:
    tray = Tray()
    tray.put("a.txt", 0, b"words of a worker")
    place = tray.place
    del tray
    gc.collect()
    assert not place.exists()


def test_a_piece_out_of_turn_and_an_empty_tray_are_refused(case: Case) -> None:
    tray = Tray()
    with pytest.raises(Refused, match="does not follow"):
        tray.put("a.txt", 5, b"late")
    with pytest.raises(Refused, match="no file"):
        tray.take(case, agent="MJ")
    tray.clear()


def test_what_fails_leaves_nothing_behind(case: Case) -> None:
    tray = Tray()
    tray.put("a.txt", 0, b"words of a worker")
    with pytest.raises(TypeError):
        tray.take(case, agent="MJ", nonsense=True)
    assert list(tray.place.iterdir()) == []
    tray.clear()


def test_without_a_folder_in_memory_it_stands_where_temporary_files_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trays, "IN_MEMORY", tmp_path / "none")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert Tray().place.parent.parent == tmp_path


def test_of_a_sealed_case_nothing_lies_on_a_disk_in_clear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trays, "IN_MEMORY", tmp_path / "none")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(Refused, match="in clear"):
        Tray(sealed=True)
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_kernel_held_in_memory_is_taken_away_by_the_next_tray_and_no_sooner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trays, "IN_MEMORY", tmp_path)
    monkeypatch.setattr(throwaway, "IN_MEMORY", tmp_path)
    words = [sys.executable, "-c", DROPPED, str(tmp_path)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as kernel:
        assert kernel.stdout is not None
        place = Path(kernel.stdout.readline().strip())
        mine = Tray(sealed=True)
        assert (place / "statement.txt").read_bytes() == b"They keep our passports.", "it lives"
        kernel.send_signal(signal.SIGKILL)
    assert kernel.returncode == -signal.SIGKILL and (place / "statement.txt").exists()
    also = Tray(sealed=True)
    assert not place.parent.exists() and mine.place.exists() and also.place.exists()
