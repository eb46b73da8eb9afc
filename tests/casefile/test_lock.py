"""One writer at a time, across processes; the lock of a dead process binds nobody."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from workbench.casefile.lock import locked
from workbench.errors import NotWritten

HOLD = """
import sys, time, pathlib
from workbench.casefile.lock import locked
with locked(pathlib.Path(sys.argv[1])):
    print('held', flush=True)
    time.sleep(float(sys.argv[2]))
    print('done', flush=True)
"""


def holder(file: Path, seconds: float, repository: Path) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(file), str(seconds)], cwd=repository, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None and child.stdout.readline() == "held\n"
    return child


def test_the_second_waits_until_the_first_is_done_and_says_so(tmp_path: Path, repository: Path, capsys) -> None:
    file = tmp_path / ".lock"
    child = holder(file, 0.5, repository)
    with locked(file):
        assert child.stdout is not None and child.stdout.read() == "done\n"
    child.wait()
    assert "another process is writing" in capsys.readouterr().err


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path, repository: Path) -> None:
    file = tmp_path / ".lock"
    child = holder(file, 60, repository)
    child.kill()
    child.wait()
    child.stdout.close()
    begun = time.monotonic()
    with locked(file):
        assert time.monotonic() - begun < 5


def test_where_nothing_can_be_written_the_error_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match=r"gone/\.lock"), locked(tmp_path / "gone" / ".lock"):
        raise AssertionError("the lock was never held")


def test_an_error_inside_is_not_taken_for_one_of_the_lock(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), locked(tmp_path / ".lock"):
        raise FileNotFoundError("somebody else's")
