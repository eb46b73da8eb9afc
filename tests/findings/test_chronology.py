import pandas as pd
import pytest

from tests.findings import small_case
from tests.findings.small_case import event, key, span, tables
from workbench.errors import BadValue, Unknown
from workbench.findings.chronology import chronology, precision


def test_events_stand_in_the_order_of_their_dates_and_undated_last() -> None:
    found = chronology(tables()).df
    assert list(found["start"].fillna("none")) == ["2021-03", "2021-11-23", "2021-11-26", "2021-11", "2021", "none"]


def test_a_bare_month_stands_after_its_days_and_a_bare_year_after_its_months() -> None:
    assert list(chronology(tables()).df["precision"]) == ["month", "day", "day", "month", "year", "none"]


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


def test_words_about_a_feast_bound_an_event_and_put_it_in_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    told = [
        event("a", "pay", "Loan taken", span(words="trước Tết 2021")),
        event("b", "travel", "Arrival", span("2021-03", "2021-05")),
        event("c", "pay", "Some day", span(words="before the harvest")),
    ]
    monkeypatch.setattr(small_case, "EVENTS", told)
    found = chronology(tables()).df
    assert list(found["title"]) == ["Loan taken", "Arrival", "Some day"]
    first = found.iloc[0]
    assert (first["precision"], first["earliest"], first["latest"]) == ("season", "2020-01-25", "2021-02-11")
    assert first["when"] == '"trước Tết 2021" (2020-01-25 to 2021-02-11)' and pd.isna(first["start"])
    assert first["bounded_by"] == "before Tet, 2021-02-12"
    assert list(chronology(tables(), as_of="2019-12-31").df["title"]) == ["Some day"]


def test_filters_keep_the_numbers_of_the_whole() -> None:
    whole = chronology(tables()).df.set_index("title")["number"]
    for asked in ({"tracks": ["documents"]}, {"actor": "EMP"}, {"site": "Plant site"}):
        part = chronology(tables(), **asked).df  # type: ignore[arg-type]
        assert 0 < len(part) < len(whole)
        assert dict(zip(part["title"], part["number"], strict=True)) == dict(whole[list(part["title"])])
    assert list(chronology(tables(), actor="EMP").df["title"]) == ["Passports are back"]


def test_what_is_not_there_cannot_be_filtered_by() -> None:
    with pytest.raises(Unknown, match="documents"):
        chronology(tables(), tracks=["document"])
    with pytest.raises(Unknown):
        chronology(tables(), actor="NOBODY")
