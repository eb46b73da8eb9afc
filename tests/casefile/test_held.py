"""The lock of a file says whether a process lives, and goes with it."""

import subprocess
import sys
from pathlib import Path

from workbench.casefile.held import held, is_held

HOLDER = """
import sys
from pathlib import Path
from workbench.casefile.held import held
with held(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_a_lock_goes_with_the_process_that_is_killed(tmp_path: Path) -> None:
    mark = tmp_path / "incoming" / "a.held"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, mark], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == b"held\n"
        assert is_held(mark)
        holder.kill()
        holder.wait()
    assert mark.exists() and not is_held(mark)


def test_a_mark_that_was_cleared_before_it_was_locked_is_made_anew(tmp_path: Path, monkeypatch) -> None:
    mark, real, times = tmp_path / "a.held", Path.stat, []

    def stat(path: Path, **how):
        if path == mark and not times:
            times.append(path)
            path.unlink()
        return real(path, **how)

    monkeypatch.setattr(Path, "stat", stat)
    with held(mark):
        assert times and mark.exists() and is_held(mark)
    assert not is_held(mark) and not is_held(tmp_path / "b.held")
