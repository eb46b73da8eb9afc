"""Rules on wages as data: each with its time, its source, and whether anybody compared it with the original."""

from decimal import Decimal

import pytest

from workbench.codebook.pay_rules import clause_rules, clauses, digits, pay_law, readings
from workbench.codebook.shapes import compiled
from workbench.errors import Unknown
from workbench.records import first_day

LAW = pay_law("rs")


def test_every_rule_has_a_source_and_a_time_and_says_whether_it_was_checked() -> None:
    for rule in LAW.rules:
        assert rule.source and first_day(rule.start) and rule.verified in (True, False)
    assert len({rule.id for rule in LAW.rules}) == len(LAW.rules)


def test_of_a_kind_no_two_rules_hold_in_one_month() -> None:
    months = [f"{year}-{month:02}" for year in range(2019, 2026) for month in range(1, 13)]
    for kind in {rule.kind for rule in LAW.rules}:
        assert all(sum(rule.kind == kind and rule.holds(month) for rule in LAW.rules) <= 1 for month in months), kind


@pytest.mark.parametrize(("month", "value"), [("2020-12", "172.54"), ("2021-01", "183.93"), ("2022-06", "201.22"),
                                              ("2023-12", "230.00"), ("2024-04", "271.00")])  # fmt: skip
def test_the_minimum_wage_of_the_year(month: str, value: str) -> None:
    rule = LAW.rule("minimum-hour", month)
    assert rule and rule.value == Decimal(value) and rule.unit == LAW.currency


def test_what_is_not_on_file_is_none_and_a_country_without_rules_is_named() -> None:
    assert LAW.rule("minimum-hour", "2019-12") is None and LAW.rule("no-such-kind", "2024-04") is None
    with pytest.raises(Unknown, match="rs"):
        pay_law("vn")


def test_clauses_and_rules_are_those_that_a_record_may_name() -> None:
    schema = compiled("records", "term.json").schema["properties"]
    assert sorted(clauses()) == sorted(schema["clause"]["enum"])
    assert sorted(clause_rules()) == sorted(schema["rule"]["enum"])
    assert {better for _, better in clauses().values()} == {"more", "less", "none"}


def test_coins() -> None:
    assert [digits(one) for one in ("USD", "RSD", "VND", "KWD")] == [2, 2, 0, 3]


def test_a_point_before_three_digits_has_two_readings_but_in_a_currency_of_three_digits() -> None:
    assert readings("999.990", None) == ("999990", "999.99")
    assert [readings(text, "EUR") for text in ("1000.125", "0.125", "2.80", "2800")] == [None] * 4
    assert readings("1.250", "TND") is None
