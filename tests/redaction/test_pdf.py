"""A new PDF is pictures alone: the same pictures give the same bytes, and other programs open it."""

import io

import pypdfium2
import pytest
from PIL import Image

from workbench.errors import BadValue
from workbench.extract import extract
from workbench.redaction.pdf import built, picture_of

PAGES = [(Image.new("RGB", (124, 175), "white"), 124 / 595), (Image.linear_gradient("L").convert("RGB"), 2.0)]


def test_the_same_pictures_are_the_same_bytes() -> None:
    assert built(PAGES) == built([(image.copy(), scale) for image, scale in PAGES])


def test_it_opens_with_its_pages_and_holds_nothing_but_pictures(tmp_path) -> None:
    data = built(PAGES)
    document = pypdfium2.PdfDocument(data)
    sizes = [side for number in range(len(document)) for side in document.get_page_size(number)]
    assert sizes == pytest.approx([595, 839.72, 128, 128], abs=0.01)
    assert document.get_metadata_dict(skip_empty=True) == {}
    kinds = {one.type for number in range(2) for one in document[number].get_objects()}
    assert kinds == {pypdfium2.raw.FPDF_PAGEOBJ_IMAGE}
    shown = document[1].render(scale=2).to_pil().convert("L")
    assert abs(shown.getpixel((128, 10)) - 10) < 4 and abs(shown.getpixel((128, 250)) - 250) < 4
    for word in (b"/Info", b"/Metadata", b"/ID", b"/Font", b"/JavaScript", b"/Annots", b"/EmbeddedFiles"):
        assert word not in data
    (tmp_path / "a.pdf").write_bytes(data)
    found = extract(tmp_path / "a.pdf", "a.pdf")
    assert [one.code for one in found.reasons] == ["no-text-layer"] and found.made == ()


def test_the_picture_of_a_page_is_taken_out_as_it_stands_in_the_file() -> None:
    data = built(PAGES)
    found = [picture_of(data, page) for page in (1, 2)]
    assert [pages for _, pages in found] == [2, 2]
    assert [Image.open(io.BytesIO(one)).size for one, _ in found] == [(124, 175), (256, 256)]
    assert all(one.startswith(b"\xff\xd8") and one.endswith(b"\xff\xd9") and one in data for one, _ in found)
    for page in (0, 3):
        with pytest.raises(BadValue, match="from 1 to 2"):
            picture_of(data, page)
