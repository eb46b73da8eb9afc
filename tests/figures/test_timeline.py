import re
from collections import Counter

import pytest

from tests.findings import small_case
from tests.findings.small_case import event, span, tables
from workbench.figures import timeline as figure
from workbench.findings.chronology import TRACKS, Chronology, chronology


def test_same_events_same_bytes() -> None:
    assert figure.draw(chronology(tables())) == figure.draw(chronology(tables()))


def test_the_words_carry_date_source_status_and_rivals() -> None:
    words = figure.describe(chronology(tables()))
    assert "2  2021-11-23: Passports are back (NGO report N-01) [disputed, against 4]" in words
    assert "not dated: Paid once" in words


def test_events_of_one_day_stand_under_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    same = [event(f"x{n}", "work", f"Event {n}", span("2024-05-13", "2024-05-13")) for n in range(5)]
    monkeypatch.setattr(small_case, "EVENTS", same)
    found = chronology(tables())
    marks = figure._laid(found.df.to_dict("records"), figure.scale([738_000]))
    assert sorted(mark.row for mark in marks) == [0, 1, 2, 3, 4]
    assert figure._lanes(marks) == {"work": 5}


def test_lanes_stand_in_the_order_of_the_field() -> None:
    found = chronology(tables())
    dated = found.df[found.df["precision"] != "none"].to_dict("records")
    marks = figure._laid(dated, figure.scale([day for row in dated for day in figure._reach(row)]))
    assert list(figure._lanes(marks)) == [track for track in TRACKS if track in {"travel", "documents", "authority"}]


def test_statuses_are_told_apart_by_shape_and_ground() -> None:
    looks = [look[:2] for look in figure.MARKS.values()]
    assert len(set(looks)) == 4 and figure.MARKS["disputed"][0] not in {"o", "s"}


def test_every_event_leads_to_its_row_from_its_mark_and_from_the_list() -> None:
    found = chronology(tables())
    links = Counter(int(number) for number in re.findall(rb'xlink:href="#event-(\d+)"', figure.draw(found)))
    assert set(links) == set(found.df["number"])
    undated = set(found.df.loc[found.df["precision"] == "none", "number"])
    assert undated and all(links[number] > links[min(undated)] for number in set(links) - undated)


def test_a_case_without_dated_events(monkeypatch: pytest.MonkeyPatch) -> None:
    bare = chronology(tables(without=frozenset({"event"})))
    assert figure.describe(bare) == "Timeline: no events on record."
    assert figure.draw(bare).startswith(b"<?xml")
    monkeypatch.setattr(small_case, "EVENTS", [event("u", "pay", "Paid once", None)])
    undated: Chronology = chronology(tables())
    assert "not dated: Paid once" in figure.describe(undated)
    assert figure.draw(undated).startswith(b"<?xml")


def test_png_is_a_picture() -> None:
    assert figure.png(chronology(tables()), dpi=40)[:8] == b"\x89PNG\r\n\x1a\n"
