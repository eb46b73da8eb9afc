"""The chronology panel: lanes of a window, each event down to who says so."""

import pytest

from tests.panels.asked import Page
from workbench.casefile import Case
from workbench.findings.chronology import chronology
from workbench.panels import Chronology


@pytest.fixture(scope="module")
def page(demo_case: Case) -> Page:
    return Page(Chronology(demo_case))


def numbers(page: Page) -> list[int]:
    return [n for lane in page.state["strip"]["lanes"] for block in lane["blocks"] for n in block["numbers"]]


def test_every_dated_event_stands_in_one_block_within_the_strip(page: Page, demo_case: Case) -> None:
    found = chronology(demo_case.tables())
    assert sorted(numbers(page)) == found.df["number"].tolist()
    blocks = [block for lane in page.state["strip"]["lanes"] for block in lane["blocks"]]
    assert all(0 <= one["left"] <= 100 and one["left"] + one["wide"] <= 100.01 for one in blocks)


def test_a_window_moves_and_nears(page: Page) -> None:
    whole = len(numbers(page))
    page.ask("window", first="2024-05", last="2024-05")
    assert page.state["strip"]["first"] == "2024-05-01" and 0 < len(numbers(page)) < whole
    page.ask("turn", way="nearer")
    assert page.state["strip"]["first"] > "2024-05-01" and page.state["strip"]["last"] < "2024-05-31"
    before = page.state["strip"]["first"]
    page.ask("turn", way="later")
    assert page.state["strip"]["first"] > before
    page.ask("turn", way="further")
    assert "Write one of earlier" in page.ask("turn", way="up")
    assert "Write" in page.ask("window", first="soon")
    page.ask("window")
    assert len(numbers(page)) == whole


def test_nearer_than_a_week_it_stays(page: Page) -> None:
    page.ask("window", first="2024-05-13", last="2024-05-19")
    assert page.ask("turn", way="nearer").startswith("Nearer than a week")
    page.ask("window")


def test_an_event_leads_to_its_source_and_words(page: Page) -> None:
    page.ask("events", numbers=[1])
    trail = page.state["trail"]
    assert trail["title"] == "Building contract between Ravnica Tyre and Tessaron"
    assert trail["steps"][0]["file"] == "official/register_extracts_2024-07.pdf"
    page.ask("events", numbers=[1, 2])
    assert trail["title"] != page.state["trail"]["title"] == "2 events"


def test_the_twin_is_a_picture_and_a_table(page: Page) -> None:
    assert "data:image/svg+xml" in page.panel.twin() and "<caption" in page.panel.twin()
