"""One text out of bytes, however they were written."""

import pytest

from workbench.release.readable import is_text, masked, stripped, texts

NAME = "Đorđe Ратковић Trần"


def said(data: bytes) -> str:
    return "\n".join(piece for text in texts(data) for piece in text.pieces)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-16"])
@pytest.mark.parametrize("before", [b"", b"\x00\x81", b"\x03"])
def test_a_name_is_read_in_each_encoding_also_among_other_bytes(encoding: str, before: bytes) -> None:
    assert NAME in said(before + NAME.encode(encoding) + before)


@pytest.mark.parametrize(
    ("encoding", "name"), [("cp1250", "Đorđe Ratković"), ("cp1251", "Ђорђе"), ("gb18030", "陈友林")]
)
def test_older_code_pages_are_tried_where_it_is_no_utf_8(encoding: str, name: str) -> None:
    assert name in said(b"by " + name.encode(encoding))


def test_tags_that_part_words_leave_a_gap_and_others_none() -> None:
    assert stripped("<td>Sava</td><td>Ilić</td>").split() == ["Sava", "Ilić"]
    assert stripped("S<b title='>'>av</b>a<!-- x --> I<wbr>lić") == "Sava Ilić"
    assert stripped(r"one\nSava\\tIlić") == "one Sava Ilić"
    assert stripped("a < b > c") is None


def test_ids_are_blotted_out_and_numbers_are_not() -> None:
    assert masked("salted:" + "0a" * 32) == "salted:█"
    assert masked("3f2504e0-4f89-11d3-9a0c-0305e82c3301") == "█"
    assert masked("160000000012345678, 0101990710008") == "160000000012345678, 0101990710008"
    assert masked("Tr&#7847;n &#114;") == "Tr&#7847;n &#114;"
    assert "█" not in masked("a/long/path" * 9)


def test_text_is_told_from_other_bytes() -> None:
    assert is_text(b"") and is_text(b"a\tb\r\n\x0c") and not is_text(b"a\x00")


def test_a_text_that_marks_its_order_of_bytes_is_read_in_that_order_alone() -> None:
    """As in the titles of a PDF: read from each second byte, "tiền lương" would hold An with an accent."""
    title = "8. Giữ tiền lương".encode("utf-16-be")
    read = {text.encoding: text.pieces for text in texts(b"\x07(\xfe\xff" + title + b")")}
    assert read["utf-16-be"][0] == "8. Giữ tiền lương" and "utf-16-le" not in read
    assert "utf-16-le" in {text.encoding for text in texts(b"\x07" + title)}
    both = b"\x07(\xfe\xff" + title + b")\x07\x07" + "Sava Ilić".encode("utf-16-le") + b"\x07(\xfe\xff" + title + b")"
    little = [piece for text in texts(both) if text.encoding == "utf-16-le" for piece in text.pieces]
    assert [piece for piece in little if "Sava Ilić" in piece] and not [piece for piece in little if "ṩ" in piece]
