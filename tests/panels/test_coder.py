"""The coder: words by code points, other coders' readings beside one's own or kept away, drafts only where wanted."""

import json

import pytest

from tests.coding.conftest import TEXT, store
from tests.panels.asked import Page
from workbench.casefile import Case
from workbench.panels.coder import Coder
from workbench.records import Derivative

SAID = {"indicator": "retention-of-identity-documents", "stance": "supports", "subject": "W-01", "means": "first-hand"}
AT = TEXT.index("hộ chiếu")


def test_what_is_marked_is_recorded_to_the_code_point(case: Case) -> None:
    page = Page(Coder(case, "a.txt", agent="MJ"))
    said = page.ask("code", start=AT, end=AT + 8, period={"start": "2024-03"}, question="And then?", **SAID)
    assert "hộ chiếu" in said
    (made,) = page.state["codings"]
    assert (made["quote"], made["start"], made["period"], made["question"]) == (
        "hộ chiếu",
        AT,
        ["2024-03", None],
        "And then?",
    )


def test_agreeing_and_disagreeing_are_readings_of_ones_own(case: Case) -> None:
    Page(Coder(case, agent="MJ")).ask("code", start=AT, end=AT + 8, **SAID)
    other = Page(Coder(case, agent="AK"))
    coding = other.state["codings"][0]["id"]
    assert other.ask("agree", coding=coding).startswith("Recorded")
    assert "recorded already" in other.ask("agree", coding=coding)
    other.ask("undo")
    other.ask("agree", coding=coding, stance="contradicts")
    assert [(one["coder"], one["stance"]) for one in other.state["codings"]] == [
        ("MJ", "supports"),
        ("AK", "contradicts"),
    ]
    assert "does not count" in other.ask("agree", coding="f" * 64)


def test_a_blind_coder_is_sent_nothing_of_anybody_else(case: Case) -> None:
    Page(Coder(case, agent="MJ")).ask("code", start=AT, end=AT + 8, memo="look here", **SAID)
    blind = Page(Coder(case, agent="AK", blind=True))
    assert blind.state["codings"] == [] and blind.state["texts"][0]["codings"] is None
    assert "look here" not in str(blind.answers) and "blind" in blind.ask("suggest", on=True)
    assert "blind" in blind.ask("agree", coding="f" * 64)
    blind.ask("code", start=0, end=6, **SAID)
    assert [one["coder"] for one in blind.state["codings"]] == ["AK"]


def test_another_text_and_another_framework_can_be_taken_in_hand(case: Case) -> None:
    page = Page(Coder(case, agent="MJ"))
    assert page.ask("under", framework="icls-2018").endswith("icls-2018.")
    assert page.state["fixed"]["framework"] == "icls-2018" and len(page.state["choices"]["indicators"]) > 11
    assert "icls" in page.ask("under", framework="icls-2081")
    assert page.ask("turn", item="a.txt") == "a.txt is open." and "b.jpg" in page.ask("turn", item="c.jpg")


def test_the_twin_says_the_same_without_a_script(case: Case) -> None:
    page = Page(Coder(case, agent="MJ"))
    page.ask("code", start=AT, end=AT + 8, **SAID)
    twin = page.panel._repr_mimebundle_()[0]["text/html"]
    assert "<mark" in twin and ">hộ chiếu</mark><sup>[1]</sup>" in twin and "<caption" in twin
    assert "script" not in twin and "<style" not in twin and "<svg" not in twin


def test_words_that_a_machine_read_with_little_confidence_are_said_where_they_are_read_coded_and_suggested(
    case: Case,
) -> None:
    words = "They took our passp0rts on arrival. No pay since March."
    at = words.index("passp0rts")
    read = {"doubtful_below": 70, "words": [[5, 9, 96, 1, 0, 0, 9, 9], [at, at + 9, 31, 1, 0, 0, 9, 9]]}
    layout = {"unit": "page", "places": [], "recognised": read}
    item = store(case, "scan.txt", words.encode())
    with case.writing(case.agent("MJ")) as writer:
        kept = writer.store(json.dumps(layout).encode())
        same = {"object": kept.name, "sha256": kept.sha256, "tool": "t", "version": "1"}
        writer.record(Derivative(item=item, kind="layout", media_type="application/json", **same))
    page = Page(Coder(case, "scan.txt", agent="MJ"))
    assert page.state["item"]["doubtful"] == ["passp0rts (31)"]
    assert page.ask("code", start=5, end=at + 9, **SAID).endswith("compare with the picture: passp0rts (31)")
    assert "doubtful" not in page.ask("code", start=5, end=9, **SAID)
    assert [one["doubtful"] for one in page.state["codings"]] == [[], ["passp0rts (31)"]]
    page.ask("suggest", on=True)
    assert all(("passp0rts" in one["quote"]) == bool(one["doubtful"]) for one in page.state["drafts"])
    twin = page.panel._repr_mimebundle_()[0]["text/html"]
    assert twin.count("Read by a machine and doubtful") == 2


@pytest.mark.parametrize("start, end", [(0, 999), (5, 5)])
def test_words_that_are_not_there_are_refused(case: Case, start: int, end: int) -> None:
    page = Page(Coder(case, agent="MJ"))
    assert "code points" in page.ask("code", start=start, end=end, **SAID) and page.state["codings"] == []
