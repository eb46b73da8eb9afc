"""Having words read: by name, after an intake, and translations by a named person."""

from pathlib import Path

import pytest

from tests.extract.written import WORDS, needs_tesseract, page, png, scan
from workbench import keeping, reading, verbs
from workbench.casefile import Case
from workbench.errors import BadValue, Missing, Refused, Unnamed


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return keeping.init(tmp_path / "case", title="Site A", sealed=False, agent="MJ")


@needs_tesseract
def test_after_an_intake_scans_and_pages_are_read_and_other_pictures_are_not(case: Case, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.pdf").write_bytes(scan(page(*WORDS["eng"])))
    (tmp_path / "in" / "b.png").write_bytes(png(page(*WORDS["eng"] * 4)))
    (tmp_path / "in" / "c.png").write_bytes(png(page().resize((90, 90))))
    (tmp_path / "in" / "d.txt").write_text("They keep the cards.")
    taken = verbs.add(case, tmp_path / "in", agent="MJ")
    assert reading.unread(case, taken) == 1
    left: list[str] = []
    done, failed = reading.recognise_new(case, taken, language="en", agent="MJ", left=left.append)
    assert [name.rpartition("/")[2] for name in left] == ["c.png"]
    assert [one.name.rpartition("/")[2] for one in done] == ["a.pdf", "b.png"] and failed == []
    assert reading.unread(case, taken) == 0 and verbs.verify(case).ok
    again = verbs.add(case, tmp_path / "in", agent="MJ")
    assert reading.recognise_new(case, again, language="en", agent="MJ") == ([], [])


@needs_tesseract
def test_by_name_and_nobody_acts_unnamed(case: Case, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(scan(page(*WORDS["eng"])))
    verbs.add(case, tmp_path / "a.pdf", agent="MJ")
    with pytest.raises(Unnamed):
        reading.recognise(case, "a.pdf", language="en")
    assert reading.recognise(case, "a.pdf", language="eng", agent="MJ").pages[0]["words"] == 13


def test_a_translation_stands_beside_the_original(case: Case, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Họ giữ hộ chiếu.\nKhông trả lương.", encoding="utf-8")
    (tmp_path / "en.txt").write_text("They keep passports.\nNo pay.", encoding="utf-8")
    verbs.add(case, tmp_path / "a.txt", agent="MJ")
    before = verbs.show(case, "a.txt")
    assert (before["translations"], before["original"]) == ([], None)
    reading.translate(case, "a.txt", tmp_path / "en.txt", by="T. L.", language="en", agent="MJ")
    shown = verbs.show(case, "a.txt")
    (one,) = shown["translations"]
    assert (one["by"], one["language"], one["text"]) == ("T. L.", "en", "They keep passports.\nNo pay.")
    text = next(made for made in shown["derivatives"] if made["kind"] == "text")
    assert one["of"] == f"of the text {text['sha256']}" and shown["original"].startswith("Họ giữ")
    assert case.tables().text(shown["id"]) == shown["original"], "the translation is no text of the item"
    assert verbs.verify(case).ok


def test_a_translation_that_cannot_be_one_is_refused_and_nothing_recorded(case: Case, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Họ giữ hộ chiếu.", encoding="utf-8")
    verbs.add(case, tmp_path / "a.txt", agent="MJ")
    head = case.head()
    for data, error in ((b"\xff\xfe\xd0", BadValue), (b" \n", Refused)):
        (tmp_path / "b.txt").write_bytes(data)
        with pytest.raises(error):
            reading.translate(case, "a.txt", tmp_path / "b.txt", by="T. L.", language="en", agent="MJ")
    (tmp_path / "b.txt").write_text("They")
    with pytest.raises(BadValue, match="language"):
        reading.translate(case, "a.txt", tmp_path / "b.txt", by="T. L.", language="English!", agent="MJ")
    with pytest.raises(Refused, match="translator"):
        reading.translate(case, "a.txt", tmp_path / "b.txt", by=" ", language="en", agent="MJ")
    with pytest.raises(Missing):
        reading.translate(case, "a.txt", tmp_path / "none.txt", by="T. L.", language="en", agent="MJ")
    assert case.head() == head
