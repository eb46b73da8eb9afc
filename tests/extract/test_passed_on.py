"""What a file shows of its way: said as what is not there, from bytes and name alone, never of a camera's own file."""

import io
from pathlib import Path

import pytest
from PIL import Image

from workbench.extract.outcome import REASONS
from workbench.extract.passed_on import LOSSES, kept, named, saved_again

EXIF = b"Exif\0\0"


def codes(found) -> set[str]:
    return {reason.code for reason in found.reasons}


def jpeg(quality: int, **options) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(out, "JPEG", quality=quality, **options)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "program"),
    [
        ("IMG-20210101-WA0001.jpg", "WhatsApp"),
        ("inbox/VID-20240518-WA0012.mp4", "WhatsApp"),
        ("PTT-20240518-WA0003.opus", "WhatsApp"),
        ("WhatsApp Image 2024-05-18 at 21.40.03.jpeg", "WhatsApp"),
        ("photo_2024-05-18_21-40-03.jpg", "Telegram"),
        ("photo_7@18-05-2024_21-40-03.jpg", "Telegram"),
        ("signal-2024-05-18-214003.jpg", "Signal"),
        ("signal-2024-05-18-21-40-03-123.jpg", "Signal"),
        (f"IMG-{'0a' * 16}-V.jpg", "Viber"),
        ("FB_IMG_1716068403123.jpg", "Facebook"),
        ("received_1234567890123456.jpeg", "Messenger"),
        (f"z5453212345678_{'ab' * 16}.jpg", "Zalo"),
        ("mmexport1716068403123.jpg", "WeChat"),
    ],
)
def test_names_that_messengers_give_are_known(name: str, program: str, read) -> None:
    told = named(name)
    assert told is not None and told.code == "name-of-messenger" and f"as {program} writes it" in told.message
    assert "name-of-messenger" in codes(read(b"OggS" + bytes(60), name))


@pytest.mark.parametrize(
    "name", ["IMG_20210101_080910.jpg", "DSC01234.JPG", "IMG-0001.jpg", "photo.jpg", "received.jpg", "z1.jpg"]
)
def test_other_names_say_nothing(name: str) -> None:
    assert named(name) is None


@pytest.mark.parametrize("quality", [1, 30, 49, 50, 75, 92, 100])
def test_the_standard_tables_are_told_with_their_quality(quality: int, read) -> None:
    found = read(jpeg(quality), "a.jpg")
    (again,) = [reason for reason in found.reasons if reason.code == "saved-again"]
    assert f"quality {quality} and no camera data" in again.message
    assert found.outcome == "parsed"


def test_tables_of_a_camera_of_its_own_say_nothing() -> None:
    own = jpeg(75, qtables=[[value + 1 for value in range(64)], [value + 2 for value in range(64)]])
    assert saved_again(own, "image/jpeg", []) is None


def test_standard_tables_beside_camera_data_say_nothing(read, build) -> None:
    block = EXIF + build.block([build.text(0x10F, "Nokia"), build.text(0x110, "8.3")])
    assert not set(LOSSES) & codes(read(build.with_segments(jpeg(85), block), "IMG_1.jpg"))


def test_a_block_that_says_nothing_of_the_camera_is_bare(read, build) -> None:
    turned = EXIF + build.block([(0x112, 3, 1, b"\x06\0")])
    assert {"exif-bare", "saved-again"} <= codes(read(build.with_segments(jpeg(85), turned), "a.jpg"))
    assert not kept([{"Image Orientation": 6}]) and kept([{"GPS GPSLatitude": [45]}])


@pytest.mark.parametrize(
    ("payload", "marker", "words"),
    [
        (b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x1c\x1c\x02(\0\x10FBMD01000a860400", 0xED, "Facebook"),
        (b"CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = 90\n", 0xFE, "gd-jpeg"),
    ],
)
def test_marks_of_programs_are_told_also_beside_camera_data(payload, marker, words, read, build, picture) -> None:
    camera = build.segment(EXIF + build.block([build.text(0x10F, "Nokia")]))
    data = picture[:2] + camera + build.segment(payload, marker) + picture[2:]
    (again,) = [reason for reason in read(data, "a.jpg").reasons if reason.code == "saved-again"]
    assert words in again.message


def test_a_program_that_names_itself_is_named(read, build, picture) -> None:
    block = build.block([build.text(0x10F, "Nokia"), build.text(0x131, "Adobe Photoshop 25.0")])
    found = read(build.with_segments(picture, EXIF + block), "a.jpg")
    (again,) = [one for one in found.reasons if one.code == "saved-again"]
    assert "saved by Adobe Photoshop 25.0" in again.message
    firmware = build.block([build.text(0x10F, "Google"), build.text(0x131, "HDR+ 1.0.447")])
    assert "saved-again" not in codes(read(build.with_segments(picture, EXIF + firmware), "a.jpg"))


def test_a_jpeg_cut_anywhere_is_no_fault_of_the_marks() -> None:
    data = jpeg(60)
    for end in range(0, 700, 7):
        saved_again(data[:end], "image/jpeg", [])


def test_a_loss_is_worded_as_what_is_not_there_and_accuses_nobody() -> None:
    for code in LOSSES:
        outcome, sentence = REASONS[code]
        assert outcome == "parsed"
        assert not {"forged", "fake", "manipulated", "tampered", "edited", "suspicious"} & set(sentence.lower().split())


def test_photographs_of_cameras_are_not_called_saved_again(corpus: Path, read) -> None:
    """Of real camera files that name their maker, few carry a mark of a program, and each of these names it."""
    wrong = []
    for file in sorted(corpus.rglob("*.jpg"))[:80]:
        found = read(file.read_bytes(), file.name)
        again = [reason.message for reason in found.reasons if reason.code == "saved-again"]
        wrong += [(file.name, said) for said in again if "standard tables" in said and "no-exif" not in codes(found)
                  and not {"exif-bare", "exif-unreadable"} & codes(found)]  # fmt: skip
    assert not wrong


def test_a_maker_note_that_should_be_there_is_missed(read, build, picture):
    def told(maker: str, *more) -> list[str]:
        raw = build.block([build.text(0x10F, maker)], list(more) or None)
        return [reason.code for reason in read(build.with_segments(picture, b"Exif\0\0" + raw), "a.jpg").reasons]

    assert "maker-note-missing" in told("Canon") and "maker-note-missing" not in told("HMD Global")
    assert "maker-note-missing" not in told("Canon", (0x927C, 7, 8, b"12345678"))
