"""Where one of two who have one name may be named, the name is no sign of which of them: it goes."""

import pytest

from tests.disclosure.shared_case import NAMES, consent, records, worker
from tests.disclosure.test_preparing import prepared, written
from workbench.disclosure.preparing import Prepared
from workbench.records import Consent, Entity, Protection, Record

NAME = NAMES[2]


def case(name: str = NAME, form: str = "name") -> list[tuple[str, Record]]:
    """W-02 may be named to a prosecutor; W-03, who said nothing, has this name."""
    told = [one for one in records(to="prosecutor") if one[0] != "w3" and getattr(one[1], "worker", "") != "w3"]
    told = [one for one in told if not isinstance(one[1], Consent) or one[1].worker != "w2"]
    return [*told, worker(3, names=(name,)), consent(2, "prosecutor", naming=True, shown_as=form)]


def shared(found: Prepared) -> list[tuple[str, ...]]:
    return [one.path for one in found.findings if one.code == "name-shared"]


def test_a_name_of_two_of_whom_one_may_be_named_forbids_the_release_in_its_own_words() -> None:
    found = prepared(case(), "prosecutor")
    errors = [one for one in found.findings if one.severity == "error"]
    assert not found.ok and [one.code for one in errors] == ["name-shared"], "and it is no number and no address"
    (one,) = errors
    assert one.subject == "W-02" and one.path == ("W-02 may be named, and W-03 of the same name may not",)
    assert (one.remedy.verb, one.remedy.target, one.remedy.words) == ("unname", "w2", "Let W-02 go by a pseudonym")
    assert NAME not in one.message and "one name" in one.message


def test_after_its_remedy_the_name_is_nowhere_and_nothing_else_was_withheld() -> None:
    decided = ("d", Protection(act="pseudonymise", target="w2", reason="name-shared", audience="prosecutor"))
    found = prepared([*case(), decided], "prosecutor")
    assert found.ok and not shared(found) and NAME not in written(found)
    assert found.allowed["w2"].account and found.allowed["w2"].form == "pseudonym"


def test_who_shares_a_name_with_nobody_goes_by_it() -> None:
    found = prepared(case(NAMES[3]), "prosecutor")
    assert found.ok and not shared(found) and NAME in written(found)


@pytest.mark.parametrize("spelling", ["LÒ THỊ VÍ", "Lo Thi Vi"])
def test_a_name_in_another_spelling_is_the_same_name(spelling: str) -> None:
    assert shared(prepared(case(spelling), "prosecutor"))


def test_two_who_may_both_be_named_hide_nobody() -> None:
    both = [*case(), consent(3, "prosecutor", naming=True, shown_as="name")]
    assert not shared(prepared(both, "prosecutor"))


def test_initials_are_nobodys_name() -> None:
    assert not shared(prepared(case(form="initials"), "prosecutor"))


def test_somebody_who_goes_without_a_name_by_decision_is_named_by_no_worker() -> None:
    seen = ("seen", Entity(key="P-7", schema="Person", label="P-7", names=(NAME,)))
    hidden = ("d", Protection(act="pseudonymise", target="seen", reason="asked", audience="prosecutor"))
    assert shared(prepared([*case(NAMES[3]), seen, hidden], "prosecutor")) == [
        ("W-02 may be named, and P-7 of the same name may not",)
    ]
