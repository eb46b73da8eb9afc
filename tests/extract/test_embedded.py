"""The small picture inside a picture is looked at, and credentials are noted."""

import io
import struct

import pytest
from PIL import Image

from tests.findings.test_copies import jpeg, scene
from workbench.extract.boxes import C2PA
from workbench.extract.embedded import credentials

EXIF = b"Exif\0\0"


def block(small: bytes) -> bytes:
    """Camera data whose second directory holds a small picture (EXIF 2.32, 4.5.5)."""
    raw = b"II*\0" + struct.pack("<I", 8)
    maker = b"Maker\0"
    raw += struct.pack("<HHHII", 1, 0x10F, 2, len(maker), 26) + struct.pack("<I", 32) + maker
    start = 32 + 2 + 24 + 4
    raw += (
        struct.pack("<H", 2) + struct.pack("<HHII", 0x201, 4, 1, start) + struct.pack("<HHII", 0x202, 4, 1, len(small))
    )
    return raw + struct.pack("<I", 0) + small


@pytest.mark.parametrize(("seed", "differs"), [(1, False), (2, True)])
def test_a_small_picture_of_something_else_is_said_and_kept(seed: int, differs: bool, read, build) -> None:
    small = jpeg(scene(seed).resize((160, 120)))
    found = read(build.with_segments(jpeg(scene(1)), EXIF + block(small)), "a.jpg")
    assert ("thumbnail-differs" in [reason.code for reason in found.reasons]) is differs, found.reasons
    assert ("embedded-thumbnail" in [made.kind for made in found.made]) is differs
    if differs:
        kept = next(made.data for made in found.made if made.kind == "embedded-thumbnail")
        with Image.open(io.BytesIO(kept)) as image:
            assert image.size == (160, 120) and b"Exif" not in kept


@pytest.mark.parametrize("small", [b"\xff\xd8\xff junk", b"", jpeg(scene(1))[:300], b"GIF89a" + bytes(40)])
def test_a_small_picture_that_is_none_is_no_fault(small: bytes, read, build) -> None:
    found = read(build.with_segments(jpeg(scene(1)), EXIF + block(small)), "a.jpg")
    assert found.outcome == "parsed" and "thumbnail-differs" not in [reason.code for reason in found.reasons]


@pytest.mark.parametrize(
    ("data", "media", "there"),
    [
        (jpeg(scene(1))[:2] + b"\xff\xeb\0\x20JP\0\1\0\0\0\1\0\0\0\x18jumb....c2pa", "image/jpeg", True),
        (jpeg(scene(1)), "image/jpeg", False),
        (b"ftypavif" + C2PA, "image/avif", True),
        (b"RIFF....WEBPC2PA", "image/webp", True),
        (b"II*\0", "image/tiff", False),
    ],
)
def test_credentials_are_noted_where_they_lie(data: bytes, media: str, there: bool) -> None:
    assert credentials(data, media) is there
