"""Pages as a browser prints them: no heading, caption or header of a table stands alone at the foot of a sheet."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests.release.dossier.conftest import gather
from workbench import verbs
from workbench.release.dossier.parts import dossier
from workbench.release.dossier.web import as_html
from workbench.release.write import write

pytestmark = pytest.mark.browser
LEADS = re.compile(r"<(caption|h[2-6])\b[^>]*>(.*?)</\1>", re.DOTALL)
LINES = (14, 27, 40)  # points: one line above the foot, two, three
RULE = "h2, h3, h4, h5, h6, caption, thead { break-after: avoid; }"


def plain(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", markup)).split())


def alone(page: Any, markup: str, file: Path) -> list[str]:
    """What leads to something and stands as the last thing on a sheet, with the number of that sheet."""
    file.write_text(markup, encoding="utf-8")
    page.goto(file.as_uri())
    leads, found = {plain(words) for _, words in LEADS.findall(markup)}, []
    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)) as printed:
        for number in range(len(printed) - 1):
            sheet = printed[number]
            text = sheet.get_textpage()
            foot = min(text.get_rect(at)[1] for at in range(text.count_rects()))
            last = [" ".join(text.get_text_bounded(0, 0, sheet.get_width(), foot + up).split()) for up in LINES]
            found += [f"{number + 1}: {words}" for words in last if words in leads]
    return found


def test_no_heading_and_no_caption_is_printed_alone_at_the_foot(page: Any, demo_case: Any, tmp_path: Path) -> None:
    file = write(verbs.matrix(demo_case), demo_case.tables(), tmp_path / "matrix.html")[0]
    pages = [file.read_text("utf-8"), as_html(dossier(gather(demo_case, "respondent"), "en")).decode()]
    assert [alone(page, one, tmp_path / "shown.html") for one in pages] == [[], []]
    assert all(RULE in one for one in pages)
    assert alone(page, pages[0].replace(RULE, ""), tmp_path / "shown.html"), "without the rule some do"
