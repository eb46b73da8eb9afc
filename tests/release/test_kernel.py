"""The process that runs notebooks: one JSON document in, one JSON line a notebook out, whatever a kernel prints."""

import json
import subprocess
import sys
from pathlib import Path

import nbformat

NOISE = 'import os\nos.write(1, b"{not an answer}\\n")\nprint("said")'


def test_each_notebook_gets_one_answer(tmp_path: Path) -> None:
    for name, source in {"a.ipynb": NOISE, "b.ipynb": "raise KeyError('x')"}.items():
        cell = nbformat.v4.new_code_cell(source, id="only")
        nbformat.write(nbformat.v4.new_notebook(cells=[cell]), tmp_path / name)
    task = {
        "notebooks": [str(tmp_path / "a.ipynb"), str(tmp_path / "b.ipynb")],
        "folder": str(tmp_path),
        "sockets": str(tmp_path),
        "keep": "",
    }
    command = [sys.executable, "-m", "workbench.release.kernel"]
    answer = subprocess.run(command, input=json.dumps(task), capture_output=True, text=True, check=True)
    assert [json.loads(line) for line in answer.stdout.splitlines()] == [
        {"notebook": "a.ipynb", "error": None},
        {"notebook": "b.ipynb", "error": "cell only: KeyError: 'x'"},
    ]
