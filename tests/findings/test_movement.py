"""Who was where when: relocations as told, and questions that name what they assume."""

import json
import math

import pytest

from tests.findings.small_case import key
from workbench.findings.movement import movement
from workbench.records import Derivative, Entity, Event, Item, Passage, Period, Place, Relation, Source
from workbench.tables import Tables, tabulate

SPOTS = {"SITE": "POINT (21.08 44.905)", "DW-A": "POINT (21.0735 44.9062)", "DW-M": "POINT (21.142 44.861)",
         "FAR": "POINT (105.85 21.03)"}  # fmt: skip


def case(*more: tuple[str, object], photos: tuple[tuple[str, str, float, float, str], ...] = ()) -> Tables:
    """One worker, four places, and photographs as (name, time, latitude, longitude, key of the source)."""
    records: list[tuple[str, object]] = [
        (key("W-1"), Entity(key="W-1", schema="Worker", label="W-1")),
        (key("T"), Source(key="T", label="Testimony T", kind="worker", worker=key("W-1"))),
        (key("PH"), Source(key="PH", label="Photos of W-1", kind="photo", worker=key("W-1"))),
        (key("TL"), Source(key="TL", label="Photos TL", kind="photo")),
    ]
    for name, shape in SPOTS.items():
        schema = "Dwelling" if name.startswith("DW") else "Site"
        made = Place(entity=key(name), geometry=shape, how="gps", source=key("T"), precision_m="10")
        records += [(key(name), Entity(key=name, schema=schema, label=name)), (key("p" + name), made)]
    stored = {}
    for name, taken, latitude, longitude, source in photos:
        position = {"latitude": latitude, "longitude": longitude, "radius_m": 5.0}
        exif = {"position": position, "taken": {"as_written": taken}, "device": "Phone"}
        stored[name] = json.dumps(exif).encode()
        records.append((key(name), Item(sha256="0" * 64, size=1, object=name, name=name, media_type="image/jpeg",
                                        kind="photo", source=key(source))))  # fmt: skip
        records.append((key("d" + name), Derivative(item=key(name), kind="exif", media_type="application/json",
                                                    object=name, sha256="0" * 64, tool="t", version="1")))  # fmt: skip
    return tabulate([*records, *more], "h", stored.__getitem__)  # type: ignore[list-item]


def lodged(place: str, start: str, end: str | None = None) -> tuple[str, object]:
    made = Relation(schema="Lodging", source_entity=key("W-1"), target_entity=key(place), source=key("T"),
                    period=Period(start=start, end=end))  # fmt: skip
    return key(f"r{place}{start}"), made


def event(place: str, day: str, passage: str | None = None) -> tuple[str, object]:
    made = Event(track="work", title=f"seen at {place}", source=key("T"), period=Period(start=day, end=day),
                 actors=(key("W-1"),), site=key(place), passage=passage)  # fmt: skip
    return key(f"e{place}{day}"), made


def test_a_change_of_lodging_is_a_relocation_with_its_distance() -> None:
    found = movement(case(lodged("DW-A", "2024-03-04", "2024-05-23"), lodged("DW-M", "2024-05-24")))
    (row,) = found.relocations.to_dict("records")
    assert (row["from"], row["to"], row["left"], row["came"]) == ("DW-A", "DW-M", "2024-05-23", "2024-05-24")
    assert row["metres"] == pytest.approx(7390, rel=0.01)
    assert len(found.whereabouts) == 2 and not len(found.questions)
    assert "Relocations" in found._repr_html_() and "1 relocations" in repr(found)


def test_the_same_lodging_told_twice_is_no_relocation() -> None:
    assert not len(movement(case(lodged("DW-A", "2024-03-04"), lodged("DW-A", "2024-04-01"))).relocations)


def test_a_photograph_far_from_every_told_place_is_a_question() -> None:
    stay = lodged("DW-A", "2024-03-04", "2024-05-23")
    near = ("near.jpg", "2024:03:09 21:14:03", 44.9062, 21.0735, "PH")
    away = ("away.jpg", "2024:03:20 21:14:03", 44.8610, 21.1420, "PH")
    later = ("later.jpg", "2024:06:20 21:14:03", 44.8610, 21.1420, "PH")
    stranger = ("tl.jpg", "2024:03:20 21:14:03", 44.8610, 21.1420, "TL")
    found = movement(case(stay, photos=(near, away, later, stranger))).questions
    assert found["kind"].tolist() == ["photograph elsewhere"] and found["first"].tolist() == ["away.jpg"]
    assert found["question"][0].endswith("?") and "near is 2 km" in found["assumed"][0]


def test_a_photograph_of_another_day_than_what_rests_on_it_is_a_question() -> None:
    photo = ("gate.jpg", "2024:05:15 10:44:50", 44.905, 21.08, "PH")
    seen = Passage(item=key("gate.jpg"))
    same, other = event("SITE", "2024-05-15", key("P")), event("SITE", "2024-05-17", key("P"))
    found = movement(case((key("P"), seen), same, other, photos=(photo,))).questions
    assert found["kind"].tolist() == ["photograph of another day"] and "2024-05-17" in found["question"][0]


def test_an_impossible_journey_is_a_question_with_its_speed() -> None:
    photos = (
        ("a.jpg", "2024:05:15 10:00:00", 44.905, 21.08, "TL"),
        ("b.jpg", "2024:05:15 10:10:00", 45.3836, 20.3819, "TL"),
    )
    (row,) = movement(case(photos=photos)).questions.to_dict("records")
    assert row["kind"] == "impossible journey" and row["assumed"].startswith("car: 15 to 130 km/h")
    assert row["metres"] == pytest.approx(76_200, rel=0.02) and row["hours"] == pytest.approx(1 / 6)
    slow = (photos[0], ("b.jpg", "2024:05:15 12:00:00", 45.3836, 20.3819, "TL"))
    assert not len(movement(case(photos=slow)).questions)


def test_days_leave_the_time_that_they_leave() -> None:
    assert not len(movement(case(event("SITE", "2024-05-15"), event("FAR", "2024-05-16"))).questions)
    found = movement(case(event("FAR", "2024-05-15"), photos=(("a.jpg", "2024:05:15 02:00:00", 44.9, 21.08, "PH"),)))
    assert found.questions["kind"].tolist() == ["photograph elsewhere"], "a day has time enough for a flight"
    far = (("a.jpg", "2024:05:15 02:00:00", 44.9, 21.08, "PH"), ("b.jpg", "2024:05:15 04:00:00", 21.03, 105.85, "PH"))
    (row,) = movement(case(photos=far)).questions.to_dict("records")
    assert row["assumed"].startswith("plane")


def test_a_place_without_a_position_leaves_the_distance_open() -> None:
    lone = (key("DW-X"), Entity(key="DW-X", schema="Dwelling", label="DW-X"))
    found = movement(case(lone, lodged("DW-A", "2024-03-04"), lodged("DW-X", "2024-05-24")))
    assert math.isnan(found.relocations["metres"][0])
