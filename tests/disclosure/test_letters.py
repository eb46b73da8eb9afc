import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.disclosure.letters import folded, looks, marks, mistaken, view


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Trần Hữu Lâm", "tran HUU lam"),
        ("Nguyễn", "ＮＧＵＹỄＮ"),
        ("Đặng", "Ðặng"),
        ("Ратковић", "Ratković"),
        ("Љубиша", "Ljubiša"),
        ("Џорџ", "Džordž"),
        ("Łukasz", "lukasz"),
        ("陳友林", "陈友林"),
        ("L\u200bâ\u00adm", "lâm"),
        ("ʟâᴍ", "lam"),
        ("𝐋𝐚𝐦", "lam"),
        ("Straße", "strasse"),
        ("٠١٢", "012"),
        ("Ⅳ", "iv"),
        ("ǆ", "dž"),
    ],
)
def test_spellings_that_sound_alike(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_every_normal_form_is_one(form: str) -> None:
    name = "Nguyễn Thị Hằng Đỗ Kovačević"
    assert folded(unicodedata.normalize(form, name)) == folded(name)
    assert marks(unicodedata.normalize(form, name)) == marks(name)


def test_what_looks_latin_is_read_as_latin() -> None:
    assert looks("Сао") == "cao" != folded("Сао")
    assert mistaken(view("Tran")) is None
    found = mistaken(view("Тrаn"))
    assert found is not None and found.flat == "tran"


def test_marks_tell_words_apart_that_fold_alike() -> None:
    assert marks("lúa") != marks("Lụa")
    assert marks("đa") != marks("da") == ()


@given(st.text(max_size=60))
def test_each_letter_leads_back_to_the_text(text: str) -> None:
    found = view(text)
    assert len(found.flat) == len(found.at)
    assert list(found.at) == sorted(found.at)
    for at in range(len(found.flat)):
        start, end = found.span(at, at + 1)
        assert 0 <= start < end <= len(text)


def test_a_stretch_takes_the_marks_of_its_last_letter_along() -> None:
    text = unicodedata.normalize("NFD", "Lê Hà!")
    found = view(text)
    start, end = found.span(0, 5)
    assert unicodedata.normalize("NFC", text[start:end]) == "Lê Hà"
    assert found.raw(3, 5) + "\u0300" == text[start + 4 : end]
    assert found.between(2, 3) == "\u0302 "
