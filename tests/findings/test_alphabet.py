"""Keys and names in the order in which a reader looks for them, on every machine the same."""

import random
import unicodedata

from workbench.findings.alphabet import natural


def in_order(*names: str) -> None:
    shuffled = list(names)
    random.Random(4).shuffle(shuffled)
    assert sorted(shuffled, key=natural) == list(names)


def test_numbers_stand_by_their_size() -> None:
    in_order("W-9", "W-10", "W-100", "Worker A2", "Worker A10")


def test_vietnamese_and_serbian_letters_stand_in_their_place() -> None:
    in_order("Bùi Văn A", "Dương Bá", "Đặng Ngọc", "Đỗ Văn", "Hồ Sĩ", "Ngô An", "Nguyễn An", "Vũ Hà")
    in_order("Cakić", "Čabrić", "Ćirić", "Drašković", "Đorđević", "Eraković", "Simić", "Šarić", "Zorić", "Žarić")
    in_order("Анић", "Драгић", "Ђорић", "Ерић", "Ивић", "Јанић", "Лукић", "Љубић", "Нешић", "Њагић", "Тасић", "Ћурић",
             "Чолић", "Џајић", "Шарић")  # fmt: skip


def test_accents_decide_between_names_that_are_alike_but_for_them() -> None:
    in_order("Hoa", "Hoà", "Hoá", "Hoạ", "Hoan")


def test_the_same_name_in_another_form_of_unicode_stands_in_the_same_place() -> None:
    names = ["Đặng", "Čabrić", "Nguyễn"]
    for name in names:
        assert natural(unicodedata.normalize("NFD", name))[0] == natural(name)[0]
