"""One person in one period: what of the file is refused."""

from typing import Any

import pytest

from workbench.codebook import framework
from workbench.errors import BadValue, Unknown
from workbench.findings.person import known

DELPHI = framework("ilo-ec-delphi-2009-adult-labour")


@pytest.mark.parametrize(
    "given",
    [
        [], None, "x", {"age": "17"}, {"age": 17.5}, {"age": True}, {"age": -1}, {"age": 131}, {"complete": "yes"},
        {"complete": 1}, {"reason_to_believe_under_18": None}, {"person": 7}, {"person": "\ud800"},
        {"site": "barrack 2"}, {"group": "barrack 2"}, {"exploitation": 3}, {"facts": []},
    ],
)  # fmt: skip
def test_what_is_not_of_the_form_is_refused(given: Any) -> None:
    with pytest.raises(BadValue) as caught:
        known(DELPHI, given, "w07.json")
    assert caught.value.file == "w07.json"


@pytest.mark.parametrize(("key", "near"), [("suported", "supported"), ("Complete", "complete"), ("score", "")])
def test_an_unknown_key_is_refused(key: str, near: str) -> None:
    with pytest.raises(Unknown) as caught:
        known(DELPHI, {key: {}})
    assert not near or near in caught.value.near


def test_facts_stand_under_ids_of_items() -> None:
    assert known(DELPHI, {"facts": {"CD.debt_bondage": ["f1", "f2"]}}).facts == {"CD.debt_bondage": ("f1", "f2")}
    with pytest.raises(Unknown):
        known(DELPHI, {"facts": {"debt_bondage": ["f1"]}})


def test_the_definition_of_2018_reads_the_items_of_the_survey_criteria() -> None:
    assert len(known(framework("icls-2018"), {"supported": {"WD": ["dismissal"]}}).items) == 77


def test_no_actor_named_is_one_actor_of_whom_everything_is_open() -> None:
    assert {actor: len(part.open) for actor, part in known(framework("palermo"), {}).parts.items()} == {"A1": 19}
