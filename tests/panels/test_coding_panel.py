"""What panels share in which one codes: another framework, one's own reading, and what was read in full."""

from tests.coding.conftest import TEXT
from tests.panels.asked import Page
from workbench.casefile import Case
from workbench.panels.coder import Coder

SAID = {"indicator": "isolation", "stance": "supports", "subject": "W-01", "means": "first-hand"}


def test_a_passage_is_declared_read_once_and_that_is_taken_back(case: Case) -> None:
    page = Page(Coder(case, agent="MJ"))
    page.ask("code", start=0, end=6, **SAID)
    coding = page.state["codings"][0]
    assert coding["read"] is False
    assert page.ask("read_coded", coding=coding["id"]) == "Declared read in full for W-01."
    assert page.state["codings"][0]["read"] and case.state().of("reading")[0].record.blind is False
    assert "declared this before" in page.ask("read_coded", coding=coding["id"])
    page.ask("undo")
    assert page.state["codings"][0]["read"] is False


def test_a_blind_reader_is_given_the_words_alone_and_may_find_nothing_in_them(case: Case) -> None:
    Page(Coder(case, agent="MJ")).ask("code", start=0, end=6, memo="look", **SAID)
    page = Page(Coder(case, agent="AK", blind=True))
    (row,) = page.state["waiting"]
    assert row["quote"] == "No pay" and row["subject"] == "W-01"
    assert not {"indicator", "stance", "means", "coder", "memo"} & row.keys()
    page.ask("read_through", **row)
    reading = case.state().of("reading")[0].record
    assert reading.blind and reading.coder == case.agent("AK") and page.state["waiting"] == []


def test_a_draft_becomes_a_coding_by_a_persons_hand_or_is_turned_down(case: Case) -> None:
    page = Page(Coder(case, "a.txt", agent="MJ"))
    page.ask("suggest", on=True)
    drafts = page.state["drafts"]
    assert drafts and all(TEXT[one["start"] : one["end"]] == one["quote"] for one in drafts)
    assert "means" in page.ask("judge", draft=drafts[0], decision="accepted", subject="W-01")
    assert page.ask("judge", draft=drafts[0], decision="accepted", subject="W-01", means="hearsay").startswith("Taken")
    assert page.state["drafts"][0]["decision"] == "accepted" and len(page.state["codings"]) == 1
    page.ask("undo")
    assert page.state["drafts"][0]["decision"] is None and page.state["codings"] == []
    page.ask("judge", draft=drafts[0], decision="rejected", reason="a question")
    assert page.state["drafts"][0]["decision"] == "rejected" and page.state["codings"] == []


def test_a_recording_is_sent_only_where_there_is_one(case: Case) -> None:
    page = Page(Coder(case, "a.txt", agent="MJ"))
    assert "no recording" in page.ask("listen") and page.brought == []
