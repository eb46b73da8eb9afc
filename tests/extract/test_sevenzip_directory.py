"""The directory of a 7z archive: counts that cannot be true build nothing, whatever bytes they come in."""

import io
import random
import struct
import tracemalloc
import zlib
from pathlib import Path

import pytest

from tests.extract.sevenzip_written import directory_packed, enclosed, number, sevenzip
from workbench.extract.outcome import Unread
from workbench.extract.sevenzip_directory import MARK, read_directory

WORDS = b"They keep the cards."


def test_files_and_folders_with_the_streams_they_are_cut_out_of() -> None:
    data = sevenzip(("a", WORDS), ("empty", b""), ("b", b"xy"))
    found = read_directory(io.BytesIO(data), len(data))
    assert [(one.name, one.start, one.size, one.home is None) for one in found.entries] == [
        ("a", 0, 20, False), ("empty", 0, 0, True), ("b", 20, 2, False),
    ]  # fmt: skip
    assert [folder.size for folder in found.folders] == [22]
    again = directory_packed(data)
    assert read_directory(io.BytesIO(again), len(again)).entries[2].check == zlib.crc32(b"xy")


@pytest.mark.parametrize(
    "header",
    [
        b"\x01\x05" + number(1 << 60),
        b"\x01\x04\x06" + number(0) + number(1 << 60),
        b"\x01\x04\x07\x0b" + number(1 << 60) + b"\0",
        b"\x01\x04\x07\x0b" + number(1) + b"\0" + number(1 << 60),
        b"\x17" + b"\x17",
        b"\x01\x09",
        b"\x07",
        b"\x01\x05" + number(2) + b"\x11" + number(5) + b"\0a\0\0\0" + b"\0\0",
    ],
)
def test_claims_build_nothing(header: bytes) -> None:
    data = enclosed(b"", header)
    tracemalloc.start()
    try:
        with pytest.raises(Unread) as caught:
            read_directory(io.BytesIO(data), len(data))
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()
    assert caught.value.reason.code in ("archive-bomb", "damaged")


def test_a_directory_that_lies_beyond_the_end_is_cut_off() -> None:
    start = struct.pack("<QQI", 1 << 62, 10, 0)
    data = MARK + b"\0\4" + struct.pack("<I", zlib.crc32(start)) + start
    with pytest.raises(Unread) as caught:
        read_directory(io.BytesIO(data), len(data))
    assert caught.value.reason.code == "damaged"


def test_any_damage_ends_as_a_reason_or_as_a_directory() -> None:
    """Bytes of real directories are changed at random, and the checksums put right again, so that they are read."""
    draw = random.Random("damage")
    seeds = [path.read_bytes() for path in sorted((Path(__file__).parent / "sevenzips").glob("*.7z"))]
    seeds.append(sevenzip(("a", WORDS), ("b", b"xy"), attributes={"a": 0x20}))
    for _ in range(3000):
        data = bytearray(draw.choice(seeds))
        offset, size, _ = struct.unpack("<QQI", data[12:32])
        header = data[32 + offset : 32 + offset + size]
        for _ in range(draw.randint(1, 4)):
            if header:
                header[draw.randrange(len(header))] = draw.choice([0, 1, 0x7F, 0x80, 0xFF, draw.randrange(256)])
        made = enclosed(bytes(data[32 : 32 + offset]), bytes(header))
        try:
            assert read_directory(io.BytesIO(made), len(made)).folders is not None
        except Unread as why:
            assert why.reason.code in ("archive-bomb", "damaged", "encrypted", "archive-not-opened")
