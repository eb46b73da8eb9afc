"""Who counts as a child, and who may speak for one."""

import pytest

from workbench.disclosure.children import Ages, independent
from workbench.records import Coding, Consent, Danger, Entity, Period, Relation

BOY = ("w", Entity(key="W-17", schema="Worker", label="W-17", born="2006-11"))
FATHER = ("f", Entity(key="SA-3", schema="Person", label="SA-3"))
AUNT = ("a", Entity(key="P-1", schema="Person", label="P-1"))


def coding(**more) -> Coding:
    told = {"passage": "p", "framework": "ilo-11", "indicator": "deception", "stance": "supports", "subject": "w",
            "coder": "c", "means": "first-hand"}  # fmt: skip
    return Coding(**(told | more))


def test_a_partial_birth_date_is_read_as_the_youngest() -> None:
    ages = Ages([BOY], "2024-11-29")
    assert ages.under_age("w", "2024-11-29") and not ages.under_age("w", "2024-12-01")


def test_who_has_grown_up_since_stays_protected() -> None:
    consent = Consent(worker="w", audience="public", purpose="p", form="oral", given="2024-06-09")
    assert not Ages([BOY], "2026-01-01").child("w")
    assert Ages([BOY, ("c", consent)], "2026-01-01").child("w")
    assert Ages([BOY, ("k", coding(period=Period(start="2024-03")))], "2026-01-01").child("w")


def test_nobody_is_a_child_without_a_date_of_birth() -> None:
    assert not Ages([("x", Entity(key="W-1", schema="Worker", label="W-1"))], "2024-01-01").child("x")


def test_a_leap_day_has_its_birthday_in_march() -> None:
    leap = ("l", Entity(key="W-2", schema="Worker", label="W-2", born="2008-02-29"))
    assert Ages([leap], "2026-02-28").child("l") and not Ages([leap], "2026-03-01").child("l")


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ([], ""),
        ([("r", Relation(schema="Recruitment", source_entity="f", target_entity="w", source="s"))], "Recruitment"),
        ([("r", Relation(schema="Debt", source_entity="w", target_entity="f", source="s"))], "Debt"),
        ([("r", Relation(schema="Debt", source_entity="f", target_entity="w", source="s"))], ""),
        ([("k", coding(actor="f"))], "acts in deception"),
        ([("k", coding(actor="f", stance="contradicts"))], ""),
    ],
)
def test_an_implicated_guardian_is_refused(more, why: str) -> None:
    found = independent("f", [BOY, FATHER, AUNT, *more])
    assert why in found and bool(why) == bool(found)
    assert not independent("a", [BOY, FATHER, AUNT, *more])


def test_a_body_or_a_stranger_is_no_guardian() -> None:
    assert "Agency" in independent("g", [("g", Entity(key="AG", schema="Agency", label="AG"))])
    assert "nobody" in independent("x", [BOY])


def test_whoever_was_noted_as_a_child_is_one_without_a_date_of_birth() -> None:
    nameless = ("x", Entity(key="W-1", schema="Worker", label="W-1"))
    asked = ("d", Danger(subject="x", asked="2024-05-18", flags=("child",)))
    ages = Ages([nameless, asked], "2026-01-01")
    assert ages.child("x") and ages.under_age("x", "2024-05-18")
    assert not Ages([nameless, ("d", Danger(subject="x", asked="2024-05-18"))], "2026-01-01").child("x")
