"""What a panel has to outlive in a real Lab: a busy machine, a second kernel, a killed kernel, nobody's trust."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from tests.browser.conftest import Desk, open_notebook, write_notebook
from tests.browser.hands import Mouse
from tests.browser.panel_cells import FIRST, NOTE
from workbench.casefile import open_case, verify

pytestmark = pytest.mark.browser
CELLS = {"coder": "panels.Coder(case, 'note.txt', agent='MJ')", "kernel": "print('kernel', os.getpid())"}
OTHER = {"coder": "panels.Coder(case, 'note.txt', agent='AK')", "kernel": CELLS["kernel"]}
# What a machine does that is busier than anywidget waits for: the two seconds of its script are over at once.
BUSY = """const whole = AbortSignal.timeout;
AbortSignal.timeout = (span) => whole.call(AbortSignal, span === 2000 ? 0 : span);"""


@pytest.fixture(scope="module")
def second(desk: Desk) -> Iterator[Desk]:
    """A second notebook with a kernel of its own on the same case, in a page of its own: a colleague's."""
    write_notebook(desk.case, "second", [FIRST, *OTHER.values()])
    made = opened(desk, "second", OTHER)
    yield made
    made.page.close()


def opened(desk: Desk, name: str, cells: dict[str, str], *, script: str = "", run: bool = True) -> Desk:
    page = desk.page.context.browser.new_page(viewport={"width": 1400, "height": 1400})
    if script:
        page.add_init_script(script)
    made = Desk(page, desk.case, desk.pictures, cells)
    # Pages of one workspace show each other's notebooks; a colleague has a desk of their own.
    made.address = desk.address.replace("/lab/tree/", f"/lab/workspaces/{name}/tree/")
    open_notebook(made, name, run=run)
    return made


def kernel_of(desk: Desk) -> int:
    told = desk.cell("kernel").locator(".jp-OutputArea-output", has_text=re.compile(r"kernel \d+"))
    return int(told.inner_text().split()[1])


def coded(desk: Desk, words: str, indicator: str) -> str:
    hand, before = Mouse(desk), codings(desk)
    panel = hand.turn_to("coder")
    hand.mark(words, 0)
    hand.tick("stance-supports")
    hand.tick("means-first-hand")
    hand.press(f"press-{indicator}")
    desk.told(panel, "Recorded")
    (made,) = codings(desk) - before
    return made


def codings(desk: Desk) -> set[str]:
    return {live.id for live in open_case(desk.case).state().of("coding")}


@pytest.fixture(scope="module")
def kept(second: Desk) -> Any:
    """The second notebook as Lab has just saved it, with what its cell shows when it is run again."""
    desk, name = second, "second"
    prompt = desk.cell("coder").locator(".jp-InputPrompt").first
    before = prompt.inner_text()
    Mouse(desk).run_cell("coder")
    desk.cell("coder").locator(".jp-InputPrompt", has_text=re.compile(r"\[\d+\]")).filter(
        has_not_text=before
    ).wait_for()
    desk.panel("coder")
    file = desk.case / "output" / "notebooks" / f"{name}.ipynb"
    changed = file.stat().st_mtime_ns
    desk.page.get_by_role("menuitem", name="File", exact=True).click()
    desk.page.get_by_role("menuitem", name=re.compile(r"^Save Notebook(?! As)")).first.click()
    for _ in range(100):
        if file.stat().st_mtime_ns != changed:
            break
        desk.page.wait_for_timeout(100)
    return nbformat.read(file, 4)


