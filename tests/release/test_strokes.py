"""Numbers and operators of a PDF are not weighed as words, and no word goes with them."""

import struct

from workbench.figures.style import fonts
from workbench.release.strokes import without_outlines, without_strokes


def test_words_among_operators_stay() -> None:
    page = b"q 1 0 0 -1 9 9 cm BT /f0 8.6 Tf 1 0 0 -1 0 0 Tm [(Sa)-20(va)] TJ ET Q EMC"
    assert b"(Sa)-20(va)" in without_strokes(page)
    objects = b"7 0 obj\n<</Type/StructElem/S/Span/P 12 0 R/K 4/Alt(Sava)/Pg 5 0 R>>\nendobj"
    assert b"/Alt(Sava)" in without_strokes(objects)


def test_glyph_numbers_and_references_go() -> None:
    assert without_strokes(b"BT (\\000\\035\\000A) Tj 1 0 0 -1 0 0 Tm<00B40041>Tj ET Q q") == b"\n"
    assert without_strokes(b"BDC 463 2108 0 R 464 2109 0 R 465 2110 0 R ]") == b"\n"


def test_a_telephone_number_stays() -> None:
    assert b"+381641234567" in without_strokes(b"BT ET Q q (+381641234567) Tj ET Q q BT")
    assert b"381641234567" in without_strokes(b"BT ET Q q 381641234567 ET Q q BT")
    assert b"064 123 45 67" in without_strokes(b"BT ET Q q (064 123 45 67) Tj ET Q q BT")
    assert without_strokes(b"064 12 34 56 7") == b"064 12 34 56 7"


def test_the_names_of_fonts_and_their_keys_go() -> None:
    """Between slashes they read as base64, and the six letters that tell one subset from another spell a label."""
    font = b"9 0 obj <</Type/Font/Subtype/Type0/BaseFont/OMBXQZ+DejaVuSans/Encoding/Identity-H/DescendantFonts[1 0 R]>>"
    assert b"OMBXQZ" not in without_strokes(font) and b"/" not in without_strokes(font)
    assert b"Sava" in without_strokes(font.replace(b"OMBXQZ+DejaVuSans", b"Sava"))
    assert b"/Alt(Sava)" in without_strokes(font.replace(b"/Encoding", b"/Alt(Sava)/Encoding"))


def test_of_a_font_only_words_stay() -> None:
    whole = (fonts() / "DejaVuSansMono.ttf").read_bytes()
    bare = without_outlines(whole)
    assert len(bare) < len(whole) / 4 and "Bitstream".encode("utf-16-be") in bare
    assert without_outlines(b"Sava" + whole) == b"Sava" + whole


def test_a_table_that_is_not_what_its_check_sum_says_stays_and_so_does_what_lies_between_tables() -> None:
    def font(outlines: bytes, checksum: int) -> bytes:
        record = struct.pack(">4sIII", b"glyf", checksum, 40, len(outlines))
        return b"\0\1\0\0" + struct.pack(">HHHH", 1, 0, 0, 0) + record + b"by Sava told" + outlines + b"of Sava, too"

    outlines, checksum = b"Sava\0\0\0\1", int.from_bytes(b"Sava", "big") + 1
    assert without_outlines(font(outlines, checksum)).count(b"Sava") == 2
    assert without_outlines(font(outlines, checksum + 1)).count(b"Sava") == 3
    assert without_outlines(font(outlines, checksum)[:40]).count(b"Sava") == 1


def test_the_width_of_a_line_and_its_ends_go() -> None:
    """A worker labelled M-1 or J-1 would be found in every drawing."""
    drawn = b"q 1 0 0 1 0 0 cm 0.6 w 4 M 2 J 1 j 0 0 m 9 9 l B\nQ (told by M-1) Tj"
    assert without_strokes(drawn) == b"\n(told by M-1) Tj"
