"""A record as a row."""

import dataclasses

import pytest

from tests.codebook.test_shapes import GOOD
from workbench.records import KINDS, Agent, Event, Period, from_content
from workbench.records.flat import PERIOD_COLUMNS, PHOTO_COLUMNS, columns_of, flat, photo, unflat


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_its_column_and_a_period_has_three(kind: str) -> None:
    names = {field.name for field in dataclasses.fields(KINDS[kind])}
    expected = names - {"period"} | (set(PERIOD_COLUMNS) if "period" in names else set())
    assert set(columns_of(KINDS[kind])) == expected and len(columns_of(KINDS[kind])) == len(expected)


def test_values_stand_in_the_order_of_the_columns() -> None:
    event = Event(track="travel", title="A", source="s", period=Period(start="2021-03", as_written="in March"))
    row = dict(zip(columns_of(Event), flat(event), strict=True))
    assert (row["period_start"], row["period_end"], row["period_as_written"]) == ("2021-03", None, "in March")
    assert row["actors"] == () and row["site"] is None
    bare = dict(zip(columns_of(Event), flat(Event(track="t", title="t", source="s")), strict=True))
    assert bare["period_start"] is None
    assert flat(Agent(key="A", kind="person", name="N"))[:2] == ["A", "person"]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_row_gives_its_record_back(kind: str) -> None:
    record = from_content(kind, GOOD[kind])
    assert unflat(KINDS[kind], columns_of(KINDS[kind]), flat(record)) == record


def test_a_photo_says_what_its_exif_says_and_nothing_more() -> None:
    exif = {"position": {"latitude": -33.5, "longitude": -70.25}, "taken": {"as_written": "2021:11:15"}, "device": "P"}
    row = dict(zip(PHOTO_COLUMNS, photo("i", "gate.jpg", "s", exif), strict=True))
    assert (row["latitude"], row["radius_m"], row["taken"], row["offset"]) == (-33.5, None, "2021:11:15", None)
    assert (row["name"], row["device"], row["source"]) == ("gate.jpg", "P", "s")
