"""7z archives written for the tests, the same bytes each time, honest or not."""

import lzma
import struct
import zlib

from workbench.extract.sevenzip_directory import MARK

COPY, LZMA2 = (b"\x01\x00", 0), (b"\x21\x21\x01\x08", 1 << 16)  # one coder as written, and what it may hold


def number(value: int) -> bytes:
    """A number in the longest of its forms, which every reader takes."""
    return b"\xff" + struct.pack("<Q", value)


def bits(flags: list[bool]) -> bytes:
    whole = "".join("1" if flag else "0" for flag in flags)
    return bytes(int(whole[at : at + 8].ljust(8, "0"), 2) for at in range(0, len(whole), 8))


def packed(data: bytes, coder: tuple[bytes, int]) -> bytes:
    if not coder[1]:
        return data
    return lzma.compress(data, lzma.FORMAT_RAW, filters=[{"id": lzma.FILTER_LZMA2, "dict_size": coder[1]}])


def enclosed(stored: bytes, header: bytes) -> bytes:
    start = struct.pack("<QQI", len(stored), len(header), zlib.crc32(header))
    return MARK + b"\0\4" + struct.pack("<I", zlib.crc32(start)) + start + stored + header


def streams(data: bytes, coder: tuple[bytes, int], size: int, position: int = 0) -> bytes:
    """One stream of so many packed bytes, with the size that it is said to have."""
    first = b"\x06" + number(position) + number(1) + b"\x09" + number(len(data)) + b"\0"
    return first + b"\x07\x0b" + number(1) + b"\0" + number(1) + coder[0] + b"\x0c" + number(size) + b"\0"


def sevenzip(
    *entries: tuple[str, bytes],
    coder: tuple[bytes, int] = LZMA2,
    attributes: dict[str, int] | None = None,
    claims: int | None = None,
    files: int | None = None,
    checks: bool = True,
) -> bytes:
    """An archive of files in one stream; `claims` is the size that the stream is said to have, `files` how many."""
    filled = [(name, data) for name, data in entries if data]
    stored = packed(b"".join(data for _, data in filled), coder)
    size = sum(len(data) for _, data in filled) if claims is None else claims
    parts = b"\x08\x0d" + number(len(filled)) + b"\x09" + b"".join(number(len(data)) for _, data in filled[:-1])
    if checks:
        parts += b"\x0a\x01" + b"".join(struct.pack("<I", zlib.crc32(data)) for _, data in filled)
    main = b"\x04" + streams(stored, coder, size) + parts + b"\0\0" if filled else b""
    names = b"\0" + b"".join((name + "\0").encode("utf-16-le", "surrogatepass") for name, _ in entries)
    told = [(0x0E, bits([not data for _, data in entries])), (0x11, names)]
    if empty := len(entries) - len(filled):
        told.append((0x0F, bits([True] * empty)))
    if attributes:
        marks = [attributes.get(name, 0x20) for name, _ in entries]
        told.append((0x15, b"\1\0" + struct.pack(f"<{len(marks)}I", *marks)))
    table = b"".join(number(kind) + number(len(data)) + data for kind, data in told)
    return enclosed(
        stored, b"\x01" + main + b"\x05" + number(len(entries) if files is None else files) + table + b"\0\0"
    )


def directory_packed(archive: bytes, coder: tuple[bytes, int] = LZMA2, claims: int | None = None) -> bytes:
    """The same archive with its directory packed, as 7-Zip writes it; `claims` is the size it is said to have."""
    offset, size, _ = struct.unpack("<QQI", archive[12:32])
    stored, header = archive[32 : 32 + offset], archive[32 + offset : 32 + offset + size]
    small = packed(header, coder)
    told = b"\x17" + streams(small, coder, len(header) if claims is None else claims, len(stored)) + b"\0"
    return enclosed(stored + small, told)
