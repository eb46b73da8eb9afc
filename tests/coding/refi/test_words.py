"""The words that other programs mark, in the units that they count."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.coding.refi.words import begins, stretch, text_of

TEXT = "😀 họ\r\ngiữ hộ chiếu"
FOLDED = "😀 họ\ngiữ hộ chiếu"


def cut(at: tuple[int, int] | None) -> str | None:
    return None if at is None else FOLDED[at[0] : at[1]]


def test_code_points_are_the_standard_s_unit() -> None:
    start = TEXT.index("hộ chiếu")
    assert cut(stretch(TEXT, start, start + 8, None)) == "hộ chiếu"
    assert cut(stretch(TEXT, start, start + 8, "a name of the user's own")) == "hộ chiếu"


def test_utf_16_units_and_folded_line_ends_are_known_by_the_selection_s_name() -> None:
    start = TEXT.index("hộ chiếu")
    assert cut(stretch(TEXT, start + 1, start + 9, "hộ chiếu")) == "hộ chiếu", "UTF-16: the face is two units"
    assert cut(stretch(TEXT, start - 1, start + 7, "hộ…")) == "hộ chiếu", "\\r\\n counted as one"


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 2), (0, 99), (99, 100)])
def test_positions_outside_the_text_are_none(start: int, end: int) -> None:
    assert stretch(TEXT, start, end, "x") is None


@given(st.text(), st.data())
def test_any_place_of_any_text_is_its_own_words_with_plain_line_ends(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    at = stretch(text, start, end, None)
    assert at is not None
    folded = text.replace("\r\n", "\n").replace("\r", "\n")
    if not (text[start - 1 : start + 1] == "\r\n" or text[end - 1 : end + 1] == "\r\n"):
        assert folded[at[0] : at[1]] == text[start:end].replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"), (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)  # fmt: skip
def test_texts_in_the_encodings_of_the_standard_are_read_without_their_mark(mark: bytes, encoding: str) -> None:
    assert text_of(mark + TEXT.encode(encoding)) == TEXT


def test_what_is_in_no_such_encoding_is_not_guessed() -> None:
    assert text_of("Đ".encode("cp1250") + b"\xff") is None


def test_a_name_is_the_beginning_of_the_words_or_not() -> None:
    assert begins("a  b\nc d", "a b c…") and begins("abc", "abc") and begins("abc def", "abc...")
    assert not begins("abc", "b") and not begins("abc", "") and not begins("abc", "…")
