"""Codes inside codes, and what only looks like one."""

import base64
import gzip
import zlib

import pytest

from workbench.release.layers import MOST, in_letters, inflated, of_85, squeezed

SAID = "Trần Hữu Lâm said so, at the gate.".encode()


def taken(data: bytes) -> list[bytes]:
    return [layer.data for layer in in_letters(data, set())]


@pytest.mark.parametrize("before", [b"", b"x", b"xy", b"xyz"])
def test_base64_is_read_at_every_alignment(before: bytes) -> None:
    assert any(SAID in found for found in taken(before + base64.b64encode(SAID)))


HIT = b"49786ae939ae0a0529826e36b24ec375848d722292cd8ab9c8121d1f637da437"  # as base64 in cp1258 a key stands in it


@pytest.mark.parametrize("data", [HIT, HIT + b"\nSource: a list", HIT[:40] + b"\n" + HIT[40:], b"a list\n" + HIT])
def test_a_digest_is_no_base64_whatever_line_it_stands_beside(data: bytes) -> None:
    told = [layer.data.decode("cp1258", "replace") for layer in in_letters(data, set()) if layer.encoding == "base64"]
    assert not any("\x7f" in text for text in told)


def test_what_goes_on_over_lines_beside_a_digest_is_read() -> None:
    name = base64.encodebytes(b"they were told to wait and then came Sava " * 3)
    told = b"".join(layer.data for layer in in_letters(HIT + b"\n" + name + HIT, set()) if layer.encoding == "base64")
    assert b"wait and then came Sava they were told" in told


@pytest.mark.parametrize("written", [SAID.hex().encode(), b"f" + SAID.hex().encode(), SAID.hex(":").encode(),
                                     ", ".join(f"0x{byte:02X}" for byte in SAID).encode()])  # fmt: skip
def test_hex_is_read_in_a_row_and_in_pairs(written: bytes) -> None:
    assert any(SAID in found for found in taken(written))


def test_quoted_printable_is_read_over_the_end_of_a_line() -> None:
    assert b"Sava Ili\xc4\x87" in taken(b"other\nSa=\nva Ili=C4=87\nother")[0]


def test_what_was_taken_before_is_not_taken_again() -> None:
    known: set[bytes] = set()
    run = base64.b64encode(SAID)
    assert list(in_letters(run, known)) and not list(in_letters(run, known))


@pytest.mark.parametrize("pack", [zlib.compress, gzip.compress])
def test_streams_are_found_wherever_they_begin_also_when_cut_short(pack) -> None:
    packed = pack(SAID * 9)
    assert [layer.data for layer in squeezed(b"\x00obj" + packed + b"\x00" + packed)] == [SAID * 9] * 2
    assert next(squeezed(b"\x00" + packed[:-12])).data.startswith(SAID[:30])


def test_a_stream_that_grows_beyond_all_measure_is_said_not_to_be_whole() -> None:
    found = next(squeezed(zlib.compress(bytes(MOST + 2))))
    assert not found.whole


def test_noise_is_no_stream() -> None:
    noise = b"".join(zlib.compress(bytes([at]))[-4:] for at in range(250))
    assert not list(squeezed(b"\x00" + noise))
    assert inflated(b"\xff\xff\xff\xff", 0) is None
    assert of_85(b"\xff") is None
    assert of_85(base64.a85encode(SAID, adobe=True)).data == SAID


def test_octal_is_read_in_text_and_in_a_pdf_and_not_in_squeezed_bytes_that_look_like_either() -> None:
    def octal(data: bytes) -> list[bytes]:
        return [layer.data for layer in in_letters(data, set()) if layer.encoding == "octal"]

    assert octal(rb"I\154i\304\207") == ["Ilić".encode()]
    assert octal(b"%PDF-1.7\n\x00\n4 0 obj\n(I\\154i\\304\\207)\nendobj") != []
    assert octal(b"PK\x03\x04\x00 an obj in it and \\154 by chance") == []
