"""What a release says of itself, in numbers that say of nobody whether he is in it."""

from collections import Counter

from tests.disclosure.shared_case import records
from tests.disclosure.test_preparing import prepared
from workbench.release.copies import Copy
from workbench.release.cover import about_page, told

COPY = Copy.of("ombudsman", "An office", "0f" * 32, "2024-07-01")


def test_it_says_for_whom_it_is_and_keeps_numbers_in_bands() -> None:
    found = prepared(records(), "ombudsman")
    about = told(found, COPY, Counter({"site": 3}))
    assert (about["copy"], about["recipient"], about["workers"]["counted"]) == (COPY.id, "An office", "5 to 19")
    assert about["cells_withheld"] == {"site": "fewer than 5"}
    page = about_page(found.tables, about).decode()
    assert "An office" in page and "article 26" in page


def test_what_it_says_of_workers_is_true_of_this_copy() -> None:
    about = told(prepared(records(), "ombudsman"), COPY, Counter())
    tables = prepared(records(), "ombudsman").tables
    assert "Workers who allowed it have rows of their own" in about_page(tables, about).decode()
    nobody = about | {"workers": {"on_record": "5 to 19", "counted": "none"}}
    page = about_page(tables, nobody).decode()
    assert "No worker is counted in this copy, and none has a row." in page and "rows of their own" not in page
    named = about | {"protection": about["protection"] | {"workers_named": True}}
    page = about_page(tables, named).decode()
    assert "without names" not in page and "where a worker asked to be named" in page


def test_why_quotes_are_withheld_is_told_in_words() -> None:
    found = prepared(records(), "ombudsman")
    about = told(found, COPY, Counter()) | {"quotes_withheld": {"quote-own-kin": "5 to 19", "quote-rare-word": "none"}}
    page = about_page(found.tables, about).decode()
    assert "Quotes withheld: A quote speaks of the speaker" in page and "own kin: 5 to 19" in page
    assert "quote own kin" not in page and "quote rare word" not in page
