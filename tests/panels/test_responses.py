"""The response tracker: how each duty stands on a day, and every step behind it."""

from typing import Any

import pytest

from tests.panels.asked import Page
from workbench.casefile import Case
from workbench.findings.responses import responses
from workbench.panels import Responses
from workbench.records import Entity


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


@pytest.fixture
def desk(case: Case) -> Page:
    """A case with an authority and a letter to it, of which nothing is recorded yet."""
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Entity(key="RS-OMB", schema="PublicBody", label="The Ombudsman"))
        writer.record(Entity(key="NGO", schema="Company", label="The team"))
    return Page(Responses(case, agent="MJ"))


def told(**more: Any) -> dict[str, Any]:
    return {"duty": "un-answer", "bearer": "RS-OMB", "source": "S1"} | more


def test_a_letter_an_answer_and_a_look_are_recorded_and_taken_back(desk: Page) -> None:
    case, days = desk.panel.case, desk.panel.found
    assert desk.state["rows"] == [] and "un-answer" in dict(desk.state["choices"]["duties"])
    said = desk.ask("record", **told(role="notice", title="Letter sent", on="2024-01-10", by="NGO", due="2024-03-01"))
    assert said.startswith("Recorded. 1.") and days().rows[0].due.isoformat() == "2024-03-01"
    looked = desk.ask("record", **told(role="check", title="No answer", on="2024-04-01", finds="not-done"))
    assert looked.endswith("missed.") and days().rows[0].status == "missed"
    desk.ask("undo")
    assert days().rows[0].status != "missed" and len(case.state().of("act")) == 1
    answer = told(role="act", title="It answered", on="2024-02-20", finds="done", file="a.txt", quote="No pay again")
    assert "met" in desk.ask("record", **answer)
    made = case.state().of("act")[-1].record
    assert (made.role, made.finds, str(made.period.start)) == ("act", "done", "2024-02-20") and made.passage
    assert "recorded already" in desk.ask("record", **answer)
    desk.ask("duty", number=1)
    assert [row[0] for row in desk.state["trail"]["rows"]["cells"]] == ["told", "done"]
    other = Page(Responses(case, agent="AK"))
    assert len(other.state["rows"]) == 1, "another kernel sees it"


def test_what_cannot_be_recorded_says_why_and_leaves_nothing(desk: Page) -> None:
    head = desk.panel.case.head()
    for wrong, words in (({"role": "nod"}, "role"), ({"role": "act", "source": "S9"}, "S9"),
                         ({"role": "act", "on": "soon"}, "soon"), ({"role": "act", "finds": "well"}, "finds"),
                         ({"role": "act", "file": "a.txt", "quote": "never said"}, "never said")):  # fmt: skip
        assert words in desk.ask("record", **(told(title="x") | wrong))
    assert desk.panel.case.head() == head


def test_what_an_answer_says_of_an_allegation_is_a_coding_of_whoever_reads_it(desk: Page) -> None:
    said = {"file": "a.txt", "quote": "No pay again", "indicator": "withholding-of-wages", "subject": "W-01",
            "means": "document"}  # fmt: skip
    assert "against it: No pay again" in desk.ask("answered", stance="contradicts", **said)
    made = desk.panel.case.state().of("coding")[0].record
    assert (made.stance, made.means, made.coder) == ("contradicts", "document", desk.panel.case.agent("MJ"))
    desk.ask("undo")
    assert not desk.panel.case.state().of("coding")
    assert "stance" in desk.ask("answered", stance="", **said)
