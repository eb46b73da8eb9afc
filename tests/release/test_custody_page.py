"""The sheet as a page: whole, escaped, nothing cut, and on one sheet of paper where there is little to say."""

from pathlib import Path
from typing import Any

from tests.release.custody_sheet import crowded, sheet
from tests.release.look import assert_whole
from workbench.release.custody_page import html


def test_the_page_is_whole_and_says_what_it_cannot_show(tmp_path: Path) -> None:
    found, tables = sheet(tmp_path)
    seen = assert_whole(html(found, tables))
    assert "This sheet shows integrity since intake, not authorship." in seen.text
    for said in (found.head, found.item.sha256, "khu nhà B / барака Б", "set aside: typed into the wrong line",
                 "2024-05-18 21:40 (+02:00)", "<b>Равница</b>", "stated by MJ; no-exif"):  # fmt: skip
        assert said in seen.text, said
    assert "<b>Равница" not in html(found, tables).decode()


def test_nothing_is_cut_however_long_the_record(tmp_path: Path) -> None:
    found, tables = sheet(tmp_path)
    seen = assert_whole(html(crowded(found, 60), tables))
    assert all(f"matrix-{n}.html" in seen.text for n in range(60))
    assert seen.text.count("photograph of a notice") == 61


def test_a_short_record_prints_on_one_page(tmp_path: Path, page: Any) -> None:
    import pypdfium2

    found, tables = sheet(tmp_path)
    (tmp_path / "s.html").write_bytes(html(found, tables))
    page.goto((tmp_path / "s.html").as_uri())
    printed = page.pdf(prefer_css_page_size=True)
    with pypdfium2.PdfDocument(printed) as document:
        assert len(document) == 1
    assert page.refused == []
