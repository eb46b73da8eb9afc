"""Outlook messages, built after the description: words, people, time, and what is attached."""

import struct
from pathlib import Path

import pytest

from tests.extract.compound import compound, properties
from workbench.extract import outlook
from workbench.extract.members import Left
from workbench.extract.outcome import File

# 15 November 2021, 08:14:03 UTC, as Windows counts it: tenths of a microsecond since 1601.
SENT = 132_814_376_430_000_000
PICTURE = bytes(range(256)) * 40


def message(body: str = "Họ giữ hộ chiếu.\r\nNjima treba plata.", *attached: dict) -> bytes:
    head = struct.pack("<8x4I8x", 1, len(attached), 1, len(attached))
    words = {
        0x1A: "IPM.Note",
        0x37: "Hợp đồng",
        0x0C1A: "Agencija",
        0x0C1F: "a@agency.example",
        0x5D01: "a@agency.example",
    }
    tree = properties(head, words=words | ({0x1000: body} if body else {}), numbers={0x39: SENT})
    person = {0x3001: "Linh", 0x39FE: "linh@plant.example", 0x3003: "linh@plant.example"}
    tree["__recip_version1.0_#00000000"] = properties(bytes(8), words=person, numbers={0x0C15: 1})
    for number, one in enumerate(attached):
        tree[f"__attach_version1.0_#{number:08X}"] = one
    tree["__nameid_version1.0"] = {
        "__substg1.0_00020102": b"",
        "__substg1.0_00030102": b"",
        "__substg1.0_00040102": b"",
    }
    return compound(tree)


def attachment(name: str, data: bytes) -> dict:
    return properties(bytes(8), words={0x3707: name}, raw={0x3701: data}, numbers={0x3705: 1})


def test_words_people_and_time(read) -> None:
    found = read(message(), "a.msg")
    assert (found.kind, found.outcome, [reason.code for reason in found.reasons]) == (
        "mail",
        "parsed",
        ["reader-untried"],
    )
    words = found.made[0].data.decode()
    assert "Subject: Hợp đồng\n" in words and "Recipient: Linh <linh@plant.example>\n" in words
    assert "a@agency.example" in words and "Sent: 2021-11-15T08:14:03+00:00\n" in words
    assert words.endswith("\nHọ giữ hộ chiếu.\nNjima treba plata.\n")


def test_what_is_attached_comes_out(tmp_path: Path) -> None:
    other = properties(bytes(8), words={0x3707: "inner.msg"}, numbers={0x3705: 5})
    (tmp_path / "a").write_bytes(message("x", attachment("../thẻ.jpg", PICTURE), attachment("b.txt", b"two"), other))
    first, second, third = outlook.inside(File(tmp_path / "a", "a.msg", "application/vnd.ms-outlook"))
    assert (first.name, b"".join(first.pieces())) == ("../thẻ.jpg", PICTURE)
    assert (second.name, b"".join(second.pieces())) == ("b.txt", b"two")
    assert isinstance(third, Left) and third.reason.code == "member-not-taken"


def test_a_message_without_words_says_so(read) -> None:
    assert "part-unreadable" in [reason.code for reason in read(message(""), "a.msg").reasons]


@pytest.mark.parametrize("cut", [600, 1500, 3000])
def test_a_message_cut_short_is_kept(cut: int, read) -> None:
    found = read(message("x" * 5000)[:cut], "a.msg")
    assert found.outcome in ("opaque", "partial", "parsed") and "reader-failed" not in [
        one.code for one in found.reasons
    ]


def test_a_property_that_cannot_be_read_is_named_and_hides_no_other() -> None:
    asked = outlook._Asked()
    assert asked.of("subject", lambda: "Passports") == "Passports"
    assert asked.of("time", lambda: {}["sent"]) is None and asked.of("body", lambda: None) is None
    assert asked.failed == ["time (KeyError)"]
