"""The seven panels of findings in a real JupyterLab: no error, nothing asked elsewhere, nothing that axe finds."""

import pytest

from tests.browser.conftest import Desk

pytestmark = pytest.mark.browser
CELLS = {
    "matrix": "panels.Matrix(case)",
    "determination": "panels.Determination(case)",
    "network": "panels.Network(case)",
    "sites": "panels.Sites(case)",
    "chronology": "panels.Chronology(case)",
    "wages": "panels.Wages(case)",
    "responses": "panels.Responses(case)",
}
UNNAMED = """one => [...one.querySelectorAll(".wb-quote, .wb-words")]
  .filter((each) => !each.lang).map((each) => each.textContent)"""


@pytest.mark.parametrize("name", CELLS)
def test_a_panel_of_findings_in_lab(desk: Desk, name: str) -> None:
    panel = desk.panel(name)
    assert desk.axe(panel) == []
    assert panel.evaluate(UNNAMED) == [], "each passage says its language"
    assert desk.picture(panel, f"lab-{name}").stat().st_size > 15_000
    assert desk.errors == [] and desk.outside == []
