"""Camera data read without the library say what the library says, or nothing: on honest blocks and on damaged ones."""

import io
import os
import random
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from exifread.tags import exif
from PIL import ExifTags, Image

from workbench.extract import photo, pixels, regular


def honest(order: str = "II") -> bytes:
    """A block as telephones write it, by another program."""
    made = Image.Exif()
    made.endian = "<" if order == "II" else ">"
    made.update({0x10F: "HMD Global", 0x110: "Nokia 8.3", 0x132: "2021:11:15 08:14:03", 0x112: 6, 0x11A: 72.0})
    more = made.get_ifd(ExifTags.IFD.Exif)
    more.update({0x9003: "2021:11:15 08:14:03", 0x9011: "+01:00", 0x9291: "70", 0x829A: 0.01, 0x8827: 100})
    more.update({0x927C: bytes(40), 0xA40C: 1, 0x9286: b"ASCII\0\0\0words"})
    place = made.get_ifd(ExifTags.IFD.GPSInfo)
    place.update({0: b"\2\2\0\0", 1: "N", 2: (45.0, 22.0, 30.54), 3: "E", 4: (20.0, 23.0, 25.12), 7: (8.0, 14.0, 3.0),
                  6: 85.0, 5: b"\0", 16: "T", 17: 120.5, 18: "WGS-84", 29: "2021:11:15", 31: 4.5})  # fmt: skip
    return made.tobytes().removeprefix(b"Exif\0\0")


def same(value: Any) -> Any:
    """A value with its rationals reduced: the library reduces them, and a place is the same either way."""
    if isinstance(value, list):
        return [Fraction(*part) if isinstance(part, tuple) else part for part in value]
    return value


def compared(raw: bytes) -> bool:
    """Whether the block was read; if so, that the library says the same of it and finds nothing wrong."""
    quick = regular.tags(raw)
    if quick is None:
        return False
    found, faults, tool = photo._block(raw, photo.NEEDED)
    if tool == "pillow":  # it fell over the wording of a tag that is not needed, and there is nothing to compare with
        assert faults[0].startswith("exifread: ")
        return False
    assert faults == []
    assert {name: same(value) for name, value in quick.items()} == {name: same(value) for name, value in found.items()}
    return True


@pytest.mark.parametrize("order", ["II", "MM"])
def test_an_honest_block_is_read_as_the_library_reads_it(order: str) -> None:
    raw = honest(order)
    assert raw[:2] == order.encode() and compared(raw)
    assert regular.tags(raw)["GPS GPSLatitude"][0] == (45, 1)


def test_the_names_are_those_of_the_library() -> None:
    assert set(photo.UNNAMED.values()) == {"GPS GPSHPositioningError"}
    library = [exif.GPS_TAGS[number][0] for number in range(31)]
    assert [*library, "GPSHPositioningError"] == [f"GPS{name}" for name in regular.PLACES]
    assert {exif.EXIF_TAGS[tag][0] for tag in regular.NAMES} == set(photo.TOLD_FROM) == set(regular.NAMES.values())


@pytest.mark.parametrize("seed", range(3))
def test_a_damaged_block_is_left_to_the_library_or_says_the_same(seed: int) -> None:
    draw, read = random.Random(seed), 0
    for _ in range(1500):
        raw = bytearray(honest(draw.choice(["II", "MM"])) if draw.random() < 0.02 else BLOCKS[draw.randrange(2)])
        for _ in range(draw.randint(1, 3)):
            at = draw.randrange(len(raw))
            raw[at] = draw.choice([0, 1, 2, 5, 7, 0x7F, 0x80, 0xFF, draw.randrange(256)])
        if draw.random() < 0.1:
            del raw[draw.randrange(len(raw)) :]
        read += compared(bytes(raw))
    assert read > 200


BLOCKS = [honest("II"), honest("MM")]


@pytest.mark.parametrize("raw", [b"", b"II*\0", b"II*\0" + bytes(4), b"MM\0*\0\0\0\x08\xff\xff", b"no TIFF at all"])
def test_what_is_no_block_is_left_to_the_library(raw: bytes) -> None:
    assert regular.tags(raw) is None


@pytest.mark.skipif("WORKBENCH_CORPUS" not in os.environ, reason="WORKBENCH_CORPUS names no folder of real files")
def test_real_blocks_say_the_same() -> None:
    read = 0
    for path in sorted(Path(os.environ["WORKBENCH_CORPUS"], "photos").rglob("*.jpg")):
        for raw in pixels.camera_data(io.BytesIO(path.read_bytes()).read(), "image/jpeg").exif:
            read += compared(raw)
    assert read >= 10
