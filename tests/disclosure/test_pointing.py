"""Planted names and numbers are found in words that are about to be handed over."""

import pytest

from tests.findings.small_case import tables
from workbench.disclosure.pointing import pointing


@pytest.mark.parametrize("words", [
    "He spoke with Nguyen Van Hu Cau.", "W-01 was there", "tran thi hu cau's sister", "call +381 64 123 4567",
    "passport C1234567",
])  # fmt: skip
def test_a_name_or_number_is_found_with_where_it_stands(words: str) -> None:
    found = pointing(tables(), [("step 3", words), ("step 4", "The wages of March.")])
    assert found and {where for where, _ in found} == {"step 3"}


def test_bodies_and_plain_words_point_to_nobody() -> None:
    said = "Fictional Building d.o.o. and the Ombudsman answered on 3 June 2024: 400 euros are owed."
    assert pointing(tables(), [("line 1", said)]) == []


def test_whoever_is_set_apart_is_not_sought() -> None:
    from tests.findings.small_case import key

    assert pointing(tables(), [("a", "W-01")], apart=frozenset({key("W-01")})) == []
