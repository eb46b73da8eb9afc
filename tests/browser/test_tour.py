"""The whole tour of the desk in a real JupyterLab, once by mouse and once by keyboard alone.

From a passage in Vietnamese with emoji before it, read by two coders, to the cell of the matrix and the digest of the
file, the network, words that are withheld, a release, and the rerun of a bundle.
"""

import re
import subprocess
import sys
from typing import Any

import pytest

from tests.browser.conftest import Desk
from tests.browser.hands import Keys, Mouse
from tests.browser.panel_cells import NOTE
from workbench.casefile import open_case
from workbench.sharing import receipts

pytestmark = pytest.mark.browser
CELLS = {
    "first coder": "panels.Coder(case, 'note.txt', agent='MJ')",
    "second coder": "panels.Coder(case, 'note.txt', agent='AK')",
    "matrix": "panels.Matrix(case)",
    "network": "panels.Network(case)",
    "redact": "panels.Redact(case, 'note.txt', agent='MJ')",
    "review": "panels.Review(case, 'parliament', agent='MJ')",
    "release": "panels.Release(case, 'parliament', agent='MJ')",
    "rerun": "from pathlib import Path\nfrom workbench.rerun import rerun\nbundle = Path(case.path).parent / 'bundle'\n"
    "print(rerun(bundle).sentence() if bundle.exists() else 'no bundle yet')",
}
Hand = Mouse | Keys
WHY = "it names somebody"


def newest(desk: Desk, kind: str) -> Any:
    return open_case(desk.case).state().of(kind)[-1]


def count(desk: Desk, kind: str) -> int:
    return len(open_case(desk.case).state().of(kind))


def coding(desk: Desk, hand: Hand, words: str, steps: int, indicator: str) -> Any:
    """Words behind emoji are coded, taken back and brought back; the offsets are exact in code points."""
    panel, before = hand.turn_to("first coder"), count(desk, "coding")
    hand.mark(words, steps)
    panel.locator(".wb-chosen", has_text=re.compile(f"^{words}$")).wait_for()
    hand.tick("stance-supports")
    hand.tick("means-first-hand")
    hand.press(f"press-{indicator}")
    desk.told(panel, "Recorded")
    made = newest(desk, "coding")
    passage = open_case(desk.case).state().get(made.record.passage)
    assert passage is not None
    at = NOTE.index(words)
    assert (passage.record.quote, passage.record.start, passage.record.end) == (words, at, at + len(words))
    desk.picture(panel, f"tour-{hand.name}-1-coded")
    hand.undo()
    desk.told(panel, "Taken back")
    assert count(desk, "coding") == before
    hand.redo()
    desk.told(panel, "It counts again")
    assert count(desk, "coding") == before + 1
    return newest(desk, "coding")


def second_reading(desk: Desk, hand: Hand, first: Any) -> None:
    """Another coder agrees, takes that back, and disagrees."""
    panel = hand.turn_to("second coder")
    hand.press("again")
    desk.told(panel, "read anew")
    hand.press(f"agree-{first.id}")
    desk.told(panel, "Recorded")
    agreed = newest(desk, "coding").record
    assert (agreed.stance, agreed.passage) == (first.record.stance, first.record.passage)
    assert agreed.coder != first.record.coder
    hand.undo()
    desk.told(panel, "Taken back")
    hand.press(f"disagree-contradicts-{first.id}")
    desk.told(panel, "Recorded")
    differs = newest(desk, "coding").record
    assert (differs.stance, differs.passage) == ("contradicts", first.record.passage)
    desk.picture(panel, f"tour-{hand.name}-2-second")


def down_to_the_digest(desk: Desk, hand: Hand, words: str, label: str) -> None:
    """A cell of the matrix opens down to these words and to the digest of the file that holds them."""
    panel = hand.turn_to("matrix")
    hand.press("again")
    desk.told(panel, "read anew")
    hand.open_cell("W-01", label)
    trail = panel.locator(".wb-trail")
    trail.wait_for()
    step = trail.locator(".wb-step", has_text="note.txt").filter(has=panel.page.locator("mark", has_text=words)).first
    item = next(live.record for live in open_case(desk.case).state().of("item") if live.record.name == "note.txt")
    assert step.locator("code.wb-hash").inner_text() == item.sha256
    assert step.locator(".wb-quote").get_attribute("lang") == "vi"
    desk.picture(panel, f"tour-{hand.name}-3-matrix")
    hand.press("close")
    trail.wait_for(state="detached")


