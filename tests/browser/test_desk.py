"""The desk in a real JupyterLab in a real browser: by mouse, by keyboard alone, and looked at by axe."""

import re
from typing import Any

import pytest

from tests.browser.conftest import Desk
from tests.browser.panel_cells import CELLS, NOTE
from tests.browser.saving import whole
from workbench.casefile import open_case

pytestmark = pytest.mark.browser
PASSPORTS = "retention-of-identity-documents"
MARK = """(root, words) => {
  root.focus();
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at >= 0) return document.getSelection().setBaseAndExtent(node, at, node, at + words.length);
  }
}"""


WIDE = """one => [...one.querySelectorAll('*')].filter(each => !each.closest('.wb-scroll, svg')
  && each.getBoundingClientRect().right > one.getBoundingClientRect().right + 1).map(each => each.className)"""


def newest(desk: Desk, kind: str) -> Any:
    return open_case(desk.case).state().of(kind)[-1]


def count(desk: Desk, kind: str) -> int:
    return len(open_case(desk.case).state().of(kind))


def test_coding_by_mouse(desk: Desk) -> None:
    panel = desk.panel("coder")
    words = panel.locator(".wb-words")
    text = words.evaluate("one => one.textContent")
    at = text.index("hộ chiếu")
    words.evaluate(MARK, "hộ chiếu")
    assert panel.locator(".wb-chosen").inner_text() == "hộ chiếu"
    press = panel.get_by_role("button", name="Retention of identity documents", exact=True)
    coded = count(desk, "coding")
    assert panel.locator("[name$=-stance]:checked, [name$=-means]:checked").count() == 0, "nothing is said beforehand"
    press.click()
    desk.wrong(panel, "Say first what the words say: for it, against it, or unclear")
    assert focused(desk) == "stance-supports" and count(desk, "coding") == coded
    panel.get_by_role("radio", name="against it").check()
    press.click()
    desk.wrong(panel, "Say first how the speaker knows it")
    panel.get_by_role("radio", name="first-hand").check()
    press.click()
    desk.told(panel, "Recorded")
    made = newest(desk, "coding")
    assert made.record.stance == "contradicts"
    assert panel.locator("[name$=-stance]:checked").count() == 0, "what was said of these words is not said of the next"
    passage = open_case(desk.case).state().get(made.record.passage)
    assert passage is not None
    assert (passage.record.quote, passage.record.start, passage.record.end) == ("hộ chiếu", at, at + 8)
    own = panel.locator(f"tr[data-coding='{made.id}']")
    own.get_by_role("button", name="Go to the words").click()
    assert words.evaluate("() => document.getSelection().toString()") == "hộ chiếu"
    before = count(desk, "coding")
    panel.locator("[data-key=undo]").click()
    desk.told(panel, "Taken back")
    assert count(desk, "coding") == before - 1 and own.count() == 0
    panel.locator("[data-key=redo]").click()
    desk.told(panel, "It counts again")
    assert count(desk, "coding") == before
    own.get_by_role("button", name="I considered every indicator").click()
    desk.told(panel, "Declared read")
    assert newest(desk, "reading").record.subject == made.record.subject
    desk.picture(panel, "coder")


def test_nobody_is_spoken_of_before_somebody_says_who(desk: Desk) -> None:
    panel = desk.panel("coder")
    texts = panel.locator("[data-key=text]")
    before = texts.input_value()
    other = next(one for one in texts.locator("option").all() if not one.inner_text().startswith("testimonies/"))
    texts.select_option(other.get_attribute("value"))
    panel.locator("[data-key=subject] option[value='']:checked").wait_for(state="attached")
    coded = count(desk, "coding")
    words = panel.locator(".wb-words")
    words.evaluate(MARK, words.evaluate("one => one.textContent.trim().split(/\\s+/)[0]"))
    panel.get_by_role("radio", name="for it").check()
    panel.get_by_role("radio", name="first-hand").check()
    panel.get_by_role("button", name="Deception", exact=True).click()
    desk.wrong(panel, "Say first of whom it is said")
    assert focused(desk) == "subject" and count(desk, "coding") == coded
    texts.select_option(before)
    panel.locator("[data-key=subject] option[value='']").wait_for(state="detached")


