import dataclasses
import json

import pytest

from workbench.disclosure.finding import VERBS, Finding, Remedy, known, ordered
from workbench.errors import BadValue, Unknown


def test_a_finding_is_as_serious_as_its_code_says_and_cannot_be_changed() -> None:
    found = Finding("kin-too-near", "SA-3", ("SA-3 is kin of W-17",), Remedy("unname", "SA-3"), "public")
    assert found.severity == "error"
    assert found.message.startswith("Somebody is named")
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.severity = "notice"  # type: ignore[misc]


def test_a_code_and_a_verb_that_nobody_knows_are_refused() -> None:
    with pytest.raises(Unknown):
        Finding("kin-too-nera", "SA-3", (), Remedy("unname", "SA-3"))
    with pytest.raises(BadValue, match="withhold-row"):
        Remedy("remove", "SA-3")


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_verb_says_itself_in_words(verb: str) -> None:
    assert Remedy(verb, "x").words == f"{VERBS[verb]}: x"
    assert Remedy(verb, "x", words="Own words").words == "Own words"


def test_a_finding_goes_out_as_plain_values() -> None:
    found = Finding("kin-too-near", "SA-3", ("a", "b"), Remedy("unname", "SA-3", ("r1",)), "map")
    values = json.loads(json.dumps(found.values()))
    assert values["severity"] == "error" and values["path"] == ["a", "b"]
    assert values["remedy"]["verb"] == "unname" and values["remedy"]["to"] == ["r1"]


def test_findings_stand_in_one_order_each_once() -> None:
    one, other = (Finding("kin-too-near", subject, (), Remedy("unname", subject)) for subject in ("A", "B"))
    assert ordered([other, one, other]) == [one, other] == ordered([one, other])


def test_an_id_with_a_slip_in_it_is_refused_with_what_comes_near() -> None:
    with pytest.raises(Unknown) as caught:
        known("person", ["worker-1", "worker-22"], ["worker-1", "worker-2"])
    assert "worker-2" in caught.value.near
