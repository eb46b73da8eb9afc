"""Disclosure review: findings with their paths, remedies and decisions that are recorded, counted again, taken back."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.panels.asked import Page
from workbench.casefile import Case, open_case
from workbench.panels.review import Review


@pytest.fixture(scope="module")
def own(demo_case: Any, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A copy of the fictional case that may be written."""
    folder = Path(tmp_path_factory.mktemp("review")) / "demo"
    shutil.copytree(demo_case.path, folder)
    return open_case(folder)


def test_a_remedy_is_recorded_checked_again_and_taken_back(own: Case) -> None:
    page = Page(Review(own, "public", agent="MJ"))
    assert not page.state["ok"] and page.state["sentence"].startswith("Refused")
    errors = [one for one in page.state["findings"] if one["severity"] == "error"]
    assert errors and all(one["path"] and one["remedy"]["words"] for one in errors)
    before = len(page.state["decisions"])
    said = page.ask("remedy", n=errors[0]["n"])
    assert "Nothing forbids this release" in said and page.state["ok"]
    assert len(page.state["decisions"]) > before and own.state().of("protection")
    page.ask("undo")
    assert not page.state["ok"] and len(page.state["decisions"]) == before
    assert "Nothing forbids" in page.ask("remedy")


def test_a_decision_of_ones_own_needs_a_reason_and_a_record(own: Case) -> None:
    page = Page(Review(own, "parliament", agent="MJ"))
    assert "reason" in page.ask("decide", target="SA-1", act="withhold", reason="")
    assert "SA-11" in page.ask("decide", target="SA-11", act="withhold", reason="kin")
    page.ask("decide", target="SA-1", act="withhold", reason="kin")
    assert [(one["target"], one["act"], one["audience"]) for one in page.state["decisions"]][-1] == (
        "SA-1", "withhold", "parliament",
    )  # fmt: skip
    assert "moon" in page.ask("ask_for", audience="moon")
    page.ask("ask_for", audience="ombudsman")
    assert page.state["audience"] == "ombudsman" and page.state["noticed"]


def test_the_twin_has_findings_with_their_remedies(own: Case) -> None:
    twin = Review(own, "public").twin()
    assert "<caption" in twin and "script" not in twin
