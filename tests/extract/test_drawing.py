"""Pages and pictures as plain pixels; the place of words on a page is that of the text which was extracted."""

import base64
import hashlib

import pypdfium2
import pytest
from PIL import Image

from tests.extract.test_pdf import pdf
from tests.redaction import planted
from workbench.extract import Reader, drawing, extract, pixels
from workbench.extract.outcome import Unread


def boxes_of(data: bytes, words: str, tmp_path) -> tuple[dict, str]:
    path = tmp_path / "object"
    path.write_bytes(data)
    text = extract(path, "a.pdf").made[0].data.decode()
    at = text.index(words)
    return drawing.measure(data, [[at, at + len(words), 7]]), text


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (10, 60, 190, 190)])
def test_the_box_covers_the_ink_of_the_line_however_the_page_is_turned_and_cropped(tmp_path, turn, crop):
    data = pdf("Passport kept")
    document = pypdfium2.PdfDocument(data)
    document[0].set_rotation(turn)
    if crop:
        document[0].set_cropbox(*crop)
    document.save(tmp_path / "turned.pdf")
    data = (tmp_path / "turned.pdf").read_bytes()
    found, text = boxes_of(data, "Passport", tmp_path)
    assert found["text"] == hashlib.sha256(text.encode()).hexdigest() and found["pages"] == 1
    ((page, left, top, right, bottom, mark),) = found["boxes"]
    assert (page, mark) == (1, 7)
    drawn = drawing.page(data, 1)
    image = Image.frombytes("RGB", (drawn["width"], drawn["height"]), base64.b64decode(drawn["pixels"]))
    scale = drawn["scale"]
    ink = image.convert("L").point(lambda grey: 255 if grey < 200 else 0).getbbox()
    assert left * scale <= ink[0] and top * scale <= ink[1] and right * scale >= ink[2] and bottom * scale >= ink[3]
    across, down = sorted((right - left, bottom - top))
    assert across < 25 and down < 110, "and it is a line, not the page"


def test_a_stretch_over_two_pages_has_boxes_on_both(tmp_path):
    data = pdf("First words", "Second words")
    found, _ = boxes_of(data, "words\nSecond", tmp_path)
    assert [box[0] for box in found["boxes"]] == [1, 2]


def test_annotations_are_shown_as_a_person_sees_them():
    square = "<< /Type /Annot /Subtype /Square /Rect [20 95 120 115] /IC [0 0 0] /C [0 0 0] /F 4 /AP << /N 8 0 R >> >>"
    ink = "0 0 0 rg 0 0 100 20 re f"
    head = f"<< /Type /XObject /Subtype /Form /BBox [0 0 100 20] /Length {len(ink)} >>"
    form = f"{head}\nstream\n{ink}\nendstream"
    data = pdf("Passport kept").replace(b"/MediaBox", b"/Annots [7 0 R] /MediaBox")
    at = data.index(b"xref")
    data = data[:at] + f"7 0 obj\n{square}\nendobj\n8 0 obj\n{form}\nendobj\n".encode() + data[at:]
    drawn = drawing.page(data, 1)
    image = Image.frombytes("RGB", (drawn["width"], drawn["height"]), base64.b64decode(drawn["pixels"]))
    assert image.getpixel((int(60 * drawn["scale"]), int((200 - 105) * drawn["scale"]))) == (0, 0, 0)


def test_a_huge_page_is_drawn_smaller_and_no_page_is_refused():
    assert drawing.scale_of(14_400, 14_400) * 14_400 <= 8_000
    assert drawing.scale_of(100, 200_000) * 200_000 <= drawing.LONGEST_SIDE
    with pytest.raises(Unread):
        drawing.scale_of(0, 100)


def test_a_picture_of_too_many_pixels_is_not_drawn(monkeypatch, picture):
    with pytest.raises(Unread, match="pixels-too-many"):
        pixels.upright(picture, "image/jpeg", 1_000)


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_picture_is_upright_and_carries_nothing(turn):
    image, pictures = pixels.upright(planted.jpeg(turn), "image/jpeg", drawing.MOST_PIXELS)
    stored = Image.open(__import__("io").BytesIO(planted.jpeg(turn))).size
    assert image.size == (stored if turn < 5 else stored[::-1]) and pictures == 1 and image.info == {}


def test_the_child_draws_and_says_why_it_does_not(tmp_path):
    (tmp_path / "a.jpg").write_bytes(planted.jpeg(1))
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7\nbroken")
    with Reader() as reader:
        drawn = reader.draw(tmp_path / "a.jpg", "a.jpg", draw="picture", media_type="image/jpeg")
        assert (drawn["width"], drawn["height"], drawn["pictures"]) == (160, 90, 1)
        assert len(base64.b64decode(drawn["pixels"])) == 160 * 90 * 3
        for name, asked in (("b.pdf", {"draw": "page", "page": 1}), ("b.pdf", {"draw": "measure", "spans": []}),
                            ("a.jpg", {"draw": "picture", "media_type": "application/x-unknown"}),
                            ("gone.jpg", {"draw": "picture", "media_type": "image/jpeg"})):  # fmt: skip
            with pytest.raises(Exception, match="cannot be read"):
                reader.draw(tmp_path / name, name, **asked)
