"""The photo coder: regions in pixels as one looks at the picture, facts as written, a small copy where it has to be."""

import io
from pathlib import Path

import pytest
from PIL import Image

from tests.panels.asked import Page
from workbench import verbs
from workbench.casefile import Case
from workbench.panels.photos import Photos, photographs

SAID = {"indicator": "isolation", "stance": "supports", "subject": "W-01", "means": "observed"}


@pytest.fixture
def shot(case: Case, tmp_path: Path) -> Case:
    """A photograph that lies on its side: 40 by 30 pixels as stored, 30 by 40 as one looks at it."""
    exif = Image.Exif()
    exif[0x0112], exif[0x0110] = 6, "Fenikso F7"
    exif.get_ifd(0x8825).update({1: "N", 2: (45.0, 22.0, 48.0), 3: "E", 4: (20.0, 23.0, 24.0)})
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, "JPEG", exif=exif)
    (tmp_path / "shot.jpg").write_bytes(out.getvalue())
    verbs.add(case, tmp_path / "shot.jpg", agent="MJ")
    return case


def test_what_the_camera_wrote_stands_beside_the_picture(shot: Case) -> None:
    page = Page(Photos(shot, agent="MJ"))
    item = page.state["item"]
    assert (item["name"], item["pixels"]) == ("shot.jpg", [30, 40])
    facts = dict(item["facts"])
    assert facts["device"] == "Fenikso F7" and "latitude: 45.38" in facts["position"]
    assert "45.38 north, 20.39 east" in item["inset"]["alt"] and item["inset"]["svg"].startswith("<?xml")
    assert any("Orientation" in name for name, _ in item["tags"])


def test_the_picture_itself_is_sent_only_when_a_page_asks(shot: Case) -> None:
    panel = Photos(shot, agent="MJ")
    page = Page(panel)
    assert page.brought == [] and page.ask("see") == "shot.jpg is shown."
    assert page.brought[0][:2] == b"\xff\xd8" and panel.attached == []


def test_a_region_and_the_whole_are_coded(shot: Case) -> None:
    page = Page(Photos(shot, "shot.jpg", agent="MJ"))
    assert "1,2,20,30" in page.ask("code", region=[1, 2, 20, 30], **SAID)
    assert "all of it" in page.ask("code", **SAID)
    assert sorted(one["region"] for one in page.state["codings"]) == [[], [1, 2, 20, 30]]
    assert [one["codings"] for one in photographs(shot)] == [2]
    page.ask("undo")
    assert [one["region"] for one in page.state["codings"]] == [[1, 2, 20, 30]]


@pytest.mark.parametrize("region", [[0, 0, 31, 40], [-1, 0, 5, 5], [0, 0, 0, 5], [20, 35, 5, 6]])
def test_a_region_outside_the_picture_is_refused(shot: Case, region: list[int]) -> None:
    page = Page(Photos(shot, agent="MJ"))
    assert "inside 30 by 40 pixels" in page.ask("code", region=region, **SAID) and page.state["codings"] == []


def test_what_a_browser_cannot_draw_comes_as_its_small_copy(shot: Case, tmp_path: Path) -> None:
    Image.new("RGB", (40, 30), "blue").save(tmp_path / "old.tif")
    verbs.add(shot, tmp_path / "old.tif", agent="MJ")
    page = Page(Photos(shot, "old.tif", agent="MJ"))
    said = page.ask("see")
    assert said.startswith("old.tif is shown as its small copy") or "no small copy" in said
    assert page.ask("turn", item="shot.jpg") == "shot.jpg is open."


def test_the_twin_has_facts_map_and_codings(shot: Case) -> None:
    page = Page(Photos(shot, agent="MJ"))
    page.ask("code", region=[1, 2, 20, 30], **SAID)
    twin = page.panel.twin()
    assert "Fenikso F7" in twin and "data:image/svg+xml;base64" in twin and "1, 2, 20, 30" in twin
