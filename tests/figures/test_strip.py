"""Marks of a chronology: none touches another, those of one month share its bar, and lanes have their order."""

import itertools

import pytest

from tests.findings import small_case
from tests.findings.small_case import event, span, tables
from workbench.figures import strip as figure
from workbench.figures import style
from workbench.figures.words import word
from workbench.findings.chronology import TRACKS, chronology, lane
from workbench.findings.said import records


def test_events_of_one_day_stand_under_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    same = [event(f"x{n}", "work", f"Event {n}", span("2024-05-13", "2024-05-13")) for n in range(5)]
    monkeypatch.setattr(small_case, "EVENTS", same)
    made = figure.strip(records(chronology(tables()).df), 11)
    assert sorted(mark.row for mark in made.marks) == [0, 1, 2, 3, 4] and made.lanes == {"work": 5}


def test_events_of_one_month_share_its_bar_as_far_as_it_has_room(monkeypatch: pytest.MonkeyPatch) -> None:
    told = [event(f"x{n}", "work", f"Event {n}", span("2024-05", "2024-05")) for n in range(40)]
    told += [event("y", "work", "Before", span("2023-05-02", "2023-05-02"))]
    monkeypatch.setattr(small_case, "EVENTS", told)
    made = figure.strip(records(chronology(tables()).df), 6.8)
    places = [(round(made.middle(mark), 3), mark.row) for mark in made.marks]
    assert len(set(places)) == 41 and 1 < made.lanes["work"] < 40
    rows = [sorted(x for x, row in places if row == one) for one in range(made.lanes["work"])]
    assert all(b - a >= figure.APART - 0.001 for row in rows for a, b in itertools.pairwise(row))


def test_lanes_stand_in_the_order_of_the_field() -> None:
    found = chronology(tables())
    made = figure.strip(records(found.df[found.df["precision"] != "none"]), 11)
    assert list(made.lanes) == [track for track in TRACKS if track in {"travel", "documents", "authority"}]
    assert made.high(list(made.lanes)) > made.high(["travel"]) > 0


def test_statuses_are_told_apart_by_shape_and_ground() -> None:
    looks = [look[:2] for look in figure.MARKS.values()]
    assert len(set(looks)) == 4 and figure.MARKS["disputed"][0] not in {"o", "s"}


def test_the_legend_takes_as_many_lines_as_the_page_needs_and_draws_as_many_as_it_counts() -> None:
    assert figure.legend(None, 11, 0) < figure.legend(None, 4, 0)
    with style.fixed():
        _, axes = style.sheet(4, 3)
        assert figure.legend(axes, 4, 2) == figure.legend(None, 4, 0)
        assert len(axes.texts) == len(figure.MARKS) + len(figure.HATCHES)
        assert figure.SIZE >= 7


def test_what_is_asked_has_the_word_of_the_table_and_a_dispute_one_meaning(monkeypatch: pytest.MonkeyPatch) -> None:
    assert lane("ask") == "request" and {lane(one) for one in TRACKS} == {*TRACKS[:-1], "request"}
    assert word("legend.disputed") == "disputed: another source has it otherwise"
    drawn: list[str] = []
    monkeypatch.setattr(style, "write", lambda axes, x, y, words, **rest: drawn.append(words))
    monkeypatch.setattr(small_case, "EVENTS", [event("x", "ask", "Asked", span("2024-05", "2024-05"))])
    made = figure.strip(records(chronology(tables()).df), 7)
    figure.draw_lanes(style.sheet(7, 3)[1], made, list(made.lanes), 1.0)
    assert "request" in drawn and "ask" not in drawn


def test_a_silence_is_no_stretch_in_which_a_quarter_with_an_event_lies(monkeypatch: pytest.MonkeyPatch) -> None:
    told = [event("x", "work", "A", span("2023-07", "2023-09")), event("y", "work", "B", span("2024-04", "2024-06"))]
    monkeypatch.setattr(small_case, "EVENTS", told)
    made = figure.strip(records(chronology(tables()).df), 7)
    ((first, last),) = made.scale.breaks
    assert not any(mark.first < last and first < mark.last for mark in made.marks)
