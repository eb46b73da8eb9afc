"""A panel's script is one text of plain JavaScript, and calls nobody."""

import re
from pathlib import Path

import pytest

from workbench.panels.scripts import script, style

FOLDER = Path(__file__).resolve().parents[2] / "workbench" / "panels"
PAGES = sorted(path.stem for path in FOLDER.glob("*.js") if "export default" in path.read_text("utf-8"))


@pytest.mark.parametrize("page", PAGES)
def test_a_script_is_one_module_without_imports(page: str) -> None:
    text = script(page)
    assert not re.search(r"^import ", text, re.MULTILINE) and text.count("export ") == 1
    assert text.count("class Desk") == 1, "what two modules import stands there once"
    names = re.findall(r"^(?:async )?(?:function|class|const) (\w+)", text, re.MULTILINE)
    assert sorted(names) == sorted(set(names)), "no two modules that stand in one text call a thing the same"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.*s")), ids=lambda path: path.name)
def test_nothing_in_it_fetches_or_makes_markup_of_a_text(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"https?:|//cdn|\bfetch\(|XMLHttpRequest|WebSocket|@import|url\(", text)
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|localStorage|indexedDB", text
    )


def test_the_style_keeps_targets_large_and_motion_small() -> None:
    assert "min-height: 28px" in style() and "prefers-reduced-motion" in style() and ":focus-visible" in style()
