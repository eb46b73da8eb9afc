import dataclasses
import re
from pathlib import Path
from typing import Any

import pytest

from tests.release.conftest import leaving
from tests.release.hostile_case import COMMENT
from tests.release.look import Look, assert_whole
from workbench.findings.said import records, said
from workbench.findings.sites import Sites, sites
from workbench.records import CaseInfo, Entity, Place, Source
from workbench.release.entries import anchor
from workbench.release.sites_page import as_html, metres
from workbench.tables import Tables, tabulate


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
    assert "The camera data holds no position (no-gps)" in seen.text
    assert "The picture carries no camera data: no place, time or device can be told from it (no-exif)" in seen.text


def test_a_place_that_stands_on_a_photograph_leads_to_its_small_copy(seen: Look, found: Sites, demo: Tables) -> None:
    pictured = [
        row for row in records(found.frame)
        if row["passages"] and said(demo.passages.at[row["passages"][0], "quote"]) is None
    ]  # fmt: skip
    assert len(pictured) == 6
    for row in pictured:
        line = seen.page.split(f'<tr id="place-{row["number"]}">')[1].split("</tr>")[0]
        assert f'<a href="#{anchor(row["place"])}">photograph</a>' in line
        entry = Look(seen.page.split(f'id="{anchor(row["place"])}">')[1].split("</article>")[0].encode())
        name = demo.items.at[demo.passages.at[row["passages"][0], "item"], "name"]
        assert len(entry.images) == 1 and name in str(entry.images[0]["alt"])
        assert str(entry.images[0]["src"]).startswith("data:image/jpeg;base64,/9j/") and name in entry.text


def test_a_note_that_names_a_photograph_leads_to_it(seen: Look, found: Sites) -> None:
    noted = next(row for row in records(found.frame) if "photos/W-11_fence_east.jpg" in (said(row["note"]) or ""))
    number = list(found.photos["name"]).index("photos/W-11_fence_east.jpg") + 1
    line = seen.page.split(f'<tr id="place-{noted["number"]}">')[1].split("</tr>")[0]
    assert f'<a href="#photo-{number}">photos/W-11_fence_east.jpg</a>; from the fence photographs' in line
    assert "photos/W-11_fence_east.jpg" in seen.page.split(f'<tr id="photo-{number}">')[1].split("</tr>")[0]


def test_photographs_of_the_map_have_the_numbers_of_the_table(seen: Look, found: Sites) -> None:
    told = dict(re.findall(r'<a [^>]*href="#(photo-\d+)"[^>]*><title>Photograph \d+: ([^<]+)</title>', seen.page))
    assert len(told) > 20
    for place, name in told.items():
        assert f"<td>{name}</td>" in seen.page.split(f'<tr id="{place}">')[1].split("</tr>")[0]


@pytest.mark.parametrize("target", ["place-10", "photo-11"])
def test_a_click_on_a_mark_of_the_map_goes_to_its_row(
    demo: Tables, found: Sites, tmp_path: Path, page: Any, target: str
) -> None:
    (tmp_path / "sites.html").write_bytes(as_html(found, demo))
    page.goto((tmp_path / "sites.html").as_uri())
    row = page.locator(f"tr#{target}")
    before = row.bounding_box()["y"]
    page.locator(f'figure.drawing a[*|href="#{target}"]:has(> use)').first.click()
    assert page.url.endswith(f"#{target}") and len(page.context.pages) == 1, "in the page itself, in no other window"
    assert before > 900 and -1 < row.bounding_box()["y"] < 900
    assert page.evaluate("document.querySelector(':target').id") == target and not page.refused


def test_a_row_leads_on_to_a_picture_that_is_shown(demo: Tables, found: Sites, tmp_path: Path, page: Any) -> None:
    (tmp_path / "sites.html").write_bytes(as_html(found, demo))
    page.goto((tmp_path / "sites.html").as_uri())
    page.locator("tr#place-1 a", has_text="photograph").click()
    picture = page.locator(":target img")
    assert picture.evaluate("e => e.complete && e.naturalWidth > 100") and picture.is_visible() and not page.refused


