"""The wage ledger: the rows are the finding's, a month opens into its steps and words."""

import pytest

from tests.panels.asked import Page
from workbench.casefile import Case
from workbench.findings.wages import wages
from workbench.panels import Wages


@pytest.fixture(scope="module")
def page(demo_case: Case) -> Page:
    return Page(Wages(demo_case))


def test_rows_debts_and_clauses_are_those_of_the_finding(page: Page, demo_case: Case) -> None:
    found = wages(demo_case.tables())
    at = page.state["names"]["months"].index("missing")
    assert [row[at] for row in page.state["months"]] == found.df["missing"].tolist()
    assert len(page.state["debts"]) == len(found.debts) and len(page.state["swaps"]) == len(found.swaps)


def test_a_month_opens_into_every_step_and_the_words(page: Page, demo_case: Case) -> None:
    row = wages(demo_case.tables()).rows[0]
    page.ask("month", number=1)
    trail = page.state["trail"]
    assert [cells[0] for cells in trail["rows"]["cells"]] == [step.what for step in row.steps]
    assert trail["title"] == "W-01, 2024-03" and trail["steps"] and row.lapses in trail["told"][0]


def test_a_debt_and_a_clause_lead_to_their_words(page: Page) -> None:
    page.ask("debt", at=0)
    assert page.state["trail"]["title"].startswith("W-01: fee")
    page.ask("swap", at=3)
    assert len(page.state["trail"]["told"]) == 2 and "750.00 USD" in page.state["trail"]["told"][1]


def test_as_of_a_day(page: Page) -> None:
    whole = len(page.state["months"])
    page.ask("until", day="2024-03")
    assert 0 < len(page.state["months"]) < whole
    page.ask("until")


def test_the_twin_is_a_picture_and_a_table(page: Page) -> None:
    assert "data:image/svg+xml" in page.panel.twin() and "<caption" in page.panel.twin()
