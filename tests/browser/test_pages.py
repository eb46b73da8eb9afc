"""Every kind of page written as HTML, in a real browser: axe finds nothing serious, and nothing is asked for."""

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.browser.axe import serious
from tests.release.dossier.conftest import gather
from workbench import verbs
from workbench.release.dossier.parts import dossier
from workbench.release.dossier.web import as_html
from workbench.release.write import forms, write

pytestmark = pytest.mark.browser
FINDINGS = ("matrix", "network", "sites", "chronology", "wages", "responses")


@pytest.mark.parametrize("name", FINDINGS)
def test_the_page_of_a_finding_can_be_read_by_anybody(page: Any, demo_case: Any, tmp_path: Path, name: str) -> None:
    found = getattr(verbs, name)(demo_case)
    assert ".html" in forms(type(found).__name__)
    file = write(found, demo_case.tables(), tmp_path / f"{name}.html")[0]
    page.goto(file.as_uri())
    assert serious(page) == []
    assert page.refused == []


@pytest.mark.parametrize(("case", "audience"), [("demo_case", "ombudsman"), ("public_case", "parliament")])
def test_a_dossier_can_be_read_by_anybody(
    page: Any, request: pytest.FixtureRequest, tmp_path: Path, case: str, audience: str
) -> None:
    file = tmp_path / "dossier.html"
    file.write_bytes(as_html(dossier(gather(request.getfixturevalue(case), audience), "sr-Latn")))
    page.goto(file.as_uri())
    assert serious(page) == []
    assert page.refused == []


def test_a_table_wider_than_the_screen_shows_at_its_edge_that_it_goes_on_behind_its_header_too(
    page: Any, demo_case: Any, tmp_path: Path
) -> None:
    file = write(verbs.responses(demo_case), demo_case.tables(), tmp_path / "responses.html")[0]
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(file.as_uri())
    box = page.locator(".scroll:has(thead)").first
    below = "one => one.querySelector('thead').getBoundingClientRect().bottom - one.getBoundingClientRect().top"
    with Image.open(io.BytesIO(box.screenshot())) as shown:
        grey = shown.convert("L")
        row = round(box.evaluate(below)) - 4  # below the words of the header
        edge, within = (grey.getpixel((grey.width - left, row)) for left in (2, 40))
    assert edge < within - 40, "the shadow lies over the header"


def test_what_cannot_be_read_by_anybody_is_found(page: Any) -> None:
    page.set_content("<html lang=en><title>A</title><main><img src='data:,'><button></button></main></html>")
    assert {one.partition(":")[0] for one in serious(page)} == {"button-name", "image-alt"}