def test_distances_have_a_range(seen: Look, found: Sites) -> None:
    row = found.distances().iloc[0]
    assert metres(row["low_m"]) in seen.text and metres(row["high_m"]) in seen.text


def test_a_case_without_any_place_has_a_page(demo: Tables, found: Sites) -> None:
    empty = dataclasses.replace(
        found, frame=found.frame.iloc[:0], photos=found.photos.iloc[:0], rejected=found.rejected.iloc[:0]
    )
    text = assert_whole(as_html(empty, demo)).text
    assert "No photograph of this case carries a position." in text
    info = dataclasses.replace(demo.info, nature="released", mandate="Copy 1")
    copy = demo.with_rows({**demo.rows, "case": [(key, info) for key, _ in demo.rows["case"][:1]]})
    assert "No photograph is listed in this copy with a position of its own." in assert_whole(as_html(empty, copy)).text
    assert "No place has a position here." in text and "There are no two places to measure between." in text


def test_a_hostile_case_is_shown_as_text(hostile: Tables) -> None:
    assert f"Site {COMMENT}" in assert_whole(as_html(sites(hostile), hostile)).text


def test_metres_in_words() -> None:
    assert metres(None) == "not known" and metres(6234.4) == "6,234\N{NO-BREAK SPACE}m"


def test_a_copy_does_not_say_of_the_case_what_is_only_left_out_of_it(demo: Tables, found: Sites) -> None:
    bare = dataclasses.replace(found, photos=found.photos.iloc[:0], rejected=found.rejected.iloc[:0])
    assert "No photograph of this case carries a position." in assert_whole(as_html(bare, demo)).text
    text = assert_whole(as_html(bare, leaving(demo))).text
    assert "No photograph is listed in this copy with a position of its own." in text and "of this case" not in text
    assert "Positions not used" not in text


def squares() -> Tables:
    """A protected copy of three places, two of them in one square of ten kilometres."""
    rows: list[tuple[str, Any]] = [
        ("c", CaseInfo(title="Copy", nature="released", mandate="A copy.")),
        ("s", Source(key="S", label="Log", kind="document")),
    ]
    for key, schema, east in (("a", "Site", "20.44410"), ("b", "Dwelling", "20.44410"), ("d", "Gate", "20.57130")):
        there = Place(entity=key, geometry=f"POINT ({east} 45.36000)", how="gps", source="s", precision_m="10000")
        rows += [(key, Entity(key=key.upper(), schema=schema, label=f"The {schema.lower()}")), (f"p{key}", there)]
    return tabulate(rows, "0" * 64, lambda name: b"")


def test_a_copy_tells_no_distance_that_is_finer_than_its_grid() -> None:
    copy = squares()
    page = as_html(sites(copy), copy)
    table = page.decode().split('<section id="distances">')[1].split("</section>")[0]
    text = Look(table.encode()).text
    assert "Two places in one square of 10,000\N{NO-BREAK SPACE}m are less than " in text
    assert text.count("less than 15,000\N{NO-BREAK SPACE}m") == 2, "in the sentence and in the row"
    assert text.count("in one square") == 2 and "as recorded" not in text and "nobody recorded" in text
    told = {int(one) for one in re.findall(r"\d+", re.sub(r"(?<=\d),(?=\d)", "", text)) if int(one) > 9}
    assert told and all(one % 10_000 == 0 or one == 15_000 for one in told), told


def test_the_map_of_a_copy_says_what_one_square_says() -> None:
    copy = squares()
    text = assert_whole(as_html(sites(copy), copy)).page
    assert "2 The gate: GPS, ± 10 km (Log); about 10 km from the site (0 m to 30 km)" in text
    assert "3 The dwelling: GPS, ± 10 km (Log); less than 15 km away, in the same square of the grid" in text
    assert "gps" not in Look(text.encode()).text and "nan" not in text.lower().split("<body>")[1].replace("span", "")
