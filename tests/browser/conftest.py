"""One Lab, one browser and one notebook for all the panels of a test file: each panel stands in a cell of its own."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
import pytest

from tests.browser.panel_cells import FIRST, prepare
from tests.copied import copied
from workbench import lab

PICTURES = "WORKBENCH_PICTURES"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync",
         "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]  # fmt: skip
HERE = ("data:", "blob:", "about:", "http://127.0.0.1:", "ws://127.0.0.1:")
# Lab itself measures its page so; it is no request and no fault of a panel.
NOISE = ("ResizeObserver loop",)


class Desk:
    """The notebook in the browser: `panel` gives one by its name, `picture` keeps what it looks like."""

    def __init__(self, page: Any, case: Path, pictures: Path, cells: dict[str, str]) -> None:
        self.page, self.case, self.pictures, self.cells = page, case, pictures, cells
        self.address = ""
        self.errors: list[str] = []
        self.outside: list[str] = []

    def cell(self, name: str) -> Any:
        """The cell of a name."""
        return self.page.locator(".jp-CodeCell").nth(1 + list(self.cells).index(name))

    def panel(self, name: str) -> Any:
        """The panel of a name, scrolled into sight, once it has drawn itself."""
        cell = self.cell(name)
        found = cell.locator("section.wb-desk")
        found.wait_for(timeout=30_000)
        found.locator(".wb-body > *").first.wait_for(timeout=30_000)
        cell.scroll_into_view_if_needed()
        return found

    def told(self, panel: Any, words: str) -> str:
        """What the live region says, once it says these words; capitals count: "Recorded", not "is recorded"."""
        live = panel.locator(".wb-said").filter(has_text=re.compile(re.escape(words)))
        live.wait_for(timeout=15_000)
        return str(live.inner_text())

    def wrong(self, panel: Any, words: str) -> str:
        """What the panel says went wrong, once it says these words."""
        live = panel.locator(".wb-wrong").filter(has_text=words)
        live.wait_for(timeout=15_000)
        return str(live.inner_text())

    def picture(self, panel: Any, name: str) -> Path:
        """Keeps a picture of a panel, as an artefact that a person looks at."""
        file = self.pictures / f"{name}.png"
        panel.screenshot(path=file)
        return file

    def axe(self, panel: Any) -> list[str]:
        """What axe finds in a panel that is serious or critical."""
        from tests.browser.axe import serious

        panel.evaluate("one => one.id = 'wb-under-axe'")
        found = serious(self.page, "#wb-under-axe")
        panel.evaluate("one => one.removeAttribute('id')")
        return found


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Any]:
    """The browser, for panels that are shown without a Lab."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium_path, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def desk(
    request: pytest.FixtureRequest, chromium_path: str, demo_case: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    """The panels of the test file's `CELLS` in a real Lab on a fresh copy of the fictional case, all of them run."""
    from playwright.sync_api import sync_playwright

    home = tmp_path_factory.mktemp("desk")
    cells: dict[str, str] = request.module.CELLS
    pictures = Path(os.environ.get(PICTURES) or home / "pictures")
    pictures.mkdir(parents=True, exist_ok=True)
    built = copied(demo_case, home / "demo")
    prepare(built, home)
    write_notebook(built.path, "desk", [FIRST, *cells.values()])
    with lab_on(built.path, home / "log") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=QUIET)
        made = Desk(browser.new_page(viewport={"width": 1400, "height": 1800}), built.path, pictures, cells)
        made.address = address
        open_notebook(made, "desk")
        yield made
        browser.close()


def write_notebook(case: Path, name: str, sources: list[str]) -> Path:
    """A notebook with these cells, where Lab looks for notebooks."""
    folder = case / "output" / "notebooks"
    folder.mkdir(parents=True, exist_ok=True)
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cells = [nbformat.v4.new_code_cell(one) for one in sources]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), folder / f"{name}.ipynb")
    return folder / f"{name}.ipynb"


@contextmanager
def lab_on(case: Path, log: Path) -> Iterator[str]:
    """Lab on a case, started by the command; gives its address."""
    from tests.browser.test_notebook_in_lab import wait_for_address

    with tempfile.TemporaryDirectory(prefix="wbt", dir="/tmp") as short, log.open("wb") as out:
        command = [sys.executable, "-m", "workbench", "lab", str(case), "--no-browser"]
        env = {**os.environ, "TMPDIR": short, lab.AS_ROOT: "1"}
        child = subprocess.Popen(command, env=env, stdout=out, stderr=out)
        try:
            yield wait_for_address(log, child)
        finally:
            child.terminate()
            child.wait(30)


def watched(page: Any, desk: Desk) -> None:
    """Every request of a page is judged, and every error of its console kept."""
    page.set_default_timeout(30_000)

    def judge(route: Any) -> None:
        if route.request.url.startswith(HERE):
            route.continue_()
        else:
            desk.outside.append(route.request.url)
            route.abort()

    def heard(text: str) -> None:
        if not text.startswith(NOISE):
            desk.errors.append(text)

    page.route("**/*", judge)
    page.on("console", lambda said: heard(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: heard(str(error)))


def open_notebook(desk: Desk, name: str, page: Any = None, *, run: bool = True) -> Any:
    """A notebook opened in a page (the desk's own, where none is given), and run."""
    from tests.browser.test_notebook_in_lab import run_all

    page = page or desk.page
    watched(page, desk)
    page.goto(desk.address.replace("00_start_here", name))
    page.locator("#jp-main-statusbar").get_by_text("| Idle").wait_for(timeout=120_000)
    if run:
        run_all(page)
        last = page.locator(".jp-CodeCell").last.locator(".jp-OutputArea-output")
        last.first.wait_for(timeout=120_000)
    return page
