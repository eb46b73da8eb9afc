"""Every finding has a figure that says itself in words."""

from pathlib import Path
from typing import Any

import pytest

import workbench as wb


@pytest.mark.parametrize("verb", ["matrix", "network", "sites", "chronology", "wages", "responses"])
def test_each_finding_has_a_figure_with_words_for_it(demo_case: Any, verb: str) -> None:
    shown = wb.picture(getattr(wb, verb)(demo_case))
    assert shown.svg.lstrip().startswith((b"<?xml", b"<svg"))
    assert len(shown.alt) > 40


def test_a_picture_shows_itself_where_nobody_has_trusted_the_notebook(demo_case: Any, tmp_path: Path) -> None:
    shown = wb.picture(wb.matrix(demo_case))
    page = shown._repr_html_()
    assert page.startswith('<img src="data:image/svg+xml;base64,')
    assert 'alt="' in page
    assert shown.save(tmp_path / "x" / "m.svg").read_bytes() == shown.svg
