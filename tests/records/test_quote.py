"""A quote is found at the letter, in code points, in every script; nothing looser is accepted."""

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from workbench.errors import QuoteNotFound
from workbench.records import every_quote, find_quote, occurrence_of

VIETNAMESE = "Họ giữ hộ chiếu của chúng tôi ngay khi đến nơi."
LETTERS = st.text(st.sampled_from("aoeộửđ h\n😀éзњ한각\u0301\u0323"), max_size=30)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("asked", ["NFC", "NFD"])
def test_accents_may_be_composed_or_not_and_the_position_is_that_of_the_text(form: str, asked: str) -> None:
    text = "😀😀 " + unicodedata.normalize(form, VIETNAMESE)
    start, end = find_quote(text, unicodedata.normalize(asked, "hộ chiếu"))
    assert text[start:end] == unicodedata.normalize(form, "hộ chiếu")


def test_positions_are_code_points_and_not_bytes_or_utf16_units() -> None:
    assert find_quote("😀é họ", "họ") == (3, 5)


def test_a_letter_is_not_cut_from_its_accent() -> None:
    decomposed = unicodedata.normalize("NFD", "hộ chiếu")
    for text in (decomposed, unicodedata.normalize("NFC", decomposed)):
        with pytest.raises(QuoteNotFound):
            find_quote(text, "ho")
    assert find_quote(decomposed + " ho", "ho") == (len(decomposed) + 1, len(decomposed) + 3)


def test_korean_syllables_are_found_in_either_form() -> None:
    text = unicodedata.normalize("NFD", "그는 한국에서 왔다")
    start, end = find_quote(text, "한국")
    assert unicodedata.normalize("NFC", text[start:end]) == "한국"
    with pytest.raises(QuoteNotFound):
        find_quote(unicodedata.normalize("NFD", "각"), unicodedata.normalize("NFD", "가"))


@pytest.mark.parametrize(
    ("occurrence", "where"), [(1, (0, 2)), (2, (3, 5)), (3, (4, 6))], ids=["first", "second", "overlapping"]
)
def test_the_nth_time_counts_overlapping_ones(occurrence: int, where: tuple[int, int]) -> None:
    assert find_quote("aa aaa", "aa", occurrence=occurrence) == where
    assert occurrence_of("aa aaa", *where) == occurrence


@pytest.mark.parametrize("occurrence", [0, -1, 3])
def test_a_time_that_is_not_there_is_refused_and_the_count_is_told(occurrence: int) -> None:
    with pytest.raises(QuoteNotFound, match="2 times"):
        find_quote("no pay, no pass", "no", occurrence=occurrence)


@pytest.mark.parametrize("quote", ["", "No pay", "no  pay", "no pay.", "ho", "nо pay"])
def test_nothing_looser_is_accepted(quote: str) -> None:
    with pytest.raises(QuoteNotFound) as raised:
        find_quote("no pay, họ", quote, file="a.txt", place="line 2, column quote")
    assert raised.value.subject == "a.txt, line 2, column quote"


@given(LETTERS, LETTERS, LETTERS)
def test_what_is_found_is_the_quote_and_is_found_again(before: str, quote: str, after: str) -> None:
    text = before + quote + after
    try:
        start, end = find_quote(text, quote)
    except QuoteNotFound:
        # Only where an end of the quote falls between a letter and its mark everywhere.
        assume(quote)
        assert unicodedata.normalize("NFC", text) != "".join(
            unicodedata.normalize("NFC", part) for part in (before, quote, after)
        ) or any(part and unicodedata.combining(part[0]) for part in (quote, after))
        return
    assert unicodedata.normalize("NFC", text[start:end]) == unicodedata.normalize("NFC", quote)
    assert find_quote(text, text[start:end], occurrence=occurrence_of(text, start, end)) == (start, end)


@given(LETTERS, LETTERS)
def test_every_quote_is_what_counting_occurrences_finds(text: str, quote: str) -> None:
    assume(quote)
    found = every_quote(text, quote)
    assert found == sorted(set(found))
    counted, nth = [], 1
    while True:
        try:
            counted.append(find_quote(text, quote, occurrence=nth))
        except QuoteNotFound:
            break
        nth += 1
    assert set(counted) <= set(found)
    for start, end in found:
        assert unicodedata.normalize("NFC", text[start:end]) == unicodedata.normalize("NFC", quote)


def test_no_words_stand_nowhere() -> None:
    assert every_quote("words", "") == []
