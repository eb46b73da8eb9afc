"""`workbench read`, `workbench translate`, and what `add` says of pages that are pictures."""

from pathlib import Path

import pytest

from tests.extract.test_recording import voice
from tests.extract.written import WORDS, needs_tesseract, page, scan


@pytest.fixture
def filled(run, case: Path, tmp_path: Path) -> Path:
    (tmp_path / "scan.pdf").write_bytes(scan(page(*WORDS["eng"])))
    (tmp_path / "note.txt").write_text("Họ giữ hộ chiếu.\n", encoding="utf-8")
    told = run("add", case, "scan.pdf", "note.txt", "--agent", "MJ")
    assert told.code == 0 and "1 item has pages that are pictures" in told.err
    return case


@needs_tesseract
def test_a_scan_is_read_later_and_says_by_whom(run, filled: Path) -> None:
    none = run("read", filled, "scan.pdf")
    assert none.code == 2 and "--ocr" in none.err
    done = run("read", filled, "scan.pdf", "--ocr", "--language", "en", "--agent", "MJ", "--json")
    assert done.code == 0, done.err
    assert done.json["pages"][0]["language"] == "eng" and done.json["text"] and done.json["already"] is False
    text = run("read", filled, "scan.pdf")
    assert text.out.startswith("They kept our passports") and "read by no person" in text.err
    as_json = run("read", filled, "scan.pdf", "--json").json
    assert {"text", "layout", "doubtful", "item", "name"} <= set(as_json)
    drafts = run("drafts", filled, "--item", "scan.pdf").out
    assert "page 1 (recognised, confidence" in drafts
    shown = run("show", filled, "scan.pdf").out
    assert "recognition" in shown and "page 1: eng" in shown


@needs_tesseract
def test_add_recognises_only_when_asked(run, case: Path, tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(scan(page(*WORDS["eng"])))
    told = run("add", case, "scan.pdf", "--agent", "MJ", "--ocr-language", "en", "--json")
    assert told.code == 0 and [one["name"] for one in told.json["recognised"]] == ["scan.pdf"]
    assert "words recognised on 1 of 1 pages" in told.err


def test_without_the_program_the_remedy_is_said(run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    told = run("read", filled, "scan.pdf", "--ocr", "--agent", "MJ")
    assert told.code == 2 and "tesseract is not installed" in told.err and "tesseract-ocr-vie" in told.err


def test_a_translation_is_shown_beside_the_original(run, filled: Path, tmp_path: Path) -> None:
    (tmp_path / "en.txt").write_text("They keep passports.\n")
    made = run(
        "translate", filled, "note.txt", "en.txt", "--by", "T. L.", "--language", "en", "--agent", "MJ", "--json"
    )
    assert made.code == 0 and made.json["by"] == "T. L."
    shown = run("show", filled, "note.txt")
    assert "en, translated by T. L." in shown.out and "Họ giữ hộ chiếu." in shown.out
    assert run("verify", filled).code == 0


def test_a_transcript_stands_beside_its_recording_under_a_name(run, case: Path, tmp_path: Path) -> None:
    (tmp_path / "voice.opus").write_bytes(voice())
    (tmp_path / "note.txt").write_text("no recording")
    (tmp_path / "voice.srt").write_text("1\n00:00:01,200 --> 00:00:02,000\nHọ giữ thẻ.\n", encoding="utf-8")
    assert run("add", case, "voice.opus", "note.txt", "--agent", "MJ").code == 0
    done = run("transcribe", case, "voice.opus", "voice.srt", "--by", "L. T.", "--agent", "MJ", "--json")
    assert done.code == 0 and (done.json["by"], done.json["words"]) == ("L. T.", 3)
    assert run("read", case, "voice.opus").out.strip() == "Họ giữ thẻ."
    assert run("transcribe", case, "note.txt", "voice.srt", "--by", "L. T.", "--agent", "MJ").code == 2
