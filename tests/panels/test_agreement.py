"""The panel of agreement: numbers of coders, disputes, and a decision that is recorded and taken back."""

import pytest

from tests.coding.conftest import TEXT
from tests.panels.asked import Page
from workbench.casefile import Case
from workbench.coding.by_hand import code, marked
from workbench.panels.agreement import Agreement
from workbench.records import Agent


@pytest.fixture
def disputed(case: Case) -> Case:
    for start, end, other in ((0, 6, "unclear"), (8, 15, "supports"), (TEXT.index("Họ"), len(TEXT) - 15, "supports")):
        where = marked(case, case.state().of("item")[0].id, start, end)
        said = {"framework": "ilo-11", "indicator": "isolation", "subject": "W-01", "means": "hearsay"}
        code(case, {**where, **said, "stance": "supports"}, agent=case.agent("MJ"))
        code(case, {**where, **said, "stance": other}, agent=case.agent("AK"))
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Agent(key="JS", kind="person", name="J."))
    return case


def test_numbers_and_disputes_of_the_coders_that_are_chosen(disputed: Case) -> None:
    page = Page(Agreement(disputed, agent="JS"))
    assert page.state["rows"] == [] and page.state["everybody"] == ["MJ", "AK"]
    assert page.ask("choose", coders=["MJ", "AK"]) == "Agreement of MJ, AK."
    units = page.state["heads"].index("units")
    assert page.state["rows"][-1][units] == "3" and page.state["notes"]
    (one,) = page.state["disputes"]
    assert one["readings"] == {"MJ": "supports", "AK": "unclear"} and one["quote"] == "No pay" and one["open"]


def test_a_decision_is_recorded_and_taken_back(disputed: Case) -> None:
    page = Page(Agreement(disputed, ["MJ", "AK"], agent="JS"))
    where = page.state["disputes"][0]["where"]
    assert "reason" in page.ask("decide", where=where, stance="supports", reason="")
    assert page.ask("decide", where=where, stance="supports", reason="read again").startswith("Decided: for it")
    assert page.state["disputes"][0]["open"] is False and disputed.state().of("adjudication")
    page.ask("undo")
    assert page.state["disputes"][0]["open"] and not disputed.state().of("adjudication")
    mine = Page(Agreement(disputed, ["MJ", "AK"], agent="MJ"))
    assert "third person" in mine.ask("decide", where=where, stance="supports", reason="so")


def test_the_twin_has_numbers_notes_and_disputes(disputed: Case) -> None:
    twin = Agreement(disputed, ["MJ", "AK"]).twin()
    assert "Agreement of MJ, AK" in twin and "No pay" in twin and "<li>" in twin
    assert "<ul></ul>" in Agreement(disputed).twin()
