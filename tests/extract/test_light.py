"""A page in uneven light becomes dark writing on white; a white one is not touched."""

from PIL import Image, ImageChops

from tests.extract.written import WORDS, needs_tesseract, page
from workbench.extract import light, ocr


def shaded(image: Image.Image) -> Image.Image:
    shadow = Image.linear_gradient("L").resize(image.size).point(lambda level: 70 + level * 185 // 255)
    return ImageChops.multiply(image, shadow)


def test_paper_becomes_white_and_writing_stays_dark() -> None:
    image = page(*WORDS["eng"] * 4)
    even = light.evened(shaded(image))
    assert even.size == image.size
    paper = [even.getpixel((40, y)) for y in range(0, image.height, 20)]
    assert min(paper) >= 210
    ink = even.crop((100, 100, 900, 140)).getextrema()[0]
    assert ink < 60


def test_a_white_page_and_a_tiny_picture_are_left_alone() -> None:
    white, tiny = page(*WORDS["eng"]), Image.new("L", (20, 20), 90)
    assert light.evened(white) is white and light.evened(tiny) is tiny


@needs_tesseract
def test_the_dark_part_of_a_page_is_read_as_well() -> None:
    dark = shaded(page(*WORDS["eng"] * 4))
    found = " ".join(word.text for word in ocr.words(light.evened(dark), "eng"))
    assert found == " ".join(WORDS["eng"] * 4)