def test_two_kernels_see_each_others_work_on_refresh(desk: Desk, second: Desk) -> None:
    first = coded(desk, "hộ chiếu", "retention-of-identity-documents")
    assert kernel_of(desk) != kernel_of(second)
    theirs = second.panel("coder")
    assert theirs.locator(f"[data-coding='{first}']").count() == 0
    hand = Mouse(second)
    hand.turn_to("coder")
    hand.press("again")
    second.told(theirs, "read anew")
    before = codings(desk)
    hand.press(f"disagree-contradicts-{first}")
    second.told(theirs, "Recorded")
    (answer,) = codings(desk) - before
    ours = desk.panel("coder")
    back = Mouse(desk)
    back.turn_to("coder")
    back.press("again")
    ours.locator(f"tr[data-coding='{answer}']", has_text="AK").wait_for()


def test_a_kernel_killed_after_it_said_recorded_has_lost_nothing(desk: Desk, second: Desk) -> None:
    made = coded(desk, "trả lương", "withholding-of-wages")
    os.kill(kernel_of(desk), signal.SIGKILL)
    after = open_case(desk.case)
    passage = after.state().get(after.state().get(made).record.passage)
    at = NOTE.index("trả lương")
    assert (passage.record.quote, passage.record.start, passage.record.end) == ("trả lương", at, at + 9)
    assert verify(after).ok
    hand = Mouse(second)
    hand.turn_to("coder")
    hand.press("again")
    second.panel("coder").locator(f"tr[data-coding='{made}']", has_text="MJ").wait_for()
    desk.page.get_by_role(
        "button", name="Ok", exact=True
    ).click()  # Lab says that the kernel is gone, and starts another
    ours = desk.panel("coder")
    ours.locator("[data-key=again]").click()
    ours.get_by_text("No answer yet: the kernel is at work, or it was stopped.").wait_for()
    assert ours.locator(f"tr[data-coding='{made}']").count() == 1, "what was recorded still stands there"
    desk.picture(ours, "kernel-killed")


def test_a_panel_that_a_busy_machine_kept_waiting_is_not_empty_for_ever(desk: Desk) -> None:
    write_notebook(desk.case, "busy", [FIRST, *CELLS.values()])
    made = opened(desk, "busy", CELLS, script=BUSY)
    try:
        assert any("Failed to initialize model" in one for one in made.errors), "what the others rest on has happened"
        panel = made.panel("coder")
        assert (
            "hộ chiếu" in panel.locator(".wb-words").inner_text() and panel.get_by_text("Reading the case").count() == 0
        )
        coded(made, "tháng ba", "isolation")
    finally:
        made.page.close()


def test_nobodys_trust_is_needed_to_read_the_same_facts(desk: Desk, kept: Any) -> None:
    kept = nbformat.from_dict(kept)
    kept.cells.append(nbformat.v4.new_markdown_cell("From somebody else."))  # what was signed is another notebook now
    nbformat.write(kept, desk.case / "output" / "notebooks" / "received.ipynb")
    made = opened(desk, "received", OTHER, run=False)
    try:
        table = made.cell("coder").locator(".jp-RenderedHTML:not(.jp-mod-trusted) table")
        table.wait_for()
        told = table.inner_text()
        assert "What is coded in note.txt" in told and "retention-of-identity-documents" not in told
        assert "Retention of identity documents" in told and "W-01" in told
        assert made.page.locator("section.wb-desk").count() == 0
        made.page.screenshot(path=desk.pictures / "untrusted.png")
        assert made.errors == [] and made.outside == []
    finally:
        made.page.close()


def test_an_exported_page_shows_the_same_facts_and_no_name(desk: Desk, kept: Any, tmp_path: Path) -> None:
    nbformat.write(kept, tmp_path / "second.ipynb")
    command = [sys.executable, "-m", "nbconvert", "--to", "html", "--output-dir", str(tmp_path), "second.ipynb"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    page = (tmp_path / "second.html").read_text("utf-8")
    assert "What is coded in note.txt" in page and "Retention of identity documents" in page and "W-01" in page
    names = {one for live in open_case(desk.case).state().of("entity") if live.record.schema == "Worker"
             for one in live.record.names}  # fmt: skip
    assert len(names) > 10 and not [one for one in names if one in page or json.dumps(one)[1:-1] in page]
