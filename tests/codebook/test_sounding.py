import unicodedata

import pytest

from workbench.codebook.sounding import folded, looks, marks


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


def test_what_looks_latin_is_taken_for_latin() -> None:
    assert looks("Сао") == "cao" != folded("Сао")


def test_marks_tell_words_apart_that_fold_alike() -> None:
    assert marks("lúa") != marks("Lụa")
    assert marks("đa") != marks("da") == ()
