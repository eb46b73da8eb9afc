"""The response tracker: how each duty stands on a day, and every step behind it."""

import pytest

from tests.panels.asked import Page
from workbench.casefile import Case
from workbench.findings.responses import responses
from workbench.panels import Responses


@pytest.fixture(scope="module")
def page(demo_case: Case) -> Page:
    return Page(Responses(demo_case))


def test_the_rows_are_those_of_the_finding_with_what_is_due_next(page: Page, demo_case: Case) -> None:
    found = responses(demo_case.tables())
    at = page.state["names"].index("status")
    assert [row[at] for row in page.state["rows"]] == found.df["status"].tolist()
    assert len(page.state["reminders"]) == len(found.reminders()) == 2
    assert len(page.state["untouched"]) == len(found.untouched)


def test_a_duty_opens_into_its_steps_and_words(page: Page) -> None:
    page.ask("duty", number=1)
    trail = page.state["trail"]
    assert trail["rows"]["cells"][0][:2] == ["check", "2024-06-20"]
    assert trail["steps"][0]["quote"].startswith("Predstavnik Centra izjavio")


def test_as_of_a_day_less_has_been_done(page: Page) -> None:
    page.ask("until", day="2024-05-21")
    assert page.state["as_of"] == "2024-05-21" and len(page.state["rows"]) < 6
    page.ask("until")
    assert "Write a date" in page.ask("until", day="soon")
    page.ask("until")


def test_the_twin_is_a_picture_and_a_table(page: Page) -> None:
    assert "data:image/svg+xml" in page.panel.twin() and "<caption" in page.panel.twin()
