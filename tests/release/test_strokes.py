"""Numbers and operators of a PDF are not weighed as words, and no word goes with them."""

from workbench.release.strokes import without_strokes


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
