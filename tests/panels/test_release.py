"""The release desk: a check, a preview that writes nothing, a release that is refused or written and logged."""

import platform
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.panels.asked import Page
from workbench.casefile import Case, open_case
from workbench.panels.release import Release
from workbench.panels.review import Review
from workbench.release.throwaway import MARK


@pytest.fixture(scope="module")
def own(demo_case: Any, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A copy of the fictional case that may be written."""
    folder = Path(tmp_path_factory.mktemp("release")) / "demo"
    shutil.copytree(demo_case.path, folder)
    return open_case(folder)


def test_it_is_checked_refused_mended_and_written(own: Case) -> None:
    page = Page(Release(own, "parliament", agent="MJ"))
    assert page.ask("check", audience="parliament").startswith("Refused")
    assert page.state["told"]["errors"] and not page.state["told"]["ok"]
    assert "folder" in page.ask("write", audience="parliament", out=" ")
    refused = page.ask("write", audience="parliament", out="one")
    assert "parliament" in refused or "release" in refused
    assert not (own.path / "exports" / "one").exists() and page.state["receipts"] == []
    Page(Review(own, "parliament", agent="MJ")).ask("remedy")
    left = own.path / "exports" / ".unreleased-one-cut_off1"
    left.mkdir(parents=True)
    (left / MARK).write_bytes(platform.node().encode())
    said = page.ask("write", audience="parliament", out="one", recipient="The desk, Brussels")
    assert said.startswith("Release ") and str(own.path / "exports" / "one") in said
    assert f". Taken away, left by a run that was killed: {left}" in said and not left.exists()
    made = dict(page.state["made"])
    assert made and all((own.path / "exports" / "one" / path).is_file() for path in made)
    assert [one["recipient"] for one in page.state["receipts"]] == ["The desk, Brussels"]
    assert any("progress" in one for one in page.answers)
    assert "The desk, Brussels" in page.panel.twin()


def test_a_preview_writes_nothing(own: Case) -> None:
    page = Page(Release(own, agent="MJ"))
    before = own.head()
    said = page.ask("preview", audience="parliament", language="sr-Latn")
    assert said.startswith("This is a preview") and page.brought[0].startswith(b"<p><strong>")
    assert own.head() == before and "xx" in page.ask("preview", audience="parliament", language="xx")
