"""A comparison of two versions is a record of a person's judgement."""

import pytest

from workbench import codebook
from workbench.errors import BadValue
from workbench.records import Difference, content, from_content, references

GIVEN = Difference(passage_a="a" * 64, passage_b="b" * 64, material=False, agent="c" * 64, note="other words")


def test_it_goes_to_its_plain_form_and_back() -> None:
    assert from_content("difference", content(GIVEN)) == GIVEN
    assert references("difference", GIVEN) == ["a" * 64, "b" * 64, "c" * 64]
    codebook.check("difference", content(GIVEN))


def test_who_judged_must_be_named() -> None:
    with pytest.raises(BadValue):
        codebook.check("difference", {key: value for key, value in content(GIVEN).items() if key != "agent"})
