"""The process that runs notebooks: one JSON document in, one JSON line a notebook out, whatever a kernel prints."""

import json
import subprocess
import sys
from pathlib import Path

import nbformat

from workbench.release.kernel import execute

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


def test_in_a_notebook_that_is_kept_a_panel_is_what_it_shows(tmp_path: Path) -> None:
    view = "application/vnd.jupyter.widget-view+json"
    data = f"{{'{view}': {{'model_id': 'm'}}, 'text/html': '<p>said</p>'}}"
    show = f"from IPython.display import display\ndisplay({data}, raw=True)"
    alone = show.replace(", 'text/html': '<p>said</p>'", "")
    cells = [nbformat.v4.new_code_cell(source, id=name) for name, source in {"twin": show, "alone": alone}.items()]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "a.ipynb")
    assert execute(tmp_path / "a.ipynb", tmp_path, tmp_path, tmp_path / "kept") is None
    twin, only = [cell.outputs[0].data for cell in nbformat.read(tmp_path / "kept" / "a.ipynb", as_version=4).cells]
    assert dict(twin) == {"text/html": "<p>said</p>"}, "its kernel is gone: a page would show nothing in its place"
    assert view in only, "what has no words of its own is left as it is"
