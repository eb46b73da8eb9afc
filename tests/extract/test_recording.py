"""Recordings: what the container says, as a working copy; never a word that was spoken."""

import io
import json
import struct
import wave

import pytest

from tests.extract.test_boxes import box, film, user


def sound(seconds: float = 1.5, rate: int = 8000) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(rate)
        made.writeframes(bytes(int(2 * rate * seconds)))
    return out.getvalue()


def page(packets: bytes, position: int, number: int, kind: int) -> bytes:
    segments = [255] * (len(packets) // 255) + [len(packets) % 255]
    head = struct.pack("<4sBBqIIIB", b"OggS", 0, kind, position, 7, number, 0, len(segments))
    return head + bytes(segments) + packets


def voice(seconds: int = 3) -> bytes:
    """A voice note as messengers write them: Opus in Ogg."""
    tags = b"OpusTags" + struct.pack("<I", 4) + b"WhaT" + struct.pack("<I", 0)
    return (page(b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 0, 16000, 0, 0), 0, 0, 2) + page(tags, 0, 1, 0)
            + page(bytes(50), 48000 * seconds, 2, 4))  # fmt: skip


@pytest.mark.parametrize(
    ("data", "name", "seconds", "media"),
    [
        (sound(), "a.wav", 1.5, "audio/wav"),
        (voice(), "PTT-20211115-WA0001.opus", 3.0, "audio/ogg"),
        (b"#!AMR\n" + (b"\x3c" + bytes(31)) * 50, "a.amr", 1.0, "audio/amr"),
        (b"#!AMR-WB\n" + (b"\x44" + bytes(60)) * 50, "a.amr", 1.0, "audio/amr"),
        (film(), "a.mov", 2.5, "video/quicktime"),
        (film(brand=b"isom"), "a.mp4", 2.5, "video/mp4"),
        (film(brand=b"3gp4"), "a.3gp", 2.5, "video/3gpp"),
    ],
)
def test_the_length_is_read_and_that_nobody_wrote_down_the_words_is_said(data, name, seconds, media, read) -> None:
    found = read(data, name)
    assert (found.kind, found.media_type, found.outcome) == ("recording", media, "partial")
    assert "recording-not-transcribed" in [reason.code for reason in found.reasons]
    assert json.loads(found.made[0].data)["seconds"] == seconds and found.made[0].kind == "recording"


@pytest.mark.parametrize(
    ("written", "position"),
    [
        ("+45.3810+020.3900/", {"latitude": 45.381, "longitude": 20.39}),
        ("-33.5000-070.2500+012/", {"latitude": -33.5, "longitude": -70.25}),
        ("+00.0000+000.0000/", None),
        ("+95.0000+020.0000/", None),
        ("4523N", None),
    ],
)
def test_a_place_is_given_only_where_it_stands_without_doubt(written: str, position, read) -> None:
    found = read(film(box(b"udta", user(b"\xa9xyz", written))), "a.mov")
    facts = json.loads(found.made[0].data)
    assert (facts["position"], facts["said"]["location"]) == (position, written)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"OggS" + bytes(40), "a.ogg"), (b"RIFF\x10\0\0\0WAVE" + bytes(8), "a.wav"), (b"#!AMR\n", "a.amr"),
        (film()[:-30], "a.mov"), (b"ID3\4\0\0\x7f\x7f\x7f\x7f" + bytes(90), "a.mp3"),
        (b"fLaC" + bytes(40), "a.flac"),
    ],
)  # fmt: skip
def test_a_broken_container_is_kept_and_called_damaged(data: bytes, name: str, read) -> None:
    found = read(data, name)
    assert (found.kind, found.outcome) == ("recording", "opaque")
    assert [reason.code for reason in found.reasons] == ["damaged"]


def test_credentials_are_noted(read) -> None:
    from workbench.extract.boxes import C2PA

    assert "credentials-present" in [reason.code for reason in read(film(box(b"uuid", C2PA)), "a.mov").reasons]


def test_a_rate_of_thousands_of_digits_is_no_rate(read) -> None:
    """AIFF writes it in ten bytes (an IEEE 80-bit number), which hold numbers that JSON cannot carry."""
    common = struct.pack(">hIhHQ", 0, 0, 0, 0xFF0E, 0xAC44 << 48)
    sound = struct.pack(">4sI", b"SSND", 8) + bytes(8)
    body = b"AIFF" + struct.pack(">4sI", b"COMM", len(common)) + common + sound
    found = read(b"FORM" + struct.pack(">I", len(body)) + body, "voice.aiff")
    assert found.outcome in ("partial", "opaque") and "reader-failed" not in [why.code for why in found.reasons]
