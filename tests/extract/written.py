"""Pages with writing, drawn for tests with the font that comes with matplotlib; and whether tesseract is here."""

import io
import shutil
from pathlib import Path

import matplotlib
import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFont

FONT = Path(matplotlib.get_data_path(), "fonts", "ttf", "DejaVuSerif.ttf")
needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="tesseract is not installed (make recognition)"
)
WORDS = {
    "eng": ["They kept our passports in the office.", "We owe three months of wages."],
    "vie": ["Họ giữ hộ chiếu của chúng tôi ở văn phòng.", "Chúng tôi còn nợ ba tháng lương."],
    "srp_latn": ["Držali su nam pasoše u kancelariji.", "Dugujemo tri mesečne plate."],
    "srp": ["Држали су нам пасоше у канцеларији.", "Дугујемо три месечне плате."],
}


def page(*lines: str, size: int = 34, turn: int = 0) -> Image.Image:
    """A grey page with lines of writing, turned by degrees counterclockwise."""
    image = Image.new("L", (1240, 200 + 60 * len(lines)), 255)
    pen, font = ImageDraw.Draw(image), ImageFont.truetype(str(FONT), size)
    for number, line in enumerate(lines):
        pen.text((100, 100 + 60 * number), line, font=font, fill=0)
    return image.rotate(turn, expand=True)


def scan(*pages: Image.Image) -> bytes:
    """A PDF whose pages are these pictures and nothing else, at 150 pixels to the inch."""
    out = io.BytesIO()
    pages[0].save(out, "PDF", resolution=150.0, save_all=True, append_images=list(pages[1:]))
    return out.getvalue()


def mixed(first: bytes, *pages: Image.Image) -> bytes:
    """A PDF with the pages of another one, and pictures after them."""
    whole, rest, out = pypdfium2.PdfDocument(first), pypdfium2.PdfDocument(scan(*pages)), io.BytesIO()
    whole.import_pages(rest)
    whole.save(out)
    return out.getvalue()


def png(image: Image.Image) -> bytes:
    """A picture as the bytes of a PNG file."""
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
