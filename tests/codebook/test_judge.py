"""What the library says of a value is told as a place, what was found there, and what should stand there."""

from typing import Any

import pytest

from workbench.codebook.judge import judge, said

NAMED = {"title": "a name", "type": "string", "minLength": 1}
PERSON: dict[str, Any] = {
    "type": "object",
    "required": ["name"],
    "additionalProperties": False,
    "properties": {"name": NAMED, "a/b~c": NAMED},
    "dependentRequired": {"a/b~c": ["name"]},
}


@pytest.mark.parametrize(
    ("value", "where", "expected"),
    [
        ({}, "/name", "a name"),
        ({"name": ""}, "/name", "a name"),
        ({"name": "x", "a/b~c": ""}, "/a~1b~0c", "a name"),
        ({"name": "x", "nam": "y"}, "/nam", "name instead"),
        ({"name": "x", "zzz": "y"}, "/zzz", "only name, a/b~c"),
    ],
)
def test_the_place_and_what_should_stand_there_are_said(value: dict[str, Any], where: str, expected: str) -> None:
    found = [said(error) for error in judge(PERSON, {}).iter_errors(value)]
    assert (where, expected) in [(place, wanted) for place, _, wanted in found]


def test_what_is_missing_is_called_nothing() -> None:
    (error,) = judge(PERSON, {}).iter_errors({})
    assert repr(said(error)[1]) == "nothing"


def test_a_format_is_asked_of_whoever_knows_it() -> None:
    asked = judge({"format": "even"}, {"even": lambda value: value % 2 == 0})
    assert asked.is_valid(2) and not asked.is_valid(3)
