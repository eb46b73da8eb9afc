"""The desk in a real JupyterLab in a real browser: by mouse, by keyboard alone, and looked at by axe."""

from typing import Any

import pytest

from tests.browser.conftest import Desk
from workbench.casefile import open_case

pytestmark = pytest.mark.browser
PASSPORTS = "retention-of-identity-documents"


def test_coding_by_mouse(desk: Desk) -> None:
    panel = desk.panel("coder")
    words = panel.locator(".wb-words")
    desk.picture(panel, "coder")
    box = words.get_by_text("hộ chiếu", exact=False).first
    box.scroll_into_view_if_needed()
    text = words.evaluate("one => one.textContent")
    at = text.index("hộ chiếu")
    words.evaluate(MARK, "hộ chiếu")
    assert panel.locator(".wb-chosen").inner_text() == "hộ chiếu"
    panel.get_by_role("radio", name="first-hand").check()
    panel.get_by_role("button", name="Retention of identity documents", exact=True).click()
    desk.told(panel, "Recorded")
    made = newest(desk, "coding")
    state = open_case(desk.case).state()
    passage = state.get(made.record.passage).record
    assert (passage.quote, passage.start, passage.end) == ("hộ chiếu", at, at + 8)
    assert desk.axe(panel) == []
    assert desk.errors == [] and desk.outside == []


def newest(desk: Desk, kind: str) -> Any:
    return open_case(desk.case).state().of(kind)[-1]


MARK = """(root, words) => {
  root.focus();
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at >= 0) return document.getSelection().setBaseAndExtent(node, at, node, at + words.length);
  }
}"""
