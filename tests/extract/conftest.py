import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.extract import Extraction, extract

Entry = tuple[int, int, int, bytes]
ASCII, SHORT, LONG, RATIONAL = 2, 3, 4, 5


def directory(entries: list[Entry], at: int) -> bytes:
    """One little-endian TIFF directory that stands at `at`, its long values after it."""
    data, extra = struct.pack("<H", len(entries)), b""
    after = at + 2 + 12 * len(entries) + 4
    for tag, kind, count, value in sorted(entries):
        if len(value) <= 4:
            data += struct.pack("<HHI", tag, kind, count) + value.ljust(4, b"\0")
        else:
            data += struct.pack("<HHII", tag, kind, count, after + len(extra))
            extra += value
    return data + struct.pack("<I", 0) + extra


def text(tag: int, value: str) -> Entry:
    raw = value.encode() + b"\0"
    return tag, ASCII, len(raw), raw


def rational(tag: int, *pairs: tuple[int, int]) -> Entry:
    return tag, RATIONAL, len(pairs), b"".join(struct.pack("<II", *pair) for pair in pairs)


def block(first: list[Entry], exif: list[Entry] | None = None, gps: list[Entry] | None = None) -> bytes:
    """A little-endian TIFF stream with the directories of camera data."""
    pointers = [(0x8769, LONG, 1, b"\0" * 4)] * bool(exif) + [(0x8825, LONG, 1, b"\0" * 4)] * bool(gps)
    size = len(directory([*first, *pointers], 8))
    where = {0x8769: 8 + size, 0x8825: 8 + size + len(directory(exif, 0) if exif else b"")}
    told = [(tag, LONG, 1, struct.pack("<I", where[tag])) for tag, *_ in pointers]
    data = b"II*\0" + struct.pack("<I", 8) + directory([*first, *told], 8)
    data += directory(exif, where[0x8769]) if exif else b""
    return data + (directory(gps, where[0x8825]) if gps else b"")


def place(
    latitude: tuple, longitude: tuple, north: str | None = "N", east: str | None = "E", *more: Entry
) -> list[Entry]:
    """The GPS directory of a place: three rationals each."""
    entries = [rational(2, *latitude), rational(4, *longitude), *more]
    return entries + [text(tag, letter) for tag, letter in ((1, north), (3, east)) if letter is not None]


def segment(payload: bytes, marker: int = 0xE1) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(payload) + 2) + payload


def with_segments(jpeg: bytes, *payloads: bytes) -> bytes:
    """A JPEG with APP1 segments put in after its start."""
    return jpeg[:2] + b"".join(segment(payload) for payload in payloads) + jpeg[2:]


@pytest.fixture
def read(tmp_path: Path) -> Callable[[bytes, str], Extraction]:
    """Writes bytes under a neutral name and extracts them under the name given, as from a case's store."""

    def reading(data: bytes, name: str) -> Extraction:
        path = tmp_path / "object"
        path.write_bytes(data)
        return extract(path, name)

    return reading


@pytest.fixture
def build():
    """The builders of hostile and honest pictures."""

    class Build:
        pass

    made = Build()
    for function in (directory, text, rational, block, place, segment, with_segments):
        setattr(made, function.__name__, staticmethod(function))
    return made


@pytest.fixture
def picture() -> bytes:
    """A plain JPEG of 64 by 48 pixels without camera data."""
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.linear_gradient("L").resize((64, 48)).convert("RGB").save(out, "JPEG")
    return out.getvalue()
