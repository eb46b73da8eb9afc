"""Words that a machine recognised are painted over where they stand on the picture, their whole line."""

import io

import pypdfium2
import pytest
from PIL import Image

from tests.extract.test_pdf import pdf
from tests.extract.written import WORDS, mixed, needs_tesseract, page, png, scan
from workbench.errors import BadValue
from workbench.recognition import recognise
from workbench.redaction import recognised
from workbench.redaction.places import Asked, record_of
from workbench.redaction.redact import copy_of, redact

LAYOUT = {"recognised": {"words": [[0, 4, 96, 1, 10, 10, 40, 20], [5, 9, 90, 1, 44, 11, 80, 20],
                                   [10, 14, 90, 2, 5, 30, 20, 40]]}}  # fmt: skip


def test_a_box_is_the_whole_line_and_tells_no_length_of_a_name() -> None:
    text = "They kept\ntags and more"
    assert recognised.lines("a.pdf", text, LAYOUT, [(5, 9, 0), (10, 12, 1)]) == [
        [1, 7, 7, 83, 23, 0], [2, 2, 27, 23, 43, 1]]  # fmt: skip
    with pytest.raises(BadValue, match="regions"):
        recognised.lines("a.pdf", text, LAYOUT, [(10, 18, 0)])


def withheld(case, item, words: str):
    agent = case.agent("MJ")
    done = redact(case, item, record_of(case, item, Asked(words=[words]), reason="identity"), agent=agent)
    return done, copy_of(case, item.id)[1]


@needs_tesseract
def test_of_a_picture_the_line_is_gone_and_the_other_stays(case, taken) -> None:
    item = taken(case, "a.png", png(page(*WORDS["eng"])))
    recognise(case, item, agent=case.agent("MJ"), language="en")
    done, data = withheld(case, item, "passports")
    image = Image.open(io.BytesIO(data)).convert("L")
    first, second = image.crop((100, 100, 700, 140)), image.crop((100, 160, 700, 200))
    assert len(set(first.crop((20, 8, 500, 34)).tobytes())) == 1, "one colour where the line stood"
    assert min(second.tobytes()) < 60 < 200 < max(second.tobytes())
    assert [(one.kind, one.place) for one in done.entries] == [("line", "page 1, recognised")]


@needs_tesseract
def test_of_a_scanned_page_too_and_words_of_the_file_itself_are_refused(case, taken) -> None:
    item = taken(case, "a.pdf", mixed(pdf("Typed words"), page(*WORDS["eng"])))
    recognise(case, item, agent=case.agent("MJ"), language="en")
    _, data = withheld(case, item, "passports")
    shown = pypdfium2.PdfDocument(data)[1].render(scale=150 / 72).to_pil().convert("L")
    assert len(set(shown.crop((120, 108, 600, 134)).tobytes())) == 1
    assert min(shown.crop((100, 160, 700, 200)).tobytes()) < 90
    with pytest.raises(BadValue, match="regions"):
        withheld(case, item, "Typed")


def test_of_an_unread_picture_no_words_can_be_withheld(case, taken) -> None:
    item = taken(case, "a.pdf", scan(page("words")))
    assert recognised.layout_of(case, item, None) is None
