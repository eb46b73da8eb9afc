"""The first notebook in a real JupyterLab and browser: it runs, shows matrix and pictures, and calls nobody."""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import TimeoutError

from tests.copied import copied
from workbench import lab

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/lab/tree/\S+\?token=[0-9a-f]{48}")
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(demo_case: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where Lab shows the demo case, started by the command."""
    case = copied(demo_case, tmp_path_factory.mktemp("lab") / "demo")
    log = case.path.parent / "log"
    with tempfile.TemporaryDirectory(prefix="wbt", dir="/tmp") as short, log.open("wb") as out:
        command = [sys.executable, "-m", "workbench", "lab", str(case.path), "--no-browser"]
        child = subprocess.Popen(command, env={**os.environ, "TMPDIR": short, lab.AS_ROOT: "1"}, stdout=out, stderr=out)
        try:
            yield wait_for_address(log, child)
        finally:
            child.terminate()
            child.wait(30)


def wait_for_address(log: Path, child: "subprocess.Popen[bytes]") -> str:
    for _ in range(600):
        found = ADDRESS.search(log.read_text())
        if found:
            return found[0]
        assert child.poll() is None, log.read_text()
        time.sleep(0.1)
    raise AssertionError(log.read_text())


def run_all(page: Any) -> None:
    """Runs every cell as a person would: where nothing has begun after a while, the menu is used once more."""
    for _ in range(4):
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        begun = page.locator(".jp-CodeCell .jp-InputPrompt", has_text=re.compile(r"\[(\*|\d+)\]"))
        try:
            begun.first.wait_for(timeout=20_000)
        except TimeoutError:
            continue
        return
    raise AssertionError("no cell began to run: " + page.locator("#jp-main-statusbar").inner_text())


def test_the_first_notebook_runs_and_shows_matrix_and_pictures(address: str, page: Any, tmp_path: Path) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.set_viewport_size({"width": 1400, "height": 1000})
    page.goto(address)
    status = page.locator("#jp-main-statusbar")
    status.get_by_text("| Idle").wait_for(timeout=120_000)
    run_all(page)
    last = page.locator(".jp-CodeCell").last
    # Either the last cell has said something, or an earlier one has failed and stopped the run.
    ended = ".jp-CodeCell:last-of-type .jp-OutputArea-output, [data-mime-type*='error']"
    page.locator(ended).first.wait_for(timeout=180_000)
    assert page.locator("[data-mime-type*='error']").all_inner_texts() == []
    last.locator(".jp-OutputArea-output").wait_for(timeout=60_000)

    # A case card, one cell down to words and digest, and the workers who allow the public nothing.
    assert page.locator("caption", has_text=re.compile("^Case ")).count() == 1
    quotes = page.locator("table", has=page.locator("caption", has_text=re.compile(": (supported|conflicting)")))
    assert quotes.locator("td", has_text=re.compile("^[0-9a-f]{64}$")).count() > 1
    assert page.locator("td", has_text=re.compile("^W-[0-9]+$")).count() > 1
    pictures = page.locator("img[src^='data:image/svg+xml']")
    panel = page.locator("section.wb-desk")
    panel.locator('[data-key="cell-8-6"]').wait_for(timeout=30_000)
    assert "workers do not allow the public" in panel.locator(".wb-danger").inner_text()
    panel.locator('[data-key="cell-8-6"]').click()
    panel.get_by_text("Ngày 18 tháng 3 tới nơi là nộp hộ chiếu").first.wait_for(timeout=30_000)
    assert pictures.count() == 3
    drawn = pictures.evaluate_all("all => all.map(one => [one.naturalWidth, one.naturalHeight, one.alt.length])")
    assert all(width > 100 and height > 50 and words > 30 for width, height, words in drawn)
    assert re.findall(r"^[0-9a-f]{64} (\S+)$", last.inner_text(), re.MULTILINE) == [
        "chronology.svg", "matrix-by-worker.svg", "network.svg", "sites.svg",
    ]  # fmt: skip
    assert page.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    # News, updates and extensions are asked for by nobody, so nobody is asked whether they may be.
    assert page.get_by_text(re.compile("Jupyter news|updates? available|Would you like", re.IGNORECASE)).count() == 0

    for number in range(3):
        pictures.nth(number).scroll_into_view_if_needed()
        page.screenshot(path=tmp_path / f"picture-{number}.png")
    assert (tmp_path / "picture-2.png").stat().st_size > 20_000
    assert page.refused == []
    assert said == []
