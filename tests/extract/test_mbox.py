"""Mailboxes: parted where they part, each message byte for byte, and nothing taken for a message that is none."""

import json
from pathlib import Path

import pytest

from workbench.extract import mbox
from workbench.extract.outcome import File

ONE = (
    b"From: a@a.example\nSubject: =?utf-8?b?SOG7mQ==?=\nDate: Mon, 15 Nov 2021 08:14:03 +0100\n\n"
    b"words\n\n>From the gate.\n"
)
TWO = b"From: b@b.example\nTo: c@c.example\nSubject: two\n\nFrom here on they kept the cards in 2021.\n"
LINE = b"From a@a.example Mon Nov 15 08:14:03 2021\n"


@pytest.fixture
def opened(tmp_path: Path):
    def opening(data: bytes) -> list[tuple[str, bytes]]:
        (tmp_path / "a").write_bytes(data)
        found = mbox.inside(File(tmp_path / "a", "a.mbox", "application/mbox"))
        return [(one.name, b"".join(one.pieces())) for one in found]

    return opening


def test_each_message_comes_out_as_it_lies(opened) -> None:
    assert opened(LINE + ONE + b"\n" + LINE + TWO + b"\n") == [("message 00001.eml", ONE), ("message 00002.eml", TWO)]
    windows = (LINE + ONE + b"\n" + LINE + TWO).replace(b"\n", b"\r\n")
    assert [data for _, data in opened(windows)] == [ONE.replace(b"\n", b"\r\n"), TWO.replace(b"\n", b"\r\n")]


def test_a_great_message_comes_in_pieces_and_whole(opened) -> None:
    long = TWO + b"x" * 3_000_000 + b"\n" + b"line\n" * 500_000
    assert opened(LINE + long + b"\n" + LINE + ONE)[0] == ("message 00001.eml", long)


def test_headers_are_listed_in_the_letters_that_they_stand_for(read) -> None:
    folded = b"Subject: =?utf-8?Q?Tuy=E1=BB=83n?=\n =?utf-8?Q?_50_c=C3=B4ng_nh=C3=A2n?=\n"
    sent = b"From: =?windows-1251?B?z/Dl5PHl5O3o6g==?= <a@a.example>\n" + folded + b"\nwords\n"
    broken = b"From: x@x.example\nSubject: =?x-none?b?//?= =?utf-8?b?4oCu?=\n\nwords\n"
    first, second = json.loads(read(LINE + sent + b"\n" + LINE + broken, "a.mbox").made[0].data)["members"]
    assert (first["from"], first["subject"]) == ("Председник <a@a.example>", "Tuyển 50 công nhân")
    assert second["subject"] == "=?x-none?b?//?= =?utf-8?b?4oCu?="


def test_a_mailbox_is_listed_with_its_words_as_written(read) -> None:
    found = read(LINE + ONE + b"\n" + LINE + TWO, "inbox")
    assert (found.kind, found.media_type, found.outcome) == ("archive", "application/mbox", "parsed")
    first, second = json.loads(found.made[0].data)["members"]
    assert first["subject"] == "Hộ" and first["date"] == "Mon, 15 Nov 2021 08:14:03 +0100"
    assert second["from"] == "b@b.example"


def test_one_message_with_a_from_line_is_a_message_unless_the_name_says_mailbox(read) -> None:
    assert read(LINE + ONE, "a.eml").media_type == "message/rfc822"
    assert read(LINE + ONE, "a.mbox").media_type == "application/mbox"
    assert read(b"From the beginning of 2021\nthey kept the cards\n\nFrom May 2021\nx", "a.txt").kind == "text"
