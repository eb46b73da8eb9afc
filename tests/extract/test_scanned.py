"""Pages that are pictures, in the child process: which they are, their words, and what ends with the child."""

import io
import os
import time
from pathlib import Path

import pytest
from PIL import Image

from tests.extract.test_pdf import pdf
from tests.extract.written import WORDS, mixed, needs_tesseract, page, png, scan
from workbench.errors import Unreadable
from workbench.extract import scanned
from workbench.extract.reader import Reader


def asked(path: Path, **more) -> dict:
    with Reader(timeout_s=60) as reader:
        return reader.draw(path, path.name, **more)


@pytest.fixture
def file(tmp_path: Path):
    def put(name: str, data: bytes) -> Path:
        (tmp_path / name).write_bytes(data)
        return tmp_path / name

    return put


def test_of_a_pdf_the_pages_with_words_keep_them(file) -> None:
    told = asked(file("a.pdf", mixed(pdf("Typed"), page("Drawn"))), recognise="pages")
    assert told["pages"] == [{"page": 1, "text": "Typed"}, {"page": 2, "text": None}] and told["paper"]


def test_each_picture_of_a_fax_is_a_page_and_a_jpeg_is_one(file) -> None:
    out = io.BytesIO()
    page(*WORDS["eng"] * 4).save(out, "TIFF", save_all=True, append_images=[page("two")])
    told = asked(file("fax.tif", out.getvalue()), recognise="pages")
    assert [one["page"] for one in told["pages"]] == [1, 2] and told["paper"]
    plain = asked(file("wall.png", png(Image.new("RGB", (90, 90), "grey"))), recognise="pages")
    assert (plain["pages"], plain["paper"]) == ([{"page": 1, "text": None}], False)


def test_what_has_no_pages_says_so(file) -> None:
    with pytest.raises(Unreadable, match="no pages"):
        asked(file("note.txt", b"They keep the cards."), recognise="pages")
    with pytest.raises(Unreadable):
        asked(file("broken.pdf", b"%PDF-1.4 nothing"), recognise="pages")


@needs_tesseract
def test_words_come_through_the_child_with_boxes_in_points(file) -> None:
    told = asked(file("a.pdf", scan(page(*WORDS["eng"]))), recognise="page", page=1, languages=["eng"])
    assert " ".join(word[0] for word in told["words"]) == " ".join(WORDS["eng"])
    left, top, right, bottom = told["words"][0][2]
    # The first word begins 100 pixels from the left and top; 150 pixels are an inch, 72 points as well.
    assert abs(left - 48) <= 3 and 48 <= top <= 60 and right < 110 and bottom < 75
    assert told["size"] == [595, 154] and told["language"] == "eng" and told["rivals"] == {}


@needs_tesseract
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_lies_on_its_side_is_read_and_its_boxes_lie_as_it_does(turn: int) -> None:
    image = page(*WORDS["eng"] * 3, turn=turn)
    told = scanned.page(png(image), "image/png", 1, ["eng"])
    assert [word[0] for word in told["words"]][:3] == ["They", "kept", "our"]
    assert told["size"] == list(image.size)
    left, top, right, bottom = told["words"][0][2]
    assert min(image.crop((left, top, right, bottom)).tobytes()) < 100, "there is ink in it"
    across = right - left > bottom - top
    assert across == (turn == 180)


@needs_tesseract
def test_noise_is_not_read_as_words() -> None:
    with pytest.raises(Exception, match="page-not-recognised"):
        scanned.page(png(Image.effect_noise((700, 500), 80)), "image/png", 1, ["eng"])


@needs_tesseract
def test_a_page_on_which_nothing_is_recognised_says_what_to_do(file) -> None:
    blank = file("a.png", png(page().resize((600, 600))))
    with Reader() as reader, pytest.raises(Unreadable) as error:
        reader.draw(blank, "a.png", recognise="page", page=1, languages=["eng"])
    assert "a person" in str(error.value) and "--ocr --language TAG" in str(error.value)
    assert "permissions" not in str(error.value)


def test_the_program_ends_with_its_child(file, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bin_, path = tmp_path / "bin", file("a.png", png(page("words")))
    bin_.mkdir()
    (bin_ / "tesseract").write_text("#!/bin/sh\nexec sleep 61.25\n")
    (bin_ / "tesseract").chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join([str(bin_), os.environ["PATH"]]))
    with Reader(timeout_s=3) as reader, pytest.raises(Unreadable, match="time"):
        reader.draw(path, "a.png", recognise="page", page=1, languages=["eng"])
    deadline = time.monotonic() + 5
    while (left := _running("61.25")) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not left


def _running(mark: str) -> list[str]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        found += [folder.name] if mark.encode() in words and b"sleep" in words[0] else []
    return found


@needs_tesseract
def test_nothing_is_written_while_words_are_recognised(file, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, spare = file("a.png", png(page(*WORDS["eng"]))), tmp_path / "spare"
    spare.mkdir()
    monkeypatch.setenv("TMPDIR", str(spare))
    monkeypatch.chdir(spare)
    told = asked(path, recognise="page", page=1, languages=["eng"])
    assert told["words"] and list(spare.iterdir()) == []


def test_a_box_on_a_turned_page_comes_back_to_where_it_was() -> None:
    assert scanned._back((0, 0, 10, 20), 0, (100, 50)) == (0, 0, 10, 20)
