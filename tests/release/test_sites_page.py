import dataclasses

import pytest

from tests.release.hostile_case import COMMENT
from tests.release.look import Look, assert_whole
from workbench.findings.said import said
from workbench.findings.sites import Sites, sites
from workbench.release.entries import anchor
from workbench.release.sites_page import as_html, metres
from workbench.tables import Tables


@pytest.fixture(scope="module")
def found(demo: Tables) -> Sites:
    return sites(demo)


@pytest.fixture(scope="module")
def seen(demo: Tables, found: Sites) -> Look:
    return assert_whole(as_html(found, demo))


def test_every_place_has_a_line_with_its_precision_and_its_words(seen: Look, found: Sites) -> None:
    assert {f"place-{number}" for number in found.frame["number"]} <= set(seen.ids)
    worded = found.frame[found.frame["passages"].map(len) > 0]
    assert len(worded) and {anchor(place) for place in worded["place"]} <= set(seen.ids)
    assert metres(found.frame["precision_m"].iloc[0]) in seen.text


def test_every_photograph_is_shown_with_time_as_written(seen: Look, found: Sites) -> None:
    table = seen.page.split('<section id="photographs">')[1].split("</section>")[0]
    pictures = Look(table.encode())
    assert len(pictures.images) == len(found.photos)
    for _, photo in found.photos.iterrows():
        assert photo["name"] in pictures.text and (said(photo["taken"]) or "not written") in pictures.text
    assert found.photos["offset"].isna().any() and "unknown" in pictures.text


def test_what_was_not_used_is_listed_with_its_reason(seen: Look, found: Sites) -> None:
    assert len(found.rejected)
    assert all(said(reason) in seen.text for reason in found.rejected["reason"])


def test_distances_have_a_range(seen: Look, found: Sites) -> None:
    row = found.distances().iloc[0]
    assert metres(row["low_m"]) in seen.text and metres(row["high_m"]) in seen.text


def test_a_case_without_any_place_has_a_page(demo: Tables, found: Sites) -> None:
    empty = dataclasses.replace(
        found, frame=found.frame.iloc[:0], photos=found.photos.iloc[:0], rejected=found.rejected.iloc[:0]
    )
    text = assert_whole(as_html(empty, demo)).text
    assert "No place of this case has a position." in text and "There are no two places to measure between." in text


def test_a_hostile_case_is_shown_as_text(hostile: Tables) -> None:
    assert f"Site {COMMENT}" in assert_whole(as_html(sites(hostile), hostile)).text


def test_metres_in_words() -> None:
    assert metres(None) == "not known" and metres(6234.4) == "6 234 m"
