"""Five thousand events on one strip: each is somewhere, none twice, and nothing is put on a day nobody named."""

import datetime
import itertools

import pytest

from tests.findings.small_case import key, span, tables
from workbench.errors import BadValue
from workbench.findings.chronology import TRACKS, Chronology, chronology
from workbench.findings.lanes import Lanes, lanes
from workbench.records import Event, Source
from workbench.tables import tabulate

STATUSES = ("reported", "agreed", "disputed", "single-origin")


def dates(number: int) -> tuple[str | None, str | None]:
    """Mostly days; some months, some years, some stretches, some without a date."""
    day = datetime.date(2021, 1, 1) + datetime.timedelta(days=number * 7919 % 1500)
    match number % 25:
        case 0:
            return None, None
        case 1 | 2:
            return f"{day:%Y-%m}", f"{day:%Y-%m}"
        case 3:
            return f"{day:%Y}", f"{day:%Y}"
        case 4:
            return day.isoformat(), (day + datetime.timedelta(days=number % 90)).isoformat()
    return day.isoformat(), day.isoformat()


def events(count: int) -> Chronology:
    source = (key("S"), Source(key="S", label="Gate log", kind="document"))
    told = [
        (f"{number:064x}", Event(track=TRACKS[number % 10], title=f"Event {number}", source=key("S"),
                                 status=STATUSES[number % 4], period=span(*dates(number))))
        for number in range(count)
    ]  # fmt: skip
    return chronology(tabulate([source, *told], "h", bytes))


@pytest.fixture(scope="module")
def many() -> Chronology:
    return events(5000)


def numbers(strip: Lanes) -> list[int]:
    return sorted(number for lane in strip.lanes for block in lane.blocks for number in block.numbers)


def test_every_dated_event_is_on_the_strip_once(many: Chronology) -> None:
    strip = lanes(many)
    assert numbers(strip) == sorted(many.df.loc[many.df["precision"] != "none", "number"])
    assert sorted(strip.undated) == sorted(many.df.loc[many.df["precision"] == "none", "number"])
    assert strip.outside == 0 and strip.unit == "month"


def test_the_strip_stays_small_enough_to_draw(many: Chronology) -> None:
    strip = lanes(many, columns=120, rows=6)
    assert all(lane.aggregated and lane.rows <= 6 for lane in strip.lanes)
    assert sum(len(lane.blocks) for lane in strip.lanes) < 1000
    for lane in strip.lanes:
        for row in range(lane.rows):
            same = sorted((block.first, block.last) for block in lane.blocks if block.row == row)
            assert all(before[1] < after[0] for before, after in itertools.pairwise(same)), lane.track


def test_no_event_stands_where_its_dates_do_not_allow(many: Chronology) -> None:
    reach = {row["number"]: (row["earliest"], row["latest"]) for row in many.df.to_dict("records")}
    for lane in lanes(many).lanes:
        for block in lane.blocks:
            for number in block.numbers:
                assert block.first.isoformat() <= reach[number][0] <= reach[number][1] <= block.last.isoformat()
            assert sum(count for _, count in block.tally) == block.count


def test_a_narrow_window_shows_single_events_again(many: Chronology) -> None:
    strip = lanes(many, first="2022-05-01", last="2022-05-07", columns=120, rows=40)
    assert strip.unit == "day" and strip.outside > 4000
    assert all(not lane.aggregated for lane in strip.lanes)
    assert all(block.count == 1 and block.label.startswith("Event ") for lane in strip.lanes for block in lane.blocks)


def test_the_numbers_are_those_of_the_table(many: Chronology) -> None:
    filtered = chronology(tables(), tracks=["documents"])
    assert numbers(lanes(filtered)) == sorted(filtered.df["number"])
    assert [lane.track for lane in lanes(filtered).lanes] == ["documents"]


def test_the_same_chronology_gives_the_same_lanes(many: Chronology) -> None:
    assert lanes(many) == lanes(many)


def test_nothing_dated_is_an_empty_strip() -> None:
    strip = lanes(events(1))
    assert strip.lanes == () and strip.undated == (1,)


@pytest.mark.parametrize("wrong", [
    {"first": "soon"}, {"last": "2021-13"}, {"first": "2022", "last": "2021"}, {"columns": 0}, {"rows": 1},
])  # fmt: skip
def test_a_window_that_is_none_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(BadValue):
        lanes(events(10), **wrong)  # type: ignore[arg-type]
