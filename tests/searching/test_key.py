"""One key for all spellings, and the way back to every code point."""

import sqlite3
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.searching.key import key, words

ALIKE = {
    "Serbian in three spellings": ["Ђорђевић, Џаја и Њежић", "Đorđević, Džaja i Nježić", "Djordjevic, Dzaja i Njezic"],
    "digraph letters": ["Ǆaja", "Džaja"],
    "Vietnamese": ["Hộ chiếu", "ho chieu", unicodedata.normalize("NFD", "HỘ CHIẾU")],
    "đ": ["đường", "duong", "Đường"],
    "Turkish": ["ışığı", "IŞIĞI", "isigi", "İSİĞİ"],
    "Hindi nasals and dots": ["हिन्दी", "हिंदी", "हिँदी"],
    "Hindi letters with and without nukta": ["कर्ज़", "कर्ज", "कर्ज\u093c"],
    "digits of another script": ["३५०", "350", "٣٥٠", "３５０"],
    "signs that nobody sees": ["pass\u00adport", "pass\u200bport", "passport"],
    "ligatures and sharp s": ["ﬁnal straße", "final strasse"],
}


@pytest.mark.parametrize("spellings", ALIKE.values(), ids=ALIKE)
def test_what_is_written_alike_has_one_key(spellings: list[str]) -> None:
    assert len({key(one) for one in spellings}) == 1


def test_vowel_signs_of_hindi_are_kept() -> None:
    assert key("पैसे") == "पैसे" and key("पासा") != key("पस")


def test_characters_without_spaces_are_cut_into_pairs_beside_other_words() -> None:
    assert key("iPhone手机,工") == "iphone 手机 机 工"


def test_words_lead_back_to_their_place_with_their_marks() -> None:
    text = "😀 " + unicodedata.normalize("NFD", "Hộ") + " Ђак"
    assert [text[one.start : one.end] for one in words(text)] == [unicodedata.normalize("NFD", "Hộ"), "Ђак"]


@given(st.text(max_size=60))
def test_the_words_are_those_of_the_key_and_stand_in_order(text: str) -> None:
    found = words(text)
    assert " ".join(one.key for one in found) == key(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert [one.start for one in found] == sorted(one.start for one in found)


@given(st.lists(st.text(max_size=12), max_size=4))
def test_the_tokenizer_of_fts5_cuts_exactly_at_the_spaces(texts: list[str]) -> None:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE words USING fts5(line, tokenize='ascii')")
    base.execute("CREATE VIRTUAL TABLE terms USING fts5vocab(words, instance)")
    base.execute("INSERT INTO words VALUES (?)", (key(" ".join(texts)),))
    found = [row[0] for row in base.execute('SELECT term FROM terms ORDER BY doc, "offset"')]
    assert found == key(" ".join(texts)).split()
