"""Saved web pages in one file, one that Chromium itself wrote among them: a page with an address, and no letter."""

import json
from pathlib import Path

import pytest

from workbench import keeping, verbs
from workbench.extract import mail, savedpage
from workbench.extract.outcome import File

SAVED = Path(__file__).parent / "pages" / "saved_by_chromium.mhtml"
OLD = (
    "From: <Saved by Windows Internet Explorer 8>\r\nSubject: Rad u Srbiji\r\nDate: Mon, 15 Nov 2021 08:14:03 +0100\r\n"
    'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\n'
    'Content-Type: text/html; charset="windows-1251"\r\nContent-Transfer-Encoding: 8bit\r\n'
    "Content-Location: http://agency.example/\r\n\r\n<title>Рад</title><p>Чувамо пасоше</p>\r\n--b--\r\n"
).encode("cp1251")


@pytest.mark.parametrize("name", ["jobs.mhtml", "jobs.mht", "jobs.eml", "jobs", "jobs.txt", "jobs.html"])
def test_a_page_that_chromium_saved_is_a_page_whatever_its_name(read, name: str) -> None:
    found = read(SAVED.read_bytes(), name)
    assert (found.kind, found.media_type) == ("document", "multipart/related"), found.reasons
    words, layout = found.made[0].data.decode(), json.loads(found.made[1].data)
    assert words.startswith("Tuyển lao động đi Serbia\nTuyển 50 công nhân\nPhí môi giới: 2.200 đô la.")
    assert "khung bên trong" in words and "Saved by" not in words and "MIME-Version" not in words
    assert layout["saved_from"] == "https://agency.example/jobs.html" and layout["saved_by"] == "<Saved by Blink>"
    assert layout["saved_as_written"].endswith(" GMT") and layout["unit"] == "paragraph"


def test_what_belongs_to_the_page_comes_out_of_it(tmp_path: Path) -> None:
    inside = list(mail.inside(File(SAVED, "jobs.mhtml", "multipart/related")))
    assert [one.name.rpartition(".")[2] for one in inside] == ["png", "css"]
    assert b"".join(inside[0].pieces()).startswith(b"\x89PNG")


def test_a_part_is_called_by_the_address_that_it_came_from(tmp_path: Path) -> None:
    head = b"Content-Type: image/png\nContent-Location: %s\n\nx"
    page = b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n'
    places = [
        b"https://a.example/x/c%E1%BB%95ng%20b.png?w=1#f",
        b"https://a.example/x/",
        b"http://[a/b.png",
        b"../../ban.png",
    ]
    page += b"".join(b"--b\n" + head % place + b"\n" for place in places) + b"--b--\n"
    (tmp_path / "a.mhtml").write_bytes(page)
    inside = mail.inside(File(tmp_path / "a.mhtml", "a.mhtml", "multipart/related"))
    assert [one.name for one in inside] == ["cổng b.png", "part 2.png", "part 3.png", "ban.png"]


def test_an_older_browser_and_the_charset_of_the_part(read) -> None:
    found = read(OLD, "rad.mht")
    layout = json.loads(found.made[1].data)
    assert found.made[0].data.decode() == "Рад\nЧувамо пасоше\n" and found.outcome == "parsed"
    assert (layout["saved_from"], layout["encoding"]) == ("http://agency.example/", "windows-1251")


def test_mail_stays_mail_and_a_page_file_without_a_page_is_kept(read) -> None:
    letter = b"From: a@a.example\nTo: b@b.example\nSubject: x\nDate: y\n\nFrom: <Saved by Blink>\n"
    assert read(letter, "a.eml").kind == "mail"
    empty = read(b"From: <Saved by Blink>\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/plain\n\nx", "a.mhtml")
    assert [one.code for one in empty.reasons] == ["no-text"]


def test_in_a_case_its_address_and_time_are_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    case = keeping.init(tmp_path / "case", title="Site A", sealed=False, agent="MJ")
    (tmp_path / "jobs.mhtml").write_bytes(SAVED.read_bytes())
    verbs.add(case, tmp_path / "jobs.mhtml", agent="MJ")
    shown = verbs.show(case, "jobs.mhtml")["captured"]
    assert shown["address"] == "https://agency.example/jobs.html" and shown["digest_checked"] is None
    assert shown["captured_as_written"].endswith(" GMT") and savedpage.PAGES
    assert any(one["name"].endswith(".png") and one["parent"] for one in verbs.items(case))