def test_a_draft_is_taken_or_turned_down_by_a_person(desk: Desk) -> None:
    panel = desk.panel("coder")
    panel.get_by_role("button", name="Drafts", exact=True).click()
    desk.told(panel, "Drafts are shown")
    panel.get_by_role("radio", name="first-hand").check()
    panel.get_by_role("button", name="Take it as my coding").first.click()
    desk.told(panel, "Taken as your coding")
    assert newest(desk, "verdict").record.coding
    panel.get_by_role("button", name="Turn it down").first.click()
    desk.told(panel, "Turned down")
    assert newest(desk, "verdict").record.decision == "rejected"
    desk.picture(panel, "coder-drafts")
    panel.get_by_role("button", name="Drafts", exact=True).click()
    desk.told(panel, "Drafts are hidden")


def test_coding_by_keyboard_alone_behind_emoji(desk: Desk) -> None:
    panel, keys = desk.panel("by keyboard"), desk.page.keyboard
    panel.locator("[data-key=text]").focus()
    keys.press("Tab")
    assert focused(desk) == "words"
    keys.press("Control+Home")
    for _ in range(11):
        keys.press("ArrowRight")
    for _ in range(8):
        keys.press("Shift+ArrowRight")
    keys.press("Enter")
    assert focused(desk) == "search" and panel.locator(".wb-chosen").inner_text() == "hộ chiếu"
    keys.type("identity")
    keys.press("Enter")
    desk.wrong(panel, "Trước hết hãy nêu các từ nói gì")
    assert focused(desk) == "stance-supports"
    for asked in ("Trước hết hãy nêu người kể biết", None):  # Space chooses, Enter goes on: not one press of Tab
        keys.press("Space")
        keys.press("Enter")
        if asked:
            desk.wrong(panel, asked)
            assert focused(desk) == "means-first-hand"
    desk.told(panel, "Đã ghi")
    made = newest(desk, "coding")
    passage = open_case(desk.case).state().get(made.record.passage)
    assert passage is not None
    at = NOTE.index("hộ chiếu")
    assert (passage.record.quote, passage.record.start, passage.record.end) == ("hộ chiếu", at, at + 8)
    assert at == len("😀 👩🏽‍🌾 Họ giữ ") == 14
    assert focused(desk) == "words"
    desk.picture(panel, "coder-by-keyboard")
    before = count(desk, "coding")
    keys.press("Control+z")
    desk.told(panel, "Đã rút lại")
    assert count(desk, "coding") == before - 1
    keys.press("Control+Shift+Z")
    desk.told(panel, "Điều đó lại có giá trị")
    before = count(desk, "coding")
    keys.press("Control+Shift+ArrowRight")
    for key in ("-", "Enter"):
        keys.press(key)
    keys.type("isolation")
    keys.press("Enter")  # what is known of the speaker is still chosen: four keys and a word for the second passage
    desk.told(panel, "Đã ghi")
    assert count(desk, "coding") == before + 1 and newest(desk, "coding").record.stance == "contradicts"
    keys.press("Control+z")
    desk.told(panel, "Đã rút lại")
    assert focused(desk) == "words"
    keys.type("never written")
    assert panel.locator(".wb-words").evaluate("one => one.textContent") == NOTE


def test_a_second_coder_agrees_and_disagrees_by_keyboard(desk: Desk) -> None:
    panel, keys = desk.panel("second coder"), desk.page.keyboard
    panel.locator("[data-key=again]").focus()
    keys.press("Enter")
    desk.told(panel, "read anew")
    first = next(live for live in reversed(open_case(desk.case).state().of("coding")))
    panel.locator(f"[data-key='agree-{first.id}']").focus()
    keys.press("Enter")
    desk.told(panel, "Recorded")
    assert (newest(desk, "coding").record.stance, newest(desk, "coding").record.means) == ("supports", "first-hand")
    keys.press("Control+z")
    desk.told(panel, "Taken back")
    panel.locator(f"[data-key='disagree-contradicts-{first.id}']").focus()
    keys.press("Space")
    desk.told(panel, "Recorded")
    made = newest(desk, "coding").record
    assert made.stance == "contradicts" and made.passage == first.record.passage and made.coder != first.record.coder
    desk.picture(panel, "coder-second")


