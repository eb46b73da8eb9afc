"""Hostile documents and workbooks of old office programs, and honest ones that LibreOffice wrote."""

import struct
from collections.abc import Iterator
from pathlib import Path

import olefile

from tests.extract.compound import SECTOR, compound
from tests.hostile.planted import OPAQUE, PARSED, PARTIAL, Planted

FOLDER = Path(__file__).resolve().parents[1] / "extract" / "oldoffices"
CATEGORY = "old office"
PIECES, FORMATS, FAT = 0x1A2, 0xFA, 76


def streams() -> tuple[bytes, bytes]:
    with olefile.OleFileIO(FOLDER / "parts.doc") as held:
        return held.openstream("WordDocument").read(), held.openstream("1Table").read()


def document(words: bytes, tables: bytes) -> bytes:
    return compound({"WordDocument": words, "1Table": tables})


def clx(count: int, length: int, fc: int) -> bytes:
    """A list of pieces, each so many letters long, and all of them the same place in the file."""
    body = (
        b"".join(struct.pack("<I", n * length & 0xFFFFFFFF) for n in range(count + 1))
        + struct.pack("<HIH", 0, fc, 0) * count
    )
    return b"\2" + struct.pack("<I", len(body)) + body


def at(words: bytes, place: int, *numbers: int) -> bytes:
    raw = struct.pack(f"<{len(numbers)}I", *(number & 0xFFFFFFFF for number in numbers))
    return words[:place] + raw + words[place + len(raw) :]


def all_of_them() -> Iterator[Planted]:
    """Every old office file."""
    words, tables = streams()
    whole = (FOLDER / "parts.doc").read_bytes()
    pay = (FOLDER / "pay.xls").read_bytes()
    yield Planted(CATEGORY, "control.doc", whole, PARTIAL, "tracked-changes", control=True, words="hộ chiếu",
                  absent="STRUCK")  # fmt: skip
    yield Planted(CATEGORY, "control.xls", pay, PARSED, "hidden-sheet", control=True, words="007\t380.5")
    many = clx(100_000, 2000, 1 << 30 | 0x1000)
    bomb = document(at(words, PIECES, len(tables), len(many)), tables + many)
    yield Planted(CATEGORY, "pieces-upon-each-other.doc", bomb, OPAQUE, "damaged")
    back = clx(50, -100, 0x600)
    yield Planted(CATEGORY, "pieces-backwards.doc", document(at(words, PIECES, len(tables), len(back)), tables + back),
                  OPAQUE, "damaged")  # fmt: skip
    far = document(at(words, PIECES, 0x7FFFFFF0, 0x7FFFFFF0), tables)
    yield Planted(CATEGORY, "pieces-outside.doc", far, OPAQUE, "damaged")
    yield Planted(CATEGORY, "formats-outside.doc", document(at(words, FORMATS, 0x7FFFFFF0, 0x70000000), tables), OPAQUE,
                  "damaged")  # fmt: skip
    prefix = b"\1\0\0" * 200_000
    endless = document(at(words, PIECES, len(tables), len(prefix)), tables + prefix)
    yield Planted(CATEGORY, "prefixes-alone.doc", endless, OPAQUE, "damaged")
    circle = bytearray(whole)
    start = (int.from_bytes(circle[FAT : FAT + 4], "little") + 1) * SECTOR
    for sector in range(128):  # each sector leads to the one before it
        circle[start + 4 * sector : start + 4 * sector + 4] = struct.pack("<I", max(sector - 1, 0))
    yield Planted(CATEGORY, "sectors-in-a-circle.doc", bytes(circle), OPAQUE, "old-office-format")
    yield Planted(CATEGORY, "cut.xls", pay[: len(pay) // 2], OPAQUE, "damaged")
    sheet = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6)
    numbers = b"".join(struct.pack("<HHHHHd", 0x0203, 14, row, 255, 0, 7.0) for row in range(0, 65536, 4))
    book = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6)
    bound = struct.pack("<HHIBBBB", 0x0085, 9, 0, 0, 0, 1, 0) + b"S"
    bound = bound[:4] + struct.pack("<I", len(book) + len(bound) + 4) + bound[8:]
    wide = book + bound + struct.pack("<HH", 0x0A, 0) + sheet + numbers + struct.pack("<HH", 0x0A, 0)
    yield Planted(CATEGORY, "corner-cells.xls", compound({"Workbook": wide}), PARSED)
