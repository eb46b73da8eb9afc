"""A quote inside a cell or an answer: there, or refused."""

import pytest

from workbench.coding.places import within
from workbench.coding.sheet import Row
from workbench.errors import BadValue, QuoteNotFound, Unknown

TEXT = "no pay\nyes\nno pay at all, no pay"
LAYOUT = {
    "places": [
        {"label": "Sheet1!B4", "start": 0, "end": 6},
        {"label": "row 3", "start": 7, "end": 10},
        {"label": "Sheet1!B6", "start": 11, "end": 32},
        {"label": "twice", "start": 0, "end": 6},
        {"label": "twice", "start": 11, "end": 24},
        {"label": "TWICE", "start": 7, "end": 10},
    ]
}


def at(**values: str) -> str:
    start, end = within(TEXT, LAYOUT, Row("c.csv", 2, values))
    return f"{start}:{TEXT[start:end]}"


def test_the_words_of_that_place_are_meant_and_no_others() -> None:
    assert at(place="Sheet1!B6", quote="no pay") == "11:no pay"
    assert at(place="Sheet1!B6", quote="no pay", occurrence="2") == "26:no pay"
    assert at(place="sheet1!b4", quote="no pay") == "0:no pay"


def test_without_a_quote_the_whole_answer_is_the_passage() -> None:
    assert at(place="row 3") == "7:yes"


def test_a_label_as_it_is_written_goes_before_one_in_other_letters() -> None:
    assert at(place="TWICE", quote="yes") == "7:yes"


def test_words_of_another_place_are_refused() -> None:
    with pytest.raises(QuoteNotFound, match=r"line 2, column quote.*row 3"):
        at(place="row 3", quote="no pay")
    with pytest.raises(QuoteNotFound):
        at(place="Sheet1!B4", quote="no pay", occurrence="2")


def test_words_across_the_end_of_a_place_are_refused() -> None:
    with pytest.raises(QuoteNotFound):
        at(place="Sheet1!B4", quote="pay\nyes")


def test_an_unknown_place_names_the_nearest() -> None:
    with pytest.raises(Unknown) as caught:
        at(place="Sheet1!B7", quote="no pay")
    assert "Sheet1!B6" in caught.value.near


def test_two_places_of_one_label_that_both_have_the_words_are_not_guessed_between() -> None:
    with pytest.raises(BadValue, match="column place"):
        at(place="twice", quote="no pay")
    assert at(place="twice", quote="at all") == "18:at all"
