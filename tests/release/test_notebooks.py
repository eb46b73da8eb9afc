"""Notebooks run in a process that knows nothing of the caller, and each failure is said with its cell."""

import json
import os
from pathlib import Path
from typing import Any

import nbformat
import pytest

from workbench.release.notebooks import NotRun, environment, published, run, shipped


@pytest.fixture
def made(tmp_path: Path) -> Any:
    """Writes a notebook of code cells."""

    def make(name: str, *sources: str) -> Path:
        cells = [nbformat.v4.new_code_cell(source, id=f"cell-{n}") for n, source in enumerate(sources)]
        nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / name)
        return tmp_path / name

    return make


LOOK = """import json, os, sys
from pathlib import Path
folder = Path(os.environ["WORKBENCH_OUT"]) / "01_look"
folder.mkdir(parents=True)
seen = {"env": dict(os.environ), "cwd": os.listdir(), "argv": sys.argv, "case": os.environ["WORKBENCH_CASE"],
        "history": get_ipython().history_manager.enabled, "home": str(Path.home())}
(folder / "seen.json").write_text(json.dumps(seen))"""


def test_the_process_sees_the_case_and_nothing_of_the_caller(
    made: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", "secret-one")
    monkeypatch.setenv("WORKBENCH_AGENT", "MJ")
    monkeypatch.setenv("SOME_TOKEN", "secret-two")
    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    told: list[tuple[str, int, int]] = []
    ran = run([made("01_look.ipynb", LOOK)], tmp_path, tmp_path / "out", progress=lambda *step: told.append(step))
    assert [one.error for one in ran] == [None]
    assert list(ran[0].figures) == ["01_look/seen.json"]
    seen = json.loads(ran[0].figures["01_look/seen.json"].read_text())
    assert "secret" not in json.dumps(seen)
    assert seen["env"].get("WORKBENCH_AGENT") is None
    assert seen["env"]["TZ"] == "Asia/Kathmandu"
    assert seen["case"] == str(tmp_path)
    assert seen["cwd"] == []
    assert seen["history"] is False
    assert seen["home"] != os.path.expanduser("~")
    assert not Path(seen["home"]).exists()
    connection = next(argument for argument in seen["argv"] if argument.endswith(".json"))
    assert not Path(connection).exists()
    assert told == [("notebooks", 0, 1), ("notebooks", 1, 1)]


def test_a_notebook_that_fails_names_its_cell_and_the_next_one_still_runs(made: Any, tmp_path: Path) -> None:
    broken, sound = made("01_broken.ipynb", "1 + 1", "int('hộ chiếu')", "1"), made("02_sound.ipynb", "2")
    ran = run([broken, sound], tmp_path, tmp_path / "out")
    assert ran[0].error is not None
    assert ran[0].error.startswith("cell cell-1: ValueError: invalid literal")
    assert ran[1].error is None
    assert ran[1].figures == {}


def test_a_kernel_that_dies_is_a_failure_of_its_notebook(made: Any, tmp_path: Path) -> None:
    both = [made("01_dies.ipynb", "import os; os._exit(3)"), made("02_sound.ipynb", "2")]
    ran = run(both, tmp_path, tmp_path / "out")
    assert [one.error for one in ran] == ["cell cell-0: the kernel died", None]


def test_what_is_no_notebook_is_said(tmp_path: Path) -> None:
    (tmp_path / "01_x.ipynb").write_text("no notebook")
    with pytest.raises(NotRun, match="the process that runs them ended"):
        run([tmp_path / "01_x.ipynb"], tmp_path, tmp_path / "out")


def test_a_module_beside_a_notebook_is_not_imported_instead_of_a_library(made: Any, tmp_path: Path) -> None:
    (tmp_path / "workbench.py").write_text("raise SystemExit('taken over')")
    assert run([made("01_x.ipynb", "import workbench")], tmp_path, tmp_path / "out")[0].error is None


def test_outputs_are_kept_where_they_are_asked_for(made: Any, tmp_path: Path) -> None:
    run([made("01_x.ipynb", "40 + 2")], tmp_path, tmp_path / "out", keep=tmp_path / "kept")
    assert "42" in (tmp_path / "kept" / "01_x.ipynb").read_text()
    assert "42" not in (tmp_path / "01_x.ipynb").read_text()


def test_the_environment_is_a_short_list(tmp_path: Path) -> None:
    given = environment(tmp_path, tmp_path / "case", tmp_path / "out")
    assert {name for name in given if name.startswith("WORKBENCH")} == {"WORKBENCH_CASE", "WORKBENCH_OUT"}
    assert given["JUPYTER_NO_CONFIG"] == "1"
    for name in ("HOME", "IPYTHONDIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        assert Path(given[name]).parent == tmp_path
        assert Path(given[name]).stat().st_mode & 0o077 == 0


def test_figures_are_found_by_notebook_in_order(tmp_path: Path) -> None:
    for name in ("04_a/z.svg", "04_a/b.csv", "05_b/c.svg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert list(published(tmp_path, "04_a")) == ["04_a/b.csv", "04_a/z.svg"]


def test_the_shipped_notebooks_are_in_order() -> None:
    names = [path.name for path in shipped()]
    assert names == sorted(names)
    assert names[0] == "00_start_here.ipynb"
