"""Rates of identification: both numbers, both sources, rivals side by side, small ones withheld."""

from decimal import Decimal

import pytest

from workbench.findings.identification import WITHHELD, identification
from workbench.records import Count, Period, Source
from workbench.tables import Tables, tabulate

YEAR = Period(start="2022", end="2022")


def count(what: str, label: str, low: int, high: int | None = None, source: str = "s", period: Period | None = YEAR):
    return Count(what=what, label=label, low=low, high=high or low, source=source, period=period)


def tables(*counts: Count) -> Tables:
    sources = [("s", Source(key="S", label="Report", kind="ngo-report")),
               ("t", Source(key="T", label="Ministry", kind="official"))]  # fmt: skip
    return tabulate([*sources, *((f"c{at}", one) for at, one in enumerate(counts))], "h", lambda name: b"")


def test_five_of_a_hundred_and_sixteen_thousand() -> None:
    found = identification(tables(
        count("identified", "refugees and migrants formally identified", 5),
        count("present", "refugees and migrants who passed through", 116000),
    ))  # fmt: skip
    (row,) = found.rows
    assert (row.low, row.high, row.name) == (
        Decimal("0.004"),
        Decimal("0.004"),
        "formally identified, of those present",
    )
    assert found.df.at[0, "numerator"] == "5" and found.df.at[0, "denominator"] == "116,000"
    assert found.df.at[0, "numerator_source"] == "Report"


def test_rival_counts_are_rates_of_their_own_and_ranges_stay_ranges() -> None:
    found = identification(tables(
        count("identified", "workers", 40), count("present", "workers", 400, source="t"),
        count("present", "workers", 500), count("presumed", "workers", 100, 120),
    ))  # fmt: skip
    told = {(row.name, row.denominator.words()): (str(row.low), str(row.high)) for row in found.rows}
    assert told["formally identified, of those present", "400"] == ("10.000", "10.000")
    assert told["formally identified, of those present", "500"] == ("8.000", "8.000")
    assert told["formally identified, of those presumed", "100 to 120"] == ("33.333", "40.000")


def test_other_people_and_other_years_make_no_rate() -> None:
    found = identification(tables(
        count("identified", "workers", 40), count("present", "children in care", 400),
        count("present", "workers", 400, period=Period(start="2019", end="2019")),
    ))  # fmt: skip
    assert found.rows == () and len(found.lone) == 3
    assert identification(tables(count("identified", "workers", 40), count("present", "workers", 10))).rows == ()


@pytest.mark.parametrize(("identified", "present", "withheld"), [
    (5, 400, True), (0, 400, True), (40, 45, True), (40, 40, True), (11, 400, False), (40, 400, False),
])  # fmt: skip
def test_what_fewer_than_eleven_people_stand_behind_is_withheld_also_none_and_all(
    identified, present, withheld
) -> None:
    made = identification(tables(count("identified", "workers", identified), count("present", "workers", present)))
    table = made.protected(11)
    assert (table.at[0, "low"] == WITHHELD) == withheld == (table.at[0, "numerator"] == WITHHELD)
    assert made.df.at[0, "low"] != WITHHELD


def test_the_public_record_has_the_figures_of_2022(public_case) -> None:
    found = identification(public_case.tables())
    told = {row.name: row for row in found.rows}
    assert str(told["formally identified, of those present"].low) == "0.004"
    assert (str(told["needs met by the state"].low), str(told["needs met by civil society"].low)) == (
        "30.000",
        "70.000",
    )
    assert repr(found).startswith("Identification(") and "116,000" in found._repr_html_()
    shown = found.protected(11)
    assert shown.loc[shown["rate"] == "formally identified, of those present", "low"].tolist() == [WITHHELD]


def test_files_of_persons_are_counted_beside_what_others_say() -> None:
    from tests.findings.person_case import day, step, tables
    from tests.findings.small_case import key

    told = tables(
        step("r2", "referral", "Referred", day("2024-05-21"), subject=key("W-02"), outcome="done"),
        step("i2", "identification", "Identified", day("2024-06-21"), subject=key("W-02"), outcome="granted"),
        step("i3", "identification", "Confirmed", day("2024-06-30"), subject=key("W-02"), outcome="granted"),
    )
    rates = {row.name: (row.numerator.low, row.denominator.low, str(row.low)) for row in identification(told).rows}
    assert rates["formally identified, of those referred"] == (1, 2, "50.000")
    assert rates["needs met by the state"] == (0, 2, "0.000")
    assert rates["needs met by civil society"] == (1, 2, "50.000")
    assert set(identification(told).protected(11)["low"]) == {"withheld"}