def expanding(desk: Desk, hand: Hand) -> None:
    """The network is expanded from a worker, and a line opened down to its words."""
    panel = hand.turn_to("network")
    hand.write("words", "W-05")
    hand.press("seek")
    hit = panel.get_by_role("button", name="W-05 (Worker)")
    hit.wait_for()
    hand.press(str(hit.get_attribute("data-key")))
    desk.told(panel, "What stands near W-05")
    hand.press("line-1")
    trail = panel.locator(".wb-trail")
    trail.wait_for()
    assert re.fullmatch("[0-9a-f]{64}", trail.locator("code.wb-hash").first.inner_text())
    desk.picture(panel, f"tour-{hand.name}-4-network")
    hand.press("close")
    trail.wait_for(state="detached")


def redacting(desk: Desk, hand: Hand, words: str, steps: int) -> None:
    """Words behind emoji are withheld: the copy is looked at first, and the record has their code points."""
    panel, before = hand.turn_to("redact"), count(desk, "redaction")
    hand.mark(words, steps)
    panel.locator(".wb-chosen", has_text=re.compile(f"^{words}$")).wait_for()
    hand.choose("reason", WHY)
    hand.press("look")
    copy = panel.locator("div.wb-copy")
    copy.filter(has_text="[withheld: ").wait_for()
    assert words not in copy.inner_text() and count(desk, "redaction") == before
    desk.picture(panel, f"tour-{hand.name}-5-redact")
    hand.press("withhold")
    desk.told(panel, "Recorded")
    at = NOTE.index(words)
    assert newest(desk, "redaction").record.spans == ((at, at + len(words)),)
    assert count(desk, "redaction") == before + 1


def releasing(desk: Desk, hand: Hand, audience: str, title: str) -> None:
    """What would point to somebody is mended, and the release written and received."""
    review = hand.turn_to("review")
    hand.press("again")
    desk.told(review, "read anew")
    hand.choose("audience", title)
    desk.told(review, "Refused")
    hand.press("all")
    desk.told(review, "Nothing forbids this release")
    desk.picture(review, f"tour-{hand.name}-6-review")
    panel = hand.turn_to("release")
    hand.choose("audience", title)
    hand.write("out", f"by-{hand.name}")
    hand.press("write")
    panel.locator(".wb-said", has_text="files in").wait_for(timeout=400_000)
    written = [one for one in (desk.case / "exports" / f"by-{hand.name}").rglob("*") if one.is_file()]
    assert len(written) > 3 and {one.suffix for one in written} >= {".docx", ".html"}
    assert receipts(open_case(desk.case))[-1].released.audience == audience
    desk.picture(panel, f"tour-{hand.name}-7-release")


def finding(desk: Desk, hand: Hand, words: str, steps: int, indicator: tuple[str, str], gone: tuple[str, int]) -> None:
    """From the words to everything that stands on them, and to words that nobody else is to read."""
    made = coding(desk, hand, words, steps, indicator[0])
    second_reading(desk, hand, made)
    down_to_the_digest(desk, hand, words, indicator[1])
    expanding(desk, hand)
    redacting(desk, hand, *gone)
    assert desk.errors == [] and desk.outside == []


def leaving(desk: Desk, hand: Hand, audience: str, title: str) -> None:
    """From what is mended to a release, and to a bundle that is rerun in the notebook."""
    releasing(desk, hand, audience, title)
    bundle = desk.case.parent / "bundle"
    if not bundle.exists():
        command = ["release", str(desk.case), "--for", "reviewer", "--out", str(bundle), "--agent", "MJ"]
        subprocess.run([sys.executable, "-m", "workbench", *command], check=True, capture_output=True, timeout=900)
    hand.run_cell("rerun")
    told = desk.cell("rerun").locator(".jp-OutputArea-output", has_text="figures: same")
    told.wait_for(timeout=900_000)
    assert re.match(r"(\d+) of \1 figures: same", told.inner_text())
    assert desk.errors == [] and desk.outside == []


def test_the_desk_by_keyboard_alone(desk: Desk) -> None:
    hand = Keys(desk)
    hand.to_cell(0)
    passports = ("retention-of-identity-documents", "Retention of identity documents")
    finding(desk, hand, "hộ chiếu", 11, passports, ("của tôi", 20))


@pytest.mark.prove
def test_the_whole_tour_by_mouse(desk: Desk) -> None:
    hand = Mouse(desk)
    finding(desk, hand, "trả lương", 0, ("withholding-of-wages", "Withholding of wages"), ("tháng ba", 0))
    leaving(desk, hand, "ombudsman", "Ombudsman")


@pytest.mark.prove
def test_the_whole_tour_by_keyboard_alone(desk: Desk) -> None:
    test_the_desk_by_keyboard_alone(desk)
    leaving(desk, Keys(desk), "parliament", "Parliament")
