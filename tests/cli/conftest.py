"""A command line that is really run, in a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


class Answer:
    """What a command answered: its exit code, standard output and standard error."""

    def __init__(self, done: "subprocess.CompletedProcess[str]") -> None:
        self.code, self.out, self.err = done.returncode, done.stdout, done.stderr

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Answer]:
    """Runs `workbench` with these arguments in a folder of its own."""

    def command(*arguments: object, **environment: str) -> Answer:
        env = os.environ | {"PYTHONIOENCODING": "utf-8", "COLUMNS": "120"} | environment
        line = [sys.executable, "-m", "workbench", *map(str, arguments)]
        return Answer(
            subprocess.run(line, capture_output=True, text=True, cwd=tmp_path, env=env, timeout=300, check=False)
        )

    return command


@pytest.fixture
def case(run: Callable[..., Answer], tmp_path: Path) -> Path:
    """A case that the command line began."""
    assert run("init", "c", "--title", "Site A", "--unsealed", "--agent", "MJ").code == 0
    return tmp_path / "c"
