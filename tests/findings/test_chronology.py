import pytest

from tests.findings.small_case import key, tables
from workbench.errors import BadValue
from workbench.findings.chronology import chronology, precision


def test_events_stand_in_the_order_of_their_dates_and_undated_last() -> None:
    found = chronology(tables()).df
    assert list(found["start"].fillna("none")) == ["2021", "2021-03", "2021-11", "2021-11-23", "2021-11-26", "none"]
    assert list(found["precision"]) == ["year", "month", "month", "day", "day", "none"]


def test_rivals_name_each_other() -> None:
    found = chronology(tables()).df.set_index("title")
    assert found.loc["Passports are back", "rivals"] == (found.loc["Passports were never taken", "number"],)
    assert found.loc["Passports were never taken", "rivals"] == (found.loc["Passports are back", "number"],)
    assert found.loc["Paid once", "rivals"] == ()


def test_labels_and_ids_side_by_side() -> None:
    found = chronology(tables()).df.set_index("title")
    assert found.loc["Workers arrive", "actors"] == "W-01"
    assert found.loc["Workers arrive", "actor_ids"] == (key("W-01"),)
    assert found.loc["Passports taken again", "site"] == "Plant site"
    assert found.loc["Paid once", "passages"] == (key("p1"),)
    assert found.loc["Workers arrive", "as_written"] == "between March and May"


def test_as_of_keeps_what_had_begun_and_the_undated() -> None:
    found = chronology(tables(), as_of="2021-11-23").df
    assert "Passports taken again" not in set(found["title"])
    assert {"Passports are back", "Paid once", "Workers arrive"} <= set(found["title"])
    with pytest.raises(BadValue):
        chronology(tables(), as_of="yesterday")


def test_no_event_is_a_table_without_rows() -> None:
    found = chronology(tables(without=frozenset({"event"})))
    assert len(found.df) == 0
    assert "0 events" in found._repr_html_()


def test_precision_of_a_partial_date() -> None:
    assert [precision(date) for date in ("2021", "2021-11", "2021-11-15", None)] == ["year", "month", "day", "none"]