def test_files_are_dropped_and_taken_in_with_an_outcome_each(desk: Desk) -> None:
    panel = desk.panel("intake")
    assert panel.locator(".wb-danger").inner_text().startswith("Of 24 workers nobody has recorded")
    panel.locator("[data-key=dangers]").click()
    panel.locator("[data-key=worker]").select_option("W-01")
    panel.locator("[data-key=asked]").fill("2024-05-18")
    panel.get_by_role("checkbox", name="reprisal").check()
    panel.locator("[data-key=record-danger]").click()
    desk.told(panel, "Recorded what was asked of W-01")
    assert newest(desk, "danger").record.flags == ("reprisal",)
    panel.locator("[data-key=new-source]").fill("FIELD")
    files = [{"name": "note.md", "mimeType": "text/plain", "buffer": "Họ giữ hộ chiếu 😀".encode()},
             {"name": "large.bin", "mimeType": "application/x-own", "buffer": b"\x00\x01" * (1 << 20)}]  # fmt: skip
    panel.locator("[data-key=files]").set_input_files(files)
    desk.told(panel, "2 new, 0 there already")
    found = {live.record.name: live.record for live in open_case(desk.case).state().of("item")}
    assert found["large.bin"].size == 1 << 21 and found["note.md"].kind == "text"
    desk.picture(panel, "intake")


def test_a_region_is_marked_by_mouse_and_by_keys(desk: Desk) -> None:
    panel, keys = desk.panel("photos"), desk.page.keyboard
    stage = panel.locator(".wb-stage")
    desk.page.wait_for_function("() => { const one = document.querySelector('.wb-stage img'); "
                                "return one && one.complete && one.naturalWidth === 1024; }")  # fmt: skip
    stage.scroll_into_view_if_needed()
    box = stage.bounding_box()
    ratio = 1024 / box["width"]
    desk.page.mouse.move(box["x"] + 20, box["y"] + 30)
    desk.page.mouse.down()
    desk.page.mouse.move(box["x"] + 120, box["y"] + 90, steps=4)
    desk.page.mouse.up()
    panel.get_by_role("radio", name="for it").check()
    panel.get_by_role("radio", name="observed").check()
    panel.get_by_role("button", name="Abusive working and living conditions", exact=True).click()
    desk.told(panel, "Recorded")
    passage = open_case(desk.case).state().get(newest(desk, "coding").record.passage)
    assert passage is not None
    wanted = [20 * ratio, 30 * ratio, 100 * ratio, 60 * ratio]
    assert all(abs(one - other) <= 3 for one, other in zip(passage.record.region, wanted, strict=True))
    desk.picture(panel, "photos")
    panel.locator("[data-key=stage]").focus()
    for key in ("ArrowRight", "ArrowRight", "Alt+ArrowRight", "Shift+ArrowDown", "?", "Enter"):
        keys.press(key)
    assert focused(desk) == "search"
    keys.type("isolation")
    keys.press("Enter")
    desk.told(panel, "Recorded: Isolation")
    passage = open_case(desk.case).state().get(newest(desk, "coding").record.passage)
    assert passage is not None and passage.record.region == (256 + 20 + 1, 192, 512, 384 + 20)
    assert newest(desk, "coding").record.stance == "unclear"
    assert focused(desk) == "stage"
    keys.press("Control+z")
    desk.told(panel, "Taken back")


def test_a_remedy_and_a_decision_are_recorded(desk: Desk) -> None:
    panel = desk.panel("review")
    assert panel.locator(".wb-stop").inner_text().startswith("✗ Refused")
    panel.get_by_role("button", name="Record this remedy").first.click()
    desk.told(panel, "decisions recorded")
    assert newest(desk, "protection").record.audience == "public"
    desk.picture(panel, "review")
    panel.locator("[data-key=undo]").click()
    desk.told(panel, "Taken back")
    panel.locator("[data-key=deciding]").click()
    panel.locator("[data-key=target]").fill("SA-1")
    panel.locator("[data-key=act]").select_option("withhold")
    panel.locator("[data-key=reason]").fill("kin of a worker")
    panel.locator("[data-key=record]").click()
    desk.told(panel, "Decided on SA-1")
    assert newest(desk, "protection").record.reason == "kin of a worker"


def test_a_release_is_refused_mended_and_previewed(desk: Desk) -> None:
    panel, review = desk.panel("release"), desk.panel("review")
    panel.locator("[data-key=check]").click()
    desk.told(panel, "Refused")
    panel.locator("[data-key=out]").fill("for-parliament")
    panel.locator("[data-key=write]").click()
    desk.wrong(panel, ".")
    review.locator("[data-key=audience]").select_option("parliament")
    desk.told(review, "Refused")
    review.locator("[data-key=all]").click()
    desk.told(review, "Nothing forbids this release")
    panel.locator("[data-key=look]").click()
    panel.locator(".wb-said").filter(has_text="This is a preview").wait_for(timeout=60_000)
    pages = panel.frame_locator("iframe.wb-preview")
    assert pages.locator("h1, h2").count() > 3
    desk.picture(panel, "release")


