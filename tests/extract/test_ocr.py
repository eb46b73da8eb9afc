"""Words, confidences and boxes by tesseract; the choice of one language a page; nothing left where it is missing."""

import os
import stat
from pathlib import Path

import pytest

from tests.extract.written import WORDS, needs_tesseract, page
from workbench.extract import ocr
from workbench.extract.outcome import Unread


@needs_tesseract
@pytest.mark.parametrize("name", WORDS)
def test_each_language_is_chosen_and_read_letter_by_letter(name: str) -> None:
    if name not in ocr.about()["languages"]:
        pytest.skip(f"tesseract is installed without {name}")
    image = page(*WORDS[name])
    language, sure = ocr.chosen(image, ocr.about()["languages"])
    assert language == name and sure[name] >= max(sure.values()) - ocr.NEAR
    found = ocr.words(image, name)
    assert " ".join(word.text for word in found) == " ".join(WORDS[name])
    assert all(word.confidence >= ocr.DOUBTFUL for word in found)


@needs_tesseract
def test_a_box_lies_around_the_ink_of_its_word() -> None:
    image = page("Passport")
    (word,) = ocr.words(image, "eng")
    ink = image.point(lambda grey: 255 if grey < 128 else 0).getbbox()
    assert ink is not None and all(abs(one - other) <= 4 for one, other in zip(word.box, ink, strict=True))


@needs_tesseract
def test_a_page_without_writing_has_no_language_and_no_words() -> None:
    assert ocr.words(page(), "eng") == []
    assert ocr.chosen(page(), ["eng"]) == (None, {"eng": 0})


@needs_tesseract
def test_a_page_on_its_side_says_how_to_turn_it() -> None:
    lines = WORDS["eng"] * 3
    upright = page(*lines)
    back = page(*lines, turn=90)
    turns = ocr.turned(back)
    assert back.rotate(90 * turns, expand=True).size == upright.size and turns == 3
    assert ocr.turned(upright) == 0


@needs_tesseract
def test_it_says_what_it_is_and_by_which_model_it_read() -> None:
    told = ocr.about()
    assert told["version"][0].isdigit() and "eng" in told["languages"]
    assert len(ocr.model("eng") or "") == 64 and ocr.model("no-such-language") is None


def test_without_the_program_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert ocr.about() == {"program": None, "version": None, "languages": [], "folder": None}
    with pytest.raises(Unread, match="ocr-missing"):
        ocr.words(page(), "eng")
    assert ocr.turned(page()) == 0


def _program(folder: Path, script: str) -> None:
    file = folder / "tesseract"
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)


def test_the_program_has_one_thread_and_none_of_our_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _program(tmp_path, f"cat >/dev/null; env >{tmp_path}/env")
    monkeypatch.setenv("PATH", os.pathsep.join([str(tmp_path), os.environ["PATH"]]))
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", "five words that nobody knows")
    assert ocr.words(page(), "eng") == []
    told = (tmp_path / "env").read_text()
    assert "OMP_THREAD_LIMIT=1" in told and "PASSPHRASE" not in told


def test_a_program_that_fails_or_hangs_is_a_reason_and_not_a_fault(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("PATH", os.pathsep.join([str(tmp_path), os.environ["PATH"]]))
    _program(tmp_path, "cat >/dev/null; echo no model >&2; exit 1")
    with pytest.raises(Unread) as failed:
        ocr.words(page(), "eng")
    assert "no model" in failed.value.reason.message
    monkeypatch.setattr(ocr, "SECONDS", 0.3)
    _program(tmp_path, "exec sleep 20")
    with pytest.raises(Unread) as hung:
        ocr.words(page(), "eng")
    assert (hung.value.reason.code, "no answer" in hung.value.reason.message) == ("page-not-recognised", True)


def test_rows_that_are_no_words_are_passed_over() -> None:
    head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
    whole, blank = "1\t1\t0\t0\t0\t0\t0\t0\t9\t9\t-1\t\n", "5\t1\t1\t2\t3\t2\t1\t2\t3\t4\t95\t \n"
    (word,) = ocr.parsed(head + whole + "5\t1\t1\t2\t3\t1\t1\t2\t3\t4\t96.5\tpas oš\n" + blank)
    assert (word.text, word.confidence, word.box, word.line) == ("pas oš", 96, (1, 2, 4, 6), (1, 2, 3))


def test_the_strip_is_where_the_ink_is() -> None:
    image = page(*WORDS["eng"]).resize((1240, 320))
    tall = page().resize((1240, 2400))
    tall.paste(image, (0, 1500))
    part = ocr.strip(tall)
    assert part.height < 600 and min(part.tobytes()) < 128
