"""A name stands on the page that asked for it, and in nothing that Lab could save; the look is logged first."""

import json

import pytest

from tests.panels.asked import Page
from workbench.casefile import Case
from workbench.errors import Refused
from workbench.panels.reveal import Reveal
from workbench.records import Entity
from workbench.revealing import revealed

NAME = "Trần Văn Hữu Cầu"


@pytest.fixture
def named(case: Case) -> Case:
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Entity(key="W-77", schema="Worker", label="W-77", names=(NAME,)))
    return case


def saved(panel: Reveal) -> str:
    shown = panel._repr_mimebundle_()
    return json.dumps([shown, panel.get_state()], ensure_ascii=False, default=str)


def test_a_name_is_on_the_page_until_it_is_hidden_and_never_in_what_is_saved(named: Case) -> None:
    page = Page(Reveal(named, "W-77", agent="MJ"))
    assert page.state["named"] is None and ["W-77", "W-77 (Worker)"] in page.state["people"]
    assert page.ask("ask_for", key="W-77", reason="to call back") == "Logged. The name of W-77 is shown."
    assert page.state["named"] == {"key": "W-77", "names": [NAME]}
    assert page.state["item"]["dangers"][0]["worker"] == "W-77", "dangers to the worker are said with the name"
    assert [row[1:] for row in page.state["looks"]] == [["MJ", "W-77", "to call back"]]
    assert NAME not in saved(page.panel) and "MJ" in page.panel.twin() and "W-77" in page.panel.twin()
    assert "to call back" not in saved(page.panel), "a reason is free words: a name may stand in them"
    assert page.ask("hide") == "The name is gone from the page." and page.state["named"] is None


def test_nobody_is_shown_where_nothing_is_logged(named: Case) -> None:
    page = Page(Reveal(named, agent="MJ"))
    assert "no reason is given" in page.ask("ask_for", key="W-77", reason=" ")
    assert "W-78" in page.ask("ask_for", key="W-78", reason="why")
    page.ask("again")
    assert page.state["named"] is None and len(revealed(named)) == 0


def test_with_a_reason_it_is_asked_for_at_once_and_a_page_opened_anew_asks_anew(named: Case) -> None:
    panel = Reveal(named, "W-77", reason="to call back", agent="MJ")
    page = Page(panel)
    assert page.state["named"]["names"] == [NAME] and len(revealed(named)) == 1
    page.ask("look")
    assert page.state["named"] is None
    with pytest.raises(Refused):
        Reveal(named, "W-77", reason="", agent="MJ")
