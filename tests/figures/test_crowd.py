"""Thousands of events as one page: counted in lanes, each track told in words, the same bytes each time."""

import pytest

from tests.findings.test_lanes import events
from workbench.figures import timeline
from workbench.figures.crowd import LOOKS, counts
from workbench.findings.chronology import Chronology


@pytest.fixture(scope="module")
def many() -> Chronology:
    return events(1200)


def test_more_than_can_be_numbered_are_counted(many: Chronology) -> None:
    drawn = timeline.draw(many)
    assert b"#event-1" not in drawn and len(drawn) < 1_000_000
    assert drawn == timeline.draw(many)


def test_few_are_numbered_as_ever() -> None:
    assert b"#event-1" in timeline.draw(events(timeline.MANY))
    assert b"#event-1" not in timeline.draw(events(timeline.MANY + 1))


def test_the_words_count_every_dated_event(many: Chronology) -> None:
    said = counts(many)
    total = sum(int(line.split(": ")[1].split(" events")[0]) for line in said)
    assert total == int((many.df["precision"] != "none").sum())
    assert timeline.describe(many).startswith("Timeline, 1200 events, counted: ")


def test_statuses_are_told_apart_without_colour() -> None:
    assert len({(hatch, ground) for ground, hatch in LOOKS.values()}) == len(LOOKS)
