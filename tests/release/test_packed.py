"""Packed bytes that spell a name by chance are no name; unpacked, and in what is no whole stream, they are one."""

import datetime
import gzip
import io
import itertools
import random
import re
import zipfile
import zlib
from pathlib import Path

import pytest
import typst

from tests.release.planted import pdf
from workbench.disclosure.spellings import Finder
from workbench.release.layers import squeezed
from workbench.release.packed import NUMBER, without_packed
from workbench.release.scan import scan

WORD = re.compile(rb"(?<![A-Za-z])[A-Z][a-z]{3}[A-Za-z]{2}(?![A-Za-z])")


def by_chance(pack) -> tuple[bytes, str]:
    """Content, and a word of six letters that stands in the packed bytes of it and not in itself."""
    for seed in itertools.count():
        content = bytes(random.Random(seed).choices(range(256), k=200_000))
        for word in WORD.findall(pack(content)):
            if word.lower() not in content.lower():
                return content, word.decode()


def deflated(content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.bin", content)
    return made.getvalue()


def hits(path: Path, data: bytes, name: str) -> set[str]:
    path.write_bytes(data)
    return {leak.where for leak in scan(path.parent, Finder({"w": [name]})) if leak.id}


def stream(packed: bytes) -> bytes:
    return pdf([b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed)])


def squeezable(content: bytes) -> bytes:
    """Bytes of 64 kinds: packed they take three quarters, in codes that are no letters of theirs."""
    return bytes(one & 63 | 128 for one in content)


def test_what_a_stream_of_a_pdf_spells_by_chance_is_no_name(tmp_path: Path) -> None:
    content, word = by_chance(lambda one: zlib.compress(squeezable(one)))
    packed = zlib.compress(squeezable(content))
    assert word.encode() in stream(packed)
    assert not hits(tmp_path / "a.pdf", stream(packed), word)
    assert hits(tmp_path / "a.pdf", stream(zlib.compress(b"by %s there" % word.encode())), word)
    assert hits(tmp_path / "a.pdf", stream(packed) + b"\n% by " + word.encode(), word)
    # Whoever cuts a stream short, or changes it, has no stream that somebody would unpack: its bytes are searched.
    assert word.encode() in without_packed(b"\x00" + packed[:-1], squeezed(b"\x00" + packed[:-1]))
    wrong = b"\x00" + packed[:-1] + bytes([packed[-1] ^ 1])
    assert word.encode() in without_packed(wrong, squeezed(wrong))


def test_what_a_member_of_a_zip_spells_by_chance_is_no_name(tmp_path: Path) -> None:
    content, word = by_chance(lambda one: deflated(squeezable(one)))
    packed = deflated(squeezable(content))
    assert word.encode() in packed
    assert not hits(tmp_path / "a.zip", packed, word)
    assert hits(tmp_path / "a.zip", deflated(b"by %s there" % word.encode()), word)


@pytest.mark.parametrize("fault", ["check sum", "room"])
def test_a_member_that_is_not_whole_or_leaves_room_for_more_is_searched_as_it_stands(fault: str) -> None:
    packed = bytearray(deflated(b"nothing " * 99))
    at = packed.index(b"PK\x01\x02")
    if fault == "check sum":
        packed[at + 16] ^= 1
    else:
        packed[at + 20] -= 1
    assert without_packed(bytes(packed), ()) == bytes(packed)
    assert without_packed(deflated(b"nothing " * 99), ()) != deflated(b"nothing " * 99)


def test_the_name_ahead_of_a_gzip_stream_is_searched(tmp_path: Path) -> None:
    made = io.BytesIO()
    with gzip.GzipFile("Sava Ratkovic.txt", "wb", fileobj=made) as out:
        out.write(b"nothing")
    assert hits(tmp_path / "a.gz", made.getvalue(), "Sava Ratkovi\u0107")


def test_the_name_of_a_member_is_searched(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Sava Ratkovic.txt", b"nothing " * 99)
    assert b"Sava Ratkovic.txt" in without_packed(made.getvalue(), ())
    assert hits(tmp_path / "a.zip", made.getvalue(), "Sava Ratkovi\u0107")


def printed(words: str) -> bytes:
    day = datetime.datetime(2026, 1, 15, tzinfo=datetime.UTC)
    made = typst.compile(words.encode(), format="pdf", pdf_standards=["a-2u"], timestamp=day)
    return bytes(made)


def test_what_the_number_of_a_pdf_spells_by_chance_is_no_name(tmp_path: Path) -> None:
    data = printed("Nobody is named here")
    number = NUMBER.search(data)
    assert number and data.count(number[1]) > 2, "the library writes it so, also among the properties"
    spelt = re.search(rb"[A-Za-z]{4}", number[1])
    assert spelt
    word = spelt[0].decode()
    assert not hits(tmp_path / "a.pdf", data, word)
    assert hits(tmp_path / "b.pdf", data + number[1], word), "what stands behind the end of a file is no number"
    assert hits(tmp_path / "c.pdf", printed(f"By {word} here"), word)
