"""Conditions against standards: ranges decide, rivals stand apart, and what nobody said is not judged."""

import pytest

from tests.findings.small_case import key
from workbench.findings.conditions import MET, NOT_MET, OPEN, Conditions, conditions
from workbench.records import Entity, Measure, Source
from workbench.tables import tabulate

ROOM = "room 4"


def held(*measures: tuple[str, str, str | None, str | None, str, str | None]) -> Conditions:
    """A lodging, measured: (measure, value, high, unit, source, part)."""
    records: list[tuple[str, object]] = [
        (key("DW"), Entity(key="DW", schema="Dwelling", label="Barracks A")),
        (key("SITE"), Entity(key="SITE", schema="Site", label="Site")),
        *((key(name), Source(key=name, label=name, kind="worker")) for name in ("T-1", "T-2", "CO")),
    ]
    for number, (measure, value, high, unit, source, part) in enumerate(measures):
        told = {"measure": measure, "value": value, "high": high, "unit": unit, "part": part}
        made = Measure(entity=key("DW"), source=key(source), **told)  # type: ignore[arg-type]
        records.append((key(f"m{number}"), made))
    return conditions(tabulate(records, "h", bytes))  # type: ignore[arg-type]


def finds(found: Conditions, provision: str) -> list[tuple[str, str]]:
    rows = found.held[found.held["provision"].str.contains(provision)]
    return list(zip(rows["source"], rows["finds"], strict=True))


def test_persons_a_toilet_of_one_source() -> None:
    found = held(("persons", "180", None, None, "T-1", None), ("toilets", "4", None, None, "T-1", None))
    assert finds(found, "toilet") == [("T-1", NOT_MET)]
    (row,) = found.held[found.held["provision"].str.contains("toilet")].to_dict("records")
    assert (row["low"], row["high"], row["required"]) == (45.0, 45.0, "at most 6")
    assert row["force"] == "recommended" and not row["verified"]


def test_a_range_that_straddles_the_number_cannot_be_told() -> None:
    found = held(("persons", "20", "24", None, "T-1", "room 4"), ("floor-area", "80", "100", "m2", "T-1", "room 4"))
    assert finds(found, "Floor space") == [("T-1", OPEN)]
    assert finds(held(("height", "1.9", "2.1", "m", "T-1", None)), "Headroom") == [("T-1", OPEN)]
    assert finds(held(("height", "195", None, "cm", "T-1", None)), "Headroom") == [("T-1", NOT_MET)]
    assert finds(held(("height", "2.1", None, "m", "T-1", None)), "Headroom") == [("T-1", MET)]


def test_rivals_stand_side_by_side_and_rooms_are_not_mixed() -> None:
    rows = [("persons", "24", "T-1", ROOM), ("beds", "24", "T-1", ROOM), ("persons", "30", "T-2", ROOM),
            ("beds", "12", "CO", "room 5")]  # fmt: skip
    found = held(*((measure, value, None, None, source, part) for measure, value, source, part in rows))
    assert finds(found, "separate bed") == [("T-1", MET)], "the beds of room 5 are no beds of room 4"
    assert sorted(finds(found, "8 persons in a room")) == [("T-1", NOT_MET), ("T-2", NOT_MET)]
    both = held(("persons", "30", None, None, "T-2", None), ("beds", "24", None, None, "CO", None))
    assert finds(both, "separate bed") == [("CO; T-2", NOT_MET)]


def test_what_nobody_said_is_not_judged() -> None:
    found = held(("persons", "180", None, None, "T-1", None))
    assert not len(found.held), "no room is named, and nothing to divide by"
    assert found.told["told"].tolist() == ["180"] and repr(found) == "Conditions(0 met, 0 not met, 0 cannot tell)"


def test_no_toilet_at_all_is_not_met() -> None:
    found = held(("persons", "10", None, None, "T-1", None), ("toilets", "0", None, None, "T-1", None))
    assert finds(found, "toilet") == [("T-1", NOT_MET)]


@pytest.mark.parametrize("place", ["DW", "SITE"])
def test_a_sheet_gives_the_lines_of_one_lodging(place: str) -> None:
    lines = held(("persons", "24", None, None, "T-1", "room 4")).sheet(key(place))
    assert lines == (["room 4, persons: 24 (T-1)", "room 4, Not more than 8 persons in a room: 24, not met (T-1)"]
                     if place == "DW" else [])  # fmt: skip
