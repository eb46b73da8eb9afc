"""Which pictures look like a page with writing."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageChops, ImageDraw

from tests.extract.written import WORDS, page
from workbench.extract import paper

PHOTOS = Path(__file__).resolve().parents[2] / "casefiles" / "demo_synthetic" / "raw" / "photos"


@pytest.mark.parametrize("turn", [0, 90])
def test_pages_with_writing_are_found_upright_and_on_their_side(turn: int) -> None:
    assert paper.is_page(page(*WORDS["vie"] * 4, turn=turn))


def test_a_photographed_notice_is_found_and_people_fences_and_bare_walls_are_not() -> None:
    assert paper.is_page(Image.open(PHOTOS / "W-04_board_rules.jpg"))
    for name in ("W-01_gate_morning.jpg", "W-14_pipe_yard.jpg", "W-02_kitchen_shed.jpg"):
        assert not paper.is_page(Image.open(PHOTOS / name)), name
    assert not paper.is_page(Image.new("RGB", (300, 400), (240, 240, 235)))


def test_coloured_ground_is_no_paper() -> None:
    for ground in ((220, 40, 40), (40, 90, 200)):
        image = Image.new("RGB", (600, 800), ground)
        pen = ImageDraw.Draw(image)
        for line in range(10):
            pen.line((50, 60 * line + 40, 550, 60 * line + 40), fill=(0, 0, 0), width=8)
        assert not paper.is_page(image)


def test_photographs_of_cameras_are_not_taken_for_pages(corpus: Path) -> None:
    pictures = sorted((corpus / "photos").rglob("*.jpg"))
    told = []
    for file in pictures:
        try:
            with Image.open(file) as image:
                image.draft("RGB", (640, 640))
                told.append(paper.is_page(image))
        except OSError:
            continue
    assert len(told) >= 20 and sum(told) <= len(told) // 10


def photographed(turn: float, light: tuple[int, int, int], grain: int) -> Image.Image:
    """A page as a telephone takes it: aslant, under a lamp, darker to one side, with a coloured grain."""
    sheet = page(*WORDS["vie"] * 6).convert("RGB").rotate(turn, expand=True, fillcolor=(250, 250, 250))
    shade = Image.linear_gradient("L").resize(sheet.size).point(lambda level: 150 + level * 105 // 255)
    lit = ImageChops.multiply(ImageChops.multiply(sheet, Image.new("RGB", sheet.size, light)), shade.convert("RGB"))
    chance = np.random.default_rng(7).normal(0, grain, (sheet.height, sheet.width, 3))
    return Image.fromarray(np.clip(np.asarray(lit) + chance, 0, 255).astype(np.uint8))


@pytest.mark.parametrize("turn", [0, 2, -2])
@pytest.mark.parametrize("light", [(255, 255, 255), (255, 240, 210), (255, 225, 170)])
@pytest.mark.parametrize("grain", [0, 30, 60])
def test_a_page_that_a_telephone_took_is_found(turn: float, light: tuple[int, int, int], grain: int) -> None:
    assert paper.is_page(photographed(turn, light, grain))


def test_noise_alone_is_no_page() -> None:
    for grain in (20, 60, 120):
        noise = np.random.default_rng(3).normal(200, grain, (800, 600, 3))
        assert not paper.is_page(Image.fromarray(np.clip(noise, 0, 255).astype(np.uint8)))
