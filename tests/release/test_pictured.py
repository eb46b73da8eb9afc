"""Names that are nothing but pixels."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from workbench.disclosure.spellings import Finder
from workbench.extract import ocr
from workbench.figures.style import fonts
from workbench.release.pictured import look
from workbench.release.scan import UNREAD, scan

FINDER = Finder({"a": ["Petar Krstonja"], "b": ["C7134567"]})


def drawn(place: Path, text: str) -> None:
    face = ImageFont.truetype(str(next(iter(sorted(Path(str(fonts())).rglob("*.ttf"))))), 28)
    image = Image.new("RGB", (900, 160), "white")
    ImageDraw.Draw(image).text((30, 50), text, fill="black", font=face)
    image.save(place)


@pytest.mark.skipif(ocr.program() is None, reason="tesseract is not installed on this machine")
def test_a_name_in_pixels_is_read_and_the_bytes_do_not_say_it(tmp_path: Path) -> None:
    drawn(tmp_path / "a.png", "They met Petar Krstonja, paper C7134567")
    drawn(tmp_path / "b.png", "They met Worker K7 at the gate")
    assert scan(tmp_path, FINDER) == []
    looked = look(tmp_path, FINDER)
    assert {(leak.path, leak.id) for leak in looked.leaks} == {("a.png", "a"), ("a.png", "b")}
    assert looked.pictures == 2 and "2 pictures, read in " in looked.sentence()


@pytest.mark.skipif(ocr.program() is None, reason="tesseract is not installed on this machine")
def test_a_damaged_picture_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    assert [leak.how for leak in look(tmp_path, FINDER).leaks] == [UNREAD]


def test_without_the_program_the_answer_says_that_nothing_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn(tmp_path / "a.png", "Petar Krstonja")
    monkeypatch.setattr(ocr, "program", lambda: None)
    looked = look(tmp_path, FINDER)
    assert looked.leaks == [] and looked.sentence() == "1 pictures, not read: tesseract is not installed."
