"""What a release says of itself, in numbers that say of nobody whether he is in it."""

import dataclasses
from collections import Counter

from tests.disclosure.shared_case import records
from tests.disclosure.test_preparing import prepared
from workbench.codebook.messages import messages
from workbench.release.copies import Copy
from workbench.release.cover import about_page, notice, told

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
    assert "without names" not in page and "where a worker may be named by consent" in page
    assert "initials where they may be named by their consent" in page and "asked" not in page


def test_the_notice_of_a_copy_does_not_promise_to_protect_a_name_that_stands_in_it() -> None:
    found = prepared(records(), "ombudsman")
    all_protected = notice(found, COPY, messages("en"))
    assert "Names, places and times are protected" in all_protected and all_protected.startswith("Allegations, not")
    worker, one = next((worker, one) for worker, one in found.allowed.items() if not one.named)
    allowed = dict(found.allowed) | {worker: dataclasses.replace(one, account=True, child=False, form="name")}
    told_of = dataclasses.replace(found, allowed=allowed)
    assert "Names are protected, except where a worker may be named by consent" in notice(told_of, COPY, messages("en"))
    assert "osim gde radnik po svojoj saglasnosti sme" in notice(told_of, COPY, messages("sr-Latn"))


def test_why_quotes_are_withheld_is_told_in_words() -> None:
    found = prepared(records(), "ombudsman")
    about = told(found, COPY, Counter()) | {"quotes_withheld": {"quote-own-kin": "5 to 19", "quote-rare-word": "none"}}
    page = about_page(found.tables, about).decode()
    assert "Quotes withheld: A quote speaks of the speaker" in page and "own kin: 5 to 19" in page
    assert "quote own kin" not in page and "quote rare word" not in page
