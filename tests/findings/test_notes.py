"""The sentences beside an answer: each where it belongs, and not elsewhere."""

import pytest

from workbench.findings import notes
from workbench.findings.determination import determine

BOOKS = ("ilo-11", "ilo-hts-2012-adult", "icls-2018", "ilo-ec-delphi-2009-adult-labour", "palermo")


@pytest.mark.parametrize("book", BOOKS)
def test_every_answer_says_that_it_stays_inside_and_what_was_not_compared(book: str) -> None:
    said = determine(book, {}).notes
    assert said[-2:] == (notes.UNVERIFIED, notes.INSIDE)
    assert len(set(said)) == len(said)


@pytest.mark.parametrize(
    ("sentence", "book", "states", "otherwise"),
    [
        (notes.NO_AGE, "icls-2018", {}, {"age": 30}),
        (notes.NO_PERIOD, "icls-2018", {}, {"reference_period": "2021"}),
        (notes.REFERRAL, "palermo", {"exploitation": "sexual"}, {"exploitation": "labour"}),
        (notes.CONSENT, "palermo", {"actors": [{"means": ["fraud"]}]}, {"actors": [{"act": ["receipt"]}]}),
        (notes.PROTECTED, "palermo", {"reason_to_believe_under_18": True}, {}),
    ],
)
def test_a_sentence_stands_where_it_belongs(sentence: str, book: str, states: object, otherwise: object) -> None:
    assert sentence in determine(book, states).notes
    assert sentence not in determine(book, otherwise).notes
