"""Numbers, marks and names of a 7z directory, against the description of the format."""

import pytest

from workbench.extract.outcome import Unread
from workbench.extract.sevenzip_numbers import MOST_LISTED, Told
from workbench.extract.sevenzip_streams import Unknown


@pytest.mark.parametrize(
    ("data", "value"),
    [
        (b"\x00", 0), (b"\x7f", 127), (b"\x80\x80", 128), (b"\xbf\xff", 0x3FFF), (b"\xc0\x00\x40", 0x4000),
        (b"\xe1\x02\x03\x04", 0x1040302), (b"\xff" + bytes(7) + b"\x80", 1 << 63),
        (b"\xfe" + b"\1" * 7, 0x01010101010101),
    ],
)  # fmt: skip
def test_the_first_byte_tells_how_many_follow(data: bytes, value: int) -> None:
    assert Told(data).number() == value


def test_marks_checksums_and_times() -> None:
    assert Told(b"\xa0\x80").bits(9) == [True, False, True, False, False, False, False, False, True]
    assert Told(b"\x01\x01\0\0\0\x02\0\0\0").checks(2) == [1, 2]
    assert Told(b"\x00\x40\x07\0\0\0").checks(2) == [None, 7]
    assert Told(b"\x00\x80\x00\x07\0\0\0").defined(2, "<I") == [7, None]


def test_names_have_to_be_as_many_as_the_files() -> None:
    data = b"\0" + "a.txt\0đ\0".encode("utf-16-le")
    assert list(Told(data).names(2)) == ["a.txt", "đ"]
    for wrong in (1, 3):
        with pytest.raises(ValueError, match="names"):
            Told(data).names(wrong)
    with pytest.raises(Unknown):
        Told(b"\x01" + data).names(2)


def test_nothing_is_read_beyond_the_end() -> None:
    for asked in (lambda told: told.take(3), lambda told: told.bits(20), lambda told: told.checks(1)):
        with pytest.raises(EOFError):
            asked(Told(b"\x01\x02"))
    with pytest.raises(Unread):
        Told(b"\xff" + b"\xff" * 8).count()
    assert Told(b"\x05").count(5) == 5 < MOST_LISTED
