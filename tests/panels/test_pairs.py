"""The queue of entities that may be one: a person says, both stay, and it can be taken back."""

import pytest

from tests.panels.asked import Page
from workbench.casefile import Case
from workbench.panels.pairs import Pairs
from workbench.records import Entity


@pytest.fixture
def firms(case: Case) -> Case:
    with case.writing(case.agent("MJ")) as writer:
        for key, name in (("F0", "玲珑轮胎有限公司"), ("F1", "Linglong Tajr d.o.o."), ("F2", "Zelena Gradnja d.o.o.")):
            writer.record(Entity(key=key, schema="Company", label=name, names=(name,)))
    return case


def test_what_a_person_says_is_recorded_once_and_taken_back(firms: Case) -> None:
    page = Page(Pairs(firms, agent="MJ"))
    (one,) = page.state["pairs"]
    assert (one["a"], one["b"], one["decision"]) == ("F0", "F1", None) and one["reasons"]
    assert page.ask("say", a="F0", b="F1", decision="same", note="the same seal") == "F0 and F1: the same."
    assert page.state["pairs"][0]["decision"] == "same" and page.state["open"] == 0
    assert "you said same" in page.ask("say", a="F0", b="F1", decision="different")
    assert page.ask("take_back", a="F1", b="F0").startswith("Taken back") and page.state["open"] == 1
    assert "nothing of F0" in page.ask("take_back", a="F0", b="F1")
    assert len(firms.state().of("entity")) == 5


def test_people_may_differ_and_only_ones_own_word_is_taken_back(firms: Case) -> None:
    Page(Pairs(firms, agent="MJ")).ask("say", a="F0", b="F1", decision="same")
    other = Page(Pairs(firms, agent="AK"))
    other.ask("say", a="F0", b="F1", decision="unsure")
    assert other.state["pairs"][0]["decision"] == "disputed"
    other.ask("undo")
    assert other.state["pairs"][0]["decision"] == "same" and "nothing" in other.ask("take_back", a="F0", b="F1")
    assert "F9" in other.ask("say", a="F0", b="F9", decision="same")


def test_the_twin_has_keys_and_no_name(firms: Case) -> None:
    twin = Pairs(firms, agent="MJ").twin()
    assert "F0" in twin and "Linglong" not in twin and "玲珑" not in twin
