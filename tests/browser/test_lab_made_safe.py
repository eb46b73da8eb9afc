"""A received notebook in Lab on a confidential case: no button of it commands, nothing is fetched, nothing is saved."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from tests.browser.saving import whole
from tests.browser.test_notebook_in_lab import run_all, wait_for_address
from workbench import lab
from workbench.casefile import create
from workbench.records import Agent, CaseInfo

pytestmark = pytest.mark.browser
ELSEWHERE = "http://192.0.2.1"
BUTTON = "<button id=trap data-commandlinker-command='filebrowser:create-new-file'>open</button>"
RECEIVED = f"{BUTTON}<img src='{ELSEWHERE}/received.png'><p>{ELSEWHERE}/written.html</p>"
SECRET = "Tran Van Hu Cau"
CELLS = (
    "1",
    f"from IPython.display import HTML\nHTML(\"<img src='{ELSEWHERE}/shown.png'>"
    f"<script>fetch('{ELSEWHERE}/ran').catch(() => document.title = 'stopped')</script>\")",
    f"print('{SECRET}', '{ELSEWHERE}/printed')",
    f"raise ValueError('{SECRET} told it at home')",
)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[dict[str, Any]]:
    info, agent = CaseInfo(title="A", nature="confidential"), Agent(key="MJ", kind="person", name="M.")
    case = create(tmp_path / "case", info, agent)
    folder = case.path / "output" / "notebooks"
    folder.mkdir(parents=True)
    cells = [nbformat.v4.new_code_cell(one) for one in CELLS]
    cells[0].outputs = [nbformat.v4.new_output("display_data", {"text/html": RECEIVED})]
    cells[0].metadata["trusted"] = True  # what a hostile sender writes
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), folder / "received.ipynb")
    log = tmp_path / "log"
    with tempfile.TemporaryDirectory(prefix="wbt", dir="/tmp") as short, log.open("wb") as out:
        command = [sys.executable, "-m", "workbench", "lab", str(case.path), "--no-browser"]
        child = subprocess.Popen(command, env={**os.environ, "TMPDIR": short, lab.AS_ROOT: "1"}, stdout=out, stderr=out)
        try:
            address = wait_for_address(log, child).replace("00_start_here", "received")
            yield {"address": address, "folder": folder, "tmp": Path(short)}
        finally:
            child.terminate()
            child.wait(30)


def test_what_was_received_commands_nothing_and_what_was_shown_is_not_saved(session: dict[str, Any], page: Any) -> None:
    refused_by_policy: list[str] = []
    page.on("console", lambda said: refused_by_policy.append(said.text) if "Security Policy" in said.text else None)
    page.goto(session["address"])
    page.locator("#jp-main-statusbar").get_by_text("| Idle").wait_for(timeout=120_000)
    trap = page.locator(".jp-OutputArea-output button", has_text="open")
    trap.first.wait_for(timeout=60_000)
    assert trap.first.get_attribute("data-commandlinker-command") is None
    before = sorted(session["folder"].iterdir())
    for _ in range(100):  # Lab copies what it opens before anything is saved
        if kept := list(session["folder"].rglob("*-checkpoint.ipynb")):
            break
        page.wait_for_timeout(200)
    assert kept and "display_data" in (session["folder"] / "received.ipynb").read_text("utf-8")
    assert all(not cell.outputs for file in kept for cell in whole(file).cells)
    trap.first.click()
    assert page.locator(".jp-OutputArea-output a").count() == 0, "an address in a text is no link"

    run_all(page)
    page.get_by_text("ValueError in line 1 of this cell. %tb shows all of it.").first.wait_for(timeout=120_000)
    shown = page.locator(".jp-OutputArea-output").all_inner_texts()
    assert any(SECRET in text for text in shown) and not any("told it at home" in text for text in shown)
    page.wait_for_function("document.title === 'stopped' || document.title.includes('received')")
    assert any("/shown.png" in text for text in refused_by_policy), refused_by_policy
    assert any("/ran" in text for text in refused_by_policy), refused_by_policy
    assert page.refused == [], "the browser itself let nothing out; the test had nothing to refuse"

    page.get_by_role("menuitem", name="File", exact=True).click()
    page.get_by_role("menuitem", name=re.compile(r"^Save Notebook(?! As)")).first.click()
    notebook = session["folder"] / "received.ipynb"
    for _ in range(100):
        saved = whole(notebook)
        if not any(cell.outputs for cell in saved.cells):
            break
        page.wait_for_timeout(200)
    assert [cell.outputs for cell in saved.cells] == [[]] * len(CELLS)
    assert [cell.metadata for cell in saved.cells] == [{}] * len(CELLS)
    kept = list(session["folder"].rglob("*-checkpoint.ipynb"))
    assert all(not cell.outputs for file in kept for cell in whole(file).cells)
    for _ in range(100):  # Lab writes beside the file (`.~received.ipynb`) until the disk has it
        fresh = {path for path in session["folder"].iterdir() if path not in before}
        if not any(path.name.startswith(".~") for path in fresh):
            break
        page.wait_for_timeout(200)
    assert fresh <= {session["folder"] / ".ipynb_checkpoints"}
    assert not list(session["tmp"].rglob("history.sqlite"))
