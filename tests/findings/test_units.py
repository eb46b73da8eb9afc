"""What is a unit and what is not: silence says nothing unless the coder declared the passage read in full."""

import dataclasses

from tests.findings.two_coders import coding, key, passage, reading, tables
from workbench.findings.units import NOTHING, one_place, units

A, B, C = key("A"), key("B"), key("C")
PASSPORTS, ISOLATION = "retention-of-identity-documents", "isolation"
ALL = (PASSPORTS, ISOLATION)


def found(*records, coders=(A, B)):
    return units(tables(*records), coders, "ilo-11", ALL)


def test_two_codings_of_one_passage_person_and_indicator_are_one_unit() -> None:
    (unit,) = found(coding("c1", "A", "p1", PASSPORTS, "supports"), coding("c2", "B", "p1", PASSPORTS, "unclear")).found
    assert unit.values == unit.counted == ((A, "supports"), (B, "unclear"))
    assert unit.assessed and unit.disputed and not unit.agreed and not unit.silent
    assert unit.codings == (key("c1"), key("c2"))


def test_another_person_is_another_unit() -> None:
    seen = found(
        coding("c1", "A", "p1", PASSPORTS, "supports"), coding("c2", "B", "p1", PASSPORTS, "supports", "W-02")
    )  # fmt: skip
    assert seen.found == () and sum(seen.uncoded.values()) == 2


def test_silence_beside_a_coding_is_neither_agreement_nor_dispute() -> None:
    seen = found(coding("c1", "A", "p1", PASSPORTS, "supports"), coding("c2", "B", "p1", ISOLATION, "supports"),
                 coding("c3", "A", "p2", ISOLATION, "unclear"))  # fmt: skip
    assert seen.found == ()
    assert dict(seen.beside) == {(PASSPORTS, A): 1, (ISOLATION, B): 1}
    assert dict(seen.uncoded) == {(ISOLATION, A): 1}


def test_where_both_declared_it_read_silence_counts_and_joint_silence_is_a_unit() -> None:
    seen = found(coding("c1", "A", "p1", PASSPORTS, "supports"), reading("r1", "A", "p1"), reading("r2", "B", "p1"))
    assert [(unit.indicator, unit.counted) for unit in seen.found] == [
        (PASSPORTS, ((A, "supports"), (B, NOTHING))), (ISOLATION, ((A, NOTHING), (B, NOTHING))),
    ]  # fmt: skip
    assert [unit.silent for unit in seen.found] == [False, True]
    assert [unit.agreed for unit in seen.found] == [False, True]


def test_silence_that_only_one_declared_is_a_dispute_that_does_not_count() -> None:
    (unit,) = found(coding("c1", "A", "p1", PASSPORTS, "supports"), reading("r2", "B", "p1")).found
    assert unit.disputed and not unit.assessed
    assert unit.values == ((A, "supports"), (B, NOTHING)) and unit.counted == ((A, "supports"),)


def test_the_second_is_blind_where_all_but_one_say_so() -> None:
    both = coding("c1", "A", "p1", PASSPORTS, "supports"), coding("c2", "B", "p1", PASSPORTS, "supports")
    assert not found(*both).found[0].blind
    assert not found(*both, reading("r", "B", "p1", blind=False)).found[0].blind
    assert found(*both, reading("r", "B", "p1", blind=True)).found[0].blind
    third = coding("c3", "C", "p1", PASSPORTS, "supports")
    assert not found(*both, third, reading("r", "B", "p1", blind=True), coders=(A, B, C)).found[0].blind


def test_a_coder_who_says_both_has_a_value_of_his_own() -> None:
    (unit,) = found(coding("c1", "A", "p1", PASSPORTS, "supports"), coding("c3", "A", "p1", PASSPORTS, "contradicts"),
                    coding("c2", "B", "p1", PASSPORTS, "supports")).found  # fmt: skip
    assert dict(unit.values)[A] == "contradicts and supports" and unit.disputed


def test_three_coders_with_one_missing_are_a_unit_of_two() -> None:
    (unit,) = found(coding("c1", "A", "p1", PASSPORTS, "supports"), coding("c2", "C", "p1", PASSPORTS, "supports"),
                    coders=(A, B, C)).found  # fmt: skip
    assert [coder for coder, _ in unit.counted] == [A, C]


def test_a_place_recorded_twice_is_one_place() -> None:
    again = key("p1x"), dataclasses.replace(passage("p1", 0, 24)[1], derivative=key("d2"))
    seen = found(again, coding("c1", "A", "p1", PASSPORTS, "supports"), coding("c2", "B", "p1x", PASSPORTS, "supports"))
    assert len(seen.found) == 1 and seen.found[0].passage == key("p1")
    assert one_place(tables(again).passages)[key("p1x")] == key("p1")


def test_other_frameworks_and_other_coders_are_left_out() -> None:
    other = key("c9"), dataclasses.replace(coding("c9", "B", "p1", PASSPORTS, "supports")[1], framework="palermo")
    seen = found(coding("c1", "A", "p1", PASSPORTS, "supports"), other, coding("c2", "C", "p1", PASSPORTS, "unclear"))
    assert seen.found == () and dict(seen.uncoded) == {(PASSPORTS, A): 1}
