import re

from tests.findings.small_case import tables
from tests.findings.test_sites import photographs
from workbench.figures import sites as figure
from workbench.findings.sites import sites

THERE = {"latitude": -33.5, "longitude": -70.6, "radius_m": 5.0, "altitude_m": None, "direction_deg": 45.0}


def test_same_places_same_bytes() -> None:
    assert figure.draw(sites(tables())) == figure.draw(sites(tables()))


def test_the_words_name_every_place() -> None:
    words = figure.describe(sites(tables()))
    assert all(name in words for name in ("Plant site", "East gate", "Barracks A", "Agency One"))


def test_every_place_and_photograph_that_is_shown_leads_to_its_row() -> None:
    found = sites(tables())
    links = set(re.findall(rb'xlink:href="(#(?:place|photo)-[^"]+)"', figure.draw(found)))
    assert links == {f"#place-{number}".encode() for number in found.frame["number"]}, "by the key also those far off"
    alone = re.findall(rb'xlink:href="(#photo-[^"]+)"', figure.draw(sites(photographs(THERE))))
    assert set(alone) == {b"#photo-1"} and len(alone) == 2, "its mark and its direction"


def test_no_place_is_a_picture_that_says_so() -> None:
    bare = sites(tables(without=frozenset({"place"})))
    assert figure.describe(bare) == "Site map: no place in this case has a position."
    assert figure.NOWHERE and figure.draw(bare).startswith(b"<?xml")


def test_photographs_alone_make_a_map() -> None:
    found = sites(photographs(THERE))
    assert figure.describe(found).startswith("Site map, 0 places, 1 photographs.")
    assert figure.draw(found) != figure.draw(sites(photographs({**THERE, "direction_deg": 90.0})))


def test_no_external_address() -> None:
    found = figure.draw(sites(tables()))
    assert found.count(b"http") == found.count(b'"http://www.w3.org/')


def test_png_is_a_picture() -> None:
    assert figure.png(sites(tables()), dpi=40)[:8] == b"\x89PNG\r\n\x1a\n"


def test_on_paper_the_map_is_as_wide_as_its_page_and_leaves_the_key_to_a_table() -> None:
    found = sites(tables())
    drawn = figure.draw_for_paper(found)
    size = re.search(rb'viewBox="0 0 ([0-9.]+) ', drawn)
    assert size and round(float(size[1]) / 72, 2) == figure.PAPER.wide == 6.85
    links = set(re.findall(rb'xlink:href="(#place-\d+)"', drawn))
    whole = set(re.findall(rb'xlink:href="(#place-\d+)"', figure.draw(found)))
    assert whole - links == {b"#place-5"}  # the agency far away, which the key alone has
