"""Words about a feast bound a date; what they do not say stays open."""

import pytest

from workbench.findings.seasonal import bounds
from workbench.records import Period


@pytest.mark.parametrize(("words", "earliest", "latest"), [
    ("before Tet 2021", "2020-01-25", "2021-02-11"),
    ("trước Tết 2024", "2023-01-22", "2024-02-09"),
    ("Trước dịp Tết Nguyên Đán năm 2024", "2023-01-22", "2024-02-09"),
    ("sau Tết 2024, khoảng hai tuần", "2024-02-11", "2025-01-28"),
    ("some days after the Vietnamese New Year of 2022", "2022-02-02", "2023-01-21"),
    ("during Tet 2021", "2021-02-11", "2021-02-18"),
    ("pre Uskrsa 2021", "2020-04-19", "2021-05-01"),
    ("после Божића 2024.", "2024-01-08", "2025-01-06"),
    ("trước Tết Dương lịch 2022", "2021-01-01", "2021-12-31"),
])  # fmt: skip
def test_before_at_and_after(words: str, earliest: str, latest: str) -> None:
    found = bounds(Period(as_written=words))
    assert found is not None
    assert (found.earliest.isoformat(), found.latest.isoformat()) == (earliest, latest)


def test_letters_with_marks_apart_are_the_same_words() -> None:
    assert bounds(Period(as_written="trước Tết 2021")) is not None  # composed or not


def test_a_year_on_record_serves_and_narrows() -> None:
    found = bounds(Period(start="2021", end="2021", as_written="before Tet"))
    assert found is not None
    assert (found.earliest.isoformat(), found.latest.isoformat()) == ("2021-01-01", "2021-02-11")
    assert found.words == "before Tet, 2021-02-12"


@pytest.mark.parametrize("stretch", [
    Period(as_written="before Tet"),  # which year?
    Period(as_written="before Tet 2021 or 2022"),
    Period(start="2021", end="2022", as_written="before Tet"),
    Period(as_written="before the harvest of 2021"),
    Period(as_written="Tet 2021"),  # no word says on which side
    Period(as_written="before Tet and after Tet 2021"),
    Period(as_written="after Tet 1995"),  # not on file
    Period(as_written="the tetanus shot before 2021"),
    Period(start="2021-01", end="2021-01", as_written="before Tet 2021"),  # a month was recorded: it goes before
    Period(start="2023", end="2023", as_written="before Tet 2021"),  # the two exclude each other
    Period(start="2021-03"), Period(),
])  # fmt: skip
def test_what_is_not_said_is_not_bounded(stretch: Period) -> None:
    assert bounds(stretch) is None
