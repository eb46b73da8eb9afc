import io
import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.release.hostile_case import HANDLER, SCRIPT, TURNED
from tests.release.look import Look, assert_whole
from workbench.findings.chronology import chronology
from workbench.findings.matrix import matrix
from workbench.findings.network import network
from workbench.findings.sites import sites
from workbench.records import CaseInfo
from workbench.release import chronology as chronology_page
from workbench.release import matrix_page, network_page, sites_page
from workbench.release.page import (
    NOTICES,
    TEAM,
    Html,
    dated,
    facts,
    figure,
    filled,
    grid,
    join,
    listed,
    markup,
    notice,
    page,
    section,
)
from workbench.tables import tabulate

PAGES = {
    "matrix": lambda tables: matrix_page.as_html(matrix(tables), tables),
    "network": lambda tables: network_page.as_html(network(tables), tables),
    "sites": lambda tables: sites_page.as_html(sites(tables), tables),
    "chronology": lambda tables: chronology_page.as_html(chronology(tables), tables),
}


def tables(nature: str = "confidential") -> object:
    return tabulate([("c", CaseInfo(title=SCRIPT, nature=nature))], "ab" * 32, lambda name: b"")


def test_a_page_stands_alone_and_shows_every_text_as_text() -> None:
    table = grid([SCRIPT, "b"], [[HANDLER, TURNED], ["x", None]], SCRIPT, ids=["one", "two"])
    seen = assert_whole(page(tables(), HANDLER, Html("<p>lead</p>"), [section("s", SCRIPT, table, SCRIPT)]))  # type: ignore[arg-type]
    assert seen.text.count(SCRIPT) >= 4
    assert HANDLER in seen.text
    assert "right[U+202E]gnp.exe" in seen.text and "\u202e" not in seen.page
    assert "ab" * 32 in seen.text


def test_the_notice_says_what_may_be_done_with_the_page() -> None:
    assert notice(CaseInfo(title="A")) == TEAM
    assert "do not pass on" in TEAM and "allegations, not findings of a court" in TEAM
    for nature in ("synthetic", "public-record"):
        assert Look(page(tables(nature), "t", "", [])).text.count(NOTICES[nature]) == 2  # type: ignore[arg-type]


def test_markup_is_escaped_once_and_never_twice() -> None:
    assert markup("<&>") == "&lt;&amp;&gt;"
    assert markup(markup("<&>")) == "&lt;&amp;&gt;"
    assert markup(None) == ""
    assert join(["<", Html("<br>")]) == "&lt;<br>"
    assert listed(["<"]) == '<ul class="plain"><li>&lt;</li></ul>'
    assert facts([("a", "<"), ("b", None), ("c", "")]) == "<dl><dt>a</dt><dd>&lt;</dd></dl>"


def test_a_table_has_a_caption_scopes_and_anchors() -> None:
    table = grid(
        ["a", "b"], [["1", filled(Html("<b>S</b>"), "#ffffff")]], "Caption", ids=["r1"], foot=["all", "1 of 1"]
    )
    assert "<caption>Caption</caption>" in table
    assert table.count('scope="col"') == 2 and table.count('scope="row"') == 2
    assert '<tr id="r1">' in table and 'style="background:#ffffff"><b>S</b>' in table


def test_a_drawing_keeps_its_links_and_loses_its_addresses() -> None:
    svg = (
        b'<?xml version="1.0" encoding="utf-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        b'<!-- comment --><title>t</title><a xlink:href="#e1"><path d=""/></a></svg>'
    )
    seen = Look(figure(svg, "<words>").encode())
    assert seen.links == ["#e1"] and not seen.outside
    assert "comment" not in seen.page and "<words>" in seen.text


def test_a_drawing_is_read_aloud_and_says_under_the_pointer_what_a_mark_is() -> None:
    svg = b'<svg role="img">\n <title>a "b" &lt;c&gt;</title><a xlink:href="#e1"><path/></a><a xlink:href="#e2"/></svg>'
    text = figure(svg, "c", {"e1": "<one>"})
    assert '<svg role="img" aria-label="a &quot;b&quot; &lt;c&gt;">' in text, (
        "no title that hangs over the whole drawing"
    )
    assert text.count("<title>") == 1 and 'href="#e1"><title>&lt;one&gt;</title><path/>' in text


@pytest.mark.parametrize("case", ["demo", "record"])
@pytest.mark.parametrize("name", ["matrix", "network", "sites", "chronology"])
def test_every_link_of_a_drawing_lands_on_its_page(case: str, name: str, request: pytest.FixtureRequest) -> None:
    tables = request.getfixturevalue(case)
    seen = assert_whole(PAGES[name](tables))
    drawing = seen.page.split('<figure class="drawing">')[1].split("</figure>")[0]
    links = re.findall(r'<a [^>]*href="([^"]*)"', drawing)
    assert links and {link[1:] for link in links if link.startswith("#")} <= set(seen.ids)
    assert all(link.startswith("#") for link in links) and "target=" not in drawing


def test_a_date_is_kept_on_one_line_and_nothing_else_is_touched() -> None:
    assert dated("2024-03 to 2024-05-23") == (
        '<span class="date">2024-03</span> to <span class="date">2024-05-23</span>'
    )
    assert dated("Copy QYM6-BDHW, Public") == 'Copy <span class="date">QYM6-BDHW</span>, Public'
    assert dated("UTF-8, WGS84-LIKE") == "UTF-8, WGS84-LIKE"
    assert dated('"<b> 2024"') == "&quot;&lt;b&gt; 2024&quot;"


def test_a_table_wider_than_the_screen_says_at_its_edge_that_it_goes_on(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    shown: Any = request.getfixturevalue("page")
    both = [grid(["a", "b"], [["1", Html(f"<div>{cell}</div>")]], "Caption") for cell in ("x", "x" * 70)]
    (tmp_path / "page.html").write_bytes(page(tables(), "T", "", [section("s", "S", *both)]))  # type: ignore[arg-type]
    shown.set_viewport_size({"width": 375, "height": 900})
    shown.goto((tmp_path / "page.html").as_uri())
    assert shown.evaluate("document.documentElement.scrollWidth") <= 375

    def edges(which: int) -> list[bool]:
        """Whether the left and the right edge of a table are darker than paper, beside its caption."""
        shot = Image.open(io.BytesIO(shown.locator(".scroll").nth(which).screenshot())).convert("L")
        return [shot.crop((x, 1, x + 1, 4)).getextrema()[1] < 230 for x in (0, shot.width - 1)]

    assert edges(0) == [False, False] and edges(1) == [False, True]
    shown.locator(".scroll").nth(1).evaluate("box => { box.scrollLeft = box.scrollWidth }")
    assert edges(1) == [True, False]
