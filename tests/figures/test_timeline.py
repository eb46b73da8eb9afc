import re
from collections import Counter

import pytest

from tests.findings import small_case
from tests.findings.small_case import event, tables
from workbench.figures import timeline as figure
from workbench.findings.chronology import Chronology, chronology


def test_same_events_same_bytes() -> None:
    assert figure.draw(chronology(tables())) == figure.draw(chronology(tables()))


def test_the_words_carry_date_source_status_and_rivals() -> None:
    words = figure.describe(chronology(tables()))
    assert "2  2021-11-23: Passports are back (NGO report N-01) [disputed, against 4]" in words
    assert "not dated: Paid once" in words


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


def test_on_paper_a_drawing_is_no_larger_than_its_page_has_no_list_and_loses_no_event() -> None:
    found = chronology(tables())
    dated = set(found.df.loc[found.df["precision"] != "none", "number"])
    whole, parts = (figure.draw_for_paper(found, width=6.8, height=high) for high in (9, 2.6))
    assert len(whole) == 1 and len(parts) > 1
    for drawn, most in ((whole, 9), (parts, 2.6)):
        sizes = [re.search(rb'viewBox="0 0 ([0-9.]+) ([0-9.]+)"', svg) for svg in drawn]
        assert all(float(one[1]) <= 6.8 * 72 + 1 and float(one[2]) <= most * 72 + 1 for one in sizes if one)
        assert {int(number) for svg in drawn for number in re.findall(rb'xlink:href="#event-(\d+)"', svg)} == dated
