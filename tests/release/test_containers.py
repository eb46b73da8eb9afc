"""What a reader finds in a file of a known kind, and what is said of one that does not open."""

import io
import random
import sqlite3
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from PIL import Image

from tests.release.planted import pdf
from workbench.release.containers import known, opened, shown, without_pixels


def test_a_member_that_the_directory_leaves_out_is_read_all_the_same() -> None:
    content = zlib.compressobj(wbits=-15)
    packed = content.compress(b"Sava was here") + content.flush()
    header = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 8, 0, 0, 0, len(packed), 13, 5, 0) + b"a.txt"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("b.txt", "nothing")
    assert b"Sava was here" in [one.data for one in opened(header + packed + made.getvalue())]


def picture(row: bytes) -> bytes:
    """A grey PNG of one row, its pixels packed without being pressed together: its bytes stand in it as they are."""
    pieces = [(b"IHDR", struct.pack(">IIBBBBB", len(row), 1, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(b"\0" + row, 0)),
              (b"IEND", b"")]  # fmt: skip
    chunks = (struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
              for kind, data in pieces)  # fmt: skip
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize("sign", [b"PK\x05\x06", b"PK\x03\x04"])
def test_pixels_that_spell_the_sign_of_a_zip_by_chance_are_no_damaged_zip(sign: bytes) -> None:
    chance = random.Random(3)
    made = picture(b"".join(chance.randbytes(97) + sign for _ in range(200)))
    assert made.count(sign) == 200 and not [one for one in opened(made) if one.unread]


def test_a_zip_behind_a_picture_is_read_and_one_that_is_cut_off_is_said() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "Sava was here " * 9)
    whole, cut = (list(opened(picture(b"\7" * 99) + made.getvalue()[:end])) for end in (None, -30))
    assert any(one.data.startswith(b"Sava was here") for one in whole) and not any(one.unread for one in whole)
    assert any(one.data.startswith(b"Sava was here") for one in cut)
    assert [one.unread for one in cut if one.unread] == ["it is damaged"]


def test_values_of_one_row_stand_side_by_side(tmp_path: Path) -> None:
    place = tmp_path / "a.db"
    with sqlite3.connect(place) as connection:
        connection.execute('CREATE TABLE "a""b" (given TEXT, family TEXT, packed BLOB)')
        connection.execute('INSERT INTO "a""b" VALUES (?, ?, ?)', ("Sava", "Ilić", b"\x00\x01"))
    connection.close()
    found = {one.where: one.data for one in opened(place.read_bytes())}
    assert found['a"b'].decode().split() == ["Sava", "Ilić"]


def test_the_pixels_of_a_png_are_left_out_and_what_stands_behind_it_is_not() -> None:
    made = io.BytesIO()
    Image.new("RGB", (64, 64)).save(made, "PNG")
    short = without_pixels(made.getvalue() + b"behind")
    assert b"IDAT" not in short and short.endswith(b"behind") and short.startswith(b"\x89PNG")
    assert without_pixels(b"other") == b"other"


def test_strings_of_a_page_stand_together() -> None:
    assert b"Sava" in next(shown(b"[(Sa)-12(va)] TJ (x) Tj")).data.split(b"\n")
    assert not list(shown(b"no text"))


@pytest.mark.parametrize(
    ("data", "expected"),
    [(b"text", True), (pdf([]), True), ("Sava".encode("utf-16"), True), ("Sava Ilić".encode("utf-16-le"), True),
     (b"7z\xbc\xaf\x27\x1c\x00\x04", False), (b"\x00asm\x01\x00\x00\x00", False), (b"Rar!\x1a\x07\x01\x00", False)],
)  # fmt: skip
def test_kinds_that_can_be_looked_through(data: bytes, expected: bool) -> None:
    assert known(data) is expected


def test_a_pdf_that_asks_for_a_key_is_said_to_be_encrypted() -> None:
    said = [one.unread for one in opened(pdf([b"<</Encrypt 1 0 R>>"]))]
    assert "it is encrypted" in said


def test_a_short_filter_name_counts_where_a_filter_is_named_and_not_in_compressed_bytes() -> None:
    from workbench.release.containers import UNREAD_FILTERS

    for named in (b"/F /RL", b"/Filter[/Fl /RL]", b"/Filter /LZWDecode", b"/F/LZW ID"):
        assert UNREAD_FILTERS.search(named), named
    assert not UNREAD_FILTERS.search(b"\x9c\x01/RL\xff\x10") and not UNREAD_FILTERS.search(b"/Font /RL1")


def test_glyphs_by_their_number_are_no_words_and_words_beside_them_are() -> None:
    """Glyph numbers of a font of two bytes look like UTF-16 with any name in it, by chance."""
    content = rb"[(\000S\000a)-12(\000v\000a)] TJ (Ili) Tj /Span <</ActualText (\376\377\000S\000a)>> BDC"
    found = next(shown(content)).data
    assert rb"\000v" not in found and b"Ili" in found and rb"\376\377\000S\000a" in found
