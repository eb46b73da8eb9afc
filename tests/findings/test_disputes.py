"""Disputes with all readings, words and place; decided ones stay listed with who decided what and why."""

import json

from tests.findings.two_coders import coding, decision, key, reading, tables
from workbench.findings.disputes import disputes

PASSPORTS = "retention-of-identity-documents"
TWO = [coding("c1", "A", "p1", PASSPORTS, "supports"), coding("c2", "B", "p1", PASSPORTS, "unclear")]


def test_a_dispute_has_both_readings_the_words_and_their_place() -> None:
    (one,) = disputes(tables(*TWO))
    assert one.readings == (("A", "supports"), ("B", "unclear")) and one.open
    assert one.where["quote"] == "They kept the passports." and one.where["file"] == "t.txt"
    assert (one.where["start"], one.where["end"]) == (0, 24) and one.where["item_sha256"] == key("s")
    assert one.codings == (key("c1"), key("c2")) and one.coders == (key("A"), key("B"))
    json.dumps(one.document())


def test_agreement_is_no_dispute_and_neither_is_undeclared_silence() -> None:
    assert disputes(tables(coding("c1", "A", "p1", PASSPORTS, "supports"),
                           coding("c2", "B", "p1", PASSPORTS, "supports"),
                           coding("c3", "B", "p1", "isolation", "supports"))) == ()  # fmt: skip


def test_declared_silence_against_a_coding_is_a_dispute() -> None:
    (one,) = disputes(tables(coding("c1", "A", "p1", PASSPORTS, "supports"), reading("r1", "B", "p1")))
    assert one.readings == (("A", "supports"), ("B", "nothing"))


def test_a_decided_dispute_stays_listed_with_all_three_readings() -> None:
    (one,) = disputes(tables(*TWO, decision("a1", "p1", PASSPORTS, "supports", "c1", "c2")))
    assert not one.open and len(one.readings) == 2
    assert [(done.agent, done.stance, done.stands) for done in one.decisions] == [("TP", "supports", True)]


def test_a_later_reading_opens_it_again() -> None:
    (one,) = disputes(tables(*TWO, coding("c3", "C", "p1", PASSPORTS, "contradicts"),
                             decision("a1", "p1", PASSPORTS, "supports", "c1", "c2")))  # fmt: skip
    assert one.open and len(one.readings) == 3 and not one.decisions[0].stands


def test_one_framework_or_all() -> None:
    assert len(disputes(tables(*TWO), "ilo-11")) == 1
    assert disputes(tables(*TWO), "palermo") == ()
    assert disputes(tables()) == ()


def test_the_demo_case_has_sixteen_and_all_are_open(demo_case) -> None:
    found = disputes(demo_case.tables())
    assert len(found) == 16 and all(one.open for one in found)
    assert all(one.where["quote"] and one.where["file"] for one in found)
