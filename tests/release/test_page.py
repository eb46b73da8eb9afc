from tests.release.hostile_case import HANDLER, SCRIPT, TURNED
from tests.release.look import Look, assert_whole
from workbench.records import CaseInfo
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


def test_a_date_is_kept_on_one_line_and_nothing_else_is_touched() -> None:
    assert dated("2024-03 to 2024-05-23") == (
        '<span class="date">2024-03</span> to <span class="date">2024-05-23</span>'
    )
    assert dated('"<b> 2024"') == "&quot;&lt;b&gt; 2024&quot;"
