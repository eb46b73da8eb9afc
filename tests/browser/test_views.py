"""The panels of findings in a real browser: by mouse, by keys alone, looked at by axe; nothing asks a network."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.panels.stage import Stage
from workbench import panels
from workbench.casefile import Case

pytestmark = pytest.mark.browser
PICTURES = "WORKBENCH_PICTURES"
# What a person presses first in each, and what then has to be seen.
FIRST = {
    "Matrix": ("cell-8-6", "Ngày 18 tháng 3"),
    "Network": ("line-1", "Tôi đóng 3.000 đô la"),
    "Chronology": ("event-1", "ugovor od 21. avgusta 2023"),
    "Wages": ("month-0", "Năm rưỡi sáng dậy"),
    "Responses": ("duty-1", "Predstavnik Centra izjavio"),
    "Sites": ("place-3", "Ravnica Tyre building site"),
    "Determination": ("rule", "A survey measure"),
}


@pytest.fixture
def stage(browser: Any, demo_case: Case) -> Iterator[Callable[..., Stage]]:
    pages = []

    def open_panel(name: str, width: int = 1280, **options: Any) -> Stage:
        page = browser.new_page(viewport={"width": width, "height": 1000}, reduced_motion="reduce")
        page.set_default_timeout(15_000)
        pages.append(page)
        return Stage(page, getattr(panels, name)(demo_case, **options))

    yield open_panel
    for page in pages:
        page.close()


@pytest.mark.parametrize("name", FIRST)
def test_a_panel_opens_a_thing_down_to_its_words_and_axe_finds_nothing(
    stage: Callable[..., Stage], name: str, tmp_path: Path
) -> None:
    shown, (key, words) = stage(name), FIRST[name]
    assert shown.axe() == []
    shown.press(key)
    shown.root.get_by_text(words, exact=False).first.wait_for()
    if name != "Determination":
        assert shown.focused() == "trail", "what was opened has the focus"
    assert shown.axe() == []
    small = shown.root.evaluate(SMALL)
    assert small == [], "whatever one presses is 24 pixels high and wide"
    file = shown.picture(name.lower(), Path(os.environ.get(PICTURES) or tmp_path))
    assert file.stat().st_size > 20_000
    assert shown.errors == [] and shown.outside == []


SMALL = """root => [...root.querySelectorAll("button, select, input, summary")].filter((one) => one.offsetParent)
  .map((one) => [one.dataset.key, one.getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24).map(([key]) => key)"""


BROKEN = """root => [...root.querySelectorAll(".wb-grid thead th")].filter((one) => {
  one.style.overflowWrap = "normal";
  return one.scrollWidth > one.clientWidth;
}).map((one) => one.innerText)"""


@pytest.mark.parametrize("lang", ["en", "sr-Latn", "sr-Cyrl", "vi"])
def test_no_word_of_a_heading_is_broken(stage: Callable[..., Stage], lang: str) -> None:
    shown = stage("Matrix", lang=lang)
    assert shown.root.locator(".wb-grid thead th").count() == 12
    assert shown.root.evaluate(BROKEN) == []


def test_the_matrix_by_keys_alone(stage: Callable[..., Stage]) -> None:
    shown = stage("Matrix")
    shown.root.locator('[data-key="cell-0-0"]').focus()
    shown.keys("ArrowDown", "ArrowDown", "ArrowRight", "End", "Home", "ArrowRight")
    assert shown.focused() == "cell-2-1"
    shown.keys("ArrowUp", "Enter")
    assert shown.focused() == "trail"
    heading = shown.root.locator(".wb-trail h3").inner_text()
    assert heading.startswith("Group that arrived on 18 March 2024 · Deception")
    shown.keys("Escape")
    assert shown.focused() == "cell-1-1" and shown.root.locator(".wb-trail").count() == 0
    assert shown.root.locator('td[tabindex="0"]').count() == 1, "one stop of Tab for the whole grid"


def test_the_matrix_is_narrowed_and_told_without_colour(stage: Callable[..., Stage]) -> None:
    shown = stage("Matrix")
    shown.root.get_by_label("Find a row").fill("W-0")
    assert shown.root.get_by_text("9 of 28 rows").count() == 1
    shown.root.get_by_label("Only rows that hold").select_option("denied")
    visible = shown.root.locator("tbody tr:not([hidden])")
    assert 0 < visible.count() < 9
    cell = shown.root.locator('[data-key="cell-8-6"]')
    assert (cell.inner_text(), cell.get_attribute("aria-label")) == (
        "S2", "W-05, Retention of identity documents: supported, 2",
    )  # fmt: skip


def test_as_of_a_month_by_the_slider(stage: Callable[..., Stage]) -> None:
    shown = stage("Matrix")
    before = shown.root.locator("td[data-state=supported]").count()
    shown.root.get_by_label("As of").focus()
    shown.keys("Home")
    assert shown.root.get_by_text("What had begun by").count() == 1
    assert shown.root.locator("td[data-state=supported]").count() < before
    assert shown.root.get_by_label("As of").get_attribute("aria-valuetext") == shown.panel.as_of
    assert shown.focused() == "until", "the focus stays where it was"


def test_the_network_is_expanded_from_a_worker_by_keys(stage: Callable[..., Stage]) -> None:
    shown = stage("Network")
    shown.root.get_by_label("Find an entity").fill("W-05")
    shown.keys("Enter")
    shown.root.get_by_role("button", name="W-05 (Worker)").press("Enter")
    shown.idle()
    assert "What stands near W-05" in shown.root.locator(".wb-said").inner_text()
    shown.root.get_by_label("Find an entity").fill("CO-VEL")
    shown.keys("Enter")
    shown.root.get_by_role("button", name="Path from W-05").press("Enter")
    shown.idle()
    assert "Way from W-05 to Velmora" in shown.root.locator(".wb-trail h3").inner_text()
    shown.root.locator("canvas").focus()
    shown.keys("+", "ArrowLeft", "-", "0", "Tab")
    assert shown.focused() != "picture", "Tab leaves the picture"
    assert shown.errors == []


def test_a_press_on_a_box_of_the_picture_opens_it(stage: Callable[..., Stage]) -> None:
    shown = stage("Network", around="CO-VEL")
    canvas = shown.root.locator("canvas")
    seen = canvas.bounding_box()
    before = shown.panel.start
    places = [(across / 40, down / 8) for across in range(1, 40) for down in range(1, 8)]
    for across, down in places:  # over the picture until a box is met
        shown.page.mouse.click(seen["x"] + seen["width"] * across, seen["y"] + seen["height"] * down)
        if shown.panel.start != before or shown.panel.trail():
            break
    shown.idle()
    assert shown.panel.start != before or shown.root.locator(".wb-trail").count()
    assert shown.errors == []


def test_the_chronology_by_keys_and_nearer(stage: Callable[..., Stage]) -> None:
    shown = stage("Chronology")
    shown.root.locator(".wb-block").first.focus()
    shown.keys("ArrowRight", "ArrowRight", "Enter")
    assert shown.focused() == "trail"
    shown.keys("Escape")
    assert shown.focused() == "block-0-2"
    shown.press("nearer")
    assert shown.root.locator(".wb-said").inner_text().startswith("From ")


@pytest.mark.parametrize("name", FIRST)
def test_a_panel_fits_a_narrow_page_at_four_hundred_per_cent(stage: Callable[..., Stage], name: str) -> None:
    shown = stage(name, width=320)
    wide = shown.page.evaluate("() => document.documentElement.scrollWidth")
    assert wide <= 320, "nothing but a table of its own scrolls sideways"


def test_the_words_are_those_of_the_language_and_say_that_nobody_read_them(stage: Callable[..., Stage]) -> None:
    shown = stage("Matrix", lang="sr-Cyrl")
    assert shown.root.get_attribute("lang") == "sr-Cyrl"
    assert shown.root.get_by_text("Матрица индикатора").count() == 1
    assert shown.root.locator(".wb-bar .wb-note").count() == 1