def test_a_third_person_decides_a_dispute(desk: Desk) -> None:
    panel = desk.panel("agreement")
    disputes = panel.locator("details.wb-dispute")
    assert disputes.count() > 10 and panel.locator("table").first.locator("tr").count() > 5
    first = disputes.first
    first.locator("summary").click()
    first.get_by_role("radio", name="unclear").check()
    first.locator("input[type=text]").fill("read again with the interpreter")
    first.get_by_role("button", name="Record the decision").click()
    desk.told(panel, "Decided: unclear")
    assert newest(desk, "adjudication").record.reason == "read again with the interpreter"
    desk.picture(panel, "agreement")


def test_two_that_may_be_one_are_told_apart_and_taken_back(desk: Desk) -> None:
    panel = desk.panel("pairs")
    pair = panel.locator("article.wb-pair").first
    pair.get_by_role("button", name="different", exact=True).click()
    desk.told(panel, "different")
    assert newest(desk, "sameness").record.decision == "different"
    desk.picture(panel, "pairs")
    pair.get_by_role("button", name="Take back").click()
    desk.told(panel, "Taken back")
    assert count(desk, "sameness") == 0


def test_a_letter_pressed_in_a_panel_is_no_command_of_lab(desk: Desk) -> None:
    panel, cells = desk.panel("second coder"), desk.page.locator(".jp-CodeCell")
    before = cells.count()
    for place in (
        "[data-key=again]",
        ".wb-words",
        "[data-key=subject]",
        "[data-key=stance-unclear]",
        "[data-key=more]",
    ):
        panel.locator(place).focus()
        for key in ("a", "b", "x"):
            desk.page.keyboard.press(key)
            assert cells.count() == before, (place, key)


@pytest.mark.parametrize("name", CELLS)
def test_axe_finds_nothing_serious(desk: Desk, name: str) -> None:
    assert desk.axe(desk.panel(name)) == []


def test_at_four_hundred_per_cent_nothing_has_to_be_scrolled_sideways(desk: Desk) -> None:
    for name in CELLS:
        panel = desk.panel(name)
        panel.evaluate("one => { one.style.width = '320px'; }")
        wide = panel.evaluate(WIDE)
        desk.picture(panel, f"narrow-{name.replace(' ', '-')}")
        panel.evaluate("one => { one.style.width = ''; }")
        assert wide == [], name


def test_targets_are_large_enough_and_each_has_a_name(desk: Desk) -> None:
    small = """one => [...one.querySelectorAll('button, select, input, summary, [tabindex="0"]')].filter(each => {
        const box = each.getBoundingClientRect();
        return box.width && (box.width < 24 || box.height < 24); }).map(each => each.outerHTML.slice(0, 120))"""
    for name in CELLS:
        assert desk.panel(name).evaluate(small) == [], name


def test_a_saved_notebook_holds_the_twins_and_no_state_of_a_panel(desk: Desk) -> None:
    file = desk.case / "output" / "notebooks" / "desk.ipynb"
    desk.page.get_by_role("menuitem", name="File", exact=True).click()
    desk.page.get_by_role("menuitem", name=re.compile(r"^Save Notebook(?! As)")).first.click()
    for _ in range(100):
        saved = whole(file)
        shown = [out for cell in saved["cells"] for out in cell["outputs"]]
        if len(shown) >= len(CELLS):
            break
        desk.page.wait_for_timeout(200)
    assert "widgets" not in saved["metadata"] and "_esm" not in file.read_text("utf-8")
    twins = [out for out in shown if "application/vnd.jupyter.widget-view+json" in out.get("data", {})]
    assert len(twins) == len(CELLS)
    assert all("<table" in "".join(out["data"]["text/html"]) for out in twins)
    assert not any("<script" in "".join(out["data"]["text/html"]) for out in twins)


def test_nothing_went_wrong_and_nobody_outside_was_asked(desk: Desk) -> None:
    assert desk.errors == [] and desk.outside == []


def focused(desk: Desk) -> str:
    return str(
        desk.page.evaluate("() => document.activeElement.dataset.key || document.activeElement.outerHTML.slice(0, 80)")
    )
