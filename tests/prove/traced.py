"""The second judge, below Python: strace stops a process at its n-th call of the system, or lets that call fail."""

import json
import re
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

from tests.prove import forked
from tests.prove.kills import after
from tests.prove.one_run import MUTE
from tests.prove.scenarios import Stage

CALLS = ("write", "fsync", "rename", "unlink", "mkdir", "ftruncate", "copy_file_range", "link", "chmod")
ROOT = Path(__file__).resolve().parent.parent.parent
LINE = re.compile(r"^(\d+) +(\w+)\((.*)$")


def why_not() -> str:
    """Why strace cannot judge here, or nothing."""
    if shutil.which("strace") is None:
        return "no strace here (Debian, Ubuntu: apt install strace)"
    tried = subprocess.run(["strace", "-qq", "-e", "inject=fsync:error=EIO", "true"], capture_output=True, check=False)
    return "" if tried.returncode == 0 else f"strace may not trace here: {tried.stderr.decode()[:200]}"


def _run(stage: Stage, options: list[str]) -> subprocess.CompletedProcess[bytes]:
    command = ["strace", "-f", "-qq", *options, sys.executable, "-m", "tests.prove.one_run", stage.scenario.name,
               str(stage.folder)]  # fmt: skip
    return subprocess.run(command, cwd=ROOT, capture_output=True, timeout=120, check=False)


def calls(stage: Stage) -> dict[str, list[int]]:
    """Of each call of the system, which of its invocations (from 1) in the main process touch the scenario's folder."""
    folder, log = stage.fresh(), stage.folder.parent / "trace"
    answer = _run(stage, ["-y", "-s", "4096", "-e", f"trace={','.join(CALLS)}", "-o", str(log)])
    assert answer.returncode == 0, answer.stderr
    seen: Counter[str] = Counter()
    found: dict[str, list[int]] = defaultdict(list)
    main = ""
    for line in log.read_text("utf-8", "replace").splitlines():
        parts = LINE.match(line)
        main = main or (parts[1] if parts else "")
        if parts and parts[1] == main:
            seen[parts[2]] += 1
            if str(folder) in parts[3]:
                found[parts[2]].append(seen[parts[2]])
    return dict(found)


def strike(stage: Stage, call: str, n: int, how: str) -> Counter[str]:
    """Lets the n-th invocation of a call meet its fate: `SIGKILL`, an error, or an error from then on (`EIO+`)."""
    folder = stage.fresh()
    fate = "signal=SIGKILL" if how == "SIGKILL" else f"error={how.rstrip('+')}"
    on = "+" if how.endswith("+") else ""
    answer = _run(stage, ["-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:{fate}:when={n}{on}"])
    end = forked.End([json.loads(line) for line in answer.stdout.split(b"\n")[:-1]])
    known = {0: "done", 2: "refused", MUTE: "mute"}
    end.how = known.get(answer.returncode, "killed" if how == "SIGKILL" else "raw")
    end.detail = answer.stderr.decode()[-500:]
    return after(stage, folder, end, f"{call} {n}: {how}", may_be_refused=how != "SIGKILL")
