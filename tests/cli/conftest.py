"""A command line, run as somebody types it: within this process, or in one of its own where that is what is tested."""

import contextlib
import io
import json
import os
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ONCE = {"TZ", "LC_ALL", "LANG", "PYTHONHASHSEED", "PYTHONIOENCODING", "TMPDIR", "WORKBENCH_FRAMEWORKS"}


class Answer:
    """What a command answered: its exit code, standard output and standard error."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Answer]:
    """Runs `workbench` with these arguments in a folder of its own, without the second that a new process takes."""

    def command(*arguments: object, **environment: str) -> Answer:
        assert not ONCE & environment.keys(), "what is read when a process starts is tested in one of its own"
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(tmp_path)
            for name, value in ({"COLUMNS": "120"} | environment).items():
                patch.setenv(name, value)
            return _answered(list(map(str, arguments)))

    return command


@pytest.fixture
def process(tmp_path: Path) -> Callable[..., Answer]:
    """The same in a process of its own, as a terminal starts it."""

    def command(*arguments: object, **environment: str) -> Answer:
        env = os.environ | {"PYTHONIOENCODING": "utf-8", "COLUMNS": "120"} | environment
        line = [sys.executable, "-m", "workbench", *map(str, arguments)]
        done = subprocess.run(line, capture_output=True, text=True, cwd=tmp_path, env=env, timeout=300, check=False)
        return Answer(done.returncode, done.stdout, done.stderr)

    return command


def _answered(arguments: list[str]) -> Answer:
    """The answer of the command line, as a process gives it: what it does not catch is a trace and the code 1."""
    from workbench.cli import main

    told = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="", write_through=True) for _ in range(2)]
    with contextlib.redirect_stdout(told[0]), contextlib.redirect_stderr(told[1]):
        try:
            code = main(arguments)
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 1 if left.code else 0
        except Exception:
            traceback.print_exc()
            code = 1
    out, err = (one.buffer.getvalue().decode("utf-8") for one in told)
    return Answer(code, out, err)


@pytest.fixture
def case(run: Callable[..., Answer], tmp_path: Path) -> Path:
    """A case that the command line began."""
    assert run("init", "c", "--title", "Site A", "--unsealed", "--agent", "MJ").code == 0
    return tmp_path / "c"
