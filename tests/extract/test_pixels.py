import io
import struct
import zlib

import pytest
from PIL import Image

from workbench.extract import pixels


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


def test_the_small_copy_is_clean_and_repeats(picture, build):
    raw = build.block([build.text(0x10F, "SECRETMAKER")])
    data = build.with_segments(picture, b"Exif\0\0" + raw)
    first, second = (pixels.look(data, "image/jpeg").thumbnail for _ in range(2))
    assert first == second
    assert b"SECRETMAKER" not in first
    assert b"Exif" not in first
    with Image.open(io.BytesIO(first)) as small:
        assert (small.format, small.size) == ("JPEG", (64, 48))


def test_the_small_copy_stands_upright(picture, build):
    raw = build.block([(0x112, 3, 1, b"\x06\0")])
    look = pixels.look(build.with_segments(picture, b"Exif\0\0" + raw), "image/jpeg")
    with Image.open(io.BytesIO(look.thumbnail)) as small:
        assert small.size == (48, 64)


def test_a_large_picture_becomes_small():
    out = io.BytesIO()
    Image.new("RGBA", (1600, 900), (0, 128, 0, 128)).save(out, "PNG")
    with Image.open(io.BytesIO(pixels.look(out.getvalue(), "image/png").thumbnail)) as small:
        assert small.size == (320, 180)


def test_a_picture_bomb_is_not_decoded(read):
    found = read(png(60_000, 60_000), "a.png")
    assert "pixels-too-many" in [reason.code for reason in found.reasons]
    assert [made.kind for made in found.made] == ["exif"]


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xe1\0\0\xff\xe1\0\1",
        b"\xff\xd8" + b"\xff" * 5000,
        b"\xff\xd8\xff\xe1\xff\xffExif\0\0",
    ],
)
def test_broken_segments_end(data):
    assert pixels.look(data, "image/jpeg").faults


def test_xmp_in_elements_and_attributes():
    element = b"<exif:GPSLatitude>33,51.4S</exif:GPSLatitude><exif:GPSLongitude>18,22,30E</exif:GPSLongitude>"
    assert pixels.xmp_gps(element) == {
        "GPSLatitude": [(33, 1), (514, 10), (0, 1)], "GPSLatitudeRef": "S",
        "GPSLongitude": [(18, 1), (22, 1), (30, 1)], "GPSLongitudeRef": "E",
    }  # fmt: skip
