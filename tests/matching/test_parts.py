"""Names taken apart: what is one name in another script or spelling, what is a legal form, what tells two apart."""

import pytest

from workbench.codebook.scripts import comparing
from workbench.matching.parts import coarse, formless, parts


def sounds(name: str, body: bool = False) -> list[str]:
    return [part.sound for part in parts(name, body)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Đorđe Ilić", "Ђорђе Илић"), ("Đorđe Ilić", "Djordje Ilic"), ("Nguyễn Văn A", "NGUYEN VAN A"),
        ("Nguyễn Thị Lụa", "Nguye\u0302\u0303n Thi\u0323 Lu\u0323a"), ("王小明", "Wang Xiao-Ming"),
        ("陳建國", "陈建国"), ("Ông Nguyễn Hữu Lâm", "Nguyen Huu Lam"), ("欧阳小明", "Ouyang Xiaoming"),
    ],
)  # fmt: skip
def test_one_name_in_two_writings_has_the_same_parts(one: str, other: str) -> None:
    assert sounds(one) == sounds(other)


@pytest.mark.parametrize(
    "name", ["玲珑轮胎", "玲瓏輪胎股份有限公司", "Linglong Tire Co., Ltd.", "Linglong Tajr d.o.o.", "Линглонг Тајр ДОО"]
)
def test_one_company_in_four_writings(name: str) -> None:
    assert sounds(name, body=True) == ["linglong", "tire"]


@pytest.mark.parametrize("form", comparing().forms)
def test_every_legal_form_is_taken_off_and_is_kept_where_nothing_else_is_left(form: str) -> None:
    assert formless(f"Krstonja {form}") == "krstonja"
    assert formless(f"{form} Krstonja") == "krstonja"
    assert sounds(form, body=True)


def test_a_form_is_no_part_of_a_word() -> None:
    assert formless("Adriatik Prom d.o.o.") == "adriatik prom"
    assert formless("Công ty TNHH Vận tải Đại Phát") == "transport đại phát"


def test_marks_and_characters_tell_apart_what_sounds_alike() -> None:
    hung, other, plain = (parts(f"Nguyễn Văn {name}")[2] for name in ("Hùng", "Hưng", "HUNG"))
    assert hung.sound == other.sound == plain.sound and hung.written != other.written
    assert parts("NGUYEN VAN HUNG")[2].written == ""
    assert parts("李永红")[1].written != parts("李勇宏")[1].written
    # Serbian diacritics are left out so often that they tell nobody apart.
    assert parts("Petrović")[0] == parts("Petrovic")[0]


def test_ways_of_spelling_come_to_one_coarse_sound() -> None:
    assert coarse("zhang") == coarse("dzang") and coarse("xiao") == coarse("siao")
    assert coarse("petrovich") == coarse("petrovic") and coarse("annna") == "ana"
