"""The determination panel: the answer is the instrument's, a trial is recorded nowhere."""

import pytest

from tests.panels.asked import Page
from workbench.casefile import Case
from workbench.findings.of_worker import of_worker
from workbench.panels import Determination

HTS = "ilo-hts-2012-adult"


@pytest.fixture(scope="module")
def page(demo_case: Case) -> Page:
    return Page(Determination(demo_case, "W-05"))


def test_the_answer_and_what_could_decide_are_those_of_the_instrument(page: Page, demo_case: Case) -> None:
    found = of_worker(demo_case.tables(), "W-05", HTS)
    assert page.state["answer"]["verdict"] == "undetermined" and found.determination == "undetermined"
    deciding = {one["id"] for one in page.state["items"] if one["decides"]}
    assert len(deciding) == page.state["answer"]["deciding"] == len(found.deciding) > 10


def test_a_trial_changes_the_answer_and_no_record(page: Page, demo_case: Case) -> None:
    head = demo_case.head()
    for item in ("WD.degrading_living_conditions", "WD.dismissal"):
        assert page.ask("suppose", item=item, state="supported") == "Tried out; nothing is recorded."
    assert page.state["answer"]["verdict"] == "criteria met" and page.state["answer"]["assumed"] == 2
    assert demo_case.head() == head
    assert "not known here" in page.ask("suppose", item="WD.dismisal", state="supported")
    page.ask("person", worker="W-06")
    assert page.state["answer"]["assumed"] == 0 and page.state["answer"]["verdict"] == "undetermined"


def test_a_list_without_threshold_shows_states_and_leads_to_the_words(page: Page) -> None:
    page.ask("person", worker="W-05")
    page.ask("under", framework="ilo-11")
    assert page.state["answer"]["verdict"].startswith("this list has no threshold")
    states = {one["id"]: one["state"] for one in page.state["items"]}
    assert states["retention-of-identity-documents"] == "supported"
    page.ask("item", item="retention-of-identity-documents")
    assert page.state["trail"]["steps"][0]["stance"] == "supports"
    assert "Did you mean" in page.ask("person", worker="W-0")


@pytest.mark.parametrize("framework", ["palermo", "icls-2018", "ilo-ec-delphi-2009-adult-labour"])
def test_every_instrument_answers(page: Page, framework: str) -> None:
    page.ask("under", framework=framework)
    assert page.state["answer"]["verdict"] == "undetermined" and page.state["items"]
    assert any(one["decides"] for one in page.state["items"])


def test_the_twin_says_that_it_stays_inside_the_team(page: Page) -> None:
    twin = page.panel.twin()
    assert "This stays inside the team" in twin and "undetermined" in twin
