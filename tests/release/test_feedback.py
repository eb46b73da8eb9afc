"""The sheet of a worker: plain words in each language, no name, no key, nothing of the case around it."""

import dataclasses
import html
import re

import pytest

from tests.findings.person_case import day, step, tables
from tests.findings.small_case import key
from workbench.codebook.messages import languages, messages
from workbench.findings.personal import person_file
from workbench.records import Approval, CaseInfo, Coding, CustodyEvent, Item, Passage
from workbench.release.feedback import Ask, Feedback, as_html, feedback
from workbench.tables import tabulate

OWN = "Tôi muốn lấy lại tiền lương tháng ba."
SHOUTED = "Họ quát chúng tôi."
ITEM = {"sha256": "0" * 64, "size": 1, "object": "0" * 64, "media_type": "text/plain", "kind": "text"}
TOLD = tables(
    (key("case"), CaseInfo(title="Linden Mill", nature="synthetic")),
    (key("it"), Item(name="t.txt", source=key("T-01"), **ITEM)),  # type: ignore[arg-type]
    (key("p1"), Passage(item=key("it"), quote=OWN, start=0, end=len(OWN))),
    (key("p2"), Passage(item=key("it"), quote=SHOUTED, start=40, end=40 + len(SHOUTED))),
    (key("c2"), Coding(passage=key("p2"), framework="ilo-11", indicator="intimidation-and-threats", stance="supports",
                       subject=key("W-01"), coder=key("MJ"), means="first-hand")),
    (key("ap"), Approval(worker=key("W-01"), passage=key("p2"), decision="refused", day="2024-06-02", how="read")),
    step("ask2", "ask", "A doctor", day("2024-06-01"), outcome="refused", reason="no money", told="2024-06-05",
         passage=None),
    step("ask3", "ask", "Wages, in own words", day("2024-06-02"), outcome="partly", passage=key("p1")),
)  # fmt: skip


@pytest.fixture(scope="module")
def told() -> Feedback:
    return feedback(person_file(TOLD, "W-01", as_of="2024-08-01"), TOLD)


def words(told: Feedback, lang: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", as_html(told, lang).decode("utf-8")))


def test_an_ask_stands_in_the_workers_own_words_where_they_are_on_record(told: Feedback) -> None:
    assert [(one.words, one.own, one.outcome) for one in told.asks] == [
        ("Wants the wages of March", False, "pending"), ("A doctor", False, "refused"), (OWN, True, "partly"),
    ]  # fmt: skip


def test_quotes_say_what_the_worker_said_of_them(told: Feedback) -> None:
    assert [(one.words, one.decision) for one in told.said] == [(SHOUTED, "refused")]
    assert "You said no on 2024-06-02. We do not show it." in words(told, "en")


@pytest.mark.parametrize("lang", ["en", "vi", "sr-Latn", "sr-Cyrl"])
def test_each_language_says_the_same_and_its_name(told: Feedback, lang: str) -> None:
    page, say = as_html(told, lang), messages(lang)
    assert f'<html lang="{lang}">'.encode() in page
    said = words(told, lang)
    for name in ("title", "alone", "asked", "refused", "partly", "pending", "rights", "stop", "wrong"):
        assert say(f"feedback.{name}") in said, name
    assert OWN in said and "2024-06-05" in said and "2027-04-01" in said
    if lang != "en":
        assert say("feedback.title") != messages("en")("feedback.title") and say("feedback.unread") in said


def test_it_carries_no_name_no_key_and_no_case(told: Feedback) -> None:
    for lang in languages():
        page = as_html(told, lang).decode("utf-8")
        for word in ("W-01", "Linden", "Hư Cấu", "head", "reprisal", "T-01", "Fictional"):
            assert word not in re.sub(r"</?head>", "", page), word
        assert "http" not in page.replace("http-equiv", "")


def test_what_somebody_typed_is_given_to_be_searched(told: Feedback) -> None:
    assert "no money" in dict(told.texts()).values() and "A doctor" in dict(told.texts()).values()


def test_no_text_runs_and_nothing_asked_is_said() -> None:
    bad = Ask(where="step 1", words="<script>alert(1)</script>", own=False, outcome="unknown", reason=None, told=None)
    page = as_html(Feedback(asks=(bad,), said=(), lapses=()), "en")
    assert b"<script" not in page and b"default-src 'none'" in page
    nothing = dataclasses.replace(Feedback(asks=(), said=(), lapses=()))
    assert messages("en")("feedback.nothing-asked") in words(nothing, "en")


def test_words_of_a_file_that_the_worker_brought_later_are_the_workers_own() -> None:
    rows = [(one, record) for rows in TOLD.rows.values() for one, record in rows]
    silent = [(one, dataclasses.replace(record, source=None) if one == key("it") else record) for one, record in rows]
    again = CustodyEvent(item=key("it"), action="received-again", outcome="duplicate", received_from=key("T-01"))
    for more, said in (([], ()), ([(key("again"), again)], (SHOUTED,))):
        made = tabulate([*silent, *more], "h", lambda name: b"")
        assert tuple(one.words for one in feedback(person_file(made, "W-01", as_of="2024-08-01"), made).said) == said
