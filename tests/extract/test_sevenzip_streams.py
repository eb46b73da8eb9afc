"""Streams of 7z archives: undone in pieces, never longer than they say, never at more memory than allowed."""

import bz2
import io
import lzma
import struct
import zlib

import pytest

from workbench.extract import sevenzip_streams
from workbench.extract.sevenzip_streams import (
    AES,
    BZIP2,
    COPY,
    DEFLATE,
    DELTA,
    LZMA,
    LZMA2,
    Coder,
    Folder,
    Unknown,
    whole,
)

WORDS = b"They keep our passports since the first day. " * 3000
LZMA1 = {"id": lzma.FILTER_LZMA1, "dict_size": 1 << 20}


def deflated(data: bytes) -> bytes:
    packing = zlib.compressobj(wbits=-15)
    return packing.compress(data) + packing.flush()


def raw(data: bytes, *filters: dict) -> bytes:
    return lzma.compress(data, lzma.FORMAT_RAW, filters=list(filters))


def folder(coders: tuple[Coder, ...], size: int, packed: int) -> Folder:
    """Ways of packing where each takes what the next one gives."""
    bound = {n: n + 1 for n in range(len(coders) - 1)}
    return Folder(coders, bound, (len(coders) - 1,), [size] * len(coders), packed=[(0, packed)])


@pytest.mark.parametrize(
    ("coders", "data"),
    [
        ((Coder(COPY),), WORDS),
        ((Coder(DEFLATE),), deflated(WORDS)),
        ((Coder(BZIP2),), bz2.compress(WORDS)),
        ((Coder(LZMA2, b"\x10"),), raw(WORDS, {"id": lzma.FILTER_LZMA2, "dict_size": 1 << 20})),
        ((Coder(LZMA, b"\x5d" + struct.pack("<I", 1 << 20)),), raw(WORDS, LZMA1)),
        ((Coder(DEFLATE), Coder(BZIP2)), bz2.compress(deflated(WORDS))),
    ],
)  # fmt: skip
def test_each_way_of_packing_is_undone(coders: tuple[Coder, ...], data: bytes) -> None:
    assert whole(io.BytesIO(data), folder(coders, len(WORDS), len(data))) == WORDS


@pytest.mark.parametrize("method", sorted(sevenzip_streams.FILTERS))
@pytest.mark.parametrize("size", [1, 15, 65_535, 65_536, 65_537, 200_001])
def test_a_filter_is_undone_to_its_last_byte(method: bytes, size: int) -> None:
    data = (bytes(range(256)) + b"\xe8\1\2\0\0") * (size // 261 + 1)
    data = data[:size]
    made = raw(data, {"id": sevenzip_streams.FILTERS[method]}, {"id": lzma.FILTER_LZMA2, "dict_size": 1 << 16})
    filtered = lzma.decompress(made, lzma.FORMAT_RAW, filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 16}])
    assert whole(io.BytesIO(filtered), folder((Coder(method),), size, size)) == data


def test_delta_is_undone() -> None:
    made = raw(WORDS, {"id": lzma.FILTER_DELTA, "dist": 4}, {"id": lzma.FILTER_LZMA2, "dict_size": 1 << 16})
    coders = (Coder(DELTA, b"\3"), Coder(LZMA2, b"\x08"))
    assert whole(io.BytesIO(made), folder(coders, len(WORDS), len(made))) == WORDS


def test_no_more_comes_than_is_said() -> None:
    data = bz2.compress(bytes(5_000_000))
    assert whole(io.BytesIO(data), folder((Coder(BZIP2),), 1000, len(data))) == bytes(1000)


def test_what_would_hold_too_much_memory_is_not_begun() -> None:
    with pytest.raises(Unknown, match="memory"):
        whole(io.BytesIO(b"x"), folder((Coder(LZMA2, b"\x28"),), 10, 1))


@pytest.mark.parametrize(
    ("coders", "bound", "wanted", "fault"),
    [
        ((Coder(AES),), {}, (0,), sevenzip_streams.Locked),
        ((Coder(b"\3\3\1\x1b", b"", 4, 1),), {}, (0, 1, 2, 3), Unknown),
        ((Coder(b"\x77"),), {}, (0,), Unknown),
        ((Coder(COPY), Coder(COPY)), {0: 1, 1: 0}, (0,), ValueError),
        ((Coder(COPY),), {}, (4,), IndexError),
    ],
)
def test_what_cannot_be_undone_is_said(coders, bound, wanted, fault) -> None:
    with pytest.raises(fault):
        whole(io.BytesIO(b"x"), Folder(coders, bound, wanted, [1] * len(coders), packed=[(0, 1)]))
