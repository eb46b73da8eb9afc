"""Intake by a page: dangers first, files in pieces, an outcome for each, nothing left in memory."""

from tests.panels.asked import Page
from workbench.casefile import Case
from workbench.panels.intake import Intake


def test_dangers_are_recorded_first_and_taken_back(case: Case) -> None:
    page = Page(Intake(case, agent="MJ"))
    assert [(one["worker"], one["asked"]) for one in page.state["workers"]] == [("W-01", None)]
    said = page.ask("asked", worker="W-01", asked="2024-05-18", flags=["reprisal"], channel="no calls", hours="")
    assert said == "Recorded what was asked of W-01." and page.state["workers"][0]["flags"] == ["reprisal"]
    assert page.state["workers"][0]["channel"] == "no calls"
    page.ask("undo")
    assert page.state["workers"][0]["asked"] is None
    assert "one of child" in page.ask("asked", worker="W-01", asked="2024-05-18", flags=["rain"])


def test_each_file_has_an_outcome_and_the_same_bytes_are_there_already(case: Case) -> None:
    page = Page(Intake(case, agent="MJ"))
    page.ask("piece", b"They keep ", name="a/one.txt", at=0)
    page.ask("piece", b"passports.", name="a/one.txt", at=10, changed=1_636_963_443.0)
    page.ask("piece", b"\x89PNG broken", name="two.png", at=0)
    page.ask("piece", b"They keep passports.", name="three.txt", at=0)
    said = page.ask("take", source="S9")
    assert said == "2 new, 1 there already, 0 refused."
    found = {one["name"]: one for one in page.state["items"]}
    assert found["three.txt"]["outcome"] == "parsed" and found["two.png"]["reasons"]
    assert [key for key, _ in page.state["sources"]] == ["S1", "S9"] and page.state["all"] == 4
    assert any("progress" in one for one in page.answers)
    assert "no file was handed over" in page.ask("take") and page.panel.tray is None


def test_a_piece_that_cannot_be_taken_is_told(case: Case) -> None:
    page = Page(Intake(case, agent="MJ"))
    assert "way out" in page.ask("piece", b"x", name="../x", at=0)
    assert "WORKBENCH_AGENT" in Page(Intake(case)).ask("take")


def test_the_twin_lists_what_is_there(case: Case) -> None:
    twin = Intake(case, agent="MJ")._repr_mimebundle_()[0]["text/html"]
    assert "a.txt" in twin and "<caption" in twin and "script" not in twin
