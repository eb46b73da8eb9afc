import itertools
import re
from typing import Any

import pytest
from matplotlib.figure import Figure

from tests.findings.small_case import entity, key, place, tables
from tests.findings.test_sites import photographs
from workbench.figures import sites as figure
from workbench.figures import style
from workbench.figures.words import word
from workbench.findings.sites import sites
from workbench.records import CaseInfo
from workbench.release import protected
from workbench.tables import Tables, tabulate

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
    assert word("legend.nowhere") and figure.draw(bare).startswith(b"<?xml")


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


def crowded(count: int) -> Tables:
    """So many lodgings with long names on one spot beside a site."""
    records: list[Any] = [
        (key("case"), CaseInfo(title="Crowd", nature="synthetic")),
        entity("SITE", "Site", "Plant site"),
    ]
    records.append(place("s", "SITE", "POINT (20.450 45.368)"))
    for number in range(count):
        records.append(entity(f"L{number}", "Dwelling", f"Barracks of the {number}th brigade behind the plant"))
        records.append(place(f"l{number}", f"L{number}", f"POINT (20.4{55 + number % 3} 45.37)"))
    return tabulate(records, "0" * 64, lambda name: b"")


def extents(drawn: Figure) -> list[tuple[str, tuple[float, float, float, float]]]:
    """Every word of a drawing and where its letters stand, in pixels."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas = FigureCanvasAgg(drawn)
    canvas.draw()
    words = [text for text in drawn.axes[0].texts if text.get_text()]
    return [(text.get_text(), text.get_window_extent(canvas.get_renderer()).extents) for text in words]


@pytest.mark.parametrize("page", [figure.SCREEN, figure.PAPER])
@pytest.mark.parametrize("which", ["demo_case", "public_case", "copy", "crowd"])
def test_no_words_lie_on_each_other_or_leave_the_page(which: str, page: figure.Sheet, request: Any) -> None:
    if which == "copy":  # places on a grid of a kilometre: many of them on one spot
        found = protected.preflight(request.getfixturevalue("demo_case"), "ombudsman").prepared
        shown = sites(found.tables)
    elif which == "crowd":
        shown = sites(crowded(30))
    else:
        shown = sites(request.getfixturevalue(which).tables())
    with style.fixed():
        drawn = figure._figure(shown, page)
        placed = extents(drawn)
    if which == "crowd":
        alone = {words for words, _ in placed} & {str(number) for number in range(1, 32)}
        assert alone and len(alone) < 30, "a number stands where a name has no room"
    for (one, a), (other, b) in itertools.combinations(placed, 2):
        assert a[2] <= b[0] + 1 or b[2] <= a[0] + 1 or a[3] <= b[1] + 1 or b[3] <= a[1] + 1, (one, other)
    for words, (left, bottom, right, top) in placed:
        assert min(left, bottom) >= -1 and right <= drawn.bbox.width + 1 and top <= drawn.bbox.height + 1, words
