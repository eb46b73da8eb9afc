"""From raw files to opened pages on a machine without a network: nothing tries to leave it, nothing is asked for."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def unshare() -> list[str]:
    """The command that gives a program an empty network of its own; skipped where that is not permitted."""
    path = shutil.which("unshare")
    if path is None:
        pytest.skip("no unshare program here: a machine without a network cannot be had")
    tried = subprocess.run([path, "-rn", "true"], capture_output=True, text=True, timeout=60, check=False)
    if tried.returncode != 0:
        pytest.skip(f"this system permits no network of one's own: {tried.stderr.strip()}")
    return [path, "-rn"]


def test_the_whole_tour_sends_no_packet_and_asks_for_nothing_elsewhere(
    unshare: list[str], chromium_path: str, repository: Path, tmp_path: Path
) -> None:
    env = {**os.environ, "PYTHONPATH": str(repository), "XDG_STATE_HOME": str(tmp_path / "state")}
    env.pop("WORKBENCH_CORPUS", None)
    home = tmp_path / "home"
    home.mkdir()
    program = [sys.executable, str(repository / "tests" / "browser" / "tour.py"), str(home), chromium_path]
    done = subprocess.run([*unshare, *program], capture_output=True, text=True, env=env, timeout=560, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["began"] == {"ipv4": 0, "ipv6": 0, "devices": 1}, "loopback is all there is"
    assert told["tour"] == told["began"], "no command tried to reach anything"
    assert told["pages"] == told["began"], "no page made the browser try"
    assert told["outside"] == [] and told["requests"] > 100
    assert told["control"]["ipv4"] == 1 and not told["reached"], "an attempt would be counted"
