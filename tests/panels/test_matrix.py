"""The matrix panel shows the finding and opens a cell down to the digest of a file."""

import pytest

from tests.panels.asked import Page
from workbench.casefile import Case
from workbench.findings.matrix import matrix
from workbench.panels import Matrix

PASSPORTS = "retention-of-identity-documents"


@pytest.fixture(scope="module")
def page(demo_case: Case) -> Page:
    return Page(Matrix(demo_case))


def test_every_cell_is_that_of_the_finding(page: Page, demo_case: Case) -> None:
    grid, found = page.state["grid"], matrix(demo_case.tables())
    assert [row[0] for row in grid["rows"]] == [row.id for row in found.rows]
    for row, cells in zip(found.rows, grid["cells"], strict=True):
        expected = [found.cell(row.id, column.id) for column in found.columns]
        assert cells == [[cell.state, cell.origins] for cell in expected]
    assert len(set(grid["letters"].values())) == len(grid["letters"]), "a letter, not a colour, tells a state"


def test_a_cell_opens_down_to_words_and_digest(page: Page, demo_case: Case) -> None:
    assert page.ask("cell", row="W-05", column=PASSPORTS).startswith(
        "Open: W-05 · Retention of identity documents: supported"
    )
    trail = page.state["trail"]
    assert any(step["quote"].startswith("Ngày 18 tháng 3") for step in trail["steps"])
    digests = set(demo_case.tables().items["sha256"])
    assert all(step["item_sha256"] in digests and step["file"] for step in trail["steps"])
    assert any("first-hand" in line for line in trail["told"])
    assert "is not known here" in page.ask("cell", row="W-99", column=PASSPORTS)


def test_rows_are_laid_otherwise_and_as_of_a_day(page: Page, demo_case: Case) -> None:
    page.ask("arrange", by="employer")
    assert [row[0] for row in page.state["grid"]["rows"]] == [
        row.id for row in matrix(demo_case.tables(), by="employer").rows
    ]
    assert page.state["trail"] is None
    assert "Write one of worker" in page.ask("arrange", by="colour")
    page.ask("arrange", by="worker")
    page.ask("until", day="2024-03")
    found = matrix(demo_case.tables(), as_of="2024-03")
    assert page.state["grid"]["cells"][4][7][0] == found.cell(found.rows[4].id, found.columns[7].id).state
    page.ask("until")
    assert page.state["time"]["as_of"] is None and "2024-05" in page.state["time"]["months"]


def test_it_says_whose_consent_is_missing(page: Page) -> None:
    assert page.state["alarm"].startswith("Consent: 22 of 24 workers") and "W-01" in page.state["alarm"]


def test_another_framework(page: Page) -> None:
    page.ask("under", framework="palermo")
    assert {column[0].split(".")[0] for column in page.state["grid"]["columns"]} == {"act", "means", "purpose"}
    page.ask("under", framework="ilo-11")


def test_the_twin_holds_picture_table_and_alarm_without_names(page: Page) -> None:
    twin = page.panel.twin()
    assert "<img" in twin and "<caption" in twin and "not-assessed" in twin and "Consent: 22" in twin
    assert "<script" not in twin and "<style" not in twin
